// Numbers as people paste them, over the API: each is read as meant, and the other doors know it by that.

#include "base/percent.hpp"
#include "base/text.hpp"
#include "server/person.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::member;
using test::Person;
using test::Site;

namespace {

std::string parcel_field(std::string const& number) {
    return R"(,"parcel":{"carrier":"sf","tracking_no":)" + wire::write_json(wire::Value(number)) + "}";
}

}  // namespace

TEST_CASE("a pasted parcel number is kept as meant, told by the courier and searched for in any form") {
    Site site;
    Person buyer = Person::buyer(site);
    Person merchant = Person::merchant(site);
    Person platform = Person::platform(site);
    std::string const no = site.return_one().ticket.no.value;
    CHECK(
        merchant
            .give(
                no, "agree",
                R"(,"address":{"name":"售后组","phone":"电话：０５７１－５５５ ０１０１","text":"杭州\r\n18 号"})")
            .status == 200);
    Answer const agreed = buyer.get("/tickets/" + no);
    CHECK(agreed.body.find(R"("phone":"0571-5550101","text":"杭州\n18 号")") != std::string::npos);

    for (std::string const& pasted :
         {std::string("SF 1234 5678 9012"), std::string("ＳＦ１２３４５６７８９０１２"),
          std::string(" SF123456789012\n"), std::string("运单号：SF123456789012"),
          std::string("SF1234-5678-9012")}) {
        bool const grouped = pasted.find('-') != std::string::npos;
        CAPTURE(pasted);
        CHECK(buyer.give(no, "ship_back", parcel_field(pasted)).status == 200);
        CHECK(buyer.get("/tickets/" + no).body.find(R"("tracking_no":"SF123456789012")") !=
              std::string::npos);
        if (grouped) continue;  // hyphens part the words of a search
        Answer const found = merchant.get("/tickets?q=" + percent_encode(trim(pasted)));
        CHECK(found.body.find(no) != std::string::npos);
    }
    Answer const jd = buyer.give(no, "ship_back", parcel_field("JDVA12345678901-1-1-"));
    CHECK(jd.body.find(R"("tracking_no":"JDVA12345678901-1-1-")") != std::string::npos);
    CHECK(code_of(buyer.give(no, "ship_back", parcel_field("ＳＦ１２"))) == "bad_characters");
    CHECK(code_of(buyer.give(no, "ship_back", parcel_field("SF1234567890123456789012345678901"))) ==
          "too_long");
    CHECK(code_of(buyer.give(no, "ship_back", parcel_field("运单号："))) == "must_not_be_empty");

    CHECK(buyer.give(no, "ship_back", parcel_field("sf123456789012")).status == 200);
    Answer const told = platform.post(
        "/facts",
        R"({"order_no":"E2","parcels":[{"tracking_no":"SF 1234 5678 9012","signed_at_ms":1795147000000}]})");
    CHECK(told.status == 200);
    CHECK(told.body.find(no) != std::string::npos);
}

TEST_CASE("line breaks of any kind in what people write are line feeds") {
    Site site;
    Person merchant = Person::merchant(site);
    std::string const no = site.return_one().ticket.no.value;
    CHECK(merchant
              .give(no, "reject", R"(,"reason":"evidence_insufficient","text":"一\r\n二\r三","evidence":[])")
              .status == 200);
    CHECK(Person::buyer(site).get("/tickets/" + no).body.find(R"(一\n二\n三)") != std::string::npos);
}
