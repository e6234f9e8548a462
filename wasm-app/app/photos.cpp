#include <algorithm>

#include "app/update.hpp"
#include "text/catalogue.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

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

std::string photo_key(Model const& model, Photo const& photo) {
    return draft_key(model) + "photo/" + photo.key;
}

void keep_photo(Model& model, Photo const& photo) {
    model.effects.push_back(Keep{photo_key(model, photo), photo.small ? "small" : "raw", photo.file_handle});
}

void start_upload(Model& model, Photo& photo) {
    photo.percent = 0;
    photo.call = ++model.last_call;
    model.calls[photo.call] = {Purpose::upload, Audience::buyer, ""};
    model.effects.push_back(
        UploadFile{photo.call, photo.file_handle, api_path(Audience::buyer, "/evidence")});
}

void try_again(Photo& photo) {
    photo.mistakes.clear();
    photo.unreachable = false;
}

}  // namespace

void next_photos(Model& model) {
    auto& photos = model.apply.photos;
    auto running = std::count_if(photos.begin(), photos.end(), [](Photo const& p) { return p.call != 0; });
    bool shrinking = std::any_of(photos.begin(), photos.end(), [](Photo const& p) { return p.shrinking; });
    for (Photo& photo : photos) {
        if (!photo.waits() || photo.file_handle == 0) continue;
        if (!photo.small && !shrinking) {
            photo.shrinking = shrinking = true;  // one at a time: a decoded picture is large
            model.effects.push_back(ShrinkPicture{photo.file_handle, most_edge});
        } else if (photo.small && running < uploads_at_once) {
            start_upload(model, photo);
            ++running;
        }
    }
}

void add_photos(Model& model, std::vector<ui::PickedFile> const& files) {
    ApplyForm& form = model.apply;
    int const most = model.order.value ? model.order.value->policy.max_evidence : 9;
    int left_out = 0;
    for (ui::PickedFile const& file : files) {
        if (static_cast<int>(form.photos.size()) >= most) {
            model.effects.push_back(ReleaseFile{file.handle});
            ++left_out;
            continue;
        }
        Photo photo;
        photo.key = new_key(model).substr(0, 12);
        photo.file_handle = file.handle;
        photo.name = file.name;
        photo.preview_url = file.preview_url;
        if (!may_be_picture(file)) photo.mistakes = {{Rule::not_a_picture, file.name}};
        if (file.bytes > most_bytes) photo.mistakes = {{Rule::file_too_large, file.name, most_bytes}};
        if (!photo.failed()) keep_photo(model, photo);
        form.photos.push_back(std::move(photo));
    }
    if (left_out > 0) {
        std::string const said = text::fill(model.language, t::photos_left_out, {std::to_string(most)});
        model.toasts.push_back({said, ui::Tone::warning});
    }
    on_request_changed(model);
    next_photos(model);
}

void on_shrunk(Model& model, PictureShrunk const& shrunk) {
    for (Photo& photo : model.apply.photos) {
        if (photo.file_handle != shrunk.file_handle || !photo.shrinking) continue;
        photo.shrinking = false;
        photo.small = shrunk.bytes > 0;
        if (photo.small) {
            photo.preview_url = shrunk.preview_url;
            keep_photo(model, photo);
        } else {
            photo.heic = is_heic({0, photo.name, "", 0, ""});
            photo.preview_url.clear();
            if (!photo.heic) photo.mistakes = {{Rule::not_a_picture, photo.name}};
            model.effects.push_back(Forget{photo_key(model, photo)});
        }
    }
    next_photos(model);
}

void on_uploaded(Model& model, HttpDone const& done) {
    for (Photo& photo : model.apply.photos) {
        if (photo.call != done.id) continue;
        photo.call = 0;
        if (done.status == 0) {
            photo.unreachable = true;
            continue;
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
        break;
    }
    next_photos(model);
}

void remove_photo(Model& model, std::size_t index) {
    auto& photos = model.apply.photos;
    if (index >= photos.size()) return;
    Photo const& photo = photos[index];
    if (photo.call != 0) model.effects.push_back(CancelCall{photo.call});
    if (photo.file_handle != 0) model.effects.push_back(ReleaseFile{photo.file_handle});
    model.effects.push_back(Forget{photo_key(model, photo)});
    photos.erase(photos.begin() + static_cast<std::ptrdiff_t>(index));
    on_request_changed(model);
    next_photos(model);
}

void retry_photo(Model& model, std::size_t index) {
    if (index >= model.apply.photos.size()) return;
    try_again(model.apply.photos[index]);
    next_photos(model);
}

void retry_photos(Model& model) {
    for (Photo& photo : model.apply.photos) photo.unreachable = false;
    next_photos(model);
}

void release_photos(Model& model) {
    for (Photo const& photo : model.apply.photos) {
        if (photo.call != 0) model.effects.push_back(CancelCall{photo.call});
        if (photo.file_handle != 0) model.effects.push_back(ReleaseFile{photo.file_handle});
    }
}

}  // namespace afterdesk::app
