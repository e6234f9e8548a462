// What happened and what was said: events as lines, messages as bubbles, newest last.

#include <algorithm>
#include <string>

#include "text/catalogue.hpp"
#include "widgets/flow.hpp"
#include "widgets/paint.hpp"
#include "widgets/picture_link.hpp"

namespace afterdesk::ui {
namespace {

constexpr std::size_t shown_at_first = 8;  ///< of more, these are the newest
constexpr float entry_picture_w = 72, most_of_width = 0.84f;

std::string spoken_words(Ui& ui, TimelineEntry const& entry) {
    return entry.voice == Voice::own ? entry.words : spoken_pair(ui, entry.who, entry.words);
}

std::string amounts(TimelineEntry const& entry) {
    return entry.before.empty() ? entry.after : entry.before + " → " + entry.after;
}

/// Each opens where it is shown whole.
void draw_pictures(Ui& ui, TimelineEntry const& entry) {
    if (entry.files.empty()) return;
    Theme const& theme = ui.theme();
    std::vector<float> const widths(entry.files.size(), entry_picture_w);
    begin_row(ui, "pictures", widths, {.gap = theme.space_2});
    for (std::size_t i = 0; i < entry.files.size(); ++i) {
        TimelineEntry::File const& file = entry.files[i];
        if (i > 0) next_cell(ui);
        picture_link(ui, "open" + std::to_string(i + 1), {file.name, file.url, file.href, file.icon},
                     entry_picture_w);
    }
    end_row(ui);
}

void draw_words(Ui& ui, TimelineEntry const& entry) {
    TextStyle const style = entry.voice == Voice::event ? TextStyle::small : TextStyle::body;
    text(ui, spoken_words(ui, entry), style);
    text(ui, entry.said);
    text(ui, amounts(entry), TextStyle::strong);
    draw_pictures(ui, entry);
    text(ui, entry.at, TextStyle::muted);
}

/// As wide as its words, or most of the width.
float bubble_w(Ui& ui, TimelineEntry const& entry, float padding) {
    Theme const& theme = ui.theme();
    float want = std::max({width_of(ui, spoken_words(ui, entry), body_type(theme)),
                           width_of(ui, amounts(entry), strong_type(theme)),
                           width_of(ui, entry.at, muted_type(theme))});
    auto const count = static_cast<float>(entry.files.size());
    want =
        std::max(want, count * (entry_picture_w * std::max(1.0f, ui.viewport().text_scale) + theme.space_2));
    return std::min(want + 2 * padding + 1, most_of_width * level(ui).w);
}

void draw_bubble(Ui& ui, TimelineEntry const& entry) {
    Theme const& theme = ui.theme();
    float const padding = theme.space_3;
    float const w = bubble_w(ui, entry, padding);
    bool const own = entry.voice == Voice::own;
    open_gap(ui, Flow::block);
    Level const box = level(ui);
    float const x = own ? box.x + box.w - w : box.x;
    add_node(ui, Role::group, key_id(ui, "bubble"), {}, {x, box.y, w, 0}).look =
        own ? "bubble own" : "bubble";
    int const node = last_node(ui);
    Surface const surface =
        begin_surface(ui, x, box.y, w, own ? theme.color.accent_soft : theme.color.page, theme.color.line,
                      theme.radius, ui.viewport().forced_colors ? 2.0f : 0);
    push_level(ui, {Kind::card, key_id(ui, "bubble"), node, x + padding, w - 2 * padding, box.y,
                    box.y + theme.space_2});
    draw_words(ui, entry);
    float const h = pop_level(ui, Kind::card).y + theme.space_2 - box.y;
    end_surface(ui, surface, h);
    ui.frame().nodes[static_cast<std::size_t>(node)].rect.h = h;
    level(ui).y = box.y + h;
    placed(ui, w, Flow::block);
}

void draw_day(Ui& ui, std::string_view day) {
    Type const type = muted_type(ui.theme());
    Rect const at = place(ui, type.line_h, width_of(ui, day, type));
    add_text(ui, key_id(ui, "day"), day, at, type.px, "muted center");
    draw_line(ui, day, type, at, Align::center);
}

}  // namespace

void timeline(Ui& ui, std::string_view key, std::string_view name, std::span<TimelineEntry const> entries) {
    std::uint32_t const all_id = make_id(key_id(ui, key), "all");
    std::size_t const total = entries.size();
    bool const folds = total > shown_at_first + 1 && recall(ui, all_id, 0) == 0;
    std::size_t const hidden = folds ? total - shown_at_first : 0;
    if (folds) {
        std::string const label = text::fill(language(ui), t::show_earlier, {std::to_string(hidden)});
        bool const pressed = button(ui, std::string(key) + " earlier", label, {.kind = ButtonKind::quiet});
        if (pressed) learn(ui, all_id, 1, 0);
    }
    begin_list(ui, key, name, static_cast<int>(total));
    for (std::size_t i = hidden; i < total; ++i) {
        TimelineEntry const& entry = entries[i];
        begin_list_item(ui, entry.key, static_cast<int>(i) + 1);
        if (!entry.day.empty() && (i == hidden || entry.day != entries[i - 1].day)) draw_day(ui, entry.day);
        if (entry.voice == Voice::event) {
            draw_words(ui, entry);
        } else {
            draw_bubble(ui, entry);
        }
        end_list_item(ui);
    }
    end_list(ui);
}

}  // namespace afterdesk::ui
