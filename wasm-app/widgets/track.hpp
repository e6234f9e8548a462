#pragma once
// Where a parcel has been.

#include <span>
#include <string>
#include <string_view>

#include "widgets/ui.hpp"

namespace afterdesk::ui {

struct TrackStation {
    std::string at{}, words{}, place{};
};
/// The newest first. Of several only that is shown, and a button for all of them.
void track(Ui& ui, std::string_view key, std::string_view name, std::span<TrackStation const> stations);

}  // namespace afterdesk::ui
