// Videos and reports: what is one by its content, and what is refused with which words.
#include "files/pdf.hpp"
#include "files/video.hpp"
#include "server/sample_files.hpp"
#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::files;
using namespace afterdesk::test;

namespace {

/// The codec and measures, or what is wrong.
std::string video(std::string_view bytes) {
    auto const head = read_video(bytes);
    if (!head.ok()) return head.error() == VideoFault::cut_short ? "cut short" : "no video";
    return head->codec + " " + std::to_string(head->width) + "x" + std::to_string(head->height);
}

std::string report(std::string_view bytes) {
    auto const fault = check_pdf(bytes);
    if (!fault) return "fine";
    switch (*fault) {
        case PdfFault::not_a_pdf: return "no PDF";
        case PdfFault::cut_short: return "cut short";
        case PdfFault::encrypted: return "encrypted";
        case PdfFault::active: return "active";
    }
    return "";
}

}  // namespace

TEST_CASE("a video is one by its boxes: a track of pictures, its codec, its measures") {
    CHECK(video(sample_mp4()) == "avc1 64x48");
    CHECK(video(sample_mov()) == "hvc1 64x48");
    CHECK(video(sample_webm()) == "V_VP9 64x48");
    CHECK(video(sample_webm({.endless = true})) == "V_VP9 64x48");
    CHECK(video("") == "no video");
    CHECK(video("\x89PNG\r\n\x1a\n") == "no video");
    CHECK(video(sample_mp4({.handler = "soun", .codec = "mp4a"})) == "no video");
    CHECK(video(sample_mp4({.codec = "evil"})) == "no video");
    CHECK(video(sample_mp4({.width = 0})) == "no video");
    CHECK(video(sample_mp4({.data = ""})) == "cut short");
    CHECK(video(box("ftyp", "isomiso2") + box("mdat", "pictures")) == "cut short");
    CHECK(video(sample_webm({.doc_type = "matroska"})) == "no video");
    CHECK(video(sample_webm({.codec = "V_MS/VFW/FOURCC"})) == "no video");
    CHECK(video(sample_webm({.track_type = 2})) == "no video");
    // An HTML page with a head that looks like one.
    CHECK(video(box("ftyp", "isom") + "<html><script>alert(1)</script>") == "cut short");
}

TEST_CASE("cut anywhere, or with numbers that lie, a video is refused and read no further than it goes") {
    for (std::string const& whole : {sample_mp4(), sample_mov(), sample_webm()}) {
        for (std::size_t n = 0; n < whole.size(); ++n) {
            CAPTURE(n);
            std::string const part = whole.substr(0, n);  // its own memory: the sanitizer sees what is read
            CHECK_FALSE(read_video(part).ok());
        }
    }
    std::uint64_t state = 11;
    auto const random = [&] {
        return state = state * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
    };
    for (std::string const& whole : sample_files()) {
        for (int round = 0; round < 300; ++round) {
            std::string bytes = whole;
            for (int i = 0; i < 3; ++i)
                bytes[(random() >> 33) % bytes.size()] = static_cast<char>(random() >> 40);
            static_cast<void>(read_video(bytes));
            static_cast<void>(check_pdf(bytes));
        }
    }
}

