#include "wire/quote_text.hpp"

#include <algorithm>
#include <utility>

#include "domain/money/paid_outside.hpp"
#include "wire/codec.hpp"
#include "wire/reader.hpp"

namespace afterdesk::wire {

namespace {

constexpr int wrong_input = 2;
constexpr int indent = 2;

std::string printed(Value const& value) { return write_json(value, indent) + '\n'; }

}  // namespace

CliResult cli_answer(Value const& document) { return {0, printed(document)}; }
CliResult cli_refusal(Mistakes const& mistakes, Language language) {
    return {wrong_input, printed(errors_to_json(mistakes, language))};
}

CliResult quote_text(std::string_view json_text, Language language) {
    ParseLimits limits;
    limits.bytes = max_quote_file_bytes;
    Result<Value, Mistakes> const document = parse_json(json_text, limits);
    if (!document) return cli_refusal(document.error(), language);

    Mistakes mistakes;
    QuoteInput input = read_quote_input(*document, mistakes);
    if (std::any_of(mistakes.begin(), mistakes.end(), leaves_a_gap)) return cli_refusal(mistakes, language);

    // An unknown key changes nothing that was understood: what the rules say is reported along with it.
    input.claims = with_outside_refunds(input.order, std::move(input.claims));
    Result<Quote, Mistakes> const quoted = quote(input);
    if (!quoted) mistakes.insert(mistakes.end(), quoted.error().begin(), quoted.error().end());
    if (!mistakes.empty()) return cli_refusal(mistakes, language);
    return cli_answer(to_json(*quoted));
}

}  // namespace afterdesk::wire
