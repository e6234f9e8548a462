#include "widgets/track.hpp"

#include "text/tracks.hpp"
#include "widgets/flow.hpp"

namespace afterdesk::ui {

void track(Ui& ui, std::string_view key, std::string_view name, std::span<TrackStation const> stations) {
    std::uint32_t const all_id = make_id(key_id(ui, key), "all");
    bool const several = stations.size() > 1, whole = recall(ui, all_id, 0) != 0;
    std::size_t const shown = several && !whole ? 1 : stations.size();
    begin_list(ui, key, name, static_cast<int>(stations.size()));
    for (std::size_t i = 0; i < shown; ++i) {
        TrackStation const& station = stations[i];
        begin_list_item(ui, std::to_string(stations.size() - i), static_cast<int>(i) + 1);
        text(ui, station.words, i == 0 ? TextStyle::body : TextStyle::small);
        std::string const where = station.place.empty() ? station.at : station.at + " · " + station.place;
        text(ui, where, TextStyle::muted);
        end_list_item(ui);
    }
    end_list(ui);
    if (!several) return;
    std::string const label =
        whole ? std::string(text::in(language(ui), t::track_fold))
              : text::fill(language(ui), t::track_show_all, {std::to_string(stations.size())});
    bool const pressed = button(ui, std::string(key) + " all", label, {.kind = ButtonKind::quiet});
    if (pressed) learn(ui, all_id, whole ? 0 : 1, 0);
}

}  // namespace afterdesk::ui
