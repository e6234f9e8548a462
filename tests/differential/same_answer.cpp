// Random orders, quotes and commands from a printed seed, and a running hash over the JSON of all that
// comes of
// them. Built natively and as WebAssembly from this file; compare.py holds the two outputs beside each other.
// On the way: what is folded from the events as they were written is the row as it was written.
//
//   same_answer N [seed]    N commands

#include <cinttypes>
#include <cstdio>
#include <cstdlib>

#include "base/hash.hpp"
#include "random_order.hpp"
#include "ticket_walk.hpp"
#include "wire/codec.hpp"
#include "wire/replay.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;
using afterdesk::order_fixture::Random;

namespace {

constexpr std::uint64_t default_seed = 20'261'122;
constexpr std::uint64_t hashes_shown_every = 1'000;
constexpr int commands_per_order = 40;
constexpr int replayed_one_in = 8;

[[noreturn]] void stop(char const* what, std::string const& a, std::string const& b) {
    std::printf("%s\n%s\n%s\n", what, a.c_str(), b.c_str());
    std::exit(1);
}

wire::Value parsed(std::string const& text) {
    auto value = wire::parse_json(text, {64u << 20u, 64});
    if (!value.ok()) stop("not JSON", text, "");
    return std::move(value).value();
}

/// What the answers come to so far.
class Answers {
  public:
    void add(std::string const& json) { hash_ = fnv1a(json, hash_); }
    void command() {
        if (++commands_ % hashes_shown_every == 0) show();
    }
    void show() const { std::printf("%" PRIu64 " %016" PRIx64 "\n", commands_, hash_); }
    std::uint64_t commands() const { return commands_; }

  private:
    std::uint64_t hash_ = fnv1a("");
    std::uint64_t commands_ = 0;
};

/// A ticket and its history as the store holds them: texts.
struct Row {
    Ticket ticket;
    std::string json;
    std::vector<std::string> events;
};

class Desk {
  public:
    Desk(std::uint64_t seed, Answers& answers) : random_(seed), answers_(answers) {
        shop_.context = context(order_fixture::random_order(random_));
        for (Line& line : shop_.context.order.lines) make_known(line);
        Policy& policy = shop_.context.policy;
        policy.threshold = static_cast<ThresholdPolicy>(random_.number(0, 2));
        policy.payments = static_cast<PaymentsPolicy>(random_.number(0, 1));
        policy.points = static_cast<PointsPolicy>(random_.number(0, 1));
        policy.coupons = static_cast<CouponPolicy>(random_.number(0, 1));
        policy.freight_when_shop_at_fault = random_.one_in(2);
        policy.exchange_difference = static_cast<ExchangePolicy>(random_.number(0, 1));
        policy.inspection = random_.one_in(4);
        policy.virtual_is_automatic = random_.one_in(2);
        if (random_.one_in(4)) policy.four_eyes_above_fen = 20'000;
        if (random_.one_in(2)) shop_.context.default_return_address = default_address;
        if (random_.one_in(2)) stock_the_shelf();
        answers_.add(wire::write_json(wire::to_json(shop_.context.order)));
        answers_.add(wire::write_json(wire::to_json(policy)));
    }

