// Videos and reports of a request: what they are, a picture of a video, and their way to the server in
// pieces. Where an upload stands is asked by beginning it again, under the same key.

#include <algorithm>
#include <optional>

#include "app/features/order/model.hpp"
#include "base/text.hpp"

namespace afterdesk::app::order {
namespace {

using wire::Audience;
using wire::EvidenceKind;

constexpr int poster_edge = 1'280;
/// Few enough that a slow line brings one before the server loses patience.
constexpr std::int64_t piece_bytes = 512 << 10;
static_assert(piece_bytes <= wire::max_piece_bytes);
constexpr std::int64_t most_photo_bytes = 80 << 20;  ///< more is no photo, and decoding it may end the page

bool ends_with_any(std::string const& name, std::initializer_list<std::string_view> endings) {
    std::string lower;
    for (char c : name) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view end) { return lower.ends_with(end); });
}

void on_poster(Model& model, Shell& shell, PictureShrunk const& made) {
    for (Photo& photo : model.form.photos) {
        if (photo.file_handle != made.file_handle || !photo.shrinking) continue;
        photo.shrinking = false;
        photo.small = true;
        photo.poster_handle = made.poster_handle;
        photo.preview_url = made.preview_url;
    }
    next_photos(model, shell);
}

Photo* waiting_for(Model& model, Answer const& answer) {
    for (Photo& photo : model.form.photos) {
        if (photo.call == answer.id) return &photo;
    }
    return nullptr;
}

/// The answer to a step of the way. Nothing when it did not come, or another file is concerned.
Photo* heard(Model& model, Answer const& answer) {
    Photo* const photo = waiting_for(model, answer);
    if (photo == nullptr) return nullptr;
    photo->call = 0;
    photo->unreachable = answer.status == 0;
    if (photo->unreachable) photo->upload_path.clear();  // how far it came is not known
    return photo->unreachable ? nullptr : photo;
}

std::string thumb_of(std::string const& evidence_id) {
    return evidence_id.empty() ? "" : api_path(Audience::buyer, "/evidence/" + evidence_id + "?size=thumb");
}

void on_poster_kept(Model& model, Shell& shell, Answer const& answer) {
    if (Photo* const photo = heard(model, answer)) {
        Photo kept;
        hear_kept(kept, answer);
        photo->poster_id = kept.evidence_id;
        shell.effects.push_back(ReleaseFile{photo->poster_handle});
        photo->poster_handle = 0;
        photo->preview_url = thumb_of(photo->poster_id);  // refused: it goes without
        keep_draft(model, shell);
    }
    next_photos(model, shell);
}

void refuse(Model& model, Shell& shell, Photo& photo, Answer const& answer) {
    photo.mistakes = wire::read_api_error(answer.body).mistakes;
    on_request_changed(model, shell);
}

std::optional<wire::UploadView> place_in(Answer const& answer) {
    auto const value = wire::parse_json(answer.body);
    auto const place = value && answer.good() ? wire::read_upload(*value) : Err{Mistakes{}};
    return place.ok() ? std::optional(*place) : std::nullopt;
}

void on_begun(Model& model, Shell& shell, Answer const& answer) {
    if (Photo* const photo = heard(model, answer)) {
        if (auto const place = place_in(answer)) {
            photo->upload_path = api_path(Audience::buyer, "/uploads/" + place->id);
            photo->sent = place->offset;
        } else {
            refuse(model, shell, *photo, answer);
        }
    }
    next_photos(model, shell);
}

void on_piece(Model& model, Shell& shell, Answer const& answer) {
    if (Photo* const photo = heard(model, answer)) {
        bool const lost_its_place = answer.status == 404 || answer.status == 409;
        if (answer.status == 201) {
            hear_kept(*photo, answer);
            on_request_changed(model, shell);
        } else if (auto const place = place_in(answer)) {
            photo->sent = place->offset;
        } else if (lost_its_place) {
            photo->upload_path.clear();
        } else {
            refuse(model, shell, *photo, answer);
        }
    }
    next_photos(model, shell);
}

}  // namespace

EvidenceKind kind_of(ui::PickedFile const& file) {
    std::string_view const type = file.type;
    if (type.starts_with("video/") || ends_with_any(file.name, {".mp4", ".mov", ".webm"}))
        return EvidenceKind::video;
    bool const pdf = type == "application/pdf" || ends_with_any(file.name, {".pdf"});
    return pdf ? EvidenceKind::report : EvidenceKind::photo;
}

bool is_heic(ui::PickedFile const& file) {
    return file.type == "image/heic" || file.type == "image/heif" ||
           ends_with_any(file.name, {".heic", ".heif"});
}

Mistakes problem_of(EvidenceKind kind, ui::PickedFile const& file) {
    std::int64_t const most = kind == EvidenceKind::video    ? wire::max_video_bytes
                              : kind == EvidenceKind::report ? wire::max_report_bytes
                                                             : most_photo_bytes;
    // Browsers do not know the type of every picture; what has none is tried.
    bool const may_be = kind != EvidenceKind::photo || file.type.empty() ||
                        std::string_view(file.type).starts_with("image/") || is_heic(file);
    if (!may_be) return {{Rule::file_kind_not_taken, file.name}};
    if (file.bytes > most) return {{Rule::file_too_large, file.name, most}};
    return {};
}

void prepare_film(Shell& shell, Photo& photo) {
    make_poster(shell, photo.file_handle, poster_edge, in_feature<&on_poster>);
}

void send_film(Shell& shell, Photo& photo) {
    if (photo.poster_handle != 0) {
        std::string const path = api_path(Audience::buyer, "/evidence");
        photo.call = upload(shell, photo.poster_handle, path, in_feature<&on_poster_kept>);
    } else if (photo.upload_path.empty()) {
        wire::UploadBody const body{shorten(photo.name, wire::max_file_name_chars), photo.bytes,
                                    photo.poster_id};
        Ask begin = post(Audience::buyer, "/uploads", wire::to_json(body));
        begin.key = photo.key + photo.poster_id.substr(0, 12);
        photo.call = ask(shell, std::move(begin), in_feature<&on_begun>);
    } else {
        std::int64_t const bytes = std::min(photo.bytes - photo.sent, piece_bytes);
        bool const last = photo.sent + bytes == photo.bytes;
        SendPiece piece{0, photo.file_handle, photo.upload_path, photo.sent, bytes, last};
        photo.call = send_piece(shell, std::move(piece), in_feature<&on_piece>);
    }
}

void give_up_film(Shell& shell, Photo const& photo) {
    if (photo.poster_handle != 0) shell.effects.push_back(ReleaseFile{photo.poster_handle});
    if (photo.upload_path.empty() || !photo.evidence_id.empty()) return;
    Ask gone;
    gone.method = "DELETE";
    gone.path = photo.upload_path;
    ask(shell, std::move(gone), nullptr);
}

}  // namespace afterdesk::app::order
