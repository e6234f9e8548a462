// Every document as it was when the descriptions (fields) took the place of hand-written pairs of functions:
// the same bytes, and for what is not sound the same mistakes in the same order.

#include <functional>

#include "wire/admin_api.hpp"
#include "wire/policy_book.hpp"
#include "wire_fixture.hpp"
#include "wire_random.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;
using wire_random::Random;

namespace {

constexpr std::uint64_t seeds = 60;
constexpr std::uint64_t changed_seeds = 6;

class Digest {
  public:
    void add(std::string_view text) {
        for (char const c : text) step(static_cast<unsigned char>(c));
        step(0xff);
    }
    std::uint64_t value() const { return value_; }

  private:
    void step(unsigned char byte) { value_ = (value_ ^ byte) * 1'099'511'628'211u; }
    std::uint64_t value_ = 14'695'981'039'346'656'037u;
};

using Make = std::function<Value(Random&)>;

std::uint64_t bytes_of(Make const& make) {
    Digest digest;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        Random random(seed);
        digest.add(write_json(make(random)));
    }
    return digest.value();
}

// ---- Documents --------------------------------------------------------------------------------------------

LineFacts line_facts(Random& random) {
    LineFacts out;
    out.line_no = 1 + random.number(9);
    if (random.coin()) out.shipped_quantity = random.number(9);
    if (random.coin()) out.received_at = random.instant();
    out.used = random.list(2, [&] { return random.id(); });
    return out;
}

FactsBody facts(Random& random) {
    FactsBody out;
    out.order_no.value = random.id();
    out.lines = random.list(2, [&] { return line_facts(random); });
    out.parcels = random.list(2, [&] { return ParcelFact{random.filled(), random.instant()}; });
    out.collections = random.list(2, [&] {
        return CollectionFact{{random.id()}, random.id(), 1 + random.number(999)};
    });
    return out;
}

Ware ware(Random& random) {
    Ware out;
    out.sku = random.id();
    out.spu = random.id();
    out.title = random.text();
    out.spec = random.text();
    out.unit_price_fen = random.fen();
    out.available = random.number(99);
    return out;
}

TicketSummary summary(Random& random) {
    TicketSummary out;
    out.ticket_no = random.id();
    out.order_no = random.id();
    out.shop_id = random.id();
    out.shop_name = random.text();
    out.type = random.one_of(TicketType::virtual_refund);
    out.state = random.one_of(State::closed);
    out.status = random.one_of(ShortStatus::shut);
    out.title = random.text();
    out.refund_fen = random.fen();
    out.applied_at_ms = random.instant().ms;
    if (random.coin()) out.deadline_ms = random.instant().ms;
    out.version = 1 + random.number(99);
    return out;
}

TicketDetail ticket_detail(Random& random) {
    TicketDetail out;
    out.ticket = random.ticket();
    out.history =
        random.list(4, [&] { return random.event_record(static_cast<std::size_t>(random.number(43))); });
    out.order = random.order();
    out.shop = {random.id(), random.text(), "0571-1", random.list(2, [&] { return random.address(); })};
    out.buyer_name = random.text();
    out.policy = random.policy();
    return out;
}

OrderDetail order_detail(Random& random) {
    OrderDetail out;
    out.order = random.order();
    out.shop = {random.id(), random.text(), "0571-1", random.list(2, [&] { return random.address(); })};
    out.buyer_name = random.text();
    out.claims = random.list(3, [&] { return random.claim(); });
    out.applications = random.number(9);
    out.policy = random.policy();
    out.tickets = random.list(2, [&] { return summary(random); });
    return out;
}

OrderPage order_page(Random& random) {
    OrderPage out;
    out.items = random.list(2, [&] {
        OrderSummary order{
            random.id(), random.id(), random.text(), random.instant().ms, random.fen(), {}, {}, 2};
        order.shipping = random.one_of(Shipping::received);
        order.lines = random.list(2, [&] {
            return OrderLineView{1 + random.number(9), random.text(),        random.text(),
                                 random.text(),        1 + random.number(9), random.fen()};
        });
        return order;
    });
    out.next_cursor = random.id();
    return out;
}

TicketPage ticket_page(Random& random) {
    TicketPage out;
    out.items = random.list(3, [&] { return summary(random); });
    for (int i = 0; i < 4; ++i) out.counts[random.one_of(ShortStatus::shut)] = random.number(99);
    return out;
}

