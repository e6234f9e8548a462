#include "service/demo_play.hpp"

#include <algorithm>
#include <deque>
#include <random>
#include <utility>

#include "service/carry_out.hpp"
#include "service/facts.hpp"
#include "service/outbox.hpp"
#include "service/timers.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

constexpr std::uint64_t seed = 20'261'120;
constexpr int deadlines_at_once = 200;
constexpr std::string_view channels_no = "NOT_ENOUGH";
constexpr std::string_view player = "demo";
constexpr Duration lease_time = minutes(5);
/// The channel's answer comes this soon, or takes as long as a bank may.
constexpr Duration quick_answer{8'000};
constexpr Duration slow_answer = days(3);

/// One past on its way into the books.
class Play {
  public:
    Play(store::WriteTx& tx, TenantId const& tenant, DemoPhotos const& photos)
        : tx_(tx), tenant_(tenant), photos_(photos) {}

    Result<DemoPlayed, std::vector<LineMistake>> run(std::vector<DemoStep> const& steps, Instant until) {
        for (DemoStep const& step : steps) {
            step_ = &step;
            pass_until(step.at);
            std::visit([&](auto const& what) { take(what); }, step.what);
            if (!refused_.empty()) return Err{std::move(refused_)};
        }
        pass_until(until);
        if (!refused_.empty()) return Err{std::move(refused_)};
        played_.tickets = static_cast<int>(numbers_.size());
        return std::move(played_);
    }

  private:
    void note(Mistakes const& mistakes) {
        for (Mistake const& one : mistakes) refused_.push_back({step_->line, step_->ticket, one, "", ""});
    }
    void note(Rule rule, std::string path) { note(Mistakes{{rule, std::move(path), -1}}); }

    // ---- Time ---------------------------------------------------------------------------------------------

    void pass_until(Instant until) {
        for (;;) {
            auto next = store::next_deadline(tx_, now_);
            auto const sent = store::next_outbox_run(tx_);
            if (sent && (!next || *sent + quick_answer < *next)) next = *sent + quick_answer;
            if (!next || *next > until) break;
            now_ = std::max(now_, *next);
            end_deadlines();
            answer_messages();
        }
        now_ = until;
        end_deadlines();
    }
    void end_deadlines() {
        for (store::DueTicket const& due : store::due_tickets(tx_, now_, std::nullopt, deadlines_at_once)) {
            auto const moved = end_deadline(tx_, policies_, due, now_);
            if (moved && !moved->ok()) note(moved->error());
        }
    }

    // ---- The payment channel and the mall -----------------------------------------------------------------

    void answer_messages() {
        while (auto const row = store::lease_due(tx_, player, now_, lease_time)) {
            switch (row->kind) {
                case store::OutboxKind::refund: answer_refund(*row); break;
                case store::OutboxKind::reclaim: answer_reclaim(*row); break;
            }
        }
    }
    void answer_reclaim(store::OutboxRow const& row) {
        auto const reclaim = store::find_reclaim(tx_, tenant_, row.key);
        CHECK(reclaim);
        played_.reclaimed.push_back({row.key, reclaim->body, 1});
        store::settle_reclaim(tx_, tenant_, row.key, now_);
    }
    void answer_refund(store::OutboxRow const& row) {
        switch (next_answer(row.ticket_no)) {
            case DemoAnswer::paid: return pay(row);
            case DemoAnswer::refused:
                return settle(row, {row.key, PartStatus::failed, std::string(channels_no)});
            case DemoAnswer::processing: store::retry_later(tx_, row, now_ + slow_answer, "PROCESSING");
        }
    }
    void pay(store::OutboxRow const& row) {
        auto const refund = store::find_refund(tx_, tenant_, row.key);
        CHECK(refund);
        played_.paid.push_back({row.key, refund->amount_fen, 1, refund->payment_id.value,
                                std::string(wire::name_of(refund->channel)), now_});
        settle(row, {row.key, PartStatus::succeeded, ""});
    }
    void settle(store::OutboxRow const& row, RecordRefund const& answer) {
        auto const settled = settle_refund(tx_, policies_, {tenant_, row.ticket_no, answer, now_});
        if (!settled.ok()) note(settled.error());
    }
    DemoAnswer next_answer(TicketNo const& no) {
        std::deque<DemoAnswer>& left = answers_[no];
        if (left.empty()) return DemoAnswer::paid;
        DemoAnswer const answer = left.front();
        left.pop_front();
        return answer;
    }

    // ---- People -------------------------------------------------------------------------------------------

    /// Nobody acts on what is not his.
    std::optional<Actor> actor_on(Order const& order) {
        std::string const& who = step_->by;
        auto const staff = store::find_staff(tx_, tenant_, who);
        if (!staff && who == order.buyer_id.value) return Actor{ActorKind::buyer, who};
        if (staff && staff->audience == wire::Audience::platform) return Actor{ActorKind::platform, who};
        if (staff && staff->shop == order.shop_id) return Actor{ActorKind::merchant, who};
        note(Rule::not_found, "by");
        return std::nullopt;
    }
    wire::Audience audience_of(Actor const& actor) {
        if (actor.kind == ActorKind::buyer) return wire::Audience::buyer;
        return actor.kind == ActorKind::merchant ? wire::Audience::merchant : wire::Audience::platform;
    }
    std::vector<EvidenceId> show_photos(Actor const& actor) {
        std::vector<EvidenceId> shown;
        for (std::string const& name : step_->photos) {
            auto const found = photos_.find(name);
            if (found == photos_.end()) {
                note(Rule::evidence_unknown, "photos");
                continue;
            }
            store::EvidenceRow row = found->second;
            row.audience = audience_of(actor);
            row.actor_id = actor.id;
            store::add_evidence(tx_, tenant_, row, now_);
            shown.push_back(row.id);
        }
        return shown;
    }
    /// What the page would have shown.
    void show_quote(Apply& apply, Order const& order, Ticket const& ticket) {
        auto const quoted = quote(quote_input(tx_, policies_, {tenant_, order, apply.request, ticket, now_}));
        if (!quoted.ok()) return note(quoted.error());
        apply.expected_refund_fen = quoted->refund_fen;
        apply.expected_digest = quote_digest(*quoted);
    }

    TicketNo free_number(Order const& order) {
        int const offset_minutes = policies_.newest(tx_, tenant_, order.shop_id)->utc_offset_minutes;
        for (;;) {
            TicketNo no = make_ticket_no(now_, offset_minutes, random_());
            if (!store::ticket_exists(tx_, tenant_, no)) return no;
        }
    }

    void take(DemoApply const& asked) {
        auto const order = store::find_order(tx_, tenant_, asked.order_no);
        if (!order) return note(Rule::not_found, "apply.order_no");
        if (numbers_.contains(step_->ticket)) return note(Rule::duplicate_key, "ticket");
        auto const actor = actor_on(*order);
        if (!actor) return;
        Ticket const none;
        Apply apply{asked.request, 0, 0, asked.remark, show_photos(*actor)};
        show_quote(apply, *order, none);
        if (!refused_.empty()) return;
        Command const command = std::move(apply);
        auto const carried =
            carry_out(tx_, policies_, {tenant_, none, *order, *actor, command, now_}, free_number(*order));
        if (!carried.ok()) return note(carried.error());
        numbers_.emplace(step_->ticket, carried->ticket.no);
        answers_[carried->ticket.no] = {asked.channel.begin(), asked.channel.end()};
    }

    void take(Command const& given) {
        auto const number = numbers_.find(step_->ticket);
        if (number == numbers_.end()) return note(Rule::not_found, "ticket");
        auto const ticket = store::find_ticket(tx_, {tenant_, store::Scope::Of::tenant, {}}, number->second);
        CHECK(ticket);
        auto const order = store::find_order(tx_, tenant_, ticket->order_no);
        CHECK(order);
        auto const actor = actor_on(*order);
        if (!actor) return;
        Command command = given;
        auto const shown = show_photos(*actor);
        if (auto* modify = std::get_if<Modify>(&command)) {
            modify->apply.evidence = shown;
            show_quote(modify->apply, *order, *ticket);
        }
        std::visit([&](auto& one) { show(one, shown); }, command);
        if (auto* offline = std::get_if<RecordOffline>(&command)) offline->refund_no = failed_part(*ticket);
        if (!refused_.empty()) return;
        auto const carried = carry_out(tx_, policies_, {tenant_, *ticket, *order, *actor, command, now_});
        if (!carried.ok()) note(carried.error());
    }
    /// At what was refused, when something was.
    static void show(Inspection& inspection, std::vector<EvidenceId> const& photos) {
        auto const refused = std::find_if(inspection.lines.begin(), inspection.lines.end(),
                                          [](InspectedLine const& line) { return line.refused > 0; });
        (refused == inspection.lines.end() ? inspection.evidence : refused->evidence) = photos;
    }
    static void show(auto& command, std::vector<EvidenceId> const& photos) {
        if constexpr (requires { command.evidence; }) command.evidence = photos;
        if constexpr (requires { command.inspection.evidence; }) show(command.inspection, photos);
    }
    static std::string failed_part(Ticket const& ticket) {
        auto const found = std::find_if(ticket.refunds.begin(), ticket.refunds.end(),
                                        [](auto const& part) { return part.status == PartStatus::failed; });
        return found == ticket.refunds.end() ? std::string() : found->refund_no;
    }

    // ---- The mall -----------------------------------------------------------------------------------------

    void take(wire::FactsBody facts) {
        auto const order = store::find_order(tx_, tenant_, facts.order_no);
        if (!order) return note(Rule::not_found, "facts.order_no");
        for (wire::CollectionFact& paid : facts.collections) {
            auto const number = numbers_.find(paid.ticket_no.value);
            if (number != numbers_.end()) paid.ticket_no = number->second;
        }
        auto const taken = take_facts(tx_, policies_, tenant_, *order, facts, now_);
        if (!taken.ok()) note(taken.error());
    }

    store::WriteTx& tx_;
    TenantId const& tenant_;
    DemoPhotos const& photos_;
    PolicyCache policies_;
    std::mt19937_64 random_{seed};  // NOLINT(cert-msc51-cpp): the same demo every time
    Instant now_{};
    DemoStep const* step_ = nullptr;
    std::map<std::string, TicketNo> numbers_;  ///< by the script's names
    std::map<TicketNo, std::deque<DemoAnswer>> answers_;
    std::vector<LineMistake> refused_;
    DemoPlayed played_;
};

}  // namespace

Result<DemoPlayed, std::vector<LineMistake>> play_demo(store::WriteTx& tx, TenantId const& tenant,
                                                       DemoPast const& past, Instant now) {
    return Play(tx, tenant, past.photos).run(past.steps, now);
}

}  // namespace afterdesk
