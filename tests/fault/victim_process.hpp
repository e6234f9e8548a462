#pragma once
// A victim and the pipe that it talks into.

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "testing.hpp"

namespace afterdesk::fault {

struct Victim {
    pid_t pid = -1;
    int out = -1, err = -1;
    std::string told;
    std::string complaint;  ///< on standard error

    explicit Victim(std::vector<std::string> command) {
        int ends[2], complaints[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        REQUIRE(::pipe2(complaints, O_CLOEXEC) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, complaints[1], STDERR_FILENO);
        std::vector<char*> arguments;
        for (std::string& word : command) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        char* environment[] = {nullptr};
        REQUIRE(::posix_spawn(&pid, command[0].c_str(), &actions, nullptr, arguments.data(), environment) ==
                0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        ::close(complaints[1]);
        out = ends[0];
        err = complaints[0];
        ::fcntl(out, F_SETPIPE_SZ, 1 << 20);
    }
    ~Victim() {
        ::close(out);
        ::close(err);
    }
    Victim(Victim const&) = delete;
    Victim& operator=(Victim const&) = delete;

    /// Until it has said something, or is gone.
    void wait_for_a_word() const {
        pollfd waiting{out, POLLIN, 0};
        ::poll(&waiting, 1, 30'000);
    }
    /// Reads all that it says until it is gone.
    int wait_for_end() {
        read_all(out, told);
        read_all(err, complaint);
        int status = 0;
        ::waitpid(pid, &status, 0);
        return status;
    }

  private:
    static void read_all(int from, std::string& into) {
        char buffer[4'096];
        for (ssize_t n = 0; (n = ::read(from, buffer, sizeof buffer)) > 0;)
            into.append(buffer, static_cast<std::size_t>(n));
    }
};

}  // namespace afterdesk::fault
