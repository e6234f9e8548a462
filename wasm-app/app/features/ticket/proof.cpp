// The files of a dialog: chosen there, uploaded at once, named by the command that is sent.

#include <algorithm>

#include "app/features/ticket/commands.hpp"

namespace afterdesk::app::ticket {
namespace {

void on_shrunk(Model& model, Shell& shell, PictureShrunk const& shrunk);
void on_uploaded(Model& model, Shell& shell, Answer const& answer);

constexpr std::string_view usual_field = "evidence";

/// Most dialogs have one list of files, known by the dialog's slug; others are "slug/field".
std::string list_of(std::string_view slug, std::string_view field) {
    return field.empty() ? std::string(slug) : std::string(slug) + "/" + std::string(field);
}
std::string_view slug_of(std::string_view list) { return list.substr(0, list.find('/')); }
std::string_view field_of(std::string_view list) {
    std::size_t const slash = list.find('/');
    return slash == std::string_view::npos ? usual_field : list.substr(slash + 1);
}

UploadPlace place_of(Model const& model, Shell const& shell, std::string_view list) {
    int const most = model.ticket.value ? model.ticket.value->policy.max_evidence : 9;
    std::string const kept = draft_key(model, shell) + std::string(list) + "/photo/";
    return {model.audience, kept, most, in_feature<&on_uploaded>, in_feature<&on_shrunk>};
}

/// The form holds what the server has of them.
void note_uploaded(Model& model, Shell& shell, std::string const& list) {
    std::string ids;
    for (Photo const& photo : model.proof[list]) {
        if (!photo.evidence_id.empty()) ids += (ids.empty() ? "" : " ") + photo.evidence_id;
    }
    model.forms[std::string(slug_of(list))].values[std::string(field_of(list))] = std::move(ids);
    model.touched = true;
    model.sending.mistakes.clear();
    keep_draft(model, shell);
}

void on_shrunk(Model& model, Shell& shell, PictureShrunk const& shrunk) {
    for (auto& [list, photos] : model.proof) take_shrunk(shell, place_of(model, shell, list), photos, shrunk);
}

void on_uploaded(Model& model, Shell& shell, Answer const& answer) {
    for (auto& [list, photos] : model.proof) {
        if (take_uploaded(shell, place_of(model, shell, list), photos, answer))
            return note_uploaded(model, shell, list);
    }
}

}  // namespace

void act_on_proof(Model& model, Shell& shell, screens::Intent const& intent) {
    auto const* const add = std::get_if<screens::AddPhotos>(&intent);
    auto const* const remove = std::get_if<screens::RemovePhoto>(&intent);
    auto const* const retry = std::get_if<screens::RetryPhoto>(&intent);
    CommandRow const* const row = row_of_dialog(shell.route.dialog);
    if (row == nullptr || (add == nullptr && remove == nullptr && retry == nullptr)) return;
    std::string const& field = add != nullptr ? add->field : remove != nullptr ? remove->field : retry->field;
    std::string const list = list_of(row->slug, field);
    Photos& photos = model.proof[list];
    UploadPlace const place = place_of(model, shell, list);
    if (add != nullptr) add_photos(shell, place, photos, add->files);
    if (remove != nullptr) remove_photo(shell, place, photos, remove->index);
    if (retry != nullptr) retry_photo(shell, place, photos, retry->index);
    note_uploaded(model, shell, list);
}

void recall_proof(Model& model, Shell& shell, std::string const& list, wire::Array const& entries,
                  std::vector<KeptItem> const& items) {
    UploadPlace const place = place_of(model, shell, list);
    Photos& photos = model.proof[list] = photos_of_draft(place, entries, items);
    next_photos(shell, place, photos);
}

bool is_uploading(Model const& model, std::string_view slug) {
    return std::any_of(model.proof.begin(), model.proof.end(), [&](auto const& list) {
        return slug_of(list.first) == slug &&
               std::any_of(list.second.begin(), list.second.end(),
                           [](Photo const& photo) { return photo.on_its_way(); });
    });
}

void retry_proof(Model& model, Shell& shell) {
    for (auto& [list, photos] : model.proof) retry_photos(shell, place_of(model, shell, list), photos);
}

void release_proof(Model const& model, Shell& shell) {
    for (auto const& [list, photos] : model.proof) release_photos(shell, photos);
}

}  // namespace afterdesk::app::ticket
