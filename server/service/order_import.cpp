#include "service/order_import.hpp"

#include <map>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "service/buyer_names.hpp"
#include "service/facts.hpp"
#include "service/order_again.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "store/stock.hpp"
#include "store/tickets.hpp"
#include "wire/codec.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

/// An order of many lines is longer than what may be sent to us over the network.
constexpr wire::ParseLimits line_limits{16u << 20, 16};
constexpr std::size_t progress_step = 1'000;  ///< orders

struct ReadOrder {
    int line = 0;
    Order order;
    std::string body;
    store::Buyer buyer;  ///< what the line says of him
};
struct ReadStock {
    int line = 0;
    ShopId shop;
    std::vector<Ware> wares;
};
struct ReadFile {
    std::vector<ReadOrder> orders;
    std::vector<ReadStock> stock;
};

ReadStock read_stock_line(wire::Value const& value, Mistakes& mistakes) {
    ReadStock stock;
    wire::ObjectReader outer(value, "", mistakes);
    if (wire::Value const* inside = outer.required("stock")) {
        wire::ObjectReader reader(*inside, "stock", mistakes);
        stock.shop = {reader.outside_id("shop_id")};
        if (wire::Value const* items = reader.required("items")) {
            stock.wares = wire::read_wares(*items, "stock.items", mistakes);
        }
        reader.finish();
    }
    outer.finish();
    return stock;
}

void shift_times(Order& order, Duration by) {
    order.paid_at = order.paid_at + by;
    for (Line& line : order.lines) {
        for (Delivery& delivery : line.deliveries) {
            if (delivery.shipped_at) delivery.shipped_at = *delivery.shipped_at + by;
            if (delivery.received_at) delivery.received_at = *delivery.received_at + by;
        }
    }
    for (OutsideRefund& refund : order.prior)
        if (refund.at) refund.at = *refund.at + by;
    if (order.cancelled_at) order.cancelled_at = *order.cancelled_at + by;
    for (Payment& payment : order.payments) {
        if (payment.provider.paid_at) payment.provider.paid_at = *payment.provider.paid_at + by;
    }
}

/// The next line, whatever ends it: LF, CR LF or a CR alone.
std::string_view take_line(std::string_view& text) {
    std::size_t const end = std::min(text.find_first_of("\r\n"), text.size());
    std::string_view const line = text.substr(0, end);
    text.remove_prefix(end);
    text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, text.size()));
    return line;
}

/// A file on its way in: what is sound in it, the mistakes of the rest.
class FileReader {
  public:
    FileReader(Duration shift, std::vector<LineMistake>& mistakes) : shift_(shift), mistakes_(mistakes) {}

    ReadFile read(std::string_view text) {
        text = without_bom(text);
        for (int line = 1; !text.empty(); ++line) {
            std::string_view const here = trim(take_line(text));
            if (!here.empty()) read_line(line, here);
        }
        return std::move(file_);
    }

  private:
    void read_line(int line, std::string_view text) {
        auto parsed = wire::parse_json(text, line_limits);
        if (!parsed.ok()) return note(line, "", parsed.error());
        Mistakes found;
        if (parsed->find("stock") != nullptr) {
            ReadStock stock = read_stock_line(*parsed, found);
            stock.line = line;
            if (!found.empty()) return note(line, "", std::move(found));
            file_.stock.push_back(std::move(stock));
            return;
        }
        store::Buyer buyer = take_buyer(parsed.value(), found);
        Order order = wire::read_order(*parsed, "", found);
        buyer.id = order.buyer_id;
        if (found.empty() && !line_of_.emplace(order.order_no.value, line).second) {
            found.push_back({Rule::order_no_twice, "order_no", -1});
        }
        if (!found.empty()) return note(line, number_in(*parsed), std::move(found));
        shift_times(order, shift_);
        std::string body = wire::write_json(wire::to_json(order));
        file_.orders.push_back({line, std::move(order), std::move(body), std::move(buyer)});
    }
    /// As it was written, also when it may not be written so.
    static std::string number_in(wire::Value const& order) {
        wire::Value const* const number = order.find("order_no");
        auto const* const text = number == nullptr ? nullptr : number->as<std::string>();
        return text == nullptr ? std::string() : shorten(*text, id_max_chars);
    }
    void note(int line, std::string const& order_no, Mistakes found) {
        for (Mistake& one : found) mistakes_.push_back({line, order_no, std::move(one), "", ""});
    }

    Duration shift_;
    std::vector<LineMistake>& mistakes_;
    ReadFile file_;
    std::map<std::string, int> line_of_;
};

