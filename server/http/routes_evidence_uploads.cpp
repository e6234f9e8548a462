// Videos and reports, in pieces. Rule: a part of draft-ietf-httpbis-resumable-upload: Upload-Offset,
// Upload-Length, Upload-Complete.
#include <charconv>

#include "http/routes.hpp"

namespace afterdesk::http {

namespace {

std::string address_of(Request const& request, wire::UploadView const& view) {
    return std::string(wire::api_root) + "/" + std::string(wire::name_of(request.caller.audience)) +
           "/uploads/" + view.id;
}

void tell_place(Response& response, wire::UploadView const& view) {
    response.headers.emplace_back("Upload-Offset", std::to_string(view.offset));
    response.headers.emplace_back("Upload-Length", std::to_string(view.bytes));
    response.headers.emplace_back("Upload-Complete", view.offset == view.bytes ? "?1" : "?0");
}

Response told(Request const& request, Result<wire::UploadView, Mistakes> const& view, int status) {
    Response response = reply(request, view, status);
    if (view.ok()) tell_place(response, *view);
    return response;
}

std::optional<std::int64_t> offset_of(Request const& request) {
    std::string_view const text = request.header("upload-offset");
    std::int64_t offset = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), offset);
    bool const whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && offset >= 0 ? std::optional(offset) : std::nullopt;
}

}  // namespace

Response begin_upload(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_upload_body, [&](wire::UploadBody const& body) {
        auto const view = rooms.uploads.begin(request.caller, body, request.header("idempotency-key"));
        Response response = told(request, view, 201);
        if (view.ok()) response.headers.emplace_back("Location", address_of(request, *view));
        return response;
    });
}

Response show_upload(Rooms const& rooms, Request const& request) {
    return told(request, rooms.uploads.look(request.caller, field(request.path, "id")), 200);
}

Response show_upload_offset(Rooms const& rooms, Request const& request) {
    Response response = show_upload(rooms, request);
    response.body.clear();
    if (response.status == 200) response.status = 204;
    return response;
}

Response take_piece(Rooms const& rooms, Request const& request) {
    std::string_view const id = field(request.path, "id");
    auto const offset = offset_of(request);
    if (!offset) return refuse(request, one_mistake(Rule::not_an_integer, "Upload-Offset"));
    auto const view = rooms.uploads.append(request.caller, id, *offset, request.body);
    bool const last = view.ok() && request.header("upload-complete") == "?1";
    if (!last) return told(request, view, 200);
    Response response = reply(request, rooms.uploads.finish(request.caller, id), 201);
    tell_place(response, *view);
    return response;
}

Mistakes why_not_piece(Rooms const& rooms, Request const& request) {
    auto const offset = offset_of(request);
    if (!offset) return one_mistake(Rule::not_an_integer, "Upload-Offset");
    return rooms.uploads.why_not(request.caller, field(request.path, "id"), *offset,
                                 static_cast<std::int64_t>(request.head->content_length));
}

Response cancel_upload(Rooms const& rooms, Request const& request) {
    auto const gone = rooms.uploads.cancel(request.caller, field(request.path, "id"));
    if (!gone.ok()) return refuse(request, gone.error());
    Response response;
    response.status = 204;
    return response;
}

}  // namespace afterdesk::http
