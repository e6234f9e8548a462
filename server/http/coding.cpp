#include "http/coding.hpp"

#include <zlib.h>

namespace afterdesk::http {

namespace {

constexpr std::size_t worth_it = 1024;  ///< a smaller answer fits into one packet anyway
constexpr int gzip_format = 15 + 16;    ///< the largest window, with gzip's head (zlib's manual)

}  // namespace

std::string gzipped(std::string_view plain) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_format, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string out(deflateBound(&stream, plain.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    bool const done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(done ? stream.total_out : 0);
    deflateEnd(&stream);
    return out;
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
    while (!accept_encoding.empty()) {
        std::string_view const part = accept_encoding.substr(0, accept_encoding.find(','));
        accept_encoding.remove_prefix(std::min(part.size() + 1, accept_encoding.size()));
        std::string item;
        for (char c : lower_case(part)) {
            if (c != ' ' && c != '\t') item += c;
        }
        std::string const name = item.substr(0, item.find(';'));
        if (name != coding) continue;
        std::string const weight = item.substr(name.size());
        return weight.rfind(";q=0", 0) != 0 || weight.find_first_of("123456789") != std::string::npos;
    }
    return false;
}

void compress(Response& response, std::string_view accept_encoding) {
    bool const coded = !field(response.headers, "Content-Encoding").empty();
    bool const worth =
        response.body.size() >= worth_it && response.content_type.starts_with("application/json");
    if (coded || !worth) return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (!accepts(accept_encoding, "gzip")) return;
    std::string small = gzipped(response.body);
    if (small.empty()) return;
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = std::move(small);
}

}  // namespace afterdesk::http
