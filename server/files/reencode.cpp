// The parent's side: start the child, feed it, take its answer, never wait longer than agreed.

#include "files/reencode.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>
#include <vector>

#include "files/picture.hpp"
#include "files/pixels.hpp"
#include "files/reencode_wire.hpp"

namespace afterdesk::files {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds wall_time{10};
constexpr std::chrono::seconds wait_for_others{5};
/// More are told to come again at once, so that uploads do not hold all of the server's threads.
constexpr int most_waiting = 4;
constexpr std::chrono::seconds time_to_end{2};
constexpr std::size_t max_answer_bytes = 64u << 20;

/// Both ends of a pipe. Promise: closed when it goes away.
struct Pipe {
    int ends[2] = {-1, -1};
    bool open() { return ::pipe2(ends, O_CLOEXEC) == 0; }
    void close(int i) {
        if (ends[i] >= 0) ::close(ends[i]);
        ends[i] = -1;
    }
    Pipe() = default;
    Pipe(Pipe const&) = delete;
    Pipe& operator=(Pipe const&) = delete;
    ~Pipe() {
        close(0);
        close(1);
    }
};

/// A running child. Promise: ended and reaped when it goes away.
struct Child {
    pid_t pid = -1;
    Child() = default;
    Child(Child const&) = delete;
    Child& operator=(Child const&) = delete;
    ~Child() {
        if (pid > 0) finish(true);
    }
    int finish(bool kill) {
        int status = 0;
        if (kill) ::kill(pid, SIGKILL);
        while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
        }
        pid = -1;
        return status;
    }
    /// It has said everything; it has a moment to end by itself.
    int finish_soon() {
        auto const until = Clock::now() + time_to_end;
        while (Clock::now() < until) {
            int status = 0;
            if (::waitpid(pid, &status, WNOHANG) == pid) {
                pid = -1;
                return status;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return finish(true);
    }
};

bool start(std::string const& program, Pipe& to, Pipe& from, Child& child) {
    if (!to.open() || !from.open()) return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to.ends[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, from.ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    // The signals that this thread or the server holds back are none of the child's business.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t pipe_signal;
    sigemptyset(&none);
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::string name = program;
    std::string command = reencode_command;
    char* const arguments[] = {name.data(), command.data(), nullptr};
    char* const environment[] = {nullptr};
    int const failed =
        ::posix_spawn(&child.pid, program.c_str(), &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    to.close(0);
    from.close(1);
    ::fcntl(to.ends[1], F_SETFL, O_NONBLOCK);
    ::fcntl(from.ends[0], F_SETFL, O_NONBLOCK);
    if (failed != 0) child.pid = -1;
    return failed == 0;
}

/// Writes what the child takes. It may end before it has read everything; its exit status says why.
void feed(Pipe& to, std::string_view& rest) {
    ssize_t const n = ::write(to.ends[1], rest.data(), rest.size());
    if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
    bool const over = n < 0 && errno != EAGAIN && errno != EINTR;
    if (over || rest.empty()) to.close(1);
}

/// False at the end of the answer.
bool take(Pipe& from, std::string& answer, std::vector<char>& buffer) {
    ssize_t const n = ::read(from.ends[0], buffer.data(), buffer.size());
    if (n > 0) answer.append(buffer.data(), static_cast<std::size_t>(n));
    if (answer.size() > max_answer_bytes) return false;
    return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

/// Feeds and listens until the child closes its side. False when the time is over.
bool talk(Pipe& to, Pipe& from, std::string_view bytes, std::string& answer) {
    std::vector<char> buffer(1 << 16);
    auto const until = Clock::now() + wall_time;
    for (;;) {
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
        if (left <= 0) return false;
        pollfd waiting[2] = {{from.ends[0], POLLIN, 0}, {to.ends[1], POLLOUT, 0}};
        int const ready = ::poll(waiting, to.ends[1] >= 0 ? 2 : 1, static_cast<int>(left));
        if (ready < 0 && errno != EINTR) return false;
        if (ready <= 0) continue;
        if (to.ends[1] >= 0 && waiting[1].revents != 0) feed(to, bytes);
        if (waiting[0].revents != 0 && !take(from, answer, buffer)) return true;
    }
}

ReencodeOutcome outcome_of(int status) {
    if (WIFSIGNALED(status)) {
        // Out of CPU time or memory: more work than a picture may be. Anything else is the picture's fault
        // too.
        int const signal = WTERMSIG(status);
        bool const too_much = signal == SIGXCPU || signal == SIGKILL || signal == SIGABRT;
        return too_much ? ReencodeOutcome::picture_too_large : ReencodeOutcome::not_a_picture;
    }
    int const code = WEXITSTATUS(status);
    if (code == static_cast<int>(ChildExit::ok)) return ReencodeOutcome::done;
    if (code == static_cast<int>(ChildExit::not_a_picture)) return ReencodeOutcome::not_a_picture;
    if (code == static_cast<int>(ChildExit::cut_short)) return ReencodeOutcome::cut_short;
    if (code == static_cast<int>(ChildExit::too_large)) return ReencodeOutcome::picture_too_large;
    return ReencodeOutcome::failed;
}

/// A pipe whose reader is gone must not end the server; only this thread is concerned.
struct NoPipeSignal {
    sigset_t pipe_signal{}, before{};
    NoPipeSignal() {
        sigemptyset(&pipe_signal);
        sigaddset(&pipe_signal, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    }
    NoPipeSignal(NoPipeSignal const&) = delete;
    NoPipeSignal& operator=(NoPipeSignal const&) = delete;
    ~NoPipeSignal() {
        timespec const at_once{0, 0};
        while (::sigtimedwait(&pipe_signal, nullptr, &at_once) >= 0) {
        }
        ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    }
};

ReencodeOutcome in_child(std::string const& program, std::string_view bytes, Reencoded& out) {
    NoPipeSignal const quiet;
    Pipe to;
    Pipe from;
    Child child;
    if (!start(program, to, from, child)) return ReencodeOutcome::failed;
    std::string answer;
    if (!talk(to, from, bytes, answer)) {
        child.finish(true);
        return ReencodeOutcome::picture_too_large;
    }
    from.close(0);
    to.close(1);
    ReencodeOutcome const outcome = outcome_of(child.finish_soon());
    if (outcome == ReencodeOutcome::done && !read_answer(answer, out)) return ReencodeOutcome::failed;
    return outcome;
}

}  // namespace

ReencodeOutcome Reencoder::reencode(std::string_view bytes, Reencoded& out) {
    if (bytes.size() > limits_.bytes) return ReencodeOutcome::file_too_large;
    auto const head = read_picture_head(bytes);
    if (!head) return ReencodeOutcome::not_a_picture;
    if (std::max(head->width, head->height) > limits_.side_px) return ReencodeOutcome::side_too_long;
    if (std::int64_t{head->width} * head->height > limits_.pixels) return ReencodeOutcome::too_many_pixels;
    bool const crowded = waiting_.fetch_add(1) >= most_waiting;
    bool const mine = crowded ? free_.try_acquire() : free_.try_acquire_for(wait_for_others);
    --waiting_;
    if (!mine) return ReencodeOutcome::busy;
    struct Release {
        std::counting_semaphore<2>& free;
        ~Release() { free.release(); }
    } const release{free_};
    return in_child(program_, bytes, out);
}

}  // namespace afterdesk::files
