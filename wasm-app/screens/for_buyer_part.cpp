#include "screens/for_buyer_part.hpp"

#include "text/shop.hpp"

namespace afterdesk::screens {

void draw_for_buyer(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out) {
    ApplyView::ForBuyer const& part = view.for_buyer;
    ui::begin_section(ui, "for-buyer", "");
    ui::begin_card(ui, "talk");
    ui::text(ui, part.whose, ui::TextStyle::strong);
    if (!part.open.empty()) ui::notice(ui, "open", part.open, ui::Tone::warning);
    ui::begin_row(ui, "kinds", {-1, -1}, {.stack_below = 620, .center = false});
    std::string type = part.type_key;
    if (ui::picker(ui, "type", say(view.page, t::for_buyer_type), part.types, type))
        out.emplace_back(GoTo{type, true});
    ui::next_cell(ui);
    std::string source = part.source_key;
    if (ui::picker(ui, "source", say(view.page, t::contact_source), part.sources, source)) {
        state.source = source;
        out.emplace_back(Changed{});
    }
    ui::end_row(ui);
    auto const typed = ui::field(ui, "note", say(view.page, t::contact_note), state.note,
                                 {.kind = ui::FieldKind::multiline, .max_chars = part.max_chars, .lines = 2});
    if (typed.changed) out.emplace_back(Changed{});
    ui::end_card(ui);
    ui::end_section(ui);
    draw_receipt_section(ui, "others", part.others_title, part.others);
    draw_receipt_section(ui, "mall", part.mall_title, part.mall);
}

}  // namespace afterdesk::screens