/// Puts what was read into the store, as long as there is no mistake.
class Import {
  public:
    Import(store::WriteTx& tx, TenantId const& tenant, Instant now, std::vector<LineMistake>& mistakes)
        : tx_(tx), tenant_(tenant), now_(now), mistakes_(mistakes) {}

    using Progress = std::function<void(std::size_t, std::size_t)>;
    Imported take(ReadFile const& file, Progress const& progress = {}) {
        for (ReadStock const& one : file.stock) take_stock(one);
        for (std::size_t i = 0; i < file.orders.size(); ++i) {
            take_order(file.orders[i]);
            if (progress && (i + 1) % progress_step == 0) progress(i + 1, file.orders.size());
        }
        return imported_;
    }

  private:
    void note(int line, OrderNo const& order_no, Mistake mistake) {
        mistakes_.push_back({line, order_no.value, std::move(mistake), "", ""});
    }
    bool knows_shop(int line, OrderNo const& order_no, ShopId const& shop) {
        if (!shops_.contains(shop) && store::find_shop(tx_, tenant_, shop)) shops_.insert(shop);
        if (shops_.contains(shop)) return true;
        note(line, order_no, {Rule::shop_unknown, "shop_id", -1});
        return false;
    }
    void take_stock(ReadStock const& one) {
        if (!knows_shop(one.line, {}, one.shop)) return;
        store::put_wares(tx_, tenant_, one.shop, one.wares);
        imported_.wares += static_cast<int>(one.wares.size());
    }
    void take_order(ReadOrder const& one) {
        if (!knows_shop(one.line, one.order.order_no, one.order.shop_id)) return;
        auto const known = store::find_order(tx_, tenant_, one.order.order_no);
        if (known) {
            take_again(one, *known);
        } else if (mistakes_.empty()) {
            store::tell_buyer(tx_, tenant_, one.buyer);
            store::add_order(tx_, tenant_, one.order, one.body, now_);
            ++imported_.added;
        }
    }
    void take_again(ReadOrder const& one, Order const& known) {
        OrderAgain again = compare_again(known, one.order);
        for (Difference& differs : again.differences) {
            mistakes_.push_back({one.line,
                                 known.order_no.value,
                                 {Rule::order_differs, std::move(differs.path), -1},
                                 std::move(differs.known),
                                 std::move(differs.told)});
        }
        if (!again.differences.empty()) return;
        bool const looks_changed = again.order != known;
        if (looks_changed) {
            store::update_order(tx_, tenant_, again.order);
            store::show_anew(tx_, tenant_, again.order);
        }
        auto const done = take_facts(tx_, policies_, tenant_, again.order,
                                     {known.order_no, std::move(again.facts), {}, {}}, now_, again.news);
        if (!done.ok()) {
            for (Mistake const& mistake : done.error()) note(one.line, known.order_no, mistake);
        } else {
            remark_on(one, done->lines);
            remark_on(one, done->contradicted);
            bool const renamed = store::tell_buyer(tx_, tenant_, one.buyer);
            bool const updated = looks_changed || done->order_changed || renamed;
            ++(updated ? imported_.updated : imported_.unchanged);
        }
    }

    void remark_on(ReadOrder const& one, std::vector<wire::FactsView::OfLine> const& outcomes) {
        std::set<int> said;  // an order told again may have several facts of one line
        for (wire::FactsView::OfLine const& line : outcomes) {
            if (!line.code || !said.insert(line.line_no).second) continue;
            bool const used = *line.code == wire::FactConflict::used_after_refund;
            Rule const rule = used ? Rule::used_after_refund : Rule::shipped_after_refund;
            imported_.remarks.push_back({one.line,
                                         one.order.order_no.value,
                                         {rule, path_of(one.order, line.line_no), -1},
                                         "",
                                         line.ticket_no});
        }
    }
    void remark_on(ReadOrder const& one, std::optional<Contradicted> const& found) {
        bool const twice = found && found->what == Contradiction::refunded_twice;
        if (!twice) return;
        imported_.remarks.push_back({one.line,
                                     one.order.order_no.value,
                                     {Rule::refunded_twice, "prior", -1},
                                     "",
                                     found->ticket.value});
    }
    /// Where the line stands in what was told.
    static std::string path_of(Order const& order, int line_no) {
        for (std::size_t i = 0; i < order.lines.size(); ++i) {
            if (order.lines[i].line_no == line_no) return wire::at_index("lines", i);
        }
        return "lines";
    }

    store::WriteTx& tx_;
    TenantId const& tenant_;
    Instant now_;
    std::vector<LineMistake>& mistakes_;
    PolicyCache policies_;
    std::set<ShopId> shops_;
    Imported imported_;
};

