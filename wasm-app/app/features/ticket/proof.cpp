// The files of a dialog: chosen there, uploaded at once, named by the command that is sent.

#include <algorithm>

#include "app/features/ticket/commands.hpp"
#include "base/text.hpp"
#include "wire/names.hpp"

namespace afterdesk::app::ticket {
namespace {

constexpr char const* kinds_path = "evidence_kinds";

void on_shrunk(Model& model, Shell& shell, PictureShrunk const& shrunk);
void on_uploaded(Model& model, Shell& shell, Answer const& answer);

UploadPlace place_of(Model const& model) {
    int const most = model.ticket.value ? model.ticket.value->policy.max_evidence : 9;
    return {model.audience, "", most, in_feature<&on_uploaded>, in_feature<&on_shrunk>};
}

std::string_view next_word(std::string_view& rest) {
    std::string_view const word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    return word;
}

/// The form holds what the server has of them, and beside it, for its draft, what they are.
void note_uploaded(Model& model, Shell& shell, std::string const& slug) {
    std::string ids, kinds;
    for (Photo const& photo : model.proof[slug]) {
        if (photo.evidence_id.empty()) continue;
        std::string const space = ids.empty() ? "" : " ";
        ids += space + photo.evidence_id;
        kinds += space + std::string(wire::name_of(photo.kind));
    }
    model.forms[slug].values["evidence"] = std::move(ids);
    model.forms[slug].values[kinds_path] = std::move(kinds);
    model.touched = true;
    model.sending.mistakes.clear();
    keep_draft(model, shell);
}

void on_shrunk(Model& model, Shell& shell, PictureShrunk const& shrunk) {
    for (auto& [slug, photos] : model.proof) take_shrunk(shell, place_of(model), photos, shrunk);
}

void on_uploaded(Model& model, Shell& shell, Answer const& answer) {
    for (auto& [slug, photos] : model.proof) {
        if (take_uploaded(shell, place_of(model), photos, answer)) return note_uploaded(model, shell, slug);
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
    if (add != nullptr) add_photos(shell, place_of(model), photos, add->files);
    if (remove != nullptr) remove_photo(shell, place_of(model), photos, remove->index);
    if (retry != nullptr) retry_photo(shell, place_of(model), photos, retry->index);
    note_uploaded(model, shell, slug);
}

void recall_proof(Model& model) {
    for (auto const& [slug, form] : model.forms) {
        std::string_view ids = form.value_of("evidence"), kinds = form.value_of(kinds_path);
        Photos& photos = model.proof[slug];
        if (!photos.empty()) continue;
        while (!ids.empty()) {
            wire::EvidenceView file;
            file.id = next_word(ids);
            file.kind = wire::from_name<wire::EvidenceKind>(next_word(kinds)).value_or(file.kind);
            file.has_thumb = file.kind != wire::EvidenceKind::report;
            if (is_id(file.id)) photos.push_back(uploaded_photo(model.audience, file));
        }
    }
}

bool is_uploading(Model const& model, std::string_view slug) {
    auto const found = model.proof.find(slug);
    if (found == model.proof.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(),
                       [](Photo const& photo) { return photo.on_its_way(); });
}

void retry_proof(Model& model, Shell& shell) {
    for (auto& [slug, photos] : model.proof) retry_photos(shell, place_of(model), photos);
}

void release_proof(Model const& model, Shell& shell) {
    for (auto const& [slug, photos] : model.proof) release_photos(shell, photos);
}

}  // namespace afterdesk::app::ticket
