// Tickets to take along, and whose signature they have.
#include "http/routes.hpp"

namespace afterdesk::http {

Response download_proof(Rooms const& rooms, Request const& request) {
    auto const proof = rooms.proofs.make(request.caller, field(request.path, "ticket_no"));
    Response response = reply(request, proof);
    if (!proof.ok()) return response;
    std::string const name = proof->ticket_no.value + "." + std::string(wire::proof_format) + ".json";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
    return response;
}

/// Keys are added, never changed: a reader may keep them for a day.
Response show_proof_keys(Rooms const& rooms, Request const&) {
    Response response = json(200, to_json(rooms.proofs.keys()));
    response.headers.emplace_back("Cache-Control", "public, max-age=86400");
    return response;
}

}  // namespace afterdesk::http
