// Where Alipay has a day's bill, and how it is brought. Rule: docs 02byvc
// (alipay.data.dataservice.bill.downloadurl.query): the address is good for 30 seconds, and needs no
// signature.

#include "outside/alipay/alipay_payments.hpp"
#include "outside/file_writer.hpp"
#include "wire/peek.hpp"

namespace afterdesk::outside::alipay {

namespace {

constexpr wire::ParseLimits answer_limits{65'536, 4};
constexpr Duration download_within = minutes(5);
/// Until then on the next day a bill that is not there may still come.
constexpr Duration made_within = hours(12);
constexpr int good = 200;
constexpr std::string_view done = "10000";

Err<BillMistake> out_of_reach(std::string code) {
    return Err{BillMistake{BillProblem::out_of_reach, std::move(code)}};
}

}  // namespace

Result<BillGiven, BillMistake> AlipayPayments::bill(BillAsked const& asked) {
    wire::Object const content{{"bill_type", "trade"}, {"bill_date", asked.day.text}};
    auto const said =
        signed_text({"alipay.data.dataservice.bill.downloadurl.query", wire::write_json(content), nullptr});
    if (!said.ok()) return out_of_reach(said.error());
    auto const document = wire::parse_json(*said, answer_limits);
    if (!document.ok()) return out_of_reach("MALFORMED_ANSWER");
    if (wire::text_in(*document, "code") != done) {
        std::string code = wire::text_in(*document, "sub_code");
        bool const missing = code == "isp.bill_not_exist" || code == "BILL_NOT_EXIST";
        if (!missing) return out_of_reach(std::move(code));
        if (settings_.now() < asked.day.until + made_within)
            return Err{BillMistake{BillProblem::not_ready, std::move(code)}};
        return BillGiven::none;
    }
    FileWriter file(asked.into);
    HttpsRequest request{"GET", wire::text_in(*document, "bill_download_url"), {"User-Agent: AfterDesk"}};
    request.within = download_within;
    request.into = [&](std::string_view piece) { return file.add(piece); };
    auto const answer = https_->call(request);
    if (!answer.ok()) return out_of_reach(answer.error());
    if (answer->status != good) return out_of_reach("HTTP_" + std::to_string(answer->status));
    if (!file.finish()) return out_of_reach("DISK");
    return BillGiven::written;
}

}  // namespace afterdesk::outside::alipay
