// Videos and reports: what they are, a picture of a video, and their way to the server in pieces. Where an
// upload stands is asked by beginning it again, under the same key.

#include <algorithm>
#include <optional>

#include "app/shell/uploads.hpp"
#include "base/text.hpp"

namespace afterdesk::app {
namespace {

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

std::optional<wire::UploadView> place_in(Answer const& answer) {
    auto const value = wire::parse_json(answer.body);
    auto const place = value && answer.good() ? wire::read_upload(*value) : Err{Mistakes{}};
    return place.ok() ? std::optional(*place) : std::nullopt;
}

bool refuse(Photo& photo, Answer const& answer) {
    photo.mistakes = wire::read_api_error(answer.body).mistakes;
    return true;
}

bool on_poster_kept(Shell& shell, UploadPlace const& place, Photo& photo, Answer const& answer) {
    Photo kept;
    hear_kept(kept, answer);
    photo.poster_id = kept.evidence_id;
    shell.effects.push_back(ReleaseFile{photo.poster_handle});
    photo.poster_handle = 0;
    photo.preview_url.clear();  // refused: it goes without
    if (!photo.poster_id.empty()) photo.preview_url = thumb_path(place.audience, photo.poster_id);
    return true;
}

bool on_begun(UploadPlace const& where, Photo& photo, Answer const& answer) {
    auto const place = place_in(answer);
    if (!place) return refuse(photo, answer);
    photo.upload_path = api_path(where.audience, "/uploads/" + place->id);
    photo.sent = place->offset;
    return false;
}

bool on_piece(Photo& photo, Answer const& answer) {
    bool const lost_its_place = answer.status == 404 || answer.status == 409;
    if (answer.status == 201) {
        hear_kept(photo, answer);
        return true;
    }
    if (auto const place = place_in(answer)) {
        photo.sent = place->offset;
    } else if (lost_its_place) {
        photo.upload_path.clear();
    } else {
        return refuse(photo, answer);
    }
    return false;
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

void prepare_film(Shell& shell, UploadPlace const& place, Photo& photo) {
    make_poster(shell, photo.file_handle, poster_edge, place.shrunk);
}

void send_film(Shell& shell, UploadPlace const& place, Photo& photo) {
    if (photo.poster_handle != 0) {
        photo.call =
            upload(shell, photo.poster_handle, api_path(place.audience, "/evidence"), place.uploaded);
    } else if (photo.upload_path.empty()) {
        wire::UploadBody const body{shorten(photo.name, wire::max_file_name_chars), photo.bytes,
                                    photo.poster_id};
        Ask begin = post(place.audience, "/uploads", wire::to_json(body));
        begin.key = photo.key + photo.poster_id.substr(0, 12);
        photo.call = ask(shell, std::move(begin), place.uploaded);
    } else {
        std::int64_t const bytes = std::min(photo.bytes - photo.sent, piece_bytes);
        bool const last = photo.sent + bytes == photo.bytes;
        SendPiece piece{0, photo.file_handle, photo.upload_path, photo.sent, bytes, last};
        photo.call = send_piece(shell, std::move(piece), place.uploaded);
    }
}

bool hear_film(Shell& shell, UploadPlace const& place, Photo& photo, Answer const& answer) {
    if (answer.status == 0) {
        photo.unreachable = true;
        photo.upload_path.clear();  // how far it came is not known
        return false;
    }
    if (photo.poster_handle != 0) return on_poster_kept(shell, place, photo, answer);
    return photo.upload_path.empty() ? on_begun(place, photo, answer) : on_piece(photo, answer);
}

void give_up_film(Shell& shell, UploadPlace const& place, Photo const& photo) {
    if (photo.poster_handle != 0) shell.effects.push_back(ReleaseFile{photo.poster_handle});
    if (photo.upload_path.empty() || !photo.evidence_id.empty()) return;
    Ask gone;
    gone.audience = place.audience;
    gone.method = "DELETE";
    gone.path = photo.upload_path;
    ask(shell, std::move(gone), nullptr);
}

}  // namespace afterdesk::app
