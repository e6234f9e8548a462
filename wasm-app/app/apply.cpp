#include "app/update.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app {
using wire::Audience;

void start_form(Model& model) {
    if (model.apply.order_no == model.route.id && model.apply.type == model.route.type) return;
    release_photos(model);
    model.apply = {};
    model.apply.order_no = model.route.id;
    model.apply.type = model.route.type;
    if (model.order_key == model.route.id && model.order.value) {
        model.apply.ui.quantities.resize(model.order.value->order.lines.size(), 0);
        model.effects.push_back(Recall{draft_key(model)});
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
    return QuoteInput{model.server_now(), detail.order, detail.claims, request_of(model), detail.policy};
}

void on_request_changed(Model& model) {
    ApplyForm& form = model.apply;
    if (queued(model, form.idempotency_key) != nullptr) unqueue(model, form.idempotency_key);
    form.idempotency_key.clear();
    form.mistakes.clear();
    form.touched = true;
    keep_draft(model);
}

void submit_request(Model& model) {
    ApplyForm& form = model.apply;
    auto const input = quote_input_of(model);
    if (form.call != 0 || !input || queued(model, form.idempotency_key) != nullptr) return;
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
    if (form.idempotency_key.empty()) {
        form.idempotency_key = new_key(model);
        keep_draft(model);  // after a reload it is still the same request
    }
    form.mistakes.clear();
    form.body = wire::write_json(wire::to_json(body));
    form.call = send(model, {Purpose::submit, Audience::buyer, form.order_no},
                     {0, "POST", api_path(Audience::buyer, "/tickets"), form.body, form.idempotency_key});
}

}  // namespace afterdesk::app
