#pragma once
// What of an order may be asked for at all: what a person is told before anything is chosen.

#include <optional>
#include <vector>

#include "domain/money/quote.hpp"

namespace afterdesk {

/// Whether one piece of a line may be asked for as a type, for one reason or another.
struct Applicable {
    std::optional<Mistake> why_not;  ///< what stands against it whatever the reason; its path is empty
    std::optional<Instant> until;    ///< the end of the window that ends last; nothing: none has an end
    bool operator==(Applicable const&) const = default;
};

/// What may be asked for as `input.request.type`; the rest of the request counts for nothing.
/// Shape: one entry per order line. Promise: where nothing stands against it, `quote` takes a piece of it for
/// some reason, given the goods wanted or a lower price.
std::vector<Applicable> applicable(QuoteInput const& input);

/// True when something of the order may be asked for as one type or another while a window is open, or before
/// it has come: what only a reason without a window allows (双方协商一致) does not count.
bool anything_applicable(QuoteInput const& input);

}  // namespace afterdesk
