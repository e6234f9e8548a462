// What the browser keeps for the signed-in, by whose it is: drafts under …/draft/ and …/ticket/, answers that
// are shown again without a network under …/seen/.

#include <algorithm>

#include "app/update.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "wire/names.hpp"
#include "wire/reader.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

// So many answers are kept; one that falls on another's place takes it.
constexpr std::uint64_t list_places = 24, detail_places = 96;

std::string session_key(Audience audience) { return "session/" + std::string(wire::name_of(audience)); }

bool is_list(Purpose purpose) { return purpose == Purpose::orders || purpose == Purpose::tickets; }
bool is_detail(Purpose purpose) { return purpose == Purpose::order || purpose == Purpose::ticket; }

/// Where an answer is kept; empty for those that are not.
std::string seen_key(Model const& model, Call const& call) {
    if (call.purpose == Purpose::session) return session_key(call.audience);
    std::string const root = kept_root(model, call.audience);
    if (root.empty() || !(is_list(call.purpose) || is_detail(call.purpose))) return {};
    std::uint64_t const places = is_list(call.purpose) ? list_places : detail_places;
    return root + "seen/" + (is_list(call.purpose) ? "list" : "one") +
           std::to_string(fnv1a(call.path, 0) % places) + "/";
}

bool has_value(Model const& model, Call const& call) {
    if (call.purpose == Purpose::session) return model.session_of(call.audience).value.has_value();
    if (call.purpose == Purpose::order) return model.order.value.has_value();
    return call.purpose == Purpose::ticket && model.ticket.value.has_value();
}

wire::Value draft_of(ApplyForm const& form) {
    wire::Array quantities, photos;
    for (int quantity : form.ui.quantities) quantities.emplace_back(quantity);
    for (Photo const& photo : form.photos) {
        photos.emplace_back(
            wire::Object{{"key", photo.key}, {"name", photo.name}, {"evidence", photo.evidence_id}});
    }
    return wire::Object{
        {"quantities", std::move(quantities)}, {"reason", form.ui.reason},    {"remark", form.ui.remark},
        {"keep_gifts", form.ui.keep_gifts},    {"key", form.idempotency_key}, {"photos", std::move(photos)}};
}

KeptItem const* find(std::vector<KeptItem> const& items, std::string_view key) {
    auto const at =
        std::find_if(items.begin(), items.end(), [&](KeptItem const& it) { return it.key == key; });
    return at == items.end() ? nullptr : &*at;
}

std::string text_at(wire::Value const& object, std::string_view key) {
    wire::Value const* field = object.find(key);
    auto const* text = field == nullptr ? nullptr : field->as<std::string>();
    return text == nullptr ? std::string() : *text;
}

/// Photos that are kept; those without a copy and without the server's number are gone.
std::vector<Photo> read_photos(Model const& model, wire::Value const& draft,
                               std::vector<KeptItem> const& items) {
    std::vector<Photo> photos;
    wire::Value const* list = draft.find("photos");
    auto const* entries = list == nullptr ? nullptr : list->as<wire::Array>();
    if (entries == nullptr) return photos;
    for (wire::Value const& entry : *entries) {
        Photo photo;
        photo.key = text_at(entry, "key");
        photo.name = text_at(entry, "name");
        photo.evidence_id = text_at(entry, "evidence");
        if (!is_id(photo.key)) continue;
        if (KeptItem const* copy = find(items, draft_key(model) + "photo/" + photo.key)) {
            photo.file_handle = copy->file.handle;
            photo.preview_url = copy->file.preview_url;
            photo.small = copy->text == "small";
        } else if (is_id(photo.evidence_id)) {
            photo.preview_url = api_path(Audience::buyer, "/evidence/" + photo.evidence_id + "?size=thumb");
        } else {
            continue;
        }
        photos.push_back(std::move(photo));
    }
    return photos;
}

void restore_ticket_draft(Model& model, std::string const& text) {
    auto const value = wire::parse_json(text);
    if (!value || !(model.ticket_ui == screens::TicketUi{})) return;
    model.ticket_ui.address = text_at(*value, "address");
    model.ticket_ui.reject_reason = text_at(*value, "reject_reason");
    model.ticket_ui.reject_text = text_at(*value, "reject_text");
    model.ticket_ui.offer_amount = text_at(*value, "offer_amount");
    model.ticket_ui.offer_text = text_at(*value, "offer_text");
    model.ticket_ui.carrier = text_at(*value, "carrier");
    model.ticket_ui.tracking_no = text_at(*value, "tracking_no");
}

/// "time\npath\nbody" of the answer to `path`.
HttpDone seen_answer(Call const& call, int id, std::vector<KeptItem> const& items) {
    HttpDone nothing{id, 0, "", std::nullopt};
    if (items.empty()) return nothing;
    std::string const& text = items.front().text;
    auto const first = text.find('\n'), second = text.find('\n', first + 1);
    if (first == std::string::npos || second == std::string::npos) return nothing;
    if (text.substr(first + 1, second - first - 1) != call.path) return nothing;
    return {id, 200, text.substr(second + 1), Instant{std::atoll(text.c_str())}};
}

}  // namespace

