#include "app/shell/uploads.hpp"

#include <algorithm>

namespace afterdesk::app {
namespace {

constexpr int most_edge = 2048;
constexpr int uploads_at_once = 2;

void keep_photo(Shell& shell, UploadPlace const& place, Photo const& photo) {
    if (place.kept.empty()) return;
    shell.effects.push_back(Keep{place.kept + photo.key, photo.small ? "small" : "raw", photo.file_handle});
}

void forget_photo(Shell& shell, UploadPlace const& place, Photo const& photo) {
    if (!place.kept.empty()) shell.effects.push_back(Forget{place.kept + photo.key});
}

void start_upload(Shell& shell, UploadPlace const& place, Photo& photo) {
    photo.call = upload(shell, photo.file_handle, api_path(place.audience, "/evidence"), place.uploaded);
}

/// The file as a row of the form; it may have failed already.
Photo picked(Shell& shell, ui::PickedFile const& file) {
    Photo photo;
    photo.key = new_key(shell).substr(0, 12);
    photo.kind = kind_of(file);
    photo.file_handle = file.handle;
    photo.name = file.name;
    photo.bytes = file.bytes;
    photo.small = photo.kind == wire::EvidenceKind::report;
    if (photo.is_photo()) photo.preview_url = file.preview_url;
    photo.mistakes = problem_of(photo.kind, file);
    return photo;
}

void take_photo(Shell& shell, UploadPlace const& place, Photo& photo, PictureShrunk const& shrunk) {
    photo.small = shrunk.bytes > 0;
    if (photo.small) {
        photo.preview_url = shrunk.preview_url;
        keep_photo(shell, place, photo);
        return;
    }
    photo.heic = is_heic({0, photo.name, "", 0, ""});
    photo.preview_url.clear();
    if (!photo.heic) photo.mistakes = {{Rule::not_a_picture, photo.name}};
    forget_photo(shell, place, photo);
}

}  // namespace

wire::EvidenceView file_of(wire::TicketDetail const& detail, EvidenceId const& id) {
    for (wire::EvidenceView const& file : detail.files) {
        if (file.id == id.value) return file;
    }
    wire::EvidenceView photo;
    photo.id = id.value;
    return photo;
}

std::string thumb_path(wire::Audience audience, std::string const& evidence_id) {
    return api_path(audience, "/evidence/" + evidence_id + "?size=thumb");
}

Photo uploaded_photo(wire::Audience audience, wire::EvidenceView const& file) {
    Photo photo;
    photo.kind = file.kind;
    photo.evidence_id = file.id;
    photo.name = file.name;
    photo.bytes = file.bytes;
    if (file.has_thumb) photo.preview_url = thumb_path(audience, file.id);
    return photo;
}

void next_photos(Shell& shell, UploadPlace const& place, Photos& photos) {
    auto running = std::count_if(photos.begin(), photos.end(), [](Photo const& p) { return p.call != 0; });
    bool shrinking = std::any_of(photos.begin(), photos.end(), [](Photo const& p) { return p.shrinking; });
    for (Photo& photo : photos) {
        if (!photo.waits() || photo.file_handle == 0) continue;
        if (!photo.small && !shrinking) {
            photo.shrinking = shrinking = true;  // one at a time: a decoded picture is large
            photo.is_photo() ? shrink(shell, photo.file_handle, most_edge, place.shrunk)
                             : prepare_film(shell, place, photo);
        } else if (photo.small && running < uploads_at_once) {
            photo.is_photo() ? start_upload(shell, place, photo) : send_film(shell, place, photo);
            ++running;
        }
    }
}

void add_photos(Shell& shell, UploadPlace const& place, Photos& photos,
                std::vector<ui::PickedFile> const& files) {
    int left_out = 0;
    for (ui::PickedFile const& file : files) {
        if (static_cast<int>(photos.size()) >= place.most) {
            shell.effects.push_back(ReleaseFile{file.handle});
            ++left_out;
            continue;
        }
        photos.push_back(picked(shell, file));
        if (!photos.back().failed()) keep_photo(shell, place, photos.back());
    }
    if (left_out > 0) {
        std::string const said = text::fill(shell.language, t::photos_left_out, {std::to_string(place.most)});
        shell.toasts.push_back({said, ui::Tone::warning});
    }
    next_photos(shell, place, photos);
}

void take_shrunk(Shell& shell, UploadPlace const& place, Photos& photos, PictureShrunk const& shrunk) {
    for (Photo& photo : photos) {
        if (photo.file_handle != shrunk.file_handle || !photo.shrinking) continue;
        photo.shrinking = false;
        if (photo.is_photo()) {
            take_photo(shell, place, photo, shrunk);
            continue;
        }
        photo.small = true;
        photo.poster_handle = shrunk.poster_handle;
        photo.preview_url = shrunk.preview_url;
    }
    next_photos(shell, place, photos);
}

void hear_kept(Photo& photo, Answer const& answer) {
    auto const value = wire::parse_json(answer.body);
    auto const kept =
        value && answer.status == 201
            ? wire::read_evidence(*value)
            : Result<wire::EvidenceView, Mistakes>(Err{wire::read_api_error(answer.body).mistakes});
    if (kept) {
        photo.evidence_id = kept->id;
    } else {
        photo.mistakes = kept.error();
    }
}

bool take_uploaded(Shell& shell, UploadPlace const& place, Photos& photos, Answer const& answer) {
    auto const at = std::find_if(photos.begin(), photos.end(),
                                 [&answer](Photo const& photo) { return photo.call == answer.id; });
    if (at == photos.end()) return false;
    at->call = 0;
    bool changed = answer.status != 0;
    if (!at->is_photo()) {
        changed = hear_film(shell, place, *at, answer);
    } else if (changed) {
        hear_kept(*at, answer);
    } else {
        at->unreachable = true;
    }
    next_photos(shell, place, photos);
    return changed;
}

void remove_photo(Shell& shell, UploadPlace const& place, Photos& photos, std::size_t index) {
    if (index >= photos.size()) return;
    Photo const& photo = photos[index];
    if (photo.call != 0) shell.effects.push_back(CancelCall{photo.call});
    if (photo.file_handle != 0) shell.effects.push_back(ReleaseFile{photo.file_handle});
    if (!photo.is_photo()) give_up_film(shell, place, photo);
    forget_photo(shell, place, photo);
    photos.erase(photos.begin() + static_cast<std::ptrdiff_t>(index));
    next_photos(shell, place, photos);
}

void retry_photo(Shell& shell, UploadPlace const& place, Photos& photos, std::size_t index) {
    if (index >= photos.size()) return;
    photos[index].mistakes.clear();
    photos[index].unreachable = false;
    next_photos(shell, place, photos);
}

void retry_photos(Shell& shell, UploadPlace const& place, Photos& photos) {
    for (Photo& photo : photos) photo.unreachable = false;
    next_photos(shell, place, photos);
}

void release_photos(Shell& shell, Photos const& photos) {
    for (Photo const& photo : photos) {
        if (photo.call != 0) shell.effects.push_back(CancelCall{photo.call});
        if (photo.file_handle != 0) shell.effects.push_back(ReleaseFile{photo.file_handle});
        if (photo.poster_handle != 0) shell.effects.push_back(ReleaseFile{photo.poster_handle});
    }
}

}  // namespace afterdesk::app
