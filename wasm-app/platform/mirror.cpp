#include "platform/mirror.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace afterdesk::platform {

namespace {

using ui::Node;
using ui::Role;

// The words of the language between mirror.cpp and web/mirror.js.
enum Word : std::uint32_t { word_put = 1, word_children = 2, word_drop = 3, word_page = 4 };

// What a put brings, in this order.
enum Part : std::uint32_t {
    part_new = 1u << 0,
    part_state = 1u << 1,
    part_place = 1u << 2,
    part_hints = 1u << 3,
    part_name = 1u << 4,
    part_description = 1u << 5,
    part_href = 1u << 6,
    part_position = 1u << 7,
    part_value = 1u << 8,
    part_content = 1u << 9,
    part_scroll = 1u << 10,
    part_look = 1u << 11,
    part_everything = ((1u << 10) - 1) | part_look,
};

// Beside the bits of ui::StateBits: nothing hangs below, so that the name becomes the element's text.
constexpr std::uint32_t state_leaf = 1u << 31;

static_assert(static_cast<int>(Role::slider) == 34 && static_cast<int>(ui::FieldKind::date) == 10,
              "web/mirror_node.js lists roles and field kinds by number");

std::int32_t quarters(float css_px) { return static_cast<std::int32_t>(std::lround(css_px * 4)); }

// Words may stand out by half a pixel before their line is broken (widgets/paint.cpp): the browser, which
// breaks them again, gets that much more room. Other boxes are rounded up.
float slack_of(Role role) {
    bool const has_words = role == Role::text || role == Role::heading || role == Role::field;
    return has_words ? 0.5f : 0.12f;
}

// These decide which element it is; it is made anew when one of them changes.
bool same_element(Node const& a, Node const& b) {
    return a.role == b.role && a.field == b.field && (a.role != Role::heading || a.level == b.level);
}

bool same_hints(Node const& a, Node const& b) {
    return a.placeholder == b.placeholder && a.autocomplete == b.autocomplete && a.accept == b.accept &&
           a.max_chars == b.max_chars && a.font_px == b.font_px;
}

bool same_look(Node const& a, Node const& b) {
    return a.look == b.look && a.place == b.place && a.icon == b.icon && a.lead == b.lead &&
           a.shortcut == b.shortcut;
}

std::uint32_t nth_id(std::uint32_t id, int n) {
    return n == 0 ? id : (id ^ (0x9e3779b9u * static_cast<std::uint32_t>(n)));
}

}  // namespace

std::string_view Mirror::changes(ui::SemanticFrame const& frame) {
    out_.clear();
    ++frame_number_;
    if (frame.title != title_ || frame.language != language_) {
        title_ = frame.title;
        language_ = frame.language;
        write_u8(word_page);
        write_text(title_);
        write_text(language_);
    }
    resolve(frame);
    for (Drawn const& drawn : drawn_) put(drawn);
    drop_unseen();
    order_children(0, drawn_root_children_, root_children_);
    for (Drawn const& drawn : drawn_) order_children(drawn.id, drawn.children, kept_[drawn.id].children);
    return out_;
}

// Gives every node an id of its own, its parent, and its place inside the parent.
void Mirror::resolve(ui::SemanticFrame const& frame) {
    met_.clear();
    drawn_root_children_.clear();
    drawn_.resize(frame.nodes.size());
    for (std::size_t i = 0; i < frame.nodes.size(); ++i) {
        Node const& node = frame.nodes[i];
        Drawn& drawn = drawn_[i];
        drawn.node = &node;
        drawn.children.clear();
        drawn.state = (node.state & ~state_leaf) | state_leaf;
        bool const has_parent =
            node.parent >= 0 && static_cast<std::size_t>(node.parent) < i && node.role != Role::dialog;
        std::uint32_t const parent_id = has_parent ? drawn_[static_cast<std::size_t>(node.parent)].id : 0;
        std::uint32_t const id = node.id != 0 ? node.id : parent_id * 31 + 17;  // texts may come without one
        drawn.id = nth_id(id, met_[id]++);

        float left = 0, top = 0;
        if (has_parent) {
            Drawn& parent = drawn_[static_cast<std::size_t>(node.parent)];
            parent.children.push_back(drawn.id);
            parent.state &= ~state_leaf;
            left = parent.node->rect.x;
            top = parent.node->rect.y -
                  (parent.node->role == Role::scroller ? std::round(parent.node->scroll_y) : 0);
            if (parent.node->state & ui::covered) drawn.state &= ~static_cast<std::uint32_t>(ui::covered);
        } else {
            drawn_root_children_.push_back(drawn.id);
        }
        drawn.place = {quarters(node.rect.x - left), quarters(node.rect.y - top),
                       quarters(node.rect.w + slack_of(node.role)), quarters(node.rect.h)};
    }
}

