// The files of a request, ready to print.

#include "app/features/order/model.hpp"
#include "app/shell/say.hpp"

namespace afterdesk::app::order {
namespace {

std::string photo_status(Shell const& shell, Photo const& photo) {
    if (photo.heic) return say(shell, t::photo_heic);
    if (photo.unreachable) return say(shell, t::photo_no_network);
    if (photo.failed()) {
        return text::fill(shell.language, t::upload_failed, {message_of(shell, photo.mistakes, false)});
    }
    if (photo.call != 0)
        return text::fill(shell.language, t::uploading, {std::to_string(percent_of(shell, photo.call))});
    if (photo.shrinking || (photo.waits() && !photo.small)) return say(shell, t::photo_preparing);
    return photo.waits() ? say(shell, t::photo_waiting) : std::string();
}

}  // namespace

void fill_proof(Model const& model, Shell const& shell, screens::ApplyView& view) {
    ApplyForm const& form = model.form;
    Policy const& policy = model.order.value->policy;
    bool const needed = needs_evidence(policy, form.ui.reason, form.type);
    view.proof.shown = form.type != TicketType::refund_unshipped;
    view.proof.hint =
        needed ? say(shell, t::photos_required)
               : text::fill(shell.language, t::photos_optional, {std::to_string(policy.max_evidence)});
    view.proof.can_add = static_cast<int>(form.photos.size()) < policy.max_evidence;
    bool running = false, any = false;
    for (Photo const& photo : form.photos) {
        screens::PhotoView row{photo.name, photo.preview_url, photo_status(shell, photo), photo.failed()};
        if (photo.call != 0) row.percent = percent_of(shell, photo.call);
        row.can_retry = photo.unreachable;
        running |= photo.evidence_id.empty() && (!photo.failed() || photo.unreachable);
        any |= !photo.evidence_id.empty();
        view.proof.items.push_back(std::move(row));
    }
    if (running) view.submit_why_not = say(shell, t::wait_for_uploads);
    if (needed && !any && !running) view.submit_why_not = say(shell, t::photos_required);
}

}  // namespace afterdesk::app::order
