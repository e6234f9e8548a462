// Whatever the core lets merchants and the platform do to a ticket the desk lets them do: each edge of the
// table is looked for as a control, pressed, and what goes to the server is carried out there.

#include <algorithm>
#include <set>
#include <sstream>

#include "app/shell/say.hpp"
#include "staff_page.hpp"
#include "text/names.hpp"

namespace afterdesk::app {
namespace {

namespace fixture = ticket_fixture;

Audience audience_of(ActorKind kind) { return static_cast<Audience>(kind); }
bool is_staff(ActorKind kind) { return kind == ActorKind::merchant || kind == ActorKind::platform; }

/// What the command's control is called.
std::string name_of_control(ticket::CommandRow const& row, Ticket const& ticket) {
    std::string const label = zh(row.label_for(ticket));
    bool const second = ticket::is_second_approval(ticket, row.command);
    return second ? text::fill(text::Language::zh_cn, t::cmd_second, {label}) : label;
}

/// As many of each line are refused as the row refuses.
void refuse_pieces(TicketPage& page, Inspection const& inspection) {
    int refused_lines = 0;
    for (InspectedLine const& line : inspection.lines) {
        for (int i = 0; i < line.refused; ++i) page.refuse_one(line.line_no);
        if (line.refused == 0) continue;
        page.press_nth("不合格原因", ++refused_lines);
        page.press_option("破损或污渍");
        page.show_picture("e7", refused_lines);
    }
}

/// Fills in the dialog as a person would.
void fill_in(TicketPage& page, Command const& wanted, Ticket const& ticket) {
    CommandKind const command = kind_of(wanted);
    auto const is = [command](CommandKind kind) { return command == kind; };
    if (auto const* given = std::get_if<GiveVerdict>(&wanted)) return fill_verdict(page, given->verdict);
    if (auto const* inspect = std::get_if<Inspect>(&wanted)) return refuse_pieces(page, inspect->inspection);
    if (auto const* offer = std::get_if<MakeOffer>(&wanted)) {
        if (offer->type) page.press_in(zh(t::offer_becomes), zh(text::name(*offer->type)));
        page.type(zh(t::offer_new_amount), format_fen(offer->refund_fen));
    }
    if (auto const* retry = std::get_if<RetryRefund>(&wanted); retry && retry->via == Via::balance)
        page.press(zh(t::via_balance));
    if (auto const* record = std::get_if<RecordOffline>(&wanted)) {
        for (RefundPart const& part : ticket.refunds) {
            bool const meant = part.refund_no == record->refund_no;
            std::string const channel = part.payment_id.value == "w1" ? "微信支付" : "余额";
            if (meant) page.press_if_there(channel + " ¥" + format_fen(part.amount_fen));
        }
        page.show_picture("e4");
    }
    if (auto const* result = std::get_if<InterceptResult>(&wanted); result && result->stopped)
        page.press(zh(t::intercept_stopped));
    if (auto const* receive = std::get_if<Receive>(&wanted); receive && receive->inspect)
        page.press_if_there(zh(t::inspect_first));
    if (is(CommandKind::reship)) {
        page.choose("快递公司", "中通快递");
        page.type("运单号", "ZT0000000009");
    }
    if (is(CommandKind::reject)) page.choose_or_press(zh(t::reject_reason), "凭证不足");
    if (is(CommandKind::settle_strays)) page.type(zh(t::settle_text), "买家留用");
    if (is(CommandKind::freeze)) page.type(zh(t::freeze_text), "等待检测");
    if (is(CommandKind::appeal)) page.type(zh(t::words_for_platform), "裁决没有看我们的凭证");
    if (is(CommandKind::add_evidence)) {
        page.show_picture("e9");
        page.type("凭证说明", "出库录像");
    }
    if (is(CommandKind::extend_deadline)) page.press("24 小时");
}

/// Gives the command by the page's controls; nothing when there are none for it, or they are dead.
std::string give(TicketPage& page, Command const& wanted, Audience audience, Ticket const& ticket) {
    ticket::CommandRow const* const row = ticket::row_of(kind_of(wanted));
    if (row == nullptr || !row->audiences.has(audience)) return "no row";
    std::string const control = name_of_control(*row, ticket);
    if (!page.has_live(control)) return "no control: " + page.why_dead(control);
    page.press(control);
    if (!row->opens_for(audience)) return page.sent();
    fill_in(page, wanted, ticket);
    if (!page.has_live(control)) return "can not be sent: " + page.why_dead(control);
    page.press(control);
    return page.sent();
}

std::set<Edge const*> edges_of_staff() {
    std::set<Edge const*> wanted;
    for (Edge const& edge : edges()) {
        if (is_staff(edge.actor) && edge.from) wanted.insert(&edge);
    }
    return wanted;
}

}  // namespace

TEST_CASE(
    "each edge of merchant and platform has a live control, whose command the core carries out along it") {
    std::set<Edge const*> missing = edges_of_staff();
    REQUIRE(missing.size() >= 100);
    for (ticket_rows::Row const& row : all_rows()) {
        if (!is_staff(row.move.actor)) continue;
        CAPTURE(row.name);
        fixture::Given const at = fixture::given(row.start(), row.history);
        Context const now = at.next(row.move);
        CommandKind const command = kind_of(row.move.command);
        auto const edge = find_edge(at.ticket, row.move.actor, command);
        if (!edge.ok()) continue;  // a row of a refusal
        if (!missing.contains(*edge)) continue;
        INFO(name_of(**edge));
        Audience const audience = audience_of(row.move.actor);
        bool const phone = row.history.size() % 2 != 0;
        TicketPage page(audience, at, now, phone ? ui::Viewport{390, 844} : ui::Viewport{});
        std::string const body = give(page, row.move.command, audience, at.ticket);
        CAPTURE(body);
        if (is_carried_out(body, command, at.ticket, now)) missing.erase(*edge);
    }
    for (Edge const* edge : missing) {
        std::string const who(wire::name_of(edge->actor));
        FAIL_CHECK("the desk has no control for " << who << " " << name_of(*edge));
    }
}

namespace {

using Told = std::vector<screens::ReceiptRow>;

bool tells(Told const& told, std::string_view label, std::string_view value) {
    return std::any_of(told.begin(), told.end(), [&](screens::ReceiptRow const& row) {
        return row.label == label && row.value == value;
    });
}

/// What is told before is what happens: its steps in their order, the state, the deadline, what is refunded.
void check_told(TicketPage& page, Told const& told, std::vector<Event> const& events, Ticket const& before,
                Context const& now) {
    Shell const& shell = page.browser().shell();
    Ticket after = before;
    for (Event const& event : events) after = evolve(std::move(after), event, now.now);
    std::vector<std::string> steps, wanted;
    for (screens::ReceiptRow const& row : told)
        if (row.value.empty() && row.label != zh(t::clock_stands)) steps.push_back(row.label);
    for (Event const& event : events) {
        std::string words = ticket::sentence_of(shell, now.policy, after, event);
        if (!words.empty()) wanted.push_back(std::move(words));
    }
    CHECK(steps == wanted);
    CHECK(tells(told, zh(t::then_state), zh(text::name(after.state))));
    if (after.deadline) CHECK(tells(told, zh(t::until_when), minute(shell, *after.deadline)));
    CHECK(tells(told, zh(t::clock_stands), "") == (!after.deadline && after.paused));
    if (after.refunds.empty()) return;
    Fen all_fen = 0;
    for (RefundPart const& part : after.refunds) all_fen += part.amount_fen;
    if (before.refunds.empty()) CHECK(tells(told, zh(t::buyer_gets), yuan(all_fen)));
}

/// A command of staff whose dialog says what it leads to.
bool is_told_before(CommandKind command) {
    ticket::CommandRow const* const row = ticket::row_of(command);
    return row != nullptr && !row->slug.empty() && command != CommandKind::verdict;
}

}  // namespace

TEST_CASE("what staff are told that a command leads to is what then happens") {
    std::set<CommandKind> seen;
    for (ticket_rows::Row const& row : all_rows()) {
        CommandKind const command = kind_of(row.move.command);
        if (!is_staff(row.move.actor) || !is_told_before(command)) continue;
        CAPTURE(std::string(row.name));
        fixture::Given const at = fixture::given(row.start(), row.history);
        Context now = at.next(row.move);
        now.default_return_address = fixture::default_address;  // as the page has it
        Audience const audience = audience_of(row.move.actor);
        TicketPage page(audience, at, now);
        std::string const control = name_of_control(*ticket::row_of(command), at.ticket);
        if (!page.has_live(control)) continue;
        page.press(control);
        fill_in(page, row.move.command, at.ticket);
        if (!page.has_live(control)) continue;
        Told const told = page.view().form.follows;
        CHECK(page.screen().has(ui::Role::region, zh(t::follows)));
        page.press(control);
        auto const sent = wire::read_command(*wire::parse_json(page.sent()));
        REQUIRE(sent.ok());
        Decision const decided = decide(at.ticket, sent->command, now);
        if (!decided.ok()) CHECK(decided.error() == Mistakes{});
        REQUIRE(decided.ok());
        check_told(page, told, *decided, at.ticket, now);
        seen.insert(command);
    }
    for (CommandKind const command :
         {CommandKind::agree, CommandKind::reject, CommandKind::accept_offer, CommandKind::intercept,
          CommandKind::intercept_result, CommandKind::freeze, CommandKind::resume,
          CommandKind::extend_deadline, CommandKind::close}) {
        CAPTURE(std::string(wire::name_of(command)));
        CHECK(seen.contains(command));
    }
}

TEST_CASE("no two commands of staff have one key, in no state; what the core refuses has no live control") {
    std::set<std::string> places;
    for (ticket_rows::Row const& row : all_rows()) {
        fixture::Given const at = fixture::given(row.start(), row.history);
        std::string place = std::to_string(static_cast<int>(at.ticket.state));
        place += in_arbitration(at.ticket) ? "a" : at.ticket.frozen ? "f" : at.ticket.offer ? "o" : "";
        place += at.ticket.return_address ? "" : "n";
        place += at.ticket.first_approval.empty() ? "" : "1";
        if (!places.insert(place).second) continue;
        CAPTURE(row.name);
        for (Audience const audience : {Audience::merchant, Audience::platform}) {
            TicketPage page(audience, at, at.context);
            std::set<std::string> keys = {"J", "K", "T", "?"};
            for (ui::Node const& node : page.screen().frame().nodes) {
                std::istringstream words{std::string(node.shortcut)};
                for (std::string key; words >> key;) {
                    CAPTURE(key);
                    CHECK((keys.insert(key).second || key.size() > 1));
                }
            }
            for (ticket::CommandRow const& of : ticket::command_rows()) {
                if (!of.audiences.has(audience)) continue;
                CAPTURE(std::string(wire::name_of(of.command)));
                std::string const control = name_of_control(of, at.ticket);
                if (why_not(at.ticket, static_cast<ActorKind>(audience), of.command))
                    CHECK(!page.has_live(control));
                ui::Node const* const node = page.screen().control(control);
                bool const dead = node != nullptr && (node->state & ui::disabled) != 0;
                if (dead) CHECK(!page.why_dead(control).empty());
                if (node != nullptr && !dead) CHECK(node->shortcut == ticket::key_of(of.command));
            }
        }
    }
    CHECK(places.size() >= 30);
    for (CommandKind const common : {CommandKind::agree, CommandKind::reject, CommandKind::make_offer,
                                     CommandKind::receive, CommandKind::inspect, CommandKind::verdict})
        CHECK(ticket::key_of(common).size() == 1);
}

namespace {

/// What staff may give wrongly, of each command.
std::vector<Command> wrong_commands(Ticket const& ticket) {
    std::string const long_text(4'000, 'x');
    std::vector<EvidenceId> const many(30, EvidenceId{"e1"});
    auto const judged = [](Outcome outcome, Fen refund_fen, bool return_goods) {
        return GiveVerdict{{.outcome = outcome, .refund_fen = refund_fen, .return_goods = return_goods}, {}};
    };
    return {Agree{},
            Agree{Address{"", "x", ""}},
            Reject{"nonsense", "", {}},
            Reject{"other", "", {}},
            Reject{"evidence_insufficient", long_text, many},
            MakeOffer{-1, "", {}, {}},
            MakeOffer{ticket.quote.refund_fen, "", {}, {}},
            MakeOffer{ticket.quote.refund_fen + 1, "", {}, {}},
            MakeOffer{0, long_text, {}, {}},
            MakeOffer{0, "", {}, TicketType::price_protect},
            AcceptOffer{},
            Intercept{},
            InterceptResult{},
            InterceptResult{true, {}},
            Receive{},
            Inspect{},
            Inspect{{{{1, 9, 0}}, "", {}}},
            Inspect{{{{1, -1, 3}, {1, 1, 1}, {99, 1, 0}}, long_text, many}},
            Inspect{{{{1, 1, 1}, {2, 1, 0}}, "", {}}},
            Reship{{"", ""}},
            Reship{{"nobody", "1"}},
            Reship{{"other", std::string(60, '1'), ""}},
            FallBack{},
            FallBack{long_text},
            RetryRefund{Via::offline},
            RecordOffline{"none", "", {}},
            RecordOffline{"none", long_text, many},
            ExtendDeadline{Duration{0}},
            ExtendDeadline{hours(24 * 365)},
            AddEvidence{{}, ""},
            AddEvidence{many, long_text},
            StepIn{long_text},
            AskEvidence{long_text},
            judged(Outcome::refund_all, 100, false),
            judged(Outcome::refund_part, 9'999'999, false),
            judged(Outcome::refund_part, -1, false),
            judged(Outcome::refund_none, 0, true),
            judged(Outcome::exchange, 0, true),
            judged(Outcome::refund_all, 0, true),
            Freeze{},
            Freeze{long_text},
            Appeal{},
            Appeal{long_text, many},
            Inspect{{{{1, 1, 1, 2, 0, "ugly"}, {2, 1, 0, 0, 0}}, "", {}}},
            Resume{},
            Close{long_text},
            SettleStrays{""},
            SettleStrays{long_text}};
}

/// All that the core refuses merchants and the platform with, in every state.
std::set<Rule> refusals_of_staff() {
    std::set<Rule> rules;
    for (ticket_rows::Row const& row : all_rows()) {
        fixture::Given const at = fixture::given(row.start(), row.history);
        for (ActorKind const kind : {ActorKind::merchant, ActorKind::platform}) {
            Context now = at.context;
            now.actor = fixture::actor_of(kind);
            Context strict = now;  // four eyes, the day is used up, others took what this one had
            strict.policy.four_eyes_above_fen = strict.policy.daily_limit_fen = 1;
            strict.approved_today_fen = 1;
            strict.other_claims = fixture::all_refunded();
            Ticket changed = at.ticket;
            changed.first_approval = now.actor.id;
            changed.extensions = now.policy.extensions.per_state;
            for (Command const& command : wrong_commands(at.ticket)) {
                for (Context const& context : {now, strict}) {
                    for (Ticket const& ticket : {at.ticket, changed}) {
                        Decision const decided = decide(ticket, command, context);
                        if (decided.ok()) continue;
                        for (Mistake const& mistake : decided.error()) rules.insert(mistake.rule);
                    }
                }
            }
        }
    }
    return rules;
}

bool has_hanzi(std::string const& text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

}  // namespace

TEST_CASE("each refusal that staff can meet has its sentence in both languages") {
    std::set<Rule> const rules = refusals_of_staff();
    CHECK(rules.size() >= 25);
    for (Rule rule :
         {Rule::not_in_this_state, Rule::not_your_part, Rule::under_arbitration, Rule::address_required,
          Rule::offer_not_lower, Rule::second_person_needed, Rule::daily_limit_reached,
          Rule::evidence_required, Rule::verdict_not_possible, Rule::refund_part_unknown,
          Rule::too_many_extensions, Rule::grades_exceed_accepted, Rule::second_judge_needed}) {
        CAPTURE(static_cast<int>(rule));
        CHECK(rules.contains(rule));
    }
    for (Rule rule : rules) {
        std::string const in_chinese = wire::message_for({rule, "", 3}, wire::Language::zh_cn);
        std::string const in_english = wire::message_for({rule, "", 3}, wire::Language::en);
        CAPTURE(in_chinese);
        CAPTURE(in_english);
        CHECK(has_hanzi(in_chinese));
        CHECK(!in_english.empty());
        CHECK(!has_hanzi(in_english));
    }
}

}  // namespace afterdesk::app
