#include "server/sample_files.hpp"

#include <zlib.h>

namespace afterdesk::test {

namespace {

std::string number(std::size_t n, int bytes) {
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(n >> shift & 0xff);
    return out;
}

std::string zeros(std::size_t count) { return std::string(count, '\0'); }

std::string moov_of(SampleVideo const& video) {
    std::string const handler = zeros(8) + video.handler + zeros(12) + "maker" + zeros(1);
    std::string const entry = zeros(6) + number(1, 2) + zeros(16) +
                              number(static_cast<std::size_t>(video.width), 2) +
                              number(static_cast<std::size_t>(video.height), 2) + zeros(50);
    std::string const entries = zeros(4) + number(1, 4) + box(video.codec, entry);
    std::string const media =
        box("mdhd", zeros(24)) + box("hdlr", handler) + box("minf", box("stbl", box("stsd", entries)));
    return box("moov", box("mvhd", zeros(100)) + box("trak", box("tkhd", zeros(84)) + box("mdia", media)) +
                           video.about);
}

std::string head_of(SampleVideo const& video) {
    return box("ftyp", video.brand + zeros(4) + video.brand + "mp42");
}

std::string packed(std::string_view text) {
    uLongf size = ::compressBound(static_cast<uLong>(text.size()));
    std::string out(size, '\0');
    ::compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<Bytef const*>(text.data()),
                static_cast<uLong>(text.size()), 9);
    out.resize(size);
    return out;
}

}  // namespace

std::string box(std::string_view type, std::string_view content) {
    return number(content.size() + 8, 4) + std::string(type) + std::string(content);
}

std::string element(std::string_view id, std::string_view content) {
    return std::string(id) + "\x08" + number(content.size(), 4) + std::string(content);
}

std::string sample_mp4(SampleVideo const& video) {
    return head_of(video) + moov_of(video) + box("free", "") + box("mdat", video.data);
}

std::string sample_mov() {
    SampleVideo video;
    video.brand = "qt  ";
    video.codec = "hvc1";
    video.about = box("udta", box("\xa9xyz", "+30.2741+120.1551/")) + box("meta", "com.apple.quicktime.make");
    return head_of(video) + box("wide", "") + box("mdat", video.data) + moov_of(video);
}

std::string sample_webm(SampleWebm const& video) {
    std::string const endless("\x01\xff\xff\xff\xff\xff\xff\xff", 8);
    auto const open = [&](std::string const& id, std::string const& content) {
        return video.endless ? id + endless + content : element(id, content);
    };
    std::string const picture = element("\xb0", number(64, 2)) + element("\xba", number(48, 2));
    std::string const entry = element("\xd7", number(1, 1)) +
                              element("\x83", number(static_cast<std::size_t>(video.track_type), 1)) +
                              element("\x86", video.codec) + element("\xe0", picture);
    std::string const tracks = element("\x16\x54\xae\x6b", element("\xae", entry));
    std::string const cluster = open("\x1f\x43\xb6\x75", element("\xa3", "pictures"));
    return element("\x1a\x45\xdf\xa3", element("\x42\x82", video.doc_type)) +
           open("\x18\x53\x80\x67", tracks + cluster);
}

std::string packed_object(std::string_view head, std::string_view text) {
    std::string const bytes = packed(text);
    return "<< " + std::string(head) + " /Filter /FlateDecode /Length " + std::to_string(bytes.size()) +
           " >>\nstream\n" + bytes + "\nendstream";
}

std::string sample_pdf(SamplePdf const& pdf) {
    std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R " + pdf.catalog + " >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R >>",
        packed_object("", "BT /F1 12 Tf 20 50 Td (Report) Tj ET"),
    };
    objects.insert(objects.end(), pdf.more.begin(), pdf.more.end());
    std::string out = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
    std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::string const place = std::to_string(out.size());
        table += std::string(10 - place.size(), '0') + place + " 00000 n \n";
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    std::string const at = std::to_string(out.size());
    return out + table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R " +
           pdf.trailer + " >>\nstartxref\n" + at + "\n%%EOF\n";
}

std::vector<std::string> sample_files() {
    return {sample_mp4(),
            sample_mov(),
            sample_webm(),
            sample_webm({.endless = true}),
            sample_pdf(),
            sample_pdf({.catalog = "/OpenAction << /S /J#61vaScript /JS (app.alert(1)) >>"}),
            sample_pdf({.more = {packed_object("/Type /ObjStm /N 1 /First 4", "9 0 << /S /Launch >>")}}),
            sample_pdf({.trailer = "/Encrypt 9 0 R"})};
}

}  // namespace afterdesk::test
