#include "domain/ticket/commands.hpp"

#include "base/spelled.hpp"

namespace afterdesk {

static_assert(enumerator_count<CommandKind> == command_kind_count, "a kind has no name, or a name no kind");

Command::Command() = default;
Command::Command(Command const&) = default;
Command::Command(Command&&) noexcept = default;
Command& Command::operator=(Command const& other) { return *this = Command(other); }
Command& Command::operator=(Command&& other) noexcept { return replace(*this, std::move(other)); }
Command::~Command() = default;

Command Command::of_kind(std::size_t index) {
    return make_kind<Command>(index, static_cast<CommandKinds const*>(nullptr));
}

CommandKind kind_of(Command const& command) { return static_cast<CommandKind>(command.index()); }

}  // namespace afterdesk