    void run() {
        for (int i = 0; i < commands_per_order; ++i) {
            bool const apply = rows_.empty() || (rows_.size() < 5 && random_.one_in(6));
            if (apply) {
                give(rows_.size(), {});
            } else {
                give(
                    static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(rows_.size()) - 1)),
                    {});
            }
            answers_.command();
        }
        if (random_.one_in(replayed_one_in)) replay();
    }

  private:
    void make_known(Line& line) {
        if (line.kind != LineKind::physical || random_.one_in(3)) return;
        ship(line, random_.number(0, line.quantity));
        if (line.shipped_quantity() > 0 && random_.one_in(2)) sign_for(line, now);
    }

    void stock_the_shelf() {
        for (Line const& line : shop_.context.order.lines) {
            shop_.context.stock.push_back({line.sku, line.spu, line.title, "L", line.unit_price_fen, 3});
            shop_.context.stock.push_back({line.sku + "-M", line.spu, line.title, "M",
                                           std::max<Fen>(0, line.unit_price_fen + random_.between(-500, 500)),
                                           random_.number(0, 3)});
        }
    }

    Request wish() {
        Request made = request(static_cast<TicketType>(random_.number(0, ticket_type_count - 1)), {});
        made.reason = random_.one_in(4) ? "quality" : "agreed";
        made.keep_gifts = random_.one_in(4);
        if (random_.one_in(6)) made.fee_fen = random_.between(0, 2'000);
        for (Line const& line : shop_.context.order.lines) {
            if (!random_.one_in(2)) continue;
            LineRequest asked{line.line_no, random_.number(1, line.quantity), {}};
            if (!line.entitlements.empty() && random_.one_in(2)) {
                asked.entitlements = {random_.of(line.entitlements).id};
            }
            if (made.type == TicketType::exchange && random_.one_in(2)) asked.want_sku = line.sku + "-M";
            if (made.type == TicketType::price_protect) {
                asked.now_price_fen = random_.between(0, line.unit_price_fen);
            }
            made.lines.push_back(asked);
        }
        return made;
    }

    Apply apply_for(Request const& wanted, Context const& at) {
        auto const quoted =
            quote({at.now, at.order, at.other_claims, wanted, at.policy, std::nullopt, at.stock, false});
        Apply made{wanted, 0, 0, "", {{"e1"}}};
        if (!quoted.ok()) {
            answers_.add(wire::write_json(wire::errors_to_json(quoted.error(), wire::Language::zh_cn)));
            return made;
        }
        made.expected_refund_fen = quoted->refund_fen;
        made.expected_digest = quote_digest(*quoted);
        std::string const json = wire::write_json(wire::to_json(*quoted, wire::QuoteForm::frozen));
        Mistakes mistakes;
        Quote const read = wire::read_quote(parsed(json), "", mistakes);
        if (!mistakes.empty() || read != *quoted) stop("a quote read back is another", json, "");
        answers_.add(json);
        return made;
    }

    Command choose(Ticket const& ticket, Context const& at) {
        if (ticket.version == 0) return apply_for(wish(), at);
        if (random_.one_in(12)) return Modify{apply_for(wish(), at)};
        return random_.of(ticket_walk::commands_for(ticket, shop_));
    }

    /// Mostly what the table allows.
    Command likely(Ticket const& ticket, Context& at) {
        Command command = choose(ticket, at);
        for (int tries = 0; tries < 30; ++tries) {
            at.actor = actor_of(static_cast<ActorKind>(random_.number(0, 3)));
            if (find_edge(ticket, at.actor.kind, kind_of(command)).ok() || random_.one_in(20)) break;
            if (tries % 3 == 2) command = choose(ticket, at);
        }
        return command;
    }

    void give(std::size_t which, Row fresh) {
        bool const is_new = which == rows_.size();
        Row& row = is_new ? fresh : rows_[which];
        Context at = shop_.context;
        now_ = now_ + minutes(random_.number(0, 600));
        at.now = now_;
        at.new_no = make_ticket_no(now_, china_offset_minutes, rows_.size() + 1);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (i == which) continue;
            for (Claim& claim : claims_of(rows_[i].ticket)) at.other_claims.push_back(std::move(claim));
        }
        Command const command = likely(row.ticket, at);
        if (kind_of(command) == CommandKind::time_out && row.ticket.deadline) {
            at.now = now_ = std::max(now_, *row.ticket.deadline);
        }
        note_step(which, command, at);
        Decision const decided = decide(row.ticket, command, at);
        if (!decided.ok()) {
            answers_.add(wire::write_json(wire::errors_to_json(decided.error(), wire::Language::en)));
            return;
        }
        for (Event const& event : *decided) {
            row.ticket = evolve(std::move(row.ticket), event, at.now);
            EventRecord const record{row.ticket.version, at.now, at.actor, event};
            row.events.push_back(wire::write_json(wire::to_json(record)));
            answers_.add(row.events.back());
        }
        row.json = wire::write_json(wire::to_json(row.ticket));
        answers_.add(row.json);
        check(row);
        if (is_new) rows_.push_back(std::move(row));
    }

    /// The row read back and written again, and the events read back and folded, give the row byte for byte.
    void check(Row const& row) {
        Mistakes mistakes;
        std::string const again =
            wire::write_json(wire::to_json(wire::read_ticket(parsed(row.json), "", mistakes)));
        if (!mistakes.empty() || again != row.json) stop("a row read back is another", row.json, again);
        std::vector<EventRecord> history;
        for (std::string const& event : row.events) {
            history.push_back(wire::read_event_record(parsed(event), "", mistakes));
            std::string const written = wire::write_json(wire::to_json(history.back()));
            if (!mistakes.empty() || written != event) stop("an event read back is another", event, written);
        }
        std::string const folded = wire::write_json(wire::to_json(fold(history)));
        if (folded != row.json) stop("the events fold to another row", row.json, folded);
    }

    void note_step(std::size_t which, Command const& command, Context const& at) {
        wire::Value body;
        bool const applies = std::holds_alternative<Apply>(command);
        if (applies) {
            body = wire::to_json(wire::ApplyBody{at.order.order_no, std::get<Apply>(command)});
            wire::Object named = {{"command", "apply"}};
            for (auto const& member : *body.as<wire::Object>()) {
                if (member.first != "order_no") named.push_back(member);
            }
            body = std::move(named);
        } else {
            body = wire::to_json(wire::CommandBody{command, 0});
        }
        static constexpr char const* kinds[] = {"buyer", "merchant", "platform", "system"};
        wire::Object const actor = {{"kind", kinds[static_cast<std::size_t>(at.actor.kind)]},
                                    {"id", at.actor.id}};
        steps_.push_back(wire::Object{{"at_ms", at.now.ms},
                                      {"actor", actor},
                                      {"ticket", static_cast<std::int64_t>(which) + 1},
                                      {"command", std::move(body)}});
    }

    /// The same commands as a script.
    void replay() {
        wire::Object const script = {{"order", wire::to_json(shop_.context.order)},
                                     {"policy", wire::to_json(shop_.context.policy)},
                                     {"steps", steps_}};
        auto const result = wire::replay_text(wire::write_json(script), wire::Language::zh_cn);
        answers_.add(result.out);
        if (result.status != 0) stop("a script is refused", wire::write_json(script), result.out);
    }

    Random random_;
    Answers& answers_;
    ticket_walk::Shop shop_;
    Instant now_ = now;
    std::vector<Row> rows_;
    wire::Array steps_;
};

}  // namespace

int main(int argc, char** argv) {
    std::uint64_t const commands = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000;
    std::uint64_t const seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : default_seed;
    std::printf("seed %" PRIu64 "\n", seed);
    Answers answers;
    for (std::uint64_t order = 0; answers.commands() < commands; ++order) Desk(seed + order, answers).run();
    answers.show();
    return 0;
}
