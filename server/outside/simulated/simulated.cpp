#include "outside/simulated/simulated.hpp"

#include <cstdlib>

#include "crypto/digest.hpp"
#include "files/small_file.hpp"
#include "outside/file_writer.hpp"
#include "outside/simulated/faults.hpp"
#include "outside/wechat/bill_text.hpp"
#include "outside/wechat/refund_text.hpp"
#include "wire/fields.hpp"
#include "wire/json.hpp"
#include "wire/reader.hpp"

namespace afterdesk::outside::simulated {

namespace {

constexpr std::string_view merchant = "1900000000";
constexpr std::size_t key_bytes = 32;
constexpr std::size_t most_digits = 12;
constexpr wire::Range amount_range{1, 100'000'000'000};
constexpr wire::ParseLimits notice_limits{16'384, 4};

std::optional<Instant> instant_of(std::string_view seconds) {
    bool const number = !seconds.empty() && seconds.size() <= most_digits &&
                        seconds.find_first_not_of("0123456789") == std::string_view::npos;
    if (!number) return std::nullopt;
    return Instant{std::atoll(std::string(seconds).c_str()) * 1'000};
}

}  // namespace

std::string ensure_channel_key(std::string const& data_dir) {
    std::string const path = data_dir + "/channel.key";
    if (auto const text = files::read_small_file(path)) {
        auto key = crypto::from_base64url(*text);
        if (key && key->size() == key_bytes) return std::move(*key);
    }
    std::string key = crypto::random_bytes(key_bytes);
    files::write_small_file(path, crypto::base64url(key));
    return key;
}

std::string signature_of(std::string const& key, std::string_view seconds, std::string_view body) {
    std::string text(seconds);
    text += '.';
    text += body;
    return "sha256=" + crypto::hex(crypto::hmac_sha256(key, text));
}

std::string notice_text(Notice const& notice) {
    wire::Object out;
    wire::put(out, "tenant", notice.tenant.value);
    wire::put(out, "refund_no", notice.refund_no);
    wire::put(out, "refund_fen", notice.refund_fen);
    wire::put(out, "outcome", notice.answer.outcome == Outcome::paid ? "paid" : "refused");
    wire::put(out, "code", notice.answer.code);
    return wire::write_json(out);
}

Answer BookPayments::refund(RefundOrder const& order) {
    auto const entry = book_->pay({order.refund_no, order.refund_fen, 1, wechat::payment_number(order),
                                   std::string(wire::name_of(order.channel)), order.now});
    if (entry.amount_fen != order.refund_fen) return {Outcome::refused, "AMOUNT_MISMATCH"};
    return {Outcome::paid, ""};
}

Answer BookPayments::query(RefundOrder const& order) {
    return {book_->find(order.refund_no) ? Outcome::paid : Outcome::absent, ""};
}

bool BookPayments::is_signed(Message const& message, Instant now) const {
    std::string_view const seconds = message.header(timestamp_header);
    auto const at = instant_of(seconds);
    bool const fresh = at && std::abs((now - *at).ms) <= notice_window.ms;
    // Compared in any case, so that the time it takes tells nothing.
    bool const signs =
        crypto::same(signature_of(key_, seconds, message.body), message.header(signature_header));
    return fresh && signs;
}

Result<Notice, Mistakes> BookPayments::read_notice(std::string_view body) const {
    TRY(document, wire::parse_json(body, notice_limits));
    Mistakes mistakes;
    wire::ObjectReader reader(document, "", mistakes);
    Notice notice;
    notice.tenant = {reader.id("tenant")};
    notice.refund_no = reader.id("refund_no");
    notice.refund_fen = reader.integer("refund_fen", amount_range);
    std::string const outcome = reader.text("outcome", id_max_chars);
    notice.answer.code = reader.text_or("code", wire::max_short_chars);
    if (outcome != "paid" && outcome != "refused") reader.mistake(Rule::unknown_name, "outcome");
    notice.answer.outcome = outcome == "paid" ? Outcome::paid : Outcome::refused;
    reader.finish();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return notice;
}

Result<BillGiven, BillMistake> BookPayments::bill(BillAsked const& asked) {
    FileWriter file(asked.into);
    wechat::BillWriter lines(std::string{merchant});
    file.add(wechat::BillWriter::head());
    auto const paid = book_->paid_within(wire::name_of(asked.channel), asked.day.from, asked.day.until);
    for (Book::Entry const& one : paid)
        file.add(lines.line({one.refund_no, one.payment_no, one.amount_fen, one.at}));
    file.add(lines.foot());
    if (!file.finish()) return Err{BillMistake{BillProblem::out_of_reach, "DISK"}};
    return BillGiven::written;
}

Answer BookMall::reclaim(std::string const& reclaim_no, std::string const& body) {
    book_->take_back(reclaim_no, body);
    return {Outcome::acknowledged, ""};
}

Parties simulated_parties(std::string const& data_dir) {
    auto const book = std::make_shared<Book>(book_file(data_dir));
    auto const faults = std::make_shared<Faults>();
    std::shared_ptr<Payments> payments = std::make_shared<BookPayments>(book, ensure_channel_key(data_dir));
    payments = std::make_shared<FailingPayments>(std::move(payments), faults);
    payments = std::make_shared<DelayingPayments>(std::move(payments), faults);
    payments = std::make_shared<RepeatingPayments>(std::move(payments), faults);
    Parties parties;
    for (PaymentChannel const channel :
         {PaymentChannel::wechat, PaymentChannel::alipay, PaymentChannel::balance, PaymentChannel::points,
          PaymentChannel::offline, PaymentChannel::unionpay, PaymentChannel::card, PaymentChannel::giftcard,
          PaymentChannel::cod, PaymentChannel::bank}) {
        parties.payments.emplace(channel, payments);
    }
    parties.mall = std::make_shared<FailingMall>(std::make_shared<BookMall>(book), faults);
    parties.faults = faults;
    return parties;
}

}  // namespace afterdesk::outside::simulated