/// The file without the lines that were found wanting.
void leave_out(ReadFile& file, std::vector<LineMistake> const& mistakes) {
    std::set<int> lines;
    for (LineMistake const& one : mistakes) lines.insert(one.line);
    auto const is_bad = [&](auto const& one) { return lines.contains(one.line); };
    std::erase_if(file.orders, is_bad);
    std::erase_if(file.stock, is_bad);
}

/// Where a picture comes from, when that is not beside the page: "https://cdn.example". Units: as browsers
/// write an origin, in small letters.
std::optional<std::string> foreign_origin(std::string_view url) {
    std::size_t const colon = url.find_first_of(":/?#");
    bool const has_scheme = colon != std::string_view::npos && colon > 0 && url[colon] == ':';
    if (!has_scheme && !url.starts_with("//")) return std::nullopt;
    std::string_view const scheme = has_scheme ? url.substr(0, colon) : "https";
    std::string_view rest = has_scheme ? url.substr(colon + 1) : url;
    std::string origin = std::string(scheme) + ":";
    if (rest.starts_with("//")) {
        rest.remove_prefix(2);
        origin += "//" + std::string(rest.substr(0, rest.find_first_of("/?#")));
    }
    for (char& c : origin) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (origin == "data:") return std::nullopt;
    return origin;
}

/// Each origin is said once, where it stands first: a catalogue may lie on one.
std::vector<LineMistake> remarks_on(ReadFile const& file, std::vector<std::string> const& image_origins) {
    std::set<std::string> known(image_origins.begin(), image_origins.end());
    std::vector<LineMistake> remarks;
    for (ReadOrder const& one : file.orders) {
        for (std::size_t i = 0; i < one.order.lines.size(); ++i) {
            auto origin = foreign_origin(one.order.lines[i].image);
            if (!origin || !known.insert(*origin).second) continue;
            std::string path = wire::at_index("lines", i) + ".image";
            remarks.push_back({one.line,
                               one.order.order_no.value,
                               {Rule::image_not_shown, std::move(path), -1},
                               "",
                               std::move(*origin)});
        }
    }
    return remarks;
}

}  // namespace

Result<Imported, std::vector<LineMistake>> take_order_in(store::WriteTx& tx, TenantId const& tenant,
                                                         Order const& order, store::Buyer const& buyer,
                                                         Instant now) {
    std::vector<LineMistake> mistakes;
    ReadFile one;
    one.orders.push_back({1, order, wire::write_json(wire::to_json(order)), buyer});
    Imported imported = Import(tx, tenant, now, mistakes).take(one);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return imported;
}

Result<Imported, std::vector<LineMistake>> import_orders_in(store::WriteTx& tx, TenantId const& tenant,
                                                            std::string_view text, ImportTimes const& times) {
    std::vector<LineMistake> mistakes;
    ReadFile const file = FileReader(times.shift, mistakes).read(text);
    Imported imported = Import(tx, tenant, times.now, mistakes).take(file);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return imported;
}

Result<Imported, std::vector<LineMistake>> import_orders(store::Store& store, TenantId const& tenant,
                                                         std::string_view text, ImportTimes const& times,
                                                         ImportWish const& wish) {
    using Taken = Result<Imported, std::vector<LineMistake>>;
    std::vector<LineMistake> bad;
    ReadFile file = FileReader(times.shift, bad).read(text);
    auto const take = [&](std::vector<LineMistake> const& unreadable) -> Taken {
        std::optional<Imported> tried;
        Taken kept = store.write([&](store::WriteTx& tx) -> Taken {
            std::vector<LineMistake> mistakes = unreadable;
            Imported imported = Import(tx, tenant, times.now, mistakes).take(file, wish.progress);
            if (!mistakes.empty()) return Err{std::move(mistakes)};
            if (wish.keeping == Keeping::for_good) return imported;
            tried = std::move(imported);
            return Err{std::move(mistakes)};  // nothing is wrong, and all of it is undone
        });
        bool const only_tried = !kept.ok() && kept.error().empty() && tried;
        return only_tried ? Taken(std::move(*tried)) : std::move(kept);
    };
    bool const all_or_nothing = wish.unsound == Unsound::refuses_all;
    // Nothing of a line that turns out bad may stay: the whole is taken back, then tried without it.
    for (;;) {
        Taken taken = take(all_or_nothing ? bad : std::vector<LineMistake>{});
        if (taken.ok()) {
            taken.value().left_out = std::move(bad);
            for (LineMistake& one : remarks_on(file, wish.image_origins))
                taken.value().remarks.push_back(std::move(one));
        }
        if (taken.ok() || all_or_nothing) return taken;
        leave_out(file, taken.error());
        bad.insert(bad.end(), taken.error().begin(), taken.error().end());
    }
}

}  // namespace afterdesk
