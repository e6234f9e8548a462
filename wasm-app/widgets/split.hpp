#pragma once
// List | ticket | what stands beside it: three parts on wide pages, the list and another one on smaller ones,
// one at a time below. The borders between them can be moved.
//
//     ui::Split split = ui::begin_split(ui, "desk", options, state.split);
//     if (ui::split_part(ui, split, ui::SplitPart::list)) draw_list(…);
//     if (ui::split_part(ui, split, ui::SplitPart::main)) draw_ticket(…);
//     if (ui::split_part(ui, split, ui::SplitPart::side)) draw_order(…);
//     if (ui::end_split(ui, split)) out.emplace_back(SplitMoved{});

#include <cstdint>
#include <string>
#include <string_view>

#include "widgets/ui.hpp"

namespace afterdesk::ui {

enum class SplitPart : std::uint8_t { list, main, side };

/// Where the borders stand; the screen keeps it. Units: CSS px × text scale; 0: as the screen says.
struct SplitUi {
    int list_w = 0, side_w = 0;
    bool operator==(SplitUi const&) const = default;
};
/// "360 320", for the page's storage. What can not be read is 0.
std::string format_split(SplitUi const& state);
SplitUi parse_split(std::string_view text);

struct SplitOptions {
    SplitPart wanted =
        SplitPart::list;  ///< the one shown where there is room for one; side: beside the list, too
    int list_w = 360, side_w = 320;
    std::string list_name{}, main_name{}, side_name{};  ///< of the regions
    std::string list_border{}, side_border{};           ///< "列表宽度": of the borders
    std::string main_key{};  ///< what it shows: it stands where this was left, what is new at its top
};

/// A page in parts, being drawn: between begin_split and end_split.
struct Split {
    SplitOptions const* options = nullptr;
    SplitUi* state = nullptr;
    SplitUi before;
    std::uint32_t id = 0;
    bool shown[3] = {};
    int parts = 1, open = -1;
    float x[3] = {}, w[3] = {};
    float top = 0, h = 0, area_w = 0;
};

/// Inside begin_page. Options and state must outlive the split.
Split begin_split(Ui& ui, std::string_view key, SplitOptions const& options, SplitUi& state);
/// In the order of the enum. False when there is no room for this part: it is not to be drawn.
bool split_part(Ui& ui, Split& split, SplitPart part);
/// True when a border was moved: the state is to be stored.
bool end_split(Ui& ui, Split& split);

}  // namespace afterdesk::ui
