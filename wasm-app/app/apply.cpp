#include <algorithm>

#include "app/update.hpp"
#include "wire/codec.hpp"
#include "wire/names.hpp"
#include "wire/reader.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

constexpr std::string_view photo_types[] = {"image/jpeg", "image/png", "image/webp"};

void start_upload(Model& model, Photo& photo) {
    photo.mistakes.clear();
    photo.unreachable = false;
    photo.percent = 0;
    photo.call = ++model.last_call;
    model.calls[photo.call] = {Purpose::upload, Audience::buyer, ""};
    model.effects.push_back(
        UploadFile{photo.call, photo.file_handle, api_path(Audience::buyer, "/evidence")});
}

wire::Value draft_of(ApplyForm const& form) {
    wire::Array quantities, photos;
    for (int quantity : form.ui.quantities) quantities.emplace_back(quantity);
    for (Photo const& photo : form.photos) {
        if (!photo.evidence_id.empty()) photos.emplace_back(photo.evidence_id);
    }
    return wire::Object{{"quantities", std::move(quantities)},
                        {"reason", form.ui.reason},
                        {"remark", form.ui.remark},
                        {"keep_gifts", form.ui.keep_gifts},
                        {"photos", std::move(photos)}};
}

}  // namespace

std::string draft_key(Model const& model) {
    return "draft/" + model.apply.order_no + "/" + std::string(wire::name_of(model.apply.type));
}

void start_form(Model& model) {
    if (model.apply.order_no == model.route.id && model.apply.type == model.route.type) return;
    model.apply = {};
    model.apply.order_no = model.route.id;
    model.apply.type = model.route.type;
    if (model.order_key == model.route.id && model.order.value) {
        model.apply.ui.quantities.resize(model.order.value->order.lines.size(), 0);
        model.effects.push_back(Load{draft_key(model)});
    }
}