std::string kept_root(Model const& model, Audience audience) {
    auto const& session = model.session_of(audience);
    if (!session.value) return {};
    return "kept/" + std::string(wire::name_of(audience)) + "/" + session.value->actor_id + "/";
}

std::string draft_key(Model const& model) {
    return kept_root(model, Audience::buyer) + "draft/" + model.apply.order_no + "/" +
           std::string(wire::name_of(model.apply.type)) + "/";
}

std::string ticket_draft_key(Model const& model) {
    return kept_root(model, model.route.audience) + "ticket/" + model.ticket_key + "/";
}

void keep_draft(Model& model) {
    model.effects.push_back(Keep{draft_key(model) + "form", wire::write_json(draft_of(model.apply)), 0});
}

void restore_draft(Model& model, std::vector<KeptItem> const& items) {
    ApplyForm& form = model.apply;
    KeptItem const* kept = find(items, draft_key(model) + "form");
    auto const value = wire::parse_json(kept == nullptr ? std::string() : kept->text);
    bool const fits = value && model.order.value && !form.touched;
    std::vector<int> quantities;
    if (fits) {
        Mistakes mistakes;
        wire::ObjectReader draft(*value, "", mistakes);
        for (wire::Value const& item : draft.array_or_empty("quantities", max_lines)) {
            auto const* number = item.as<std::int64_t>();
            quantities.push_back(
                number != nullptr && *number >= 0 && *number <= max_quantity ? static_cast<int>(*number) : 0);
        }
        form.ui.keep_gifts = draft.boolean_or("keep_gifts", false);
    }
    if (!fits || quantities.size() != form.ui.quantities.size()) {
        for (KeptItem const& item : items) model.effects.push_back(ReleaseFile{item.file.handle});
        return;
    }
    auto const left = units_left(model.order.value->order, model.order.value->claims, form.type);
    for (std::size_t i = 0; i < quantities.size(); ++i)
        form.ui.quantities[i] = std::min(quantities[i], left[i]);
    form.ui.reason = text_at(*value, "reason");
    form.ui.remark = text_at(*value, "remark");
    form.idempotency_key = text_at(*value, "key");
    form.photos = read_photos(model, *value, items);
    next_photos(model);
}

void keep_ticket_draft(Model& model) {
    screens::TicketUi const& ui = model.ticket_ui;
    wire::Value const draft =
        wire::Object{{"address", ui.address},         {"reject_reason", ui.reject_reason},
                     {"reject_text", ui.reject_text}, {"offer_amount", ui.offer_amount},
                     {"offer_text", ui.offer_text},   {"carrier", ui.carrier},
                     {"tracking_no", ui.tracking_no}};
    model.effects.push_back(Keep{ticket_draft_key(model) + "form", wire::write_json(draft), 0});
}

void remember(Model& model, Call const& call, std::string const& body) {
    std::string const key = seen_key(model, call);
    if (key.empty()) return;
    model.effects.push_back(Keep{key, std::to_string(model.now.ms) + "\n" + call.path + "\n" + body, 0});
}

bool recall_seen(Model& model, Call const& call, int id) {
    std::string const key = seen_key(model, call);
    if (key.empty() || has_value(model, call)) return false;
    model.recalls[key] = id;
    model.effects.push_back(Recall{key});
    return true;
}

void on_recalled(Model& model, Recalled const& recalled) {
    if (auto const asked = model.recalls.find(recalled.prefix); asked != model.recalls.end()) {
        int const id = asked->second;
        model.recalls.erase(asked);
        auto const call = model.calls.find(id);
        if (call == model.calls.end()) return;
        HttpDone const done = seen_answer(call->second, id, recalled.items);
        model.recalled = true;
        on_answer(model, done);
        model.recalled = false;
        return;
    }
    Audience const audience = model.route.audience;
    std::string const root = kept_root(model, audience);
    if (model.route.screen == Screen::apply && recalled.prefix == draft_key(model)) {
        restore_draft(model, recalled.items);
    } else if (model.route.screen == Screen::ticket && recalled.prefix == ticket_draft_key(model)) {
        if (!recalled.items.empty()) restore_ticket_draft(model, recalled.items.front().text);
    } else if (!root.empty() && recalled.prefix == root + "queue/") {
        restore_queue(model, recalled.items);
    }
}

void forget_all(Model& model, Audience audience) {
    std::string const root = kept_root(model, audience);
    if (!root.empty()) model.effects.push_back(Forget{root});
    model.effects.push_back(Forget{session_key(audience)});
}

}  // namespace afterdesk::app
