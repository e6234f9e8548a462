// Files that come in pieces: resumed, repeated, given up, checked, limited, and shown in parts.
#include "crypto/digest.hpp"
#include "files/upload_files.hpp"
#include "http/range.hpp"
#include "server/person.hpp"
#include "server/sample_files.hpp"

using namespace afterdesk;
using namespace afterdesk::test;

namespace {

/// Somebody who sends a file as the page does.
struct Sender {
    Site& site;
    Fields cookie;
    std::string root = "/api/v1/buyer";

    explicit Sender(Site& with, std::string const& buyer = "b1")
        : site(with), cookie(with.sign_in_buyer(buyer)) {}

    Answer begin(std::string const& name, std::size_t bytes, std::string const& key,
                 std::string const& more = "") {
        return site.post(root + "/uploads",
                         R"({"name":")" + name + R"(","bytes":)" + std::to_string(bytes) + more + "}",
                         with(cookie, "Idempotency-Key", key));
    }
    Answer piece(std::string const& id, std::size_t offset, std::string_view bytes, bool last) {
        Fields fields = with(cookie, "Content-Type", "application/partial-upload");
        fields = with(std::move(fields), "Upload-Offset", std::to_string(offset));
        fields = with(std::move(fields), "Upload-Complete", last ? "?1" : "?0");
        return site.call("PATCH", root + "/uploads/" + id, fields, bytes);
    }
    std::string offset(std::string const& id) {
        return site.call("HEAD", root + "/uploads/" + id, cookie).header("Upload-Offset");
    }
    /// The whole file in two pieces.
    Answer send(std::string const& name, std::string const& file, std::string const& more = "") {
        std::string const id = member(begin(name, file.size(), site.next_key(), more).body, "id");
        std::size_t const half = file.size() / 2;
        Answer const first = piece(id, 0, std::string_view(file).substr(0, half), false);
        if (first.status != 200) return first;
        return piece(id, half, std::string_view(file).substr(half), true);
    }
    Answer get(std::string const& id, Fields more = {}) {
        for (auto const& one : cookie) more.push_back(one);
        return site.call("GET", root + "/evidence/" + id, more);
    }
};

}  // namespace

