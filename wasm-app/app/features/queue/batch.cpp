// One decision about many tickets: each is fetched and asked of the core, and what the core would take is
// sent as an ordinary command of its own.

#include <algorithm>
#include <utility>

#include "app/features/queue/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/copy.hpp"
#include "text/queue.hpp"

namespace afterdesk::app::queue {
namespace {

constexpr std::size_t most_rows = 300;
constexpr int first_pause_ms = 1'000, longest_pause_ms = 60'000;
constexpr int most_patience_s = 600;

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

bool is_busy(Batch const& batch) { return under_way(batch) > 0 || batch.pause_ms > 0; }

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
    if (model.batch.pause_ms > 0 || model.batch.stopped) return;
    int free = model.batch.at_once - under_way(model.batch);
    for (BatchRow& row : model.batch.rows) {
        if (free <= 0) return;
        if (!is_next(model.batch, row)) continue;
        model.batch.sent ? send_row(model, shell, row) : ask_row(shell, row);
        --free;
    }
}

void on_pause_over(Model& model, Shell& shell, Answer const&) {
    model.batch.pause_ms = 0;
    go_on(model, shell);
}

/// The server asks for patience: as much as it says, twice as much each time, and then one after the other.
void slow_down(Model& model, Shell& shell, int asked_s) {
    Batch& batch = model.batch;
    batch.at_once = 1;
    int const asked_ms = 1'000 * std::clamp(asked_s, 0, most_patience_s);
    bool const again = batch.pause_ms > 0;  // of those that went out together
    if (again && asked_ms <= batch.pause_ms) return;
    int const own_ms = again ? 0 : std::min(longest_pause_ms, first_pause_ms << std::min(batch.pauses++, 6));
    batch.pause_ms = std::max(own_ms, asked_ms);
    pause(shell, batch.pause_ms, in_feature<&on_pause_over>);
}

void speed_up(Batch& batch) {
    if (batch.pause_ms > 0) return;  // it went out before the server was too busy
    batch.pauses = 0;
    batch.at_once = std::min(batch.at_once + 1, Batch().at_once);
}

void on_row(Model& model, Shell& shell, Answer const& answer) {
    BatchRow* const row = row_of_call(model, answer.id);
    if (row == nullptr) return;
    row->call = 0;
    row->unreached = answer.status == 0;
    bool const too_busy = answer.status == 429 || answer.status == 503;
    if (too_busy) {
        if (!model.batch.stopped) slow_down(model, shell, answer.retry_after_s);
    } else if (answer.good()) {
        speed_up(model.batch);
        auto detail = read_body(answer.body, wire::read_ticket_detail);
        if (detail) row->detail = std::move(detail).value();
        if (!detail) row->mistakes = detail.error();
        row->done = model.batch.sent;
        if (!row->done) judge(model, shell, *row);
    } else if (answer.status != 0) {
        row->mistakes = wire::read_api_error(answer.body).mistakes;
    }
    go_on(model, shell);
    if (model.batch.sent && !is_busy(model.batch)) refresh(model, shell);
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
    if (is_busy(model.batch)) return;
    for (BatchRow& row : model.batch.rows) row.unreached = false;
    model.batch.sent = true;
    model.batch.stopped = false;
    go_on(model, shell);
}

/// What is on its way comes to its end; nothing more is sent.
void stop(Model& model, Shell& shell) {
    model.batch.stopped = true;
    model.batch.pause_ms = 0;
    if (under_way(model.batch) == 0) refresh(model, shell);
}

// ---- The view ---------------------------------------------------------------------------------------------

struct Sums {
    int can = 0, done = 0, checked = 0, settled = 0, second = 0, returns = 0;
    Fen can_fen = 0;
};

void count_row(Batch const& batch, BatchRow const& row, Sums& sums) {
    sums.checked += row.detail || row.unreached || !row.mistakes.empty() ? 1 : 0;
    sums.done += row.done ? 1 : 0;
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
    bool const unsent = model.batch.stopped && row.call == 0;
    if (words.empty() && model.batch.sent)
        words = say(shell, unsent ? t::batch_row_unsent : t::batch_row_waits);
    if (words.empty()) return;
    Route route = shell.route;
    route.screen = Screen::ticket;
    route.id = row.no;
    view.rows.push_back({row.no, to_hash(route), std::move(words), tone});
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
    if (sums.can > 0) view.send = say(shell, t::batch_again);
}

}  // namespace

std::vector<wire::TicketSummary const*> chosen(Model const& model) {
    std::vector<wire::TicketSummary const*> some;
    if (!model.list.page.value || (!model.ui.table.all && model.ui.table.apart.empty())) return some;
    for (wire::TicketSummary const& ticket : model.list.page.value->items)
        if (model.ui.table.has(ticket.ticket_no)) some.push_back(&ticket);
    return some;
}

bool is_sending(Model const& model) { return model.batch.sent && is_busy(model.batch); }

void leave_batch(Model& model, Shell& shell) {
    if (model.batch.rows.empty() || is_sending(model)) return;
    model.ui.batch.open = false;
    end(model, shell);
}

void act_on_batch(Model& model, Shell& shell, screens::Intent const& intent) {
    // Beside a ticket its dialog is not there: what is sent then is the ticket's.
    if (shell.route.screen != Screen::tickets) return;
    bool const runs = !model.batch.rows.empty();
    if (std::exchange(model.ui.batch.stops, false) && is_sending(model)) return stop(model, shell);
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
    bool const busy = is_busy(batch);
    if (busy) {
        view.progress = text::fill(shell.language, batch.sent ? t::batch_sending : t::batch_checking,
                                   {std::to_string(so_far), std::to_string(all)});
        view.percent = 100 * so_far / all;
        if (batch.sent && !batch.stopped) view.stop = say(shell, t::batch_stop);
    }
    if (batch.pause_ms > 0)
        view.waits = text::fill(shell.language, t::batch_pause, {std::to_string(batch.pause_ms / 1'000)});
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
