#include "service/ground.hpp"

#include <cstdio>

#include "store/desk_clock.hpp"

namespace afterdesk {

namespace {

/// What the clock adds: what this start was told, and what an administrator had moved it by before.
Duration added_to(store::Store& store, ServiceConfig const& config) {
    return store.write([&](store::WriteTx& tx) {
        store::ClockRow row = store::read_clock(tx);
        bool const told_otherwise = row.offset != config.clock_offset;
        row.offset = config.clock_offset;
        if (told_otherwise) store::write_clock(tx, row);
        return Duration{row.offset.ms + row.advanced.ms};
    });
}

}  // namespace

Ground::Ground(store::Store& from, ServiceConfig with)
    : store(from), config(std::move(with)), clock(config.now, added_to(from, config)) {
    CHECK(config.now && config.random64);
}

void Ground::log(std::string_view text) const {
    if (config.log) return config.log(text);
    std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
}

}  // namespace afterdesk
