// Where WeChat Pay has a day's bill, and how it is brought. Rule: docs 4012085877 (trade bill), 4012085915
// (download): the answer that names it is signed and holds its SHA-1, the file itself is not.

#include "outside/file_writer.hpp"
#include "outside/wechat/wechat_payments.hpp"
#include "wire/peek.hpp"

namespace afterdesk::outside::wechat {

namespace {

constexpr wire::ParseLimits answer_limits{65'536, 4};
constexpr Duration download_within = minutes(5);
constexpr int good = 200;
constexpr std::string_view scheme = "https://";

Err<BillMistake> out_of_reach(std::string code) {
    return Err{BillMistake{BillProblem::out_of_reach, std::move(code)}};
}

/// What an answer that names no bill says. Rule: doc 4012085877, error codes.
Result<BillGiven, BillMistake> answer_of_code(std::string const& code) {
    if (code == "NO_STATEMENT_EXIST") return BillGiven::none;
    if (code == "STATEMENT_CREATING") return Err{BillMistake{BillProblem::not_ready, code}};
    return out_of_reach(code);
}

}  // namespace

Result<BillGiven, BillMistake> WechatPayments::bill(BillAsked const& asked) {
    std::string const path =
        "/v3/bill/tradebill?bill_date=" + asked.day.text + "&bill_type=ALL&tar_type=GZIP";
    auto const answer = signed_answer(signed_request({"GET", path, "", nullptr}));
    if (!answer.ok()) return out_of_reach(answer.error());
    auto const document = wire::parse_json(answer->body, answer_limits);
    if (!document.ok()) return out_of_reach("MALFORMED_ANSWER");
    if (answer->status != good) return answer_of_code(wire::text_in(*document, "code"));
    TRY(given, download(wire::text_in(*document, "download_url"), asked));
    auto const sum = sha1_of_bill(BillFile::at(asked.into));
    bool const promised = wire::text_in(*document, "hash_type") == "SHA1" && sum.ok() &&
                          *sum == wire::text_in(*document, "hash_value");
    if (!promised) return Err{BillMistake{BillProblem::damaged}};
    return given;
}

/// The request for it is signed as any other, with its path and query.
Result<BillGiven, BillMistake> WechatPayments::download(std::string const& address, BillAsked const& asked) {
    std::size_t const path = address.find('/', scheme.size());
    if (!address.starts_with(scheme) || path == std::string::npos) return out_of_reach("MALFORMED_ANSWER");
    HttpsRequest request = signed_request({"GET", address.substr(path), "", nullptr});
    request.url = address;
    request.within = download_within;
    FileWriter file(asked.into);
    request.into = [&](std::string_view piece) { return file.add(piece); };
    auto const answer = https_->call(request);
    if (!answer.ok()) return out_of_reach(answer.error());
    if (answer->status != good) return out_of_reach("HTTP_" + std::to_string(answer->status));
    if (!file.finish()) return out_of_reach("DISK");
    return BillGiven::written;
}

}  // namespace afterdesk::outside::wechat
