#include "wire/work_api.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

void fields(FieldIo& io, WorkView::Pile& pile) {
    io.name("work", pile.work);
    io.number("count", pile.count, any_count_range);
    io.number(if_said("half_day"), pile.half_day, any_count_range);
    io.number(if_said("overdue"), pile.overdue, any_count_range);
    io.fen_or_zero("half_day_fen", pile.half_day_fen);
    io.integer("first_deadline_ms", pile.first_deadline_ms, instant_range);
    io.flag(if_said("at_least"), pile.at_least);
}

void fields(FieldIo& io, WorkView::Named& reason) {
    io.text("code", reason.code, max_title_chars);
    io.text("zh", reason.zh, max_title_chars);
    io.text("en", reason.en, max_title_chars);
}

void fields(FieldIo& io, WorkView::Shop& shop) {
    io.outside_id("shop_id", shop.shop_id);
    io.text("name", shop.name, max_title_chars);
}

void fields(FieldIo& io, WorkView& view) {
    io.list("piles", view.piles, work_count);
    io.list("reasons", view.reasons, max_items);
    io.list(if_said("shops"), view.shops, max_items);
    io.texts(if_said("queues"), view.queues, max_items, max_title_chars);
}

Value to_json(WorkView const& view) { return written(view); }
Result<WorkView, Mistakes> read_work(Value const& value) { return read_answer<WorkView>(value); }

}  // namespace afterdesk::wire
