#include "wire/replay.hpp"

#include <algorithm>
#include <utility>

#include "domain/money/paid_outside.hpp"
#include "domain/ticket/stock_reserved.hpp"
#include "wire/admin_api.hpp"
#include "wire/describe.hpp"
#include "wire/policy_book.hpp"

namespace afterdesk::wire {

namespace {

constexpr Duration buyers_history = days(30);
constexpr Range ticket_range{1, max_steps};

// ---- The script -------------------------------------------------------------------------------------------

struct ScriptStep {
    Instant at;
    Actor actor;
    int ticket = 0;  ///< 0: not said
    std::optional<std::vector<LineFacts>> facts;
    Value command;
};
struct Script {
    Order order;
    Policy policy;
    std::vector<Ware> stock;
    std::vector<ScriptStep> steps;
};

/// Who acts; the id may be left out.
void actor_fields(FieldIo& io, Actor& actor) {
    io.name("kind", actor.kind);
    io.text_or_empty("id", actor.id, max_short_chars);
}

void step_fields(FieldIo& io, ScriptStep& step) {
    io.instant("at_ms", step.at);
    if (io.reader().has("facts")) {
        io.list("facts", step.facts.emplace(), max_lines);
        return;
    }
    io.part_by<actor_fields>("actor", step.actor);
    io.number(if_said("ticket"), step.ticket, ticket_range);
    io.raw("command", step.command);
}

void script_fields(FieldIo& io, Script& script) {
    Value policy = Object{};
    Value stock = Array{};
    io.part("order", script.order);
    io.raw(or_default("policy"), policy);
    Mistakes& mistakes = io.reader().mistakes();
    auto const book = read_policy_book(policy, default_policy(), "policy", mistakes);
    refuse_holidays_in_seconds(policy, "policy", mistakes);
    script.policy = policy_for(book, script.order.shop_id);
    io.raw(or_default("stock"), stock);
    script.stock = read_wares(stock, "stock", mistakes);
    io.list_by<step_fields>("steps", script.steps, max_steps);
}

// ---- The run ----------------------------------------------------------------------------------------------

/// A desk with one order, in memory.
class Run {
  public:
    Run(Script script, Language language)
        : order_(std::move(script.order)),
          policy_(std::move(script.policy)),
          shelf_(std::move(script.stock)),
          language_(language) {}

    Value step(ScriptStep const& step) { return step.facts ? tell(step) : give(step); }

    Value result(Array steps) {
        Object out{{"steps", std::move(steps)}};
        FieldIo io(out, {});
        io.list("tickets", tickets_, max_steps);
        io.part("order", order_);
        io.list("stock", shelf_, max_wares);
        return out;
    }

  private:
    Value refused(Mistakes const& mistakes) const { return errors_to_json(mistakes, language_); }

    Value give(ScriptStep const& step) {
        Mistakes mistakes;
        CommandBody const body = read_any_command(with_quote(step), "command", mistakes);
        if (!mistakes.empty()) return refused(mistakes);
        bool const applies = std::holds_alternative<Apply>(body.command);
        std::size_t const next = tickets_.size() + 1;
        std::size_t const wanted = step.ticket > 0 ? static_cast<std::size_t>(step.ticket) : next;
        bool const there = wanted <= tickets_.size();
        bool const fits = applies ? wanted == next : there;
        if (!fits) return refused({{Rule::not_found, "ticket"}});
        Ticket const before = applies ? Ticket{} : tickets_[wanted - 1];
        bool const stale = body.version != 0 && body.version != before.version;
        if (stale) return refused({{Rule::stale_version, "version", before.version}});
        Context const context = context_for(before, body.command, step);
        Decision const decided = decide(before, body.command, context);
        if (!decided.ok()) return refused(decided.error());
        if (applies) tickets_.emplace_back();
        Value told = happened(wanted - 1, *decided, step.actor, step.at);
        if (!frees_strays(before, tickets_[wanted - 1])) return told;
        return Object{{"events", told_all(std::move(told), step)}};
    }

    /// The order's facts change, then each of its tickets is told.
    Value tell(ScriptStep const& step) {
        Mistakes mistakes;
        Order known = with_facts(order_, *step.facts, mistakes);
        if (!mistakes.empty()) return refused(mistakes);
        Value const nothing = Object{{"events", Array{}}};
        if (known == order_) return nothing;
        order_ = std::move(known);
        return Object{{"events", told_all(nothing, step)}};
    }

    /// All tickets are told that the order has changed: what had happened, and what it leads to.
    Array told_all(Value happened_before, ScriptStep const& step) {
        Array events = std::move(*happened_before.as<Object>()->front().second.as<Array>());
        ScriptStep system = step;
        system.actor = Actor{};
        for (std::size_t i = 0; i < tickets_.size(); ++i) {
            Command const changed = OrderChanged{};
            auto const decided = decide(tickets_[i], changed, context_for(tickets_[i], changed, system));
            if (!decided.ok()) continue;  // past it
            Value told = happened(i, *decided, system.actor, step.at);
            for (Value& event : *told.as<Object>()->front().second.as<Array>()) {
                events.push_back(std::move(event));
            }
        }
        return events;
    }

