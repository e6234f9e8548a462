#include "http/message.hpp"

#include <algorithm>

namespace afterdesk::http {

std::string_view field(Fields const& fields, std::string_view name) {
    auto const found =
        std::find_if(fields.begin(), fields.end(), [&](auto const& f) { return f.first == name; });
    return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::string lower_case(std::string_view text) {
    std::string small(text);
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

std::string person_of(Caller const& caller) {
    return std::to_string(static_cast<int>(caller.audience)) + " " + caller.tenant.value + " " +
           caller.actor_id;
}

std::string person_of(HostCaller const& host) { return "host " + host.key_id; }

Response later(Lane lane, FairQueue::Turn turn, std::function<Response(Request const& request)> answer) {
    Response response;
    response.later = std::make_shared<Later>(Later{lane, std::move(turn), std::move(answer)});
    return response;
}

bool same_word(std::string_view a, std::string_view b) { return lower_case(a) == lower_case(b); }

}  // namespace afterdesk::http
