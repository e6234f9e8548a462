// Files that show what is wrong.
#include "http/form.hpp"
#include "http/range.hpp"
#include "http/routes.hpp"

namespace afterdesk::http {

namespace {

/// A name in quotes, and in the way that knows every sign. Rule: RFC 6266 §4.3, RFC 8187.
std::string disposition(std::string_view how, std::string_view name) {
    std::string plain, encoded;
    for (char const c : name) {
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        bool const simple = letter || c == '.' || c == '-' || c == '_';
        constexpr char digits[] = "0123456789ABCDEF";
        auto const byte = static_cast<unsigned char>(c);
        plain += simple ? c : '_';
        encoded += simple ? std::string(1, c) : std::string{'%', digits[byte >> 4], digits[byte & 15]};
    }
    return std::string(how) + "; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

std::string disposition_of(Evidence::Found const& found) {
    if (found.type == "image/jpeg") return "inline; filename=\"evidence.jpg\"";
    // A viewer of PDF would be a program at our address.
    bool const report = found.type == "application/pdf";
    return disposition(report ? "attachment" : "inline", found.name);
}

/// No scripts in any of them. A browser's own player is a page at the film's address, which loads the film.
std::string_view policy_of(Evidence::Found const& found) {
    if (found.type.starts_with("video/"))
        return "sandbox allow-same-origin; default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; "
               "base-uri 'none'; frame-ancestors 'none'";
    return "default-src 'none'; sandbox; base-uri 'none'; frame-ancestors 'none'";
}

/// The whole file, or the part that was asked for.
Result<bool, Mistakes> fill(Response& response, Rooms const& rooms, Evidence::Found const& found,
                            AskedPart const& part) {
    if (part.how == AskedPart::How::whole) {
        auto bytes = rooms.evidence.read(found);
        if (!bytes.ok()) return Err{bytes.error()};
        response.body = std::move(bytes).value();
        return true;
    }
    response.status = part.how == AskedPart::How::part ? 206 : 416;
    response.headers.emplace_back("Content-Range", content_range(part, found.bytes));
    if (part.how == AskedPart::How::outside) return true;
    auto bytes = rooms.evidence.read(found, Evidence::Part{part.from, part.bytes});
    if (!bytes.ok()) return Err{bytes.error()};
    response.body = std::move(bytes).value();
    return true;
}

}  // namespace

/// Pictures are written anew one for each person in turn, so that nobody waits for all of another's.
Response add_evidence(Rooms const& rooms, Request const& request) {
    std::string_view const type = request.header("content-type");
    std::string_view picture = request.body;
    if (is_form(type)) {
        auto const file = file_of_form(type, request.body);
        if (!file.ok()) return refuse(request, one_mistake(file.error()));
        picture = *file;
    }
    return later(Lane::pictures, {person_of(request.caller), false}, [&rooms, picture](Request const& again) {
        return reply(again, rooms.evidence.add(again.caller, picture), 201);
    });
}

Mistakes why_not_picture(Rooms const& rooms, Request const& request) {
    return rooms.evidence.why_not(request.caller, static_cast<std::int64_t>(request.head->content_length));
}

/// The name of a file is the hash of its content, so the answer never changes; only the caller may keep it.
Response show_evidence(Rooms const& rooms, Request const& request) {
    std::string_view const size = field(request.query, "size");
    bool const thumbnail = size == "thumb";
    bool const known = thumbnail || size.empty() || size == "full";
    if (!known) return refuse(request, one_mistake(Rule::unknown_name, "size"));
    auto const found = rooms.evidence.find(request.caller, field(request.path, "id"), thumbnail);
    if (!found.ok()) return refuse(request, found.error());
    std::string const etag = "\"" + found->sha256 + "\"";
    bool const in_parts = found->type != "image/jpeg";
    Response response;
    response.content_type = found->type;
    auto const filled =
        fill(response, rooms, *found,
             in_parts ? asked_part(request.header("range"), request.header("if-range"), etag, found->bytes)
                      : AskedPart{});
    if (!filled.ok()) return refuse(request, filled.error());
    response.headers.emplace_back("Cache-Control", "private, max-age=31536000, immutable");
    response.headers.emplace_back("Content-Security-Policy", policy_of(*found));
    response.headers.emplace_back("Content-Disposition", disposition_of(*found));
    response.headers.emplace_back("ETag", etag);
    if (in_parts) response.headers.emplace_back("Accept-Ranges", "bytes");
    return response;
}

}  // namespace afterdesk::http
