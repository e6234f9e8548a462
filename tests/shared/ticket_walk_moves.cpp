// What is tried in every state of the walk, and what makes two tickets the same.

#include <algorithm>

#include "ticket_walk.hpp"

namespace afterdesk::ticket_walk {

using namespace ticket_fixture;

namespace {

/// With what the inspection found, and its proof, where pieces are refused.
Inspection shown(Inspection made) {
    for (InspectedLine& line : made.lines) {
        line.reason = line.refused > 0 ? "damaged" : "";
        line.evidence.clear();
        if (line.refused > 0) line.evidence = {{"e3"}};
    }
    return made;
}

Inspection inspection_of(Ticket const& ticket, Order const& order, int refused_of_first) {
    Inspection made;
    for (QuotedLine const& line : ticket.quote.lines) {
        Line const* const ordered = find_line(order, line.line_no);
        if (ordered == nullptr || ordered->kind != LineKind::physical) continue;
        int const refused = made.lines.empty() ? std::min(refused_of_first, line.quantity) : 0;
        made.lines.push_back({line.line_no, line.quantity - refused, refused});
    }
    return shown(std::move(made));
}

Inspection all_refused(Ticket const& ticket, Order const& order) {
    Inspection made = inspection_of(ticket, order, 0);
    for (InspectedLine& line : made.lines) std::swap(line.accepted, line.refused);
    return shown(std::move(made));
}

void add_money(std::vector<Command>& all, Ticket const& ticket, bool everything) {
    all.push_back(RetryRefund{Via::original});
    all.push_back(collected(ticket.quote.collect_fen).command);
    for (RefundPart const& part : ticket.refunds) {
        all.push_back(RecordRefund{part.refund_no, PartStatus::succeeded, ""});
        all.push_back(RecordRefund{part.refund_no, PartStatus::failed, "LIMIT"});
    }
    if (ticket.refunds.empty()) all.push_back(paid(1).command);
    if (!everything) return;
    all.push_back(RetryRefund{Via::balance});
    if (ticket.refunds.empty()) all.push_back(offline(part_no(1)).command);
    for (RefundPart const& part : ticket.refunds) {
        all.push_back(offline(part.refund_no).command);
        if (part.via != Via::balance) continue;
        std::string const replaced = part.refund_no.substr(0, part.refund_no.size() - 1);
        all.push_back(RecordRefund{replaced, PartStatus::succeeded, ""});
    }
}

void add_talk(std::vector<Command>& all, Ticket const& ticket, bool everything) {
    Fen const goods_fen = ticket.quote.goods_fen;
    all.push_back(Agree{shop_address});
    all.push_back(reject().command);
    all.push_back(offer(goods_fen / 2).command);
    all.push_back(AcceptOffer{});
    all.push_back(DeclineOffer{});
    if (!everything) return;
    all.push_back(offer(0).command);
    all.push_back(offer_as(TicketType::refund_shipped, goods_fen / 2).command);
    all.push_back(offer_as(TicketType::exchange, 0).command);
    all.push_back(counter(goods_fen * 3 / 4).command);
}

void add_goods(std::vector<Command>& all, Ticket const& ticket, Order const& order) {
    all.push_back(Intercept{});
    all.push_back(InterceptResult{true, {}});
    all.push_back(InterceptResult{false, shop_address});
    all.push_back(ShipBack{parcel});
    all.push_back(ParcelSigned{parcel.tracking_no, now});
    all.push_back(ParcelSigned{out_parcel.tracking_no, now});
    all.push_back(Receive{false});
    all.push_back(Receive{true});
    all.push_back(Inspect{inspection_of(ticket, order, 0)});
    all.push_back(Inspect{inspection_of(ticket, order, 1)});
    all.push_back(Inspect{all_refused(ticket, order)});
    all.push_back(Reship{out_parcel});
    all.push_back(fall_back().command);
    all.push_back(ConfirmReceipt{});
}

void add_platform(std::vector<Command>& all, Ticket const& ticket, bool everything) {
    all.push_back(escalate().command);
    all.push_back(refund_all().command);
    all.push_back(refund_none().command);
    all.push_back(send_another().command);
    all.push_back(appeal(ActorKind::buyer).command);
    if (!everything) return;
    all.push_back(shut().command);
    all.push_back(step_in().command);
    all.push_back(refund_all(true).command);
    all.push_back(refund_part(ticket.quote.goods_fen / 3).command);
    all.push_back(send_another(true).command);
    all.push_back(evidence(ActorKind::buyer).command);
    all.push_back(ask_evidence().command);
    all.push_back(freeze().command);
    all.push_back(Resume{});
    all.push_back(rate().command);
    all.push_back(settle_strays().command);
}

}  // namespace

std::vector<Command> commands_for(Ticket const& ticket, Shop const& shop) {
    std::vector<Command> all = {Withdraw{}, TimeOut{}, OrderChanged{}};
    add_talk(all, ticket, shop.everything);
    add_goods(all, ticket, shop.context.order);
    add_money(all, ticket, shop.everything);
    add_platform(all, ticket, shop.everything);
    bool const gives_time = shop.context.policy.extensions.per_state > 0;
    if (gives_time) all.push_back(extend(ActorKind::buyer).command);
    return all;
}

namespace {

class Key {
  public:
    template <class Number>
    Key& operator<<(Number number) {
        text_ += std::to_string(static_cast<std::int64_t>(number)) + ' ';
        return *this;
    }
    Key& sign(bool is, char of) {
        if (is) text_ += of;
        return *this;
    }
    Key& word(std::string const& of) {
        text_ += of + ' ';
        return *this;
    }
    std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

void add_request(Key& key, Request const& request) {
    key << request.type << request.fee_fen;
    key.sign(request.recalls(), 'b');
    for (LineRequest const& line : request.lines) {
        key.word(line.want_sku) << line.line_no << line.quantity << line.now_price_fen.value_or(-1);
        for (std::string const& id : line.entitlements) key.word(id);
    }
}

/// One that is over can still be opened again.
bool may_appeal(Ticket const& ticket) {
    return holds_true(Guard::against_buyer, ticket) || holds_true(Guard::against_merchant, ticket);
}

}  // namespace

std::string key_of(Ticket const& ticket) {
    if (ticket.version == 0 || (ticket.state == State::closed && !may_appeal(ticket))) return "-";
    Key key;
    key << ticket.state << quote_digest(ticket.quote) << ticket.modifications << ticket.goods;
    key << ticket.extensions;
    add_request(key, ticket.request);
    key.word(ticket.first_approval);
    key.sign(ticket.goods_come_back, 'c').sign(ticket.return_address.has_value(), 'a');
    key.sign(ticket.return_parcel.has_value(), 'r').sign(ticket.return_signed_at.has_value(), 'R');
    key.sign(ticket.out_parcel.has_value(), 'o').sign(ticket.out_signed_at.has_value(), 'O');
    key.sign(ticket.collected.has_value(), 'd').sign(ticket.reminded, 'm').sign(ticket.frozen, 'f');
    key.sign(ticket.deadline.has_value(), 't').sign(ticket.paused.has_value(), 'p');
    key.sign(ticket.rating.has_value(), 's').sign(has_refused_goods(ticket), 'i');
    key.sign(ticket.held.has_value(), 'h');
    if (Arbitration const* const called = ticket.arbitration ? &*ticket.arbitration : nullptr) {
        key.sign(true, 'A') << called->step;
        key.sign(called->appeal.has_value(), '2').sign(called->verdict.has_value(), 'v');
        key.sign(holds_true(Guard::against_buyer, ticket), '<');
        key.sign(holds_true(Guard::against_merchant, ticket), '>').word(called->judge);
    }
    if (ticket.offer) {
        key.sign(true, '@') << ticket.offer->by << ticket.offer->made_in << quote_digest(ticket.offer->quote);
        key.sign(ticket.offer->address.has_value(), 'a');
        add_request(key, ticket.offer->request);
    }
    for (QuotedLine const& line : ticket.quote.lines) {
        for (DeliveredPieces const& of : line.deliveries) key.word(of.delivery_no) << of.quantity;
    }
    for (RefundPart const& part : ticket.refunds) key.sign(true, '$') << part.status << part.via;
    for (std::string const& twice : ticket.paid_twice) key.word(twice);
    for (Strays const& of : ticket.strays) key.sign(true, 's') << of.line_no << of.quantity << of.settled;
    return key.take();
}

std::string key_of(std::vector<Claim> const& occupied) {
    std::string key;
    auto const add = [&](std::int64_t number) { key += std::to_string(number) + ' '; };
    for (Claim const& claim : occupied) {
        add(claim.line_no), add(claim.quantity), add(static_cast<int>(claim.state));
        add(static_cast<int>(claim.type.value_or(TicketType::virtual_refund)));
        for (int unit : claim.units) add(unit);
        for (std::string const& id : claim.entitlements) key += id + ' ';
        for (PaymentShare const& share : claim.payments) key += share.payment_id.value, add(share.amount_fen);
        Granted const granted = claim.granted.value_or(Granted{});
        add(granted.goods_fen), add(granted.deposit_kept_fen), add(granted.freight_fen);
        for (DeliveredPieces const& of : claim.deliveries) key += of.delivery_no + ' ', add(of.quantity);
        if (claim.replacement) key += claim.replacement->delivery_no;
        key += '|';
    }
    return key;
}

}  // namespace afterdesk::ticket_walk