TEST_CASE("a video comes in pieces, each acknowledged with its place, and goes on where it stopped") {
    Site site;
    Sender sender(site);
    std::string const file = sample_mp4({.data = std::string(3'000, 'v')});
    Answer const begun = sender.begin("开箱.mp4", file.size(), "k1");
    REQUIRE(begun.status == 201);
    std::string const id = member(begun.body, "id");
    CHECK(begun.header("Location") == "/api/v1/buyer/uploads/" + id);
    CHECK(begun.header("Upload-Offset") == "0");
    // The answer got lost: asked again it is the same upload, and nothing else by the same key.
    CHECK(member(sender.begin("开箱.mp4", file.size(), "k1").body, "id") == id);
    CHECK(code_of(sender.begin("other.mp4", file.size(), "k1")) == "idempotency_key_reused");

    CHECK(sender.piece(id, 0, file.substr(0, 1'000), false).header("Upload-Offset") == "1000");
    CHECK(sender.offset(id) == "1000");
    // A piece whose answer got lost, one that skips some, one that is too long.
    Answer const again = sender.piece(id, 0, file.substr(0, 1'000), false);
    CHECK(again.status == 409);
    CHECK(code_of(again) == "piece_out_of_place");
    CHECK(code_of(sender.piece(id, 2'000, "x", false)) == "piece_out_of_place");
    CHECK(code_of(sender.piece(id, 1'000, std::string(file.size(), 'x'), false)) == "file_too_large");
    CHECK(code_of(sender.piece(id, 1'000, "", true)) == "piece_out_of_place");
    CHECK(sender.offset(id) == "1000");

    Answer const done = sender.piece(id, 1'000, file.substr(1'000), true);
    REQUIRE(done.status == 201);
    CHECK(member(done.body, "id") == crypto::sha256_hex(file));
    CHECK(member(done.body, "kind") == "video");
    CHECK(member(done.body, "name") == "开箱.mp4");
    CHECK(member(done.body, "width") == "64");
    CHECK(member(done.body, "has_thumb") == "false");
    // The last answer got lost.
    Answer const twice = sender.piece(id, file.size(), "", true);
    CHECK(twice.status == 201);
    CHECK(twice.body == done.body);
    CHECK(files::UploadFiles(site.folder.path()).all().empty());
    CHECK(site.differences().empty());
}

TEST_CASE("an upload is its owner's: others do not see it, he may give it up, and a day later it is gone") {
    Site site;
    Sender sender(site);
    Sender other(site, "b2");
    std::string const file = sample_mp4();
    std::string const id = member(sender.begin("a.mp4", file.size(), "k1").body, "id");
    CHECK(member(other.begin("a.mp4", file.size(), "k1").body, "id") != id);
    CHECK(other.piece(id, 0, file, true).status == 404);
    CHECK(site.call("HEAD", "/api/v1/buyer/uploads/" + id, other.cookie).status == 404);
    CHECK(site.call("DELETE", "/api/v1/buyer/uploads/" + id, other.cookie).status == 404);
    CHECK(sender.piece("nobodys", 0, file, true).status == 404);
    CHECK(sender.piece("..", 0, file, true).status == 404);
    CHECK(sender.piece(id, 0, file, false).status == 200);
    files::UploadFiles const lying(site.folder.path());
    CHECK(lying.all() == std::vector<std::string>{id});
    CHECK(site.call("DELETE", "/api/v1/buyer/uploads/" + id, sender.cookie).status == 204);
    CHECK(sender.piece(id, 0, file, true).status == 404);
    CHECK(lying.all().empty());

    std::string const left = member(sender.begin("b.mp4", file.size(), "k2").body, "id");
    CHECK(sender.piece(left, 0, file.substr(0, 100), false).status == 200);
    lying.write("abcdef", 0, "of nobody");
    site.pass(hours(23));
    site.service->jobs.start();
    CHECK(eventually([&] { return lying.all() == std::vector<std::string>{left}; }));
    site.pass(hours(2));
    site.service->jobs.poke();
    CHECK(eventually([&] { return lying.all().empty(); }));
    sender.cookie = site.sign_in_buyer("b1");
    CHECK(sender.piece(left, 100, "more", false).status == 404);
    site.service->jobs.stop();
}

TEST_CASE("what is refused is told in one sentence, in both languages, with the limit") {
    Site site;
    Sender sender(site);
    struct Row {
        std::string name, file, code;
    };
    std::string const cut = sample_mp4().substr(0, 60);
    for (Row const& row : {Row{"a.exe", "MZ and a program that does something", "file_kind_not_taken"},
                           {"a.mp4", sample_mp4({.codec = "evil"}), "not_a_video"},
                           {"a.mp4", cut, "file_cut_short"},
                           {"a.pdf", sample_pdf({.trailer = "/Encrypt 9 0 R"}), "report_encrypted"},
                           {"a.pdf", sample_pdf({.catalog = "/OpenAction 5 0 R"}), "report_acts"},
                           {"a.pdf", "%PDF-1.4 and nothing else at all", "file_cut_short"}}) {
        CAPTURE(row.code);
        CHECK(code_of(sender.send(row.name, row.file)) == row.code);
    }
    auto const message = [](Answer const& answer) { return member(member(answer.body, "error"), "message"); };
    Answer const large = sender.begin("a.mp4", (50u << 20) + 1, "k1");
    CHECK(large.status == 413);
    CHECK(message(large) == "文件过大，最大为 50 MB。");
    CHECK(message(sender.begin("a.pdf", (10u << 20) + 1, "k2")) == "文件过大，最大为 10 MB。");
    sender.cookie.emplace_back("Accept-Language", "en");
    CHECK(message(sender.begin("a.mp4", (50u << 20) + 1, "k3")) ==
          "The file is too large; the most is 50 MB.");
    // A PDF that calls itself a film is found out by its first piece.
    std::string const id = member(sender.begin("a.mp4", 11u << 20, "k4").body, "id");
    Answer const found = sender.piece(id, 0, "%PDF-1.7 and so on, for a long time", false);
    CHECK(message(found) == "The file is too large; the most is 10 MB.");
    CHECK(code_of(sender.begin("a.mp4", 0, "k5")) == "must_be_positive");
    CHECK(code_of(sender.begin("a.mp4", 9, "k6", R"(,"poster":"abc")")) == "evidence_unknown");
    CHECK(sender.piece(id, 0, std::string((1u << 20) + 1, 'x'), false).status == 413);
}

TEST_CASE("a buyer may send so many files and bytes in a day; staff may more") {
    Site site(Site::hurried(), [](Site& prepared) { prepared.daily_evidence = {3, 10}; });
    Sender sender(site);
    CHECK(sender.begin("a.mp4", 6'000'000, "k1").status == 201);
    Answer const much = sender.begin("b.mp4", 6'000'000, "k2");
    CHECK(much.status == 422);
    CHECK(code_of(much) == "too_many_bytes_today");
    CHECK(sender.begin("c.mp4", 1'000'000, "k3").status == 201);
    CHECK(site.call("POST", "/api/v1/buyer/evidence", with(sender.cookie, "Content-Type", "image/png"),
                    small_png())
              .status == 201);
    Answer const many = sender.begin("d.mp4", 10, "k4");
    CHECK(member(member(many.body, "error"), "message") == "今天上传的文件已达上限（3 个），请明天再试。");
    CHECK(code_of(site.call("POST", "/api/v1/buyer/evidence",
                            with(sender.cookie, "Content-Type", "image/png"), small_png())) ==
          "too_many_files_today");
    // The same upload, asked again, is no further one.
    CHECK(sender.begin("a.mp4", 6'000'000, "k1").status == 201);
    site.pass(hours(25));
    sender.cookie = site.sign_in_buyer("b1");
    CHECK(sender.begin("e.mp4", 6'000'000, "k5").status == 201);
    Sender staff(site);
    staff.cookie = site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1");
    staff.root = "/api/v1/merchant";
    for (int i = 0; i < 5; ++i) CHECK(staff.begin("a.mp4", 6'000'000, "s" + std::to_string(i)).status == 201);
}

TEST_CASE("a film is shown in parts, safely, to those who see the ticket; a report only as a file to keep") {
    Site site;
    Person buyer = Person::buyer(site);
    Sender sender(site);
    std::string const file = sample_mov();
    std::string const poster = buyer.picture();
    Answer const sent = sender.send("开 箱.mov", file, R"(,"poster":")" + poster + "\"");
    REQUIRE(sent.status == 201);
    std::string const id = member(sent.body, "id");
    CHECK(member(sent.body, "has_thumb") == "true");
    Answer const whole = sender.get(id);
    CHECK(whole.status == 200);
    CHECK(crypto::sha256_hex(whole.body) == id);
    CHECK(whole.body.size() == file.size());
    CHECK(whole.body.find("+30.2741") == std::string::npos);  // where it was filmed
    CHECK(whole.header("Content-Type") == "video/mp4");
    CHECK(whole.header("X-Content-Type-Options") == "nosniff");
    CHECK(whole.header("Accept-Ranges") == "bytes");
    CHECK(whole.header("Content-Disposition") ==
          "inline; filename=\"_______.mov\"; filename*=UTF-8''%E5%BC%80%20%E7%AE%B1.mov");
    CHECK(sender.get(id + "?size=thumb").header("Content-Type") == "image/jpeg");

    Answer const part = sender.get(id, {{"Range", "bytes=4-7"}});
    CHECK(part.status == 206);
    CHECK(part.body == "ftyp");
    CHECK(part.header("Content-Range") == "bytes 4-7/" + std::to_string(file.size()));
    CHECK(sender.get(id, {{"Range", "bytes=-5"}}).body == whole.body.substr(file.size() - 5));
    CHECK(sender.get(id, {{"Range", "bytes=0-"}}).body == whole.body);
    CHECK(sender.get(id, {{"Range", "bytes=0-1"}, {"If-Range", whole.header("ETag")}}).status == 206);
    CHECK(sender.get(id, {{"Range", "bytes=0-1"}, {"If-Range", "\"older\""}}).status == 200);
    CHECK(sender.get(id, {{"Range", "bytes=0-1,4-5"}}).status == 200);
    Answer const behind = sender.get(id, {{"Range", "bytes=99999-"}});
    CHECK(behind.status == 416);
    CHECK(behind.header("Content-Range") == "bytes */" + std::to_string(file.size()));

    std::string const pdf = sample_pdf();
    Answer const report = sender.send("检测报告.pdf", pdf);
    REQUIRE(report.status == 201);
    std::string const report_id = member(report.body, "id");
    CHECK(sender.get(report_id).body == pdf);
    CHECK(sender.get(report_id).header("Content-Disposition").rfind("attachment; ", 0) == 0);
    CHECK(sender.get(report_id).header("Content-Security-Policy").find("sandbox") != std::string::npos);
    CHECK(sender.get(report_id + "?size=thumb").status == 404);

    Person merchant = Person::merchant(site);
    CHECK(merchant.get("/evidence/" + id).status == 404);
    Answer const applied = buyer.apply("E2", wish("return_refund", "quality", "1"), id + "\",\"" + report_id);
    REQUIRE(applied.status == 201);
    std::string const files = member(applied.body, "files");
    CHECK(files.find("检测报告.pdf") != std::string::npos);
    CHECK(files.find("\"kind\":\"video\"") != std::string::npos);
    CHECK(merchant.get("/evidence/" + id).status == 200);
    CHECK(merchant.get("/evidence/" + report_id).body == pdf);
    CHECK(site.differences().empty());
}

TEST_CASE("ranges: one of bytes, cut to what is there and to what is answered at once") {
    using http::asked_part;
    using How = http::AskedPart::How;
    auto const ask = [](std::string_view range, std::int64_t size = 1'000) {
        auto const part = asked_part(range, "", "\"e\"", size);
        if (part.how == How::whole) return std::string("whole");
        return part.how == How::outside ? "outside" : http::content_range(part, size);
    };
    CHECK(ask("") == "whole");
    CHECK(ask("bytes=0-0") == "bytes 0-0/1000");
    CHECK(ask("bytes=990-2000") == "bytes 990-999/1000");
    CHECK(ask("bytes=-5000") == "bytes 0-999/1000");
    CHECK(ask("bytes=1000-") == "outside");
    CHECK(ask("bytes=-0") == "outside");
    for (char const* const odd : {"bytes=", "bytes=-", "bytes=5-4", "bytes=a-b", "bytes=0-1,2-3", "lines=0-1",
                                  "bytes=1", "bytes=+1-2", "bytes=1-2-3", "bytes=99999999999999999999-"}) {
        CAPTURE(odd);
        CHECK(ask(odd) == "whole");
    }
    CHECK(ask("bytes=1-", 50 << 20) == "bytes 1-4194304/52428800");
    CHECK(asked_part("bytes=0-1", "\"e\"", "\"e\"", 9).how == How::part);
    CHECK(asked_part("bytes=0-1", "W/\"e\"", "\"e\"", 9).how == How::whole);
}
