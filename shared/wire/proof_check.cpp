#include "wire/proof_check.hpp"

#include <algorithm>
#include <set>

#include "base/sha256.hpp"
#include "domain/ticket/personal.hpp"
#include "wire/codec.hpp"
#include "wire/describe.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk::wire {

namespace {

ProofFinding good_if(bool good) { return good ? ProofFinding::good : ProofFinding::failed; }

/// Reads the body, in its one form.
std::optional<EventRecord> read_event(std::string const& body, bool cut) {
    auto const value = parse_json(body, proof_limits);
    if (!value.ok()) return std::nullopt;
    Mistakes mistakes;
    EventRecord record = stored::read_shown_event(*value, "", mistakes);
    if (!mistakes.empty()) return std::nullopt;
    int const version = stored::version_in(body);
    std::string const again =
        cut ? stored::text_for_buyer(record, version) : stored::text_of(record, version);
    return again == body ? std::optional(std::move(record)) : std::nullopt;
}

/// The events one after the other: hashes, numbers, times; and what the ticket is in the end.
class Walk {
  public:
    Walk(Proof const& proof, CheckedProof& out) : proof_(proof), out_(out) {}

    void run() {
        for (ProofEvent const& event : proof_.events) {
            ++seq_;
            bool const fits = event.body ? take(event, *event.body) : take_withheld();
            if (!fits && out_.broken_at == 0) out_.broken_at = seq_;
            prev_ = bytes_of_hex(event.hash);
        }
        bool const named = seq_ > 0 && out_.ticket.no == proof_.ticket_no;
        if (out_.broken_at == 0 && !named) out_.broken_at = 1;
        out_.set(ProofCheck::chain, good_if(out_.broken_at == 0));
    }
    std::set<std::string> const& pictures() const { return pictures_; }
    /// Of its newest event: what later versions keep, the program that made the file may not have known.
    int version() const { return version_; }
    /// When the amount was last worked out.
    Instant quoted_at() const { return quoted_at_; }

  private:
    bool is_buyers() const { return proof_.audience == Audience::buyer; }

    bool take_withheld() {
        ++out_.withheld;
        ++out_.ticket.version;
        return is_buyers();
    }

    bool take(ProofEvent const& event, std::string const& body) {
        auto record = read_event(body, event.cut);
        if (!record) return false;
        Linked const link{body, bytes_of_hex(event.hash), event.seal};
        bool const whole = !event.cut && event.erased == event.seal.erased() &&
                           Chain(proof_.tenant, proof_.ticket_no, sha256_of).follows(prev_, link, *record);
        ++(event.cut ? out_.cut : out_.whole);
        if (event.erased && is_personal(record->event)) return false;
        if (event.erased) ++out_.erased;
        if (event.seal.kind == Seal::Kind::word) ++out_.vouched;
        version_ = std::max(version_, stored::version_in(body));
        bool const in_order = record->seq == seq_;
        out_.last_event_at = record->at;
        Quote const before = out_.ticket.quote;
        out_.ticket = evolve(std::move(out_.ticket), record->event, record->at);
        if (out_.ticket.quote != before) quoted_at_ = record->at;
        for (EvidenceId const& id : evidence_of(record->event)) pictures_.insert(id.value);
        return in_order && (whole || (event.cut && is_buyers()));
    }

    Proof const& proof_;
    CheckedProof& out_;
    std::string prev_ = first_chain_hash();
    int seq_ = 0;
    int version_ = 1;
    Instant quoted_at_;
    std::set<std::string> pictures_;
};

bool same_ticket(Proof const& proof, Ticket const& ticket, int version) {
    Form const form{
        .for_buyer = proof.audience == Audience::buyer, .version = version, .newest = stored::newest_version};
    return write_json(written(ticket, form)) == write_json(written(proof.ticket, form));
}

/// Rule: the promise of Quote.
bool adds_up(Quote const& quote) {
    Fen const refund_fen = quote.goods_fen - quote.fee_fen - quote.gift_deduct_fen + quote.freight_fen;
    Fen goods_fen = 0, payments_fen = 0;
    for (QuotedLine const& line : quote.lines) goods_fen += line.goods_fen;
    for (PaymentShare const& share : quote.payments) payments_fen += share.amount_fen;
    return refund_fen == quote.refund_fen && goods_fen == quote.goods_fen && payments_fen == quote.refund_fen;
}

/// The parts of the refund are those of the amount that was granted, once there are any; a difference that
/// the buyer had paid goes back beside them.
bool parts_fit(Ticket const& ticket) {
    if (ticket.refunds.empty()) return true;
    Fen granted_fen = 0;
    for (RefundPart const& part : ticket.refunds) {
        bool const difference = ticket.collected && part.payment_id.value == ticket.collected->payment_no;
        if (!difference) granted_fen += part.amount_fen;
    }
    return granted_fen == ticket.quote.refund_fen;
}

/// Facts may have come since (shipped, signed for): another amount is no proof of anything.
void quote_again(Proof const& proof, Instant at, CheckedProof& out) {
    Context context;
    context.now = at;
    context.order = proof.order;
    context.policy = proof.policy;
    context.other_claims = proof.claims;
    auto const anew = quote_anew(out.ticket, context);
    if (anew.ok()) out.anew_fen = anew->refund_fen;
    bool const same = anew.ok() && quote_digest(*anew) == quote_digest(out.ticket.quote);
    out.set(ProofCheck::quote, same ? ProofFinding::good : ProofFinding::open);
}

}  // namespace

bool CheckedProof::sound() const {
    return std::none_of(std::begin(found), std::end(found),
                        [](ProofFinding finding) { return finding == ProofFinding::failed; });
}

CheckedProof check_proof(Proof const& proof) {
    CheckedProof out;
    out.set(ProofCheck::signature, ProofFinding::open);
    Walk walk(proof, out);
    walk.run();
    Ticket const& ticket = out.ticket;
    out.set(ProofCheck::replay, good_if(same_ticket(proof, ticket, walk.version())));
    out.set(ProofCheck::amounts, good_if(adds_up(ticket.quote) && parts_fit(ticket)));
    for (RefundPart const& part : ticket.refunds) {
        if (part.status == PartStatus::succeeded) out.refunded_fen += part.amount_fen;
    }
    quote_again(proof, walk.quoted_at(), out);
    std::set<std::string> listed;
    for (ProofFile const& file : proof.files) listed.insert(file.sha256);
    out.set(ProofCheck::evidence, good_if(listed == walk.pictures() && listed.size() == proof.files.size()));
    return out;
}

}  // namespace afterdesk::wire
