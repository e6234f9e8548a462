// The API of refunds that did not come through, field by field.

#include "wire/abnormal_api.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

constexpr std::size_t least_digits = 12, most_digits = 19;  ///< of a bank card
constexpr int most_name_chars = 40;
constexpr int most_account_chars = 32;

bool is_card_number(std::string_view text) {
    return text.size() >= least_digits && text.size() <= most_digits &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// As it stands printed on the card.
void drop_blanks(std::string& text) { std::erase(text, ' '); }

}  // namespace

void fields(FieldIo& io, AbnormalBody& body) {
    io.text("refund_no", body.refund_no, max_short_chars);
    io.number("version", body.version, Range{0, max_int});
    io.name("target", body.target);
    io.name_if("bank", body.bank);
    io.text(if_said("account"), body.account, most_account_chars);
    io.text(if_said("name"), body.name, most_name_chars);
}

Value to_json(AbnormalBody const& body) { return written(body); }

Result<AbnormalBody, Mistakes> read_abnormal(Value const& value) {
    TRY(body, read_sent<AbnormalBody>(value));
    drop_blanks(body.account);
    Mistakes mistakes;
    bool const card = body.target == AbnormalTarget::buyer;
    auto const part = [&](char const* key, bool said) {
        if (card && !said) mistakes.push_back({Rule::must_not_be_empty, key, -1});
        if (said && !card) mistakes.push_back({Rule::too_many, key, 0});
    };
    part("bank", body.bank.has_value());
    part("account", !body.account.empty());
    part("name", !body.name.empty());
    if (mistakes.empty() && card && !is_card_number(body.account))
        mistakes.push_back({Rule::bad_characters, "account", -1});
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return body;
}

}  // namespace afterdesk::wire
