// One decision about many tickets: each is fetched and asked of the core, and what the core would take is
// sent as an ordinary command of its own.

#include <algorithm>

#include "app/features/queue/model.hpp"
#include "app/shell/say.hpp"
#include "base/copy.hpp"
#include "text/queue.hpp"

namespace afterdesk::app::queue {
namespace {

constexpr std::size_t most_rows = 300;
constexpr int at_once = 6;  ///< calls

// ---- What the core says -----------------------------------------------------------------------------------

Context context_of(Shell const& shell, wire::TicketDetail const& detail) {
    Context context;
    context.now = shell.server_now();
    context.actor.kind = ActorKind::merchant;
    if (auto const& session = shell.session_of(wire::Audience::merchant); session.value)
        context.actor.id = session.value->actor_id;
    context.order = copy_of(detail.order);
    context.policy = copy_of(detail.policy);
    if (!detail.shop.addresses.empty()) context.default_return_address = detail.shop.addresses.front();
    return context;
}

Mistakes refusal_of(Shell const& shell, wire::TicketDetail const& detail, Command const& command) {
    auto const decision = decide(detail.ticket, command, context_of(shell, detail));
    if (decision.ok()) return {};
    Mistakes mistakes = decision.error();
    // What only the server knows is said by it.
    std::erase_if(mistakes, [](Mistake const& one) {
        return one.rule == Rule::out_of_stock || one.rule == Rule::sku_unknown ||
               one.rule == Rule::quote_changed;
    });
    return mistakes;
}

/// Goods that come back go to the shop's first address.
Command command_for(Model const& model, Shell const& shell, wire::TicketDetail const& detail) {
    if (model.batch.command == CommandKind::reject) {
        Reject reject;
        reject.reason = model.ui.batch.reason;
        reject.text = model.ui.batch.text;
        return reject;
    }
    Agree agree;
    Mistakes const without = refusal_of(shell, detail, agree);
    bool const wants_address = std::any_of(
        without.begin(), without.end(), [](Mistake const& one) { return one.path.starts_with("address"); });
    if (wants_address && !detail.shop.addresses.empty()) agree.address = detail.shop.addresses.front();
    return agree;
}

/// A reason that is not chosen yet is no mistake of the ticket.
Mistakes why_not(Model const& model, Shell const& shell, wire::TicketDetail const& detail) {
    Mistakes mistakes = refusal_of(shell, detail, command_for(model, shell, detail));
    bool const waits = model.batch.command == CommandKind::reject && model.ui.batch.reason.empty();
    if (waits) std::erase_if(mistakes, [](Mistake const& one) { return one.path == "reason"; });
    return mistakes;
}

void judge(Model const& model, Shell const& shell, BatchRow& row) {
    if (row.detail) row.refusal = why_not(model, shell, *row.detail);
}

bool may_send(BatchRow const& row) { return !row.done && row.detail && row.refusal.empty(); }

// ---- Asking and sending -----------------------------------------------------------------------------------

BatchRow* row_of_call(Model& model, int call) {
    for (BatchRow& row : model.batch.rows)
        if (row.call == call) return &row;
    return nullptr;
}

int under_way(Batch const& batch) {
    return static_cast<int>(std::count_if(batch.rows.begin(), batch.rows.end(),
                                          [](BatchRow const& row) { return row.call != 0; }));
}

void on_row(Model& model, Shell& shell, Answer const& answer);

void ask_row(Shell& shell, BatchRow& row) {
    Ask question = get(shell, "/tickets/" + row.no);
    row.call = ask(shell, std::move(question), in_feature<&on_row>);
}

void send_row(Model const& model, Shell& shell, BatchRow& row) {
    wire::CommandBody const body{command_for(model, shell, *row.detail), row.detail->ticket.version};
    Ask question = post(shell.route.audience, "/tickets/" + row.no + "/commands", wire::to_json(body));
    if (row.key.empty()) row.key = new_key(shell);
    question.key = row.key;
    row.unreached = false;
    row.call = ask(shell, std::move(question), in_feature<&on_row>);
}

bool is_next(Batch const& batch, BatchRow const& row) {
    if (row.call != 0 || row.unreached || !row.mistakes.empty()) return false;
    return batch.sent ? may_send(row) : !row.detail.has_value();
}

/// Some at a time, in their order.
void go_on(Model& model, Shell& shell) {
    int free = at_once - under_way(model.batch);
    for (BatchRow& row : model.batch.rows) {
        if (free <= 0) return;
        if (!is_next(model.batch, row)) continue;
        model.batch.sent ? send_row(model, shell, row) : ask_row(shell, row);
        --free;
    }
}

/// The server was not there, or had no time: sent again it may go through.
bool is_for_later(Answer const& answer) {
    return answer.status == 0 || answer.status == 429 || answer.status == 503;
}

void on_row(Model& model, Shell& shell, Answer const& answer) {
    BatchRow* const row = row_of_call(model, answer.id);
    if (row == nullptr) return;
    row->call = 0;
    row->unreached = is_for_later(answer);
    if (answer.good()) {
        auto detail = read_body(answer.body, wire::read_ticket_detail);
        if (detail) row->detail = std::move(detail).value();
        if (!detail) row->mistakes = detail.error();
        row->done = model.batch.sent;
        if (!row->done) judge(model, shell, *row);
    } else if (answer.status != 0) {
        row->mistakes = wire::read_api_error(answer.body).mistakes;
    }
    go_on(model, shell);
    if (model.batch.sent && under_way(model.batch) == 0) refresh(model, shell);
}

void begin(Model& model, Shell& shell) {
    model.batch = {};
    model.batch.command = model.ui.batch.command;
    for (wire::TicketSummary const* ticket : chosen(model)) {
        if (model.batch.rows.size() < most_rows) {
            BatchRow row;
            row.no = ticket->ticket_no;
            model.batch.rows.push_back(std::move(row));
        } else {
            ++model.batch.left_out;
        }
    }
    go_on(model, shell);
}

/// What was done is not chosen any more.
void end(Model& model, Shell& shell) {
    for (BatchRow const& row : model.batch.rows) {
        if (row.call != 0 && !model.batch.sent) shell.effects.push_back(CancelCall{row.call});
        if (row.done && model.ui.table.has(row.no)) model.ui.table.toggle(row.no);
    }
    model.batch = {};
}

void send(Model& model, Shell& shell) {
    if (under_way(model.batch) > 0) return;
    for (BatchRow& row : model.batch.rows) {
        if (row.unreached) row.mistakes.clear();
        row.unreached = false;
    }
    model.batch.sent = true;
    go_on(model, shell);
}

// ---- The view ---------------------------------------------------------------------------------------------

struct Sums {
    int can = 0, done = 0, checked = 0, settled = 0, second = 0, unreached = 0, returns = 0;
    Fen can_fen = 0;
};

void count_row(Batch const& batch, BatchRow const& row, Sums& sums) {
    sums.checked += row.detail || row.unreached || !row.mistakes.empty() ? 1 : 0;
    sums.done += row.done ? 1 : 0;
    sums.unreached += row.unreached ? 1 : 0;
    sums.settled += row.done || row.unreached || !row.mistakes.empty() ? 1 : 0;
    if (!may_send(row) || !row.mistakes.empty()) return;
    wire::TicketDetail const& detail = *row.detail;
    Fen const limit_fen = detail.policy.four_eyes_above_fen;
    ++sums.can;
    sums.can_fen += detail.ticket.quote.refund_fen;
    bool const agrees = batch.command == CommandKind::agree;
    if (agrees && goods_to_come(detail.ticket)) ++sums.returns;
    bool const first = detail.ticket.first_approval.empty();
    if (agrees && first && limit_fen > 0 && detail.ticket.quote.refund_fen > limit_fen) ++sums.second;
}

std::string refusal_words(Shell const& shell, BatchRow const& row) {
    if (!row.mistakes.empty()) return message_of(shell, row.mistakes, false);
    if (row.unreached) return say(shell, t::failed_network);
    return row.refusal.empty() ? std::string() : message_of(shell, row.refusal.front());
}

void fill_row(Model const& model, Shell const& shell, BatchRow const& row, screens::BatchView& view) {
    std::string words = row.done ? say(shell, t::batch_row_done) : refusal_words(shell, row);
    ui::Tone const tone = row.done ? ui::Tone::success : words.empty() ? ui::Tone::neutral : ui::Tone::danger;
    if (words.empty() && model.batch.sent) words = say(shell, t::batch_row_waits);
    if (!words.empty()) view.rows.push_back({row.no, std::move(words), tone});
}

/// Those left out before it is sent, all of them afterwards: what is left to see to stands first.
void fill_rows(Model const& model, Shell const& shell, screens::BatchView& view) {
    for (bool const done : {false, true}) {
        for (BatchRow const& row : model.batch.rows)
            if (row.done == done) fill_row(model, shell, row, view);
    }
}

std::vector<ui::Choice> reject_reasons(Model const& model, Shell const& shell) {
    std::vector<ui::Choice> items;
    for (BatchRow const& row : model.batch.rows) {
        if (!row.detail) continue;
        for (RejectReason const& reason : row.detail->policy.reject_reasons) {
            bool const there = std::any_of(items.begin(), items.end(),
                                           [&](ui::Choice const& one) { return one.key == reason.code; });
            if (!there) items.push_back({reason.code, named(shell, &reason, reason.code), ""});
        }
    }
    return items;
}

std::string number(std::size_t count) { return std::to_string(count); }

void fill_preview(Model const& model, Shell const& shell, Sums const& sums, screens::BatchView& view) {
    auto const said = [&](text::Text const& sentence, std::initializer_list<std::string_view> values) {
        view.said.push_back(text::fill(shell.language, sentence, values));
    };
    auto const can = static_cast<std::size_t>(sums.can);
    std::size_t const all = model.batch.rows.size();
    bool const agrees = model.batch.command == CommandKind::agree;
    said(t::batch_can, {number(can), yuan(sums.can_fen)});
    if (sums.second > 0) said(t::batch_second, {std::to_string(sums.second)});
    if (sums.returns > 0) said(t::batch_address, {});
    if (model.batch.left_out > 0) said(t::batch_most, {number(most_rows)});
    view.rows_title = text::fill(shell.language, t::batch_can_not, {number(all - can)});
    view.send = text::fill(shell.language, agrees ? t::batch_go_agree : t::batch_go_reject, {number(can)});
    if (!agrees) view.reasons = reject_reasons(model, shell);
    view.asks_for_text = !agrees;
    if (sums.can == 0) view.why_not = say(shell, t::batch_nothing);
    if (sums.can > 0 && !agrees && model.ui.batch.reason.empty())
        view.why_not = say(shell, t::batch_reason_first);
}

void fill_result(Model const& model, Shell const& shell, Sums const& sums, screens::BatchView& view) {
    auto const done = static_cast<std::size_t>(sums.done);
    view.said.push_back(
        text::fill(shell.language, t::batch_result, {number(done), number(model.batch.rows.size() - done)}));
    view.rows_title = say(shell, t::batch_rows);
    if (sums.unreached > 0) view.send = say(shell, t::batch_again);
}

}  // namespace

std::vector<wire::TicketSummary const*> chosen(Model const& model) {
    std::vector<wire::TicketSummary const*> some;
    if (!model.list.page.value || (!model.ui.table.all && model.ui.table.apart.empty())) return some;
    for (wire::TicketSummary const& ticket : model.list.page.value->items)
        if (model.ui.table.has(ticket.ticket_no)) some.push_back(&ticket);
    return some;
}

bool is_sending(Model const& model) { return model.batch.sent && under_way(model.batch) > 0; }

void act_on_batch(Model& model, Shell& shell, screens::Intent const& intent) {
    bool const runs = !model.batch.rows.empty();
    if (std::holds_alternative<screens::Changed>(intent)) {
        if (model.ui.batch.open && !runs) begin(model, shell);
        if (!model.ui.batch.open && runs) end(model, shell);
        if (model.ui.batch.open && runs && !model.batch.sent)
            for (BatchRow& row : model.batch.rows) judge(model, shell, row);
    }
    if (std::holds_alternative<screens::Submit>(intent) && runs) send(model, shell);
}

screens::BatchView make_batch_view(Model const& model, Shell const& shell) {
    screens::BatchView view;
    Batch const& batch = model.batch;
    if (batch.rows.empty()) return view;
    bool const agrees = batch.command == CommandKind::agree;
    view.title = say(shell, agrees ? t::batch_agree_title : t::batch_reject_title);
    Sums sums;
    for (BatchRow const& row : batch.rows) count_row(batch, row, sums);
    int const all = static_cast<int>(batch.rows.size());
    int const so_far = batch.sent ? sums.settled : sums.checked;
    bool const busy = under_way(batch) > 0;
    if (busy) {
        view.progress = text::fill(shell.language, batch.sent ? t::batch_sending : t::batch_checking,
                                   {std::to_string(so_far), std::to_string(all)});
        view.percent = 100 * so_far / all;
    }
    if (!batch.sent && busy) {
        view.send = view.title;
        view.why_not = say(shell, t::batch_wait);
        return view;
    }
    fill_rows(model, shell, view);
    if (batch.sent) {
        fill_result(model, shell, sums, view);
    } else {
        fill_preview(model, shell, sums, view);
    }
    view.sending = busy;
    return view;
}

}  // namespace afterdesk::app::queue
