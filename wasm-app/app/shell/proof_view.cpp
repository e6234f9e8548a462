// The files of a form, ready to print.

#include "app/shell/say.hpp"
#include "app/shell/uploads.hpp"
#include "text/names.hpp"

namespace afterdesk::app {
namespace {

constexpr wire::EvidenceKind video = wire::EvidenceKind::video, report = wire::EvidenceKind::report;

int percent_sent(Shell const& shell, Photo const& photo) {
    if (photo.is_photo()) return percent_of(shell, photo.call);
    return photo.bytes > 0 ? static_cast<int>(100 * photo.sent / photo.bytes) : 0;
}

bool goes(Photo const& photo) {
    return photo.evidence_id.empty() && !photo.failed() && (photo.call != 0 || photo.sent > 0);
}

std::string photo_status(Shell const& shell, Photo const& photo) {
    if (photo.heic) return say(shell, t::photo_heic);
    if (photo.unreachable) return say(shell, t::photo_no_network);
    if (photo.failed()) {
        return text::fill(shell.language, t::upload_failed, {message_of(shell, photo.mistakes, false)});
    }
    if (goes(photo))
        return text::fill(shell.language, t::uploading, {std::to_string(percent_sent(shell, photo))});
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
    if (goes(photo)) row.percent = percent_sent(shell, photo);
    return row;
}

}  // namespace

screens::ProofView make_proof(Shell const& shell, Photos const& photos, int most) {
    screens::ProofView proof;
    proof.shown = true;
    proof.can_add = static_cast<int>(photos.size()) < most;
    for (Photo const& photo : photos)
        proof.items.push_back(item_of(shell, photo, std::to_string(proof.items.size() + 1)));
    return proof;
}

}  // namespace afterdesk::app
