#pragma once
// Our own program in a process of its own, and what it prints.

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "testing.hpp"

namespace afterdesk::test {

class Program {
  public:
    /// `input`: the file that it reads as its standard input; empty: ours.
    explicit Program(std::vector<std::string> words, std::string const& input = {}) {
        words.insert(words.begin(), AFTERDESK_PROGRAM);
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        int ends[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
        if (!input.empty())
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
        REQUIRE(::posix_spawn(&pid_, words[0].c_str(), &actions, nullptr, arguments.data(), environ) == 0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        out_ = ends[0];
    }
    ~Program() {
        if (pid_ > 0) stop();
        ::close(out_);
    }
    Program(Program const&) = delete;
    Program& operator=(Program const&) = delete;

    /// What it has said when this was among it (or it is gone).
    std::string const& until(std::string_view text) {
        char part[1'024];
        while (said_.find(text) == std::string::npos) {
            ssize_t const count = ::read(out_, part, sizeof part);
            if (count <= 0) break;
            said_.append(part, static_cast<std::size_t>(count));
        }
        return said_;
    }
    /// The port that a server says it listens on; what it logs behind that may have come with it.
    int port() {
        std::string_view const address = "listens on http://127.0.0.1:";
        std::size_t const at = until(address).find(address);
        REQUIRE(at != std::string::npos);
        return std::atoi(said_.c_str() + at + address.size());
    }
    /// Waits for its end: the exit status.
    int ended() {
        until("\x01");
        int status = 0;
        ::waitpid(std::exchange(pid_, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    void kill() {
        ::kill(pid_, SIGKILL);
        ended();
    }
    int stop() {
        ::kill(pid_, SIGTERM);
        return ended();
    }

  private:
    pid_t pid_ = -1;
    int out_ = -1;
    std::string said_;
};

}  // namespace afterdesk::test