void Mirror::put(Drawn const& drawn) {
    Node const& now = *drawn.node;
    auto const [at, is_new] = kept_.try_emplace(drawn.id);
    Kept& kept = at->second;
    Node const& was = kept.node;
    std::uint32_t parts = 0;
    if (is_new || !same_element(was, now)) {
        parts = part_everything;
        kept.children.clear();
    } else {
        if (drawn.state != kept.state) parts |= part_state;
        if (drawn.place != kept.place) parts |= part_place;
        if (!same_hints(was, now)) parts |= part_hints;
        if (!same_look(was, now)) parts |= part_look;
        if (was.name != now.name) parts |= part_name;
        if (was.description != now.description) parts |= part_description;
        if (was.href != now.href) parts |= part_href;
        if (was.level != now.level || was.set_size != now.set_size) parts |= part_position;
        if (was.value != now.value) parts |= part_value;
        if (was.content_h != now.content_h) parts |= part_content;
    }
    if (now.scroll_to) parts |= part_scroll;
    kept.seen = frame_number_;
    if (parts == 0) return;

    write_u8(word_put);
    write_u32(drawn.id);
    write_u8(static_cast<std::uint32_t>(now.role));
    write_u8(now.role == Role::heading ? static_cast<std::uint32_t>(std::clamp(now.level, 1, 6))
                                       : static_cast<std::uint32_t>(now.field));
    write_u32(parts);
    if (parts & part_state) write_u32(drawn.state);
    if (parts & part_look) {
        write_text(now.look);
        write_text(now.place);
        write_text(now.icon);
        write_f32(now.lead);
        write_text(now.shortcut);
    }
    if (parts & part_place) {
        for (std::int32_t side : {drawn.place.x, drawn.place.y, drawn.place.w, drawn.place.h})
            write_u32(static_cast<std::uint32_t>(side));
    }
    if (parts & part_hints) {
        write_text(now.placeholder);
        write_text(now.autocomplete);
        write_text(now.accept);
        write_u32(static_cast<std::uint32_t>(now.max_chars));
        write_f32(now.font_px);
    }
    if (parts & part_name) write_text(now.name);
    if (parts & part_description) write_text(now.description);
    if (parts & part_href) write_text(now.href);
    if (parts & part_position) {
        write_u32(static_cast<std::uint32_t>(now.level));
        write_u32(static_cast<std::uint32_t>(now.set_size));
    }
    if (parts & part_value) write_text(now.value);
    if (parts & part_content) write_f32(now.content_h);
    if (parts & part_scroll) write_f32(now.scroll_y);
    kept.node = now;
    kept.place = drawn.place;
    kept.state = drawn.state;
}

void Mirror::drop_unseen() {
    for (auto at = kept_.begin(); at != kept_.end();) {
        if (at->second.seen == frame_number_) {
            ++at;
            continue;
        }
        write_u8(word_drop);
        write_u32(at->first);
        at = kept_.erase(at);
    }
}

void Mirror::order_children(std::uint32_t parent, std::vector<std::uint32_t> const& wanted,
                            std::vector<std::uint32_t>& have) {
    if (wanted == have) return;
    write_u8(word_children);
    write_u32(parent);
    write_u32(static_cast<std::uint32_t>(wanted.size()));
    for (std::uint32_t id : wanted) write_u32(id);
    have = wanted;
}

void Mirror::write_u8(std::uint32_t value) { out_.push_back(static_cast<char>(value)); }

void Mirror::write_u32(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) write_u8((value >> shift) & 0xff);
}

void Mirror::write_f32(float value) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    write_u32(bits);
}

void Mirror::write_text(std::string_view text) {
    write_u32(static_cast<std::uint32_t>(text.size()));
    out_.append(text);
}

}  // namespace afterdesk::platform