void restore_draft(Model& model, std::string const& text) {
    auto const value = wire::parse_json(text);
    if (!value || !model.order.value) return;
    ApplyForm& form = model.apply;
    Mistakes mistakes;
    wire::ObjectReader draft(*value, "", mistakes);
    std::vector<int> quantities;
    for (wire::Value const& item : draft.array_or_empty("quantities", max_lines)) {
        auto const* number = item.as<std::int64_t>();
        quantities.push_back(
            number != nullptr && *number >= 0 && *number <= max_quantity ? static_cast<int>(*number) : 0);
    }
    std::string const reason = draft.id_or("reason");
    std::string const remark = draft.text_or("remark", 5'000);
    bool const keep_gifts = draft.boolean_or("keep_gifts", false);
    std::vector<std::string> photos;
    for (wire::Value const& item : draft.array_or_empty("photos", 20)) {
        if (auto const* id = item.as<std::string>()) photos.push_back(*id);
    }
    if (!mistakes.empty() || quantities.size() != form.ui.quantities.size()) return;
    auto const left = units_left(model.order.value->order, model.order.value->prior, form.type);
    for (std::size_t i = 0; i < quantities.size(); ++i)
        form.ui.quantities[i] = std::min(quantities[i], left[i]);
    form.ui.reason = reason;
    form.ui.remark = remark;
    form.ui.keep_gifts = keep_gifts;
    for (std::string const& id : photos) {
        Photo photo;
        photo.evidence_id = id;
        photo.preview_url = api_path(Audience::buyer, "/evidence/" + id + "?size=thumb");
        form.photos.push_back(photo);
    }
}

Request request_of(Model const& model) {
    ApplyForm const& form = model.apply;
    Request request;
    request.type = form.type;
    request.reason = form.ui.reason;
    request.keep_gifts = form.ui.keep_gifts;
    if (!model.order.value) return request;
    auto const& lines = model.order.value->order.lines;
    for (std::size_t i = 0; i < lines.size() && i < form.ui.quantities.size(); ++i) {
        if (form.ui.quantities[i] > 0) request.lines.push_back({lines[i].line_no, form.ui.quantities[i], {}});
    }
    return request;
}

std::optional<QuoteInput> quote_input_of(Model const& model) {
    if (!model.order.value || model.order_key != model.apply.order_no) return std::nullopt;
    wire::OrderDetail const& detail = *model.order.value;
    return QuoteInput{model.server_now(), detail.order, detail.prior, request_of(model), detail.policy};
}

void on_request_changed(Model& model) {
    ApplyForm& form = model.apply;
    form.idempotency_key.clear();
    form.mistakes.clear();
    form.unreachable = false;
    model.effects.push_back(Store{draft_key(model), wire::write_json(draft_of(form))});
}

void submit_request(Model& model) {
    ApplyForm& form = model.apply;
    auto const input = quote_input_of(model);
    if (form.call != 0 || !input) return;
    auto const quoted = quote(*input);
    if (!quoted) return;
    wire::ApplyBody body;
    body.order_no = OrderNo{form.order_no};
    body.apply.request = input->request;
    body.apply.expected_refund_fen = quoted->refund_fen;
    body.apply.expected_digest = quote_digest(*quoted);
    body.apply.remark = form.ui.remark;
    for (Photo const& photo : form.photos) {
        if (!photo.evidence_id.empty()) body.apply.evidence.push_back(EvidenceId{photo.evidence_id});
    }
    if (form.idempotency_key.empty()) form.idempotency_key = new_key(model);
    form.mistakes.clear();
    form.unreachable = false;
    form.call = send(model, {Purpose::submit, Audience::buyer, form.order_no},
                     {0, "POST", api_path(Audience::buyer, "/tickets"), wire::write_json(wire::to_json(body)),
                      form.idempotency_key});
}

void add_photos(Model& model, std::vector<ui::PickedFile> const& files) {
    ApplyForm& form = model.apply;
    int const most = model.order.value ? model.order.value->policy.max_evidence : 9;
    for (ui::PickedFile const& file : files) {
        if (static_cast<int>(form.photos.size()) >= most) {
            model.effects.push_back(ReleaseFile{file.handle});
            continue;
        }
        Photo photo;
        photo.file_handle = file.handle;
        photo.name = file.name;
        photo.preview_url = file.preview_url;
        bool const known =
            std::find(std::begin(photo_types), std::end(photo_types), file.type) != std::end(photo_types);
        if (!known) {
            photo.mistakes = {{Rule::not_a_picture, file.name}};
        } else if (file.bytes > static_cast<std::int64_t>(wire::max_evidence_bytes)) {
            photo.mistakes = {
                {Rule::file_too_large, file.name, static_cast<std::int64_t>(wire::max_evidence_bytes)}};
        } else {
            start_upload(model, photo);
        }
        form.photos.push_back(std::move(photo));
    }
    on_request_changed(model);
}

void remove_photo(Model& model, std::size_t index) {
    auto& photos = model.apply.photos;
    if (index >= photos.size()) return;
    Photo const& photo = photos[index];
    if (photo.call != 0) model.effects.push_back(CancelCall{photo.call});
    if (photo.file_handle != 0) model.effects.push_back(ReleaseFile{photo.file_handle});
    photos.erase(photos.begin() + static_cast<std::ptrdiff_t>(index));
    on_request_changed(model);
}

void on_uploaded(Model& model, HttpDone const& done) {
    for (Photo& photo : model.apply.photos) {
        if (photo.call != done.id) continue;
        photo.call = 0;
        if (done.status == 0) {
            photo.unreachable = true;
            return;
        }
        auto const value = wire::parse_json(done.body);
        auto const kept =
            value && done.status == 201
                ? wire::read_evidence(*value)
                : Result<wire::EvidenceView, Mistakes>(Err{wire::read_api_error(done.body).mistakes});
        if (kept) {
            photo.evidence_id = kept->id;
        } else {
            photo.mistakes = kept.error();
        }
        on_request_changed(model);
        return;
    }
}

}  // namespace afterdesk::app