    Value happened(std::size_t index, std::vector<Event> const& events, Actor const& actor, Instant at) {
        Ticket const before = tickets_[index];
        Ticket after = before;
        Array records;
        bool approved = false;
        for (Event const& event : events) {
            after = evolve(std::move(after), event, at);
            records.push_back(to_json(EventRecord{after.version, at, actor, event}));
            bool const agreed =
                std::holds_alternative<Agreed>(event) && before.state != State::awaiting_return;
            approved = approved || agreed || std::holds_alternative<OfferAccepted>(event);
        }
        put_on_shelf(shelf_, stock_moves(before, after));
        if (approved && actor.kind == ActorKind::merchant) {
            approvals_.push_back({actor.id, at, after.quote.refund_fen});
        }
        tickets_[index] = std::move(after);
        return Object{{"events", std::move(records)}};
    }

    Context context_for(Ticket const& ticket, Command const& command, ScriptStep const& step) const {
        Context context;
        context.now = step.at;
        context.actor = step.actor;
        context.order = order_;
        context.policy = policy_;
        context.stock = shelf_for(ticket, shelf_);
        auto const number = static_cast<std::uint64_t>(tickets_.size()) + 1;
        context.new_no = make_ticket_no(step.at, policy_.utc_offset_minutes, number);
        Apply const* asked = std::get_if<Apply>(&command);
        if (auto const* modify = std::get_if<Modify>(&command)) asked = &modify->apply;
        for (Ticket const& other : tickets_) {
            if (other.no == ticket.no) continue;
            for (Claim& claim : claims_of(other)) context.other_claims.push_back(std::move(claim));
            bool const recent = other.applied_at.ms >= step.at.ms - buyers_history.ms;
            if (asked != nullptr && recent) ++context.buyer_tickets_30d;
        }
        context.other_claims = with_outside_refunds(order_, std::move(context.other_claims));
        if (asked != nullptr) context.applications = applications_of(asked->request, ticket);
        context.approved_today_fen = approved_today(step);
        return context;
    }

    int applications_of(Request const& request, Ticket const& ticket) const {
        int most = 0;
        for (LineRequest const& line : request.lines) {
            int times = 0;
            for (Ticket const& other : tickets_) {
                if (other.no == ticket.no) continue;
                auto const& lines = other.request.lines;
                times +=
                    static_cast<int>(std::count_if(lines.begin(), lines.end(), [&](LineRequest const& one) {
                        return one.line_no == line.line_no;
                    }));
            }
            most = std::max(most, times);
        }
        return most;
    }

    Fen approved_today(ScriptStep const& step) const {
        Instant const tomorrow = start_of_next_day(step.at, policy_.utc_offset_minutes);
        Fen sum = 0;
        for (Approval const& one : approvals_) {
            bool const today = one.at.ms >= tomorrow.ms - days(1).ms;
            if (today && one.staff == step.actor.id) sum += one.amount_fen;
        }
        return sum;
    }

    /// The command with what its quote comes to, when an application leaves that out.
    Value with_quote(ScriptStep const& step) const {
        auto const* members = step.command.as<Object>();
        Value const* name = step.command.find("command");
        auto const* kind = name != nullptr ? name->as<std::string>() : nullptr;
        bool const applies = kind != nullptr && (*kind == "apply" || *kind == "modify");
        Value const* request = step.command.find("request");
        bool const lacks = applies && request != nullptr && step.command.find("quote") == nullptr;
        if (!lacks) return step.command;
        Mistakes unreadable;  // told when the command itself is read
        Request const asked = read_request(*request, "request", unreadable);
        Apply shown;
        if (unreadable.empty()) {
            bool const there = step.ticket > 0 && std::cmp_less_equal(step.ticket, tickets_.size());
            Ticket const about = there ? tickets_[static_cast<std::size_t>(step.ticket) - 1] : Ticket{};
            Context const context = context_for(about, Modify{}, step);
            auto const quoted = quote(
                to_change(about, {step.at, order_, context.other_claims, asked, policy_, {}, context.stock}));
            if (quoted.ok()) {
                shown.expected_refund_fen = quoted->refund_fen;
                shown.expected_digest = quote_digest(*quoted);
            }
        }
        Value const written = to_json(ApplyBody{order_.order_no, shown});
        Object filled = *members;
        put(filled, "quote", *written.find("quote"));
        return filled;
    }

    struct Approval {
        std::string staff;
        Instant at;
        Fen amount_fen = 0;
    };

    Order order_;
    Policy policy_;
    std::vector<Ware> shelf_;
    Language language_;
    std::vector<Ticket> tickets_;
    std::vector<Approval> approvals_;
};

}  // namespace

CliResult replay_text(std::string_view json_text, Language language) {
    ParseLimits limits;
    limits.bytes = max_quote_file_bytes;
    auto const document = parse_json(json_text, limits);
    Mistakes mistakes;
    if (!document.ok()) {
        mistakes = document.error();
        return cli_refusal(mistakes, language);
    }
    Script script;
    read_by<script_fields>(script, *document, "", mistakes, Form{.sent = true});
    if (!mistakes.empty()) return cli_refusal(mistakes, language);
    std::vector<ScriptStep> const steps = std::move(script.steps);
    Run run(std::move(script), language);
    Array done;
    done.reserve(steps.size());
    for (ScriptStep const& step : steps) done.push_back(run.step(step));
    return cli_answer(run.result(std::move(done)));
}

}  // namespace afterdesk::wire
