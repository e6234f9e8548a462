#include "cli_password.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <optional>

#include "cli_tools.hpp"
#include "service/passwords.hpp"
#include "service/staff.hpp"

namespace afterdesk {

namespace {

constexpr int wrong_input = 2;

/// What is typed on a terminal is not shown while this lives.
class Hidden {
  public:
    Hidden() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~Hidden() {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Hidden(Hidden const&) = delete;
    Hidden& operator=(Hidden const&) = delete;

  private:
    termios before_{};
    bool changed_ = false;
};

/// The first line of standard input, without its end.
std::string typed_line() {
    if (::isatty(STDIN_FILENO) != 0) std::fprintf(stderr, "New password: ");
    Hidden const hidden;
    std::string line;
    for (int c = std::getchar(); c != EOF && c != '\n'; c = std::getchar()) {
        if (line.size() <= max_password_bytes) line += static_cast<char>(c);
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

std::string why(Mistake const& mistake, std::string const& login) {
    if (mistake.path == "login") return "nobody signs in as " + login;
    if (mistake.rule == Rule::too_long) return "the password is too long";
    if (mistake.rule == Rule::password_too_short)
        return "the password needs " + std::to_string(min_password_chars) + " characters at least";
    return "that password is known or easily guessed";
}

}  // namespace

int cli_password(PasswordOptions const& options) {
    return guarded("afterdesk password", [&] {
        std::string const password = typed_line();
        store::Store store({options.data_dir, store::Sharing::alone, 1, nullptr});
        auto const done = set_password(store, options.login, password);
        if (!done.ok()) {
            std::fprintf(stderr, "afterdesk password: %s.\n",
                         why(done.error().front(), options.login).c_str());
            return wrong_input;
        }
        std::printf("%s has a new password.\n", options.login.c_str());
        return 0;
    });
}

}  // namespace afterdesk
