// What comes from payment channels: any text is read or refused, nothing that nobody signed is paid, and what
// is told as paid says so itself. Units: a notice, the text inside of one, an answer, a form, an amount, or
// the operator's file of merchants.

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <set>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "fuzz_wire.hpp"
#include "outside/alipay/refund_text.hpp"
#include "outside/alipay/signature.hpp"
#include "outside/merchants.hpp"
#include "outside/wechat/refund_text.hpp"
#include "outside/wechat/signature.hpp"
#include "wire/json.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;
using Told = outside::Outcome;

namespace {

namespace alipay = outside::alipay;
namespace wechat = outside::wechat;

constexpr Instant now{1'795'147'200'000};
std::string const api_key(32, 'k'), nonce(12, 'n'), mchid = "1900000109";

outside::RefundOrder order() {
    outside::RefundOrder out{{"mall"}, {"E1"}, "AS1-1", {"w1"}, 10'000, 1'234};
    out.paid_at = now;
    return out;
}

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

/// AES-256-GCM as the channel would.
std::string sealed(std::string_view text) {
    std::string out(text.size() + 16, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    EVP_CIPHER_CTX* const context = EVP_CIPHER_CTX_new();
    int length = 0;
    bool const good =
        EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nullptr, bytes_of(api_key), bytes_of(nonce)) == 1 &&
        EVP_EncryptUpdate(context, to, &length, bytes_of(text), static_cast<int>(text.size())) == 1 &&
        EVP_EncryptFinal_ex(context, to + text.size(), &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, 16, to + text.size()) == 1;
    EVP_CIPHER_CTX_free(context);
    CHECK(good);
    return out;
}

crypto::RsaKey const& somebodys_key() {
    static crypto::RsaKey const key = [] {
        EVP_PKEY* const made = EVP_RSA_gen(2'048);
        BIO* const memory = BIO_new(BIO_s_mem());
        CHECK(PEM_write_bio_PUBKEY(memory, made) == 1);
        char* bytes = nullptr;
        auto const size = static_cast<std::size_t>(BIO_get_mem_data(memory, &bytes));
        auto read = crypto::RsaKey::public_from_pem({bytes, size});
        BIO_free(memory);
        EVP_PKEY_free(made);
        CHECK(read);
        return *read;
    }();
    return key;
}

void check_notice(std::string_view body) {
    auto const notice = wechat::read_notice(body, mchid, api_key);
    if (!notice.ok()) return check_told(notice.error());
    bool const heard = notice->answer.outcome == Told::acknowledged;
    bool const settles = notice->answer.outcome == Told::paid || notice->answer.outcome == Told::refused;
    CHECK(heard || (settles && notice->refund_fen > 0 && !notice->refund_no.empty()));
}

void check_inside(std::string_view text) {
    for (char const* event : {"REFUND.SUCCESS", "REFUND.CLOSED"}) {
        std::string const body = wire::write_json(
            wire::Object{{"event_type", event},
                         {"resource", wire::Object{{"algorithm", "AEAD_AES_256_GCM"},
                                                   {"nonce", nonce},
                                                   {"ciphertext", crypto::base64(sealed(text))}}}});
        check_notice(body);
        auto const notice = wechat::read_notice(body, mchid, api_key);
        if (!notice.ok() || notice->answer.outcome != Told::paid) continue;
        CHECK(text.find("SUCCESS") != std::string_view::npos && text.find(mchid) != std::string_view::npos);
    }
}

void check_answers(std::string_view text) {
    for (int const status : {200, 204, 302, 400, 404, 429, 500}) {
        auto const asked = wechat::answer_to_refund(status, text, order()).outcome;
        CHECK(asked == Told::processing || asked == Told::refused || asked == Told::unknown);
        auto const found = wechat::answer_to_query(status, text, order()).outcome;
        CHECK(found != Told::paid || (status == 200 || status == 204));
        CHECK(found != Told::absent || status == 404);
    }
    auto const asked = alipay::answer_to_refund(text, order()).outcome;
    CHECK(asked != Told::absent && asked != Told::acknowledged);
    auto const found = alipay::answer_to_query(text, order()).outcome;
    CHECK(found != Told::paid || text.find("12.34") != std::string_view::npos);
    CHECK(!alipay::signed_answer(somebodys_key(), text, "alipay.trade.refund"));
}

void check_unsigned(std::string_view text) {
    wechat::PlatformKeys keys;
    keys.add_public_key("PUB_KEY_ID_1", somebodys_key());
    wechat::Signature const signature{"1795147200", "n", text, "PUB_KEY_ID_1"};
    CHECK(!wechat::is_signed(keys, signature, text, now));
    CHECK(!wechat::is_signed(keys, {text, text, text, text}, "", now));
    wechat::PlatformKeys certified;
    certified.add_certificates(text);
    if (auto const form = alipay::read_form(text)) {
        CHECK(!alipay::is_signed(somebodys_key(), *form));
        CHECK(alipay::read_form(alipay::form_of(*form)) == form);
    }
}

void check_words(std::string_view text) {
    std::string const reason = wechat::cut_to_bytes(text, wechat::most_reason_bytes);
    CHECK(reason.size() <= wechat::most_reason_bytes);
    CHECK(is_clean_utf8(reason));
    if (auto const fen = alipay::fen_of_yuan(text)) CHECK(alipay::fen_of_yuan(alipay::yuan_of(*fen)) == fen);
}

/// The operator's file: any text is refused with sentences, or each account in it has a number of its own.
void check_merchants(std::string_view text) {
    auto const merchants = outside::read_merchants(text);
    if (!merchants.ok()) return check_told(merchants.error());
    std::set<std::pair<PaymentChannel, std::string>> numbers;
    for (outside::NamedMerchant const& one : *merchants) {
        CHECK(one.channel == PaymentChannel::wechat || one.channel == PaymentChannel::alipay);
        CHECK(!one.number().empty() && numbers.emplace(one.channel, one.number()).second);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string_view const text = text_of(data, size);
    check_notice(text);
    check_inside(text);
    check_answers(text);
    check_unsigned(text);
    check_words(text);
    check_merchants(text);
    return 0;
}
