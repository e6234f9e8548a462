#include "domain/ticket/commands.hpp"

#include <array>
#include <memory>

#include "base/spelled.hpp"

namespace afterdesk {

static_assert(enumerator_count<CommandKind> == command_kind_count, "a kind has no name, or a name no kind");

namespace {

template <std::size_t... Index>
Command make_kind(std::size_t index, std::index_sequence<Index...>) {
    using Make = Command (*)();
    constexpr std::array<Make, sizeof...(Index)> make{
        []() -> Command { return std::variant_alternative_t<Index, CommandKinds>(); }...};
    return make[index]();
}

}  // namespace

Command::Command() = default;
Command::Command(Command const&) = default;
Command::Command(Command&&) noexcept = default;
// Not by the variant: for each of its kinds it would know how to assign to each.
Command& Command::operator=(Command const& other) { return *this = Command(other); }
Command& Command::operator=(Command&& other) noexcept {
    if (this != &other) {
        std::destroy_at(this);
        std::construct_at(this, std::move(other));
    }
    return *this;
}
Command::~Command() = default;

Command Command::of_kind(std::size_t index) {
    return make_kind(index, std::make_index_sequence<std::variant_size_v<CommandKinds>>());
}

CommandKind kind_of(Command const& command) { return static_cast<CommandKind>(command.index()); }

}  // namespace afterdesk
