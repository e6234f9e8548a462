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
    int out = -1;
    std::string told;

    explicit Victim(std::vector<std::string> command) {
        int ends[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        std::vector<char*> arguments;
        for (std::string& word : command) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        char* environment[] = {nullptr};
        REQUIRE(::posix_spawn(&pid, command[0].c_str(), &actions, nullptr, arguments.data(), environment) ==
                0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        out = ends[0];
        ::fcntl(out, F_SETPIPE_SZ, 1 << 20);
    }
    ~Victim() { ::close(out); }
    Victim(Victim const&) = delete;
    Victim& operator=(Victim const&) = delete;

    /// Until it has said something, or is gone.
    void wait_for_a_word() const {
        pollfd waiting{out, POLLIN, 0};
        ::poll(&waiting, 1, 30'000);
    }
    /// Reads all that it says until it is gone.
    int wait_for_end() {
        char buffer[4'096];
        for (ssize_t n = 0; (n = ::read(out, buffer, sizeof buffer)) > 0;)
            told.append(buffer, static_cast<std::size_t>(n));
        int status = 0;
        ::waitpid(pid, &status, 0);
        return status;
    }
};

}  // namespace afterdesk::fault
