// The files of a form, ready to print.

#include "app/shell/say.hpp"
#include "app/shell/uploads.hpp"

namespace afterdesk::app {
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

screens::ProofView make_proof(Shell const& shell, Photos const& photos, int most) {
    screens::ProofView proof;
    proof.shown = true;
    proof.can_add = static_cast<int>(photos.size()) < most;
    for (Photo const& photo : photos) {
        screens::PhotoView row{photo.name, photo.preview_url, photo_status(shell, photo), photo.failed()};
        if (photo.call != 0) row.percent = percent_of(shell, photo.call);
        row.can_retry = photo.unreachable;
        proof.items.push_back(std::move(row));
    }
    return proof;
}

}  // namespace afterdesk::app
