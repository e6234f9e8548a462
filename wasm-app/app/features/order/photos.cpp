// Photos of a request: made small, uploaded, kept in the browser meanwhile; and how all its files queue.

#include <algorithm>

#include "app/features/order/model.hpp"

namespace afterdesk::app::order {
namespace {

using wire::Audience;

constexpr int most_edge = 2048;
constexpr int uploads_at_once = 2;

std::string photo_key(Model const& model, Shell const& shell, Photo const& photo) {
    return draft_key(model, shell) + "photo/" + photo.key;
}

void keep_photo(Model const& model, Shell& shell, Photo const& photo) {
    shell.effects.push_back(
        Keep{photo_key(model, shell, photo), photo.small ? "small" : "raw", photo.file_handle});
}

void on_shrunk(Model& model, Shell& shell, PictureShrunk const& shrunk);
void on_uploaded(Model& model, Shell& shell, Answer const& answer);

void start_upload(Shell& shell, Photo& photo) {
    photo.call =
        upload(shell, photo.file_handle, api_path(Audience::buyer, "/evidence"), in_feature<&on_uploaded>);
}

void try_again(Photo& photo) {
    photo.mistakes.clear();
    photo.unreachable = false;
}

}  // namespace

void next_photos(Model& model, Shell& shell) {
    auto& photos = model.form.photos;
    auto running = std::count_if(photos.begin(), photos.end(), [](Photo const& p) { return p.call != 0; });
    bool shrinking = std::any_of(photos.begin(), photos.end(), [](Photo const& p) { return p.shrinking; });
    for (Photo& photo : photos) {
        if (!photo.waits() || photo.file_handle == 0) continue;
        if (!photo.small && !shrinking) {
            photo.shrinking = shrinking = true;  // one at a time: a decoded picture is large
            photo.is_photo() ? shrink(shell, photo.file_handle, most_edge, in_feature<&on_shrunk>)
                             : prepare_film(shell, photo);
        } else if (photo.small && running < uploads_at_once) {
            photo.is_photo() ? start_upload(shell, photo) : send_film(shell, photo);
            ++running;
        }
    }
}

void add_photos(Model& model, Shell& shell, std::vector<ui::PickedFile> const& files) {
    ApplyForm& form = model.form;
    int const most = model.order.value ? model.order.value->policy.max_evidence : 9;
    int left_out = 0;
    for (ui::PickedFile const& file : files) {
        if (static_cast<int>(form.photos.size()) >= most) {
            shell.effects.push_back(ReleaseFile{file.handle});
            ++left_out;
            continue;
        }
        Photo photo;
        photo.key = new_key(shell).substr(0, 12);
        photo.file_handle = file.handle;
        photo.name = file.name;
        photo.preview_url = file.preview_url;
        photo.bytes = file.bytes;
        photo.kind = kind_of(file);
        photo.small = photo.kind == wire::EvidenceKind::report;
        if (!photo.is_photo()) photo.preview_url.clear();
        photo.mistakes = problem_of(photo.kind, file);
        if (!photo.failed()) keep_photo(model, shell, photo);
        form.photos.push_back(std::move(photo));
    }
    if (left_out > 0) {
        std::string const said = text::fill(shell.language, t::photos_left_out, {std::to_string(most)});
        shell.toasts.push_back({said, ui::Tone::warning});
    }
    on_request_changed(model, shell);
    next_photos(model, shell);
}

namespace {

void on_shrunk(Model& model, Shell& shell, PictureShrunk const& shrunk) {
    for (Photo& photo : model.form.photos) {
        if (photo.file_handle != shrunk.file_handle || !photo.shrinking) continue;
        photo.shrinking = false;
        photo.small = shrunk.bytes > 0;
        if (photo.small) {
            photo.preview_url = shrunk.preview_url;
            keep_photo(model, shell, photo);
        } else {
            photo.heic = is_heic({0, photo.name, "", 0, ""});
            photo.preview_url.clear();
            if (!photo.heic) photo.mistakes = {{Rule::not_a_picture, photo.name}};
            shell.effects.push_back(Forget{photo_key(model, shell, photo)});
        }
    }
    next_photos(model, shell);
}

void on_uploaded(Model& model, Shell& shell, Answer const& answer) {
    for (Photo& photo : model.form.photos) {
        if (photo.call != answer.id) continue;
        photo.call = 0;
        if (answer.status == 0) {
            photo.unreachable = true;
            continue;
        }
        hear_kept(photo, answer);
        on_request_changed(model, shell);
        break;
    }
    next_photos(model, shell);
}

}  // namespace

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

void remove_photo(Model& model, Shell& shell, std::size_t index) {
    auto& photos = model.form.photos;
    if (index >= photos.size()) return;
    Photo const& photo = photos[index];
    if (photo.call != 0) shell.effects.push_back(CancelCall{photo.call});
    if (photo.file_handle != 0) shell.effects.push_back(ReleaseFile{photo.file_handle});
    if (!photo.is_photo()) give_up_film(shell, photo);
    shell.effects.push_back(Forget{photo_key(model, shell, photo)});
    photos.erase(photos.begin() + static_cast<std::ptrdiff_t>(index));
    on_request_changed(model, shell);
    next_photos(model, shell);
}

void retry_photo(Model& model, Shell& shell, std::size_t index) {
    if (index >= model.form.photos.size()) return;
    try_again(model.form.photos[index]);
    next_photos(model, shell);
}

void retry_photos(Model& model, Shell& shell) {
    for (Photo& photo : model.form.photos) photo.unreachable = false;
    next_photos(model, shell);
}

void release_photos(Model const& model, Shell& shell) {
    for (Photo const& photo : model.form.photos) {
        if (photo.call != 0) shell.effects.push_back(CancelCall{photo.call});
        if (photo.file_handle != 0) shell.effects.push_back(ReleaseFile{photo.file_handle});
        if (photo.poster_handle != 0) shell.effects.push_back(ReleaseFile{photo.poster_handle});
    }
}

}  // namespace afterdesk::app::order
