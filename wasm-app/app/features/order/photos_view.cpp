// The files of a request, ready to print.

#include "app/features/order/model.hpp"
#include "app/shell/say.hpp"
#include "text/names.hpp"

namespace afterdesk::app::order {
namespace {

constexpr wire::EvidenceKind video = wire::EvidenceKind::video, report = wire::EvidenceKind::report;

int percent_of(Shell const& shell, Photo const& photo) {
    if (photo.is_photo()) return app::percent_of(shell, photo.call);
    return photo.bytes > 0 ? static_cast<int>(100 * photo.sent / photo.bytes) : 0;
}

std::string photo_status(Shell const& shell, Photo const& photo) {
    if (photo.heic) return say(shell, t::photo_heic);
    if (photo.unreachable) return say(shell, t::photo_no_network);
    if (photo.failed()) {
        return text::fill(shell.language, t::upload_failed, {message_of(shell, photo.mistakes, false)});
    }
    bool const goes = photo.call != 0 || photo.sent > 0;
    if (photo.evidence_id.empty() && goes)
        return text::fill(shell.language, t::uploading, {std::to_string(percent_of(shell, photo))});
    if (photo.shrinking || (photo.waits() && !photo.small))
        return say(shell, photo.kind == video ? t::video_preparing : t::photo_preparing);
    return photo.waits() ? say(shell, t::photo_waiting) : std::string();
}

text::Text const& removing(wire::EvidenceKind kind) {
    if (kind == video) return t::remove_video;
    return kind == report ? t::remove_report : t::remove_photo;
}

text::Text const& sending_again(wire::EvidenceKind kind) {
    if (kind == video) return t::retry_video;
    return kind == report ? t::retry_report : t::retry_photo;
}

screens::UploadItem item_of(Shell const& shell, Photo const& photo, std::string const& number) {
    text::Language const language = shell.language;
    screens::UploadItem row;
    row.file = {photo.kind, text::fill(language, text::name(photo.kind), {number}), photo.name,
                photo.preview_url, ""};
    if (!photo.is_photo() && photo.bytes > 0) row.file.size = size_text(photo.bytes);
    row.status = photo_status(shell, photo);
    row.retry_label = text::fill(language, sending_again(photo.kind), {number});
    row.remove_label = text::fill(language, removing(photo.kind), {number});
    row.failed = photo.failed();
    row.can_retry = photo.unreachable;
    bool const goes = photo.evidence_id.empty() && !photo.failed() && (photo.call != 0 || photo.sent > 0);
    if (goes) row.percent = percent_of(shell, photo);
    return row;
}

}  // namespace

void fill_proof(Model const& model, Shell const& shell, screens::ApplyView& view) {
    ApplyForm const& form = model.form;
    Policy const& policy = model.order.value->policy;
    bool const needed = needs_evidence(policy, form.ui.reason, form.type);
    view.proof.shown = form.type != TicketType::refund_unshipped;
    view.proof.hint =
        (needed ? say(shell, t::photos_required)
                : text::fill(shell.language, t::photos_optional, {std::to_string(policy.max_evidence)})) +
        say(shell, t::between_hints) + say(shell, t::files_possible);
    view.proof.can_add = static_cast<int>(form.photos.size()) < policy.max_evidence;
    bool running = false, any = false;
    for (Photo const& photo : form.photos) {
        running |= photo.evidence_id.empty() && (!photo.failed() || photo.unreachable);
        any |= !photo.evidence_id.empty();
        view.proof.items.push_back(item_of(shell, photo, std::to_string(view.proof.items.size() + 1)));
    }
    if (running) view.submit_why_not = say(shell, t::wait_for_uploads);
    if (needed && !any && !running) view.submit_why_not = say(shell, t::photos_required);
}

}  // namespace afterdesk::app::order