SessionView session(Random& random) {
    SessionView out;
    out.audience = random.one_of(Audience::platform);
    out.actor_id = random.id();
    out.name = random.text();
    if (random.coin()) out.shop_id = random.id();
    out.tenant_name = random.text();
    out.demo = random.coin();
    out.now_ms = random.instant().ms;
    out.live_seq = random.number(9'999);
    return out;
}

ChannelSettings settings(Random& random) {
    return {random.number(60'000), random.number(9), random.number(9), random.coin()};
}

PolicyBook book(Random& random) {
    PolicyBook out{random.policy(), {}};
    if (random.coin()) out.shops.emplace(random.id(), parsed(R"({"limits":{"buyer_offer_ms":7}})"));
    return out;
}

AutoDecision decision(Random& random) {
    AutoDecision out;
    if (random.coin()) out.rule = random.id();
    out.action = random.one_of(AutoAction::queue);
    out.queue = random.text();
    out.why = random.list(2, [&] { return MatchedFact{random.id(), random.text()}; });
    return out;
}

PolicyStamp stamp(Random& random) {
    return {1 + random.number(9), random.instant().ms, random.text(), random.id()};
}

Value policy_view(Random& random) {
    PolicyView out{
        stamp(random), {}, to_json(random.policy()), random.list(2, [&] { return stamp(random); })};
    if (random.coin()) out.overrides = parsed(R"({"inspection":true})");
    return to_json(out);
}

Value dry_run_view(Random& random) {
    DryRunView out{random.number(99), random.coin(), {}};
    out.changes = random.list(2, [&] {
        return ReviewChange{random.id(), decision(random), decision(random)};
    });
    return to_json(out);
}

Value facts_view(Random& random) {
    FactsView out;
    out.order_changed = random.coin();
    out.tickets = random.list(2, [&] {
        return FactsView::Moved{random.id(), 1 + random.number(9), random.one_of(State::closed)};
    });
    return to_json(out);
}

Value stock_view(Random& random) {
    StockView out;
    out.items = random.list(2, [&] { return StockView::Item{ware(random), random.number(9)}; });
    return to_json(out);
}

Array events(Random& random) {
    Array out;
    for (std::size_t kind = 0; kind < std::variant_size_v<Event>; ++kind)
        out.push_back(to_json(random.event_record(kind)));
    return out;
}

Array commands(Random& random) {
    Array out;
    for (Command const& command : random.commands())
        out.push_back(to_json(CommandBody{command, random.number(9)}));
    return out;
}

Value apply(Random& random) { return to_json(ApplyBody{{random.id()}, random.apply()}); }

Value error(Random& random) {
    Mistakes const mistakes = {{Rule::stale_version, "version", random.number(9)},
                               {Rule::too_long, random.text(), 500},
                               {Rule::not_found, "x", -1}};
    TicketDetail const current = ticket_detail(random);
    bool const told = random.coin();
    std::string const id = random.id();
    bool const english = random.coin();
    return Array{write_api_error(mistakes, english, id, told ? &current : nullptr),
                 errors_to_json(mistakes, Language::en)};
}

Value quote_input(Random& random) {
    Order order = random.order();
    Object out{{"now_ms", random.instant().ms}, {"order", to_json(order)}};
    out.emplace_back("prior", Array{to_json(random.claim())});
    out.emplace_back("request", to_json(random.request()));
    out.emplace_back("policy", to_json(book(random)));
    out.emplace_back("fault", "shop");
    out.emplace_back("stock", Array{to_json(ware(random)), to_json(ware(random))});
    out.emplace_back("later", random.coin());
    return out;
}

struct Document {
    std::string name;
    Make make;
    std::uint64_t want;
};

// ---- Mistakes ---------------------------------------------------------------------------------------------

Value const& replacement(std::size_t index) {
    static Value const all[] = {Value(),         Value("\x01"),   Value(-1),        Value(0),
                                Value(Object{}), Value(Array{7}), Value(INT64_MAX), Value(true)};
    return all[index % std::size(all)];
}

/// Calls `look` for the document with each of its members missing, renamed, or of another kind.
void each_change(Value& at, std::size_t& turn, std::function<void()> const& look) {
    if (Object* members = at.as<Object>()) {
        for (std::size_t i = 0; i < members->size(); ++i) {
            auto const place = members->begin() + static_cast<std::ptrdiff_t>(i);
            auto const kept = (*members)[i];
            members->erase(place);
            look();
            members->insert(members->begin() + static_cast<std::ptrdiff_t>(i), kept);
            for (int times = 0; times < 2; ++times) {
                (*members)[i].second = replacement(turn++);
                look();
            }
            (*members)[i] = kept;
            each_change((*members)[i].second, turn, look);
        }
    } else if (Array* items = at.as<Array>()) {
        for (std::size_t i = 0; i < items->size() && i < 2; ++i) {
            Value const kept = (*items)[i];
            (*items)[i] = replacement(turn++);
            look();
            (*items)[i] = kept;
            each_change((*items)[i], turn, look);
        }
    }
}

using Check = std::function<Mistakes(Value const&)>;

std::uint64_t mistakes_of(Make const& make, Check const& check) {
    Digest digest;
    for (std::uint64_t seed = 1; seed <= changed_seeds; ++seed) {
        Random random(seed);
        Value document = make(random);
        std::size_t turn = seed;
        each_change(document, turn, [&] {
            for (Mistake const& mistake : check(document)) {
                digest.add(name_of(mistake.rule));
                digest.add(mistake.path);
                digest.add(std::to_string(mistake.limit));
            }
            digest.add("");
        });
    }
    return digest.value();
}

/// The check of a reader with a path.
template <class Read>
Check inner(Read read) {
    return [read](Value const& value) {
        Mistakes mistakes;
        read(value, "at", mistakes);
        return mistakes;
    };
}

/// The check of a reader of whole documents.
template <class Read>
Check outer(Read read) {
    return [read](Value const& value) {
        auto const result = read(value);
        return result.ok() ? Mistakes{} : result.error();
    };
}

template <class Make, class Read>
Check each_of(Make, Read read) {
    return [read](Value const& value) {
        Mistakes mistakes;
        auto const* items = value.as<Array>();
        for (Value const& item : *items) read(item, "at", mistakes);
        return mistakes;
    };
}

struct Reader {
    std::string name;
    Make make;
    Check check;
    std::uint64_t want;
};

Policy policy_over_default(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_policy(value, default_policy(), path, mistakes);
}
PolicyBook book_over_default(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_policy_book(value, default_policy(), path, mistakes);
}

}  // namespace

TEST_CASE("every document is written as ever") {
    Document const documents[] = {
        {"order", [](Random& r) { return to_json(r.order()); }, 8'459'136'525'220'955'055u},
        {"request", [](Random& r) { return to_json(r.request()); }, 9'887'990'903'314'174'574u},
        {"claim", [](Random& r) { return to_json(r.claim()); }, 7'382'192'220'318'256'264u},
        {"shown quote", [](Random& r) { return to_json(r.quote()); }, 18'227'347'954'467'316'324u},
        {"frozen quote", [](Random& r) { return to_json(r.quote(), QuoteForm::frozen); },
         3'799'258'598'888'149'261u},
        {"policy", [](Random& r) { return to_json(r.policy()); }, 3'769'256'439'199'421'565u},
        {"policy book", [](Random& r) { return to_json(book(r)); }, 3'467'352'386'770'626'955u},
        {"ticket", [](Random& r) { return to_json(r.ticket()); }, 13'250'190'498'329'518'394u},
        {"events", events, 1'362'908'020'632'288'169u},
        {"commands", commands, 14'979'120'907'503'961'699u},
        {"apply", apply, 1'272'307'998'073'699'188u},
        {"session", [](Random& r) { return to_json(session(r)); }, 15'282'723'354'767'418'931u},
        {"order page", [](Random& r) { return to_json(order_page(r)); }, 13'527'688'455'547'047'599u},
        {"order detail", [](Random& r) { return to_json(order_detail(r)); }, 5'852'612'549'764'670'094u},
        {"ticket page", [](Random& r) { return to_json(ticket_page(r)); }, 15'239'431'004'135'997'589u},
        {"ticket detail", [](Random& r) { return to_json(ticket_detail(r)); }, 14'346'788'554'873'620'543u},
        {"evidence",
         [](Random& r) {
             return to_json(EvidenceView{r.id(), r.fen(), 3, 4});
         },
         1'350'273'837'342'518'840u},
        {"channel", [](Random& r) { return to_json(settings(r)); }, 8'273'537'402'101'679'220u},
        {"error", error, 3'796'860'533'949'592'639u},
        {"facts", [](Random& r) { return to_json(facts(r)); }, 1'497'307'107'092'771'719u},
        {"facts view", facts_view, 17'170'265'081'702'712'784u},
        {"stock view", stock_view, 7'008'473'543'700'509'937u},
        {"policy view", policy_view, 4'118'257'868'316'226'252u},
        {"dry run", dry_run_view, 7'337'317'314'817'345'328u},
        {"clock",
         [](Random& r) {
             return to_json(ClockView{r.instant().ms, r.fen(), r.coin()});
         },
         8'862'129'569'139'902'290u},
    };
    for (Document const& document : documents) {
        CAPTURE(document.name);
        CHECK(bytes_of(document.make) == document.want);
    }
}

TEST_CASE("every reader finds the mistakes that it ever found") {
    auto const dry_run = [](Random& r) {
        return Value(Object{{"policy", to_json(r.policy())}, {"since_ms", 5}});
    };
    auto const policy_body = [](Random& r) {
        return Value(Object{{"based_on", 3}, {"policy", to_json(r.policy())}});
    };
    auto const stock = [](Random& r) {
        Value const one = to_json(ware(r));
        return Value(Object{{"items", Array{one, to_json(ware(r)), one}}});
    };
    auto const platform = [](auto read) {
        return outer([read](Value const& value) { return read(value, Audience::platform); });
    };
    auto const quotes = [](Value const& value) { return read_quote_input(value); };
    Reader const readers[] = {
        {"order", [](Random& r) { return to_json(r.order()); }, inner(read_order),
         6'216'759'909'437'945'652u},
        {"request", [](Random& r) { return to_json(r.request()); }, inner(read_request),
         13'620'598'472'004'123'505u},
        {"claim", [](Random& r) { return to_json(r.claim()); }, inner(read_claim),
         7'640'003'077'428'760'850u},
        {"quote", [](Random& r) { return to_json(r.quote(), QuoteForm::frozen); }, inner(read_quote),
         2'969'734'468'042'631'078u},
        {"policy", [](Random& r) { return to_json(r.policy()); }, inner(policy_over_default),
         5'233'648'427'486'260'193u},
        {"policy book", [](Random& r) { return to_json(book(r)); }, inner(book_over_default),
         12'637'351'946'796'894'020u},
        {"quote input", quote_input, outer(quotes), 17'437'266'941'150'094'553u},
        {"ticket", [](Random& r) { return to_json(r.ticket()); }, inner(read_ticket),
         12'212'105'892'813'580'018u},
        {"events", events, each_of(events, read_event_record), 16'946'157'230'114'787'249u},
        {"commands", commands, each_of(commands, read_any_command), 16'009'940'529'299'211'304u},
        {"apply", apply, outer(read_apply), 15'028'777'167'374'289'753u},
        {"facts", [](Random& r) { return to_json(facts(r)); }, outer(read_facts),
         12'171'101'557'475'337'030u},
        {"stock", stock, outer(read_stock_body), 2'355'271'836'049'457'518u},
        {"policy body", policy_body, platform(read_policy_body), 9'796'506'714'451'782'474u},
        {"dry run body", dry_run, platform(read_dry_run_body), 6'892'238'938'236'075'641u},
        {"session", [](Random& r) { return to_json(session(r)); }, outer(read_session),
         6'898'622'919'113'810'534u},
        {"order page", [](Random& r) { return to_json(order_page(r)); }, outer(read_order_page),
         10'212'943'613'354'021'705u},
        {"ticket page", [](Random& r) { return to_json(ticket_page(r)); }, outer(read_ticket_page),
         6'753'892'636'386'694'661u},
        {"evidence",
         [](Random& r) {
             return to_json(EvidenceView{r.id(), r.fen(), 3, 4});
         },
         outer(wire::read_evidence), 11'132'725'605'041'479'502u},
        {"channel", [](Random& r) { return to_json(settings(r)); }, outer(read_channel_settings),
         660'135'210'004'539'017u},
    };
    for (Reader const& reader : readers) {
        CAPTURE(reader.name);
        CHECK(mistakes_of(reader.make, reader.check) == reader.want);
    }
}
