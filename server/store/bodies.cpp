#include "store/bodies.hpp"

namespace afterdesk::store {

void require_sound(Mistakes const& mistakes, std::string_view what) {
    if (mistakes.empty()) return;
    throw StoreFailure(FailureKind::other, "unreadable row of " + std::string(what) + ": " +
                                               mistakes.front().path + " " +
                                               std::string(wire::name_of(mistakes.front().rule)));
}

wire::Value parse_body(std::string const& text, std::string_view what) {
    auto parsed = wire::parse_json(text, body_limits);
    if (!parsed.ok()) require_sound(parsed.error(), what);
    return std::move(parsed).value();
}

}  // namespace afterdesk::store
