#include "app/shell/uploads.hpp"

#include <algorithm>

namespace afterdesk::app {
namespace {

constexpr int most_edge = 2048;
constexpr std::int64_t most_bytes = 80 << 20;  ///< more is no photo, and decoding it may end the page
constexpr int uploads_at_once = 2;

bool ends_with_any(std::string const& name, std::initializer_list<std::string_view> endings) {
    std::string lower;
    for (char c : name) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view end) { return lower.ends_with(end); });
}

bool is_heic(ui::PickedFile const& file) {
    return file.type == "image/heic" || file.type == "image/heif" ||
           ends_with_any(file.name, {".heic", ".heif"});
}

/// Browsers do not know the type of every picture; what has none is tried.
bool may_be_picture(ui::PickedFile const& file) {
    return file.type.empty() || std::string_view(file.type).starts_with("image/") || is_heic(file);
}

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
    photo.file_handle = file.handle;
    photo.name = file.name;
    photo.preview_url = file.preview_url;
    if (!may_be_picture(file)) photo.mistakes = {{Rule::not_a_picture, file.name}};
    if (file.bytes > most_bytes) photo.mistakes = {{Rule::file_too_large, file.name, most_bytes}};
    return photo;
}

}  // namespace

Photo uploaded_photo(wire::Audience audience, std::string const& evidence_id) {
    Photo photo;
    photo.evidence_id = evidence_id;
    photo.preview_url = api_path(audience, "/evidence/" + evidence_id + "?size=thumb");
    return photo;
}

void next_photos(Shell& shell, UploadPlace const& place, Photos& photos) {
    auto running = std::count_if(photos.begin(), photos.end(), [](Photo const& p) { return p.call != 0; });
    bool shrinking = std::any_of(photos.begin(), photos.end(), [](Photo const& p) { return p.shrinking; });
    for (Photo& photo : photos) {
        if (!photo.waits() || photo.file_handle == 0) continue;
        if (!photo.small && !shrinking) {
            photo.shrinking = shrinking = true;  // one at a time: a decoded picture is large
            shrink(shell, photo.file_handle, most_edge, place.shrunk);
        } else if (photo.small && running < uploads_at_once) {
            start_upload(shell, place, photo);
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
        photo.small = shrunk.bytes > 0;
        if (photo.small) {
            photo.preview_url = shrunk.preview_url;
            keep_photo(shell, place, photo);
        } else {
            photo.heic = is_heic({0, photo.name, "", 0, ""});
            photo.preview_url.clear();
            if (!photo.heic) photo.mistakes = {{Rule::not_a_picture, photo.name}};
            forget_photo(shell, place, photo);
        }
    }
    next_photos(shell, place, photos);
}

bool take_uploaded(Shell& shell, UploadPlace const& place, Photos& photos, Answer const& answer) {
    auto const at = std::find_if(photos.begin(), photos.end(),
                                 [&answer](Photo const& photo) { return photo.call == answer.id; });
    if (at == photos.end()) return false;
    at->call = 0;
    if (answer.status == 0) {
        at->unreachable = true;
    } else {
        auto const value = wire::parse_json(answer.body);
        auto const kept =
            value && answer.status == 201
                ? wire::read_evidence(*value)
                : Result<wire::EvidenceView, Mistakes>(Err{wire::read_api_error(answer.body).mistakes});
        if (kept) {
            at->evidence_id = kept->id;
        } else {
            at->mistakes = kept.error();
        }
    }
    next_photos(shell, place, photos);
    return true;
}

void remove_photo(Shell& shell, UploadPlace const& place, Photos& photos, std::size_t index) {
    if (index >= photos.size()) return;
    Photo const& photo = photos[index];
    if (photo.call != 0) shell.effects.push_back(CancelCall{photo.call});
    if (photo.file_handle != 0) shell.effects.push_back(ReleaseFile{photo.file_handle});
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
    }
}

}  // namespace afterdesk::app
