// The files of a dialog: chosen there, uploaded at once, named by the command that is sent.

#include <algorithm>

#include "app/features/ticket/commands.hpp"

namespace afterdesk::app::ticket {
namespace {

void on_shrunk(Model& model, Shell& shell, PictureShrunk const& shrunk);
void on_uploaded(Model& model, Shell& shell, Answer const& answer);

UploadPlace place_of(Model const& model, Shell const& shell, std::string_view slug) {
    int const most = model.ticket.value ? model.ticket.value->policy.max_evidence : 9;
    std::string const kept = draft_key(model, shell) + std::string(slug) + "/photo/";
    return {model.audience, kept, most, in_feature<&on_uploaded>, in_feature<&on_shrunk>};
}

/// The form holds what the server has of them.
void note_uploaded(Model& model, Shell& shell, std::string const& slug) {
    std::string ids;
    for (Photo const& photo : model.proof[slug]) {
        if (!photo.evidence_id.empty()) ids += (ids.empty() ? "" : " ") + photo.evidence_id;
    }
    model.forms[slug].values["evidence"] = std::move(ids);
    model.touched = true;
    model.sending.mistakes.clear();
    keep_draft(model, shell);
}

void on_shrunk(Model& model, Shell& shell, PictureShrunk const& shrunk) {
    for (auto& [slug, photos] : model.proof) take_shrunk(shell, place_of(model, shell, slug), photos, shrunk);
}

void on_uploaded(Model& model, Shell& shell, Answer const& answer) {
    for (auto& [slug, photos] : model.proof) {
        if (take_uploaded(shell, place_of(model, shell, slug), photos, answer))
            return note_uploaded(model, shell, slug);
    }
}

}  // namespace

void act_on_proof(Model& model, Shell& shell, screens::Intent const& intent) {
    auto const* const add = std::get_if<screens::AddPhotos>(&intent);
    auto const* const remove = std::get_if<screens::RemovePhoto>(&intent);
    auto const* const retry = std::get_if<screens::RetryPhoto>(&intent);
    CommandRow const* const row = row_of_dialog(shell.route.dialog);
    if (row == nullptr || (add == nullptr && remove == nullptr && retry == nullptr)) return;
    std::string const slug(row->slug);
    Photos& photos = model.proof[slug];
    UploadPlace const place = place_of(model, shell, slug);
    if (add != nullptr) add_photos(shell, place, photos, add->files);
    if (remove != nullptr) remove_photo(shell, place, photos, remove->index);
    if (retry != nullptr) retry_photo(shell, place, photos, retry->index);
    note_uploaded(model, shell, slug);
}

void recall_proof(Model& model, Shell& shell, std::string const& slug, wire::Array const& entries,
                  std::vector<KeptItem> const& items) {
    UploadPlace const place = place_of(model, shell, slug);
    Photos& photos = model.proof[slug] = photos_of_draft(place, entries, items);
    next_photos(shell, place, photos);
}

bool is_uploading(Model const& model, std::string_view slug) {
    auto const found = model.proof.find(slug);
    if (found == model.proof.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(),
                       [](Photo const& photo) { return photo.on_its_way(); });
}

void retry_proof(Model& model, Shell& shell) {
    for (auto& [slug, photos] : model.proof) retry_photos(shell, place_of(model, shell, slug), photos);
}

void release_proof(Model const& model, Shell& shell) {
    for (auto const& [slug, photos] : model.proof) release_photos(shell, photos);
}

}  // namespace afterdesk::app::ticket