TEST_CASE("boxes of every length: 64 bits, to the end, deeper than anybody writes") {
    std::string const data("\0\0\0\x01mdat\0\0\0\0\0\0\0\x18pictures", 24);
    std::string const mp4 = sample_mp4();
    std::string const without = mp4.substr(0, mp4.size() - box("mdat", "pictures").size());
    CHECK(video(without + data) == "avc1 64x48");
    CHECK(video(without + std::string("\0\0\0\0mdatpictures", 16)) == "avc1 64x48");
    CHECK(video(without + std::string("\0\0\0\x01mdat\xff\xff\xff\xff\xff\xff\xff\xff", 16)) == "cut short");
    CHECK(video(without + std::string("\0\0\0\x07mdat", 8)) == "cut short");
    std::string deep = "x";
    for (int i = 0; i < 2'000; ++i) deep = box("trak", deep);
    CHECK(video(box("ftyp", "isom") + box("moov", deep) + box("mdat", "x")) == "no video");
}

TEST_CASE("what says where a video was filmed is found, with its place") {
    std::string const mov = sample_mov();
    auto const head = read_video(mov);
    REQUIRE(head.ok());
    REQUIRE(head->private_parts.size() == 2);
    VideoHead::Part const& first = head->private_parts.front();
    CHECK(mov.substr(first.name_at, 4) == "udta");
    CHECK(mov.substr(first.at, first.bytes).find("+30.2741") != std::string::npos);
}

TEST_CASE("a report is a PDF that only shows") {
    CHECK(report(sample_pdf()) == "fine");
    CHECK(report(sample_pdf({.catalog = "/OpenAction [3 0 R /Fit]"})) == "fine");
    CHECK(report(sample_pdf({.catalog = "/Names << /Dests 5 0 R >>"})) == "fine");
    CHECK(report(sample_pdf({.trailer = "/Encrypt 9 0 R"})) == "encrypted");
    CHECK(report(sample_pdf({.trailer = "/#45ncrypt 9 0 R"})) == "encrypted");
    for (char const* const acting :
         {"/OpenAction 5 0 R", "/OpenAction << /S /URI >>", "/AA << /O << /S /JavaScript /JS (1) >> >>",
          "/AA << /O << /S /J#61vaScript >> >>", "/AA << /O << /S /#4AavaScript >> >>",
          "/AA << /O << /S /#4a#61#76#61#53#63#72#69#70#74 >> >>", "/JS(1)", "/J#53 (1)", "/S/Launch",
          "/Names << /EmbeddedFiles 5 0 R >>", "/Type /EmbeddedFile", "/S /Rendition", "/XFA 5 0 R"}) {
        CAPTURE(acting);
        CHECK(report(sample_pdf({.catalog = acting})) == "active");
    }
    CHECK(report("<html>") == "no PDF");
    CHECK(report("%PDF-1.7 and nothing else") == "cut short");
    std::string const whole = sample_pdf();
    for (std::size_t n = 0; n + 7 < whole.size(); ++n) CHECK(report(whole.substr(0, n)) != "fine");
    CHECK(report(whole + "%%EOF\n") == "fine");
    CHECK(report("\n" + whole) == "no PDF");
}

TEST_CASE("packed objects are looked into, and what can not be is refused") {
    std::string const head = "/Type /ObjStm /N 1 /First 4";
    CHECK(report(sample_pdf({.more = {packed_object(head, "9 0 << /Kind /Plain >>")}})) == "fine");
    CHECK(report(sample_pdf({.more = {packed_object(head, "9 0 << /S /JavaScript /JS (1) >>")}})) ==
          "active");
    CHECK(report(sample_pdf({.more = {packed_object(head, "9 0 << /S /J#61vaScript >>")}})) == "active");
    // Whatever the object calls itself: readers go by the table of contents.
    CHECK(report(sample_pdf({.more = {packed_object("/N 1", "9 0 << /S /Launch >>")}})) == "active");
    // Behind so much that nobody looks there.
    std::string const far = "9 0 " + std::string(1'000'000, ' ') + "<< /S /Launch >>";
    CHECK(report(sample_pdf({.more = {packed_object(head, far)}})) == "active");
    // On the seam between two steps of unpacking.
    for (std::size_t n = (256u << 10) - 40; n < (256u << 10) + 40; ++n) {
        CHECK(report(sample_pdf({.more = {packed_object(
                                     head, "9" + std::string(n, ' ') + "/OpenAction 5 0 R")}})) == "active");
        CHECK(report(sample_pdf(
                  {.more = {packed_object(head, "9" + std::string(n, ' ') + "/OpenAction [5]")}})) == "fine");
    }
    CHECK(report(sample_pdf(
              {.more = {packed_object(head + " /DecodeParms << /Predictor 12 >>", "9 0 x")}})) == "active");
    std::string const hex = "<< " + head + " /Filter /ASCIIHexDecode >>\nstream\n39203020\nendstream";
    CHECK(report(sample_pdf({.more = {hex}})) == "active");
    CHECK(report(sample_pdf({.more = {"<< /Filter /ASCII85Decode >>\nstream\n87cUR~>\nendstream"}})) ==
          "fine");
    // A bomb: a thousand times as much as it weighs.
    std::string const bomb = "9 0 " + std::string(300u << 20, ' ');
    CHECK(report(sample_pdf({.more = {packed_object(head, bomb)}})) == "active");
    // Two letters in a picture are no script.
    CHECK(report(sample_pdf({.more = {"<< /Length 9 >>\nstream\n\x01\x02/JS \x03\x04\x05\nendstream"}})) ==
          "fine");
}
