#pragma once
// Files that are to prove something, on their way to the server: made small one at a time, two uploads at
// once, a copy kept in the browser meanwhile. Each form has its own list.

#include "app/shell/shell.hpp"
#include "screens/proof.hpp"

namespace afterdesk::app {

/// One file of a form.
struct Photo {
    std::string key;      ///< of its copy in the browser
    int file_handle = 0;  ///< 0: only the server has it
    std::string name, preview_url;
    bool shrinking = false, small = false;
    int call = 0;       ///< running upload
    Mistakes mistakes;  ///< why it failed
    bool unreachable = false, heic = false;
    std::string evidence_id;  ///< uploaded
    bool failed() const { return unreachable || heic || !mistakes.empty(); }
    bool waits() const { return evidence_id.empty() && call == 0 && !shrinking && !failed(); }
    /// The form can not be sent without it, and it may still arrive.
    bool on_its_way() const { return evidence_id.empty() && (!failed() || unreachable); }
};
using Photos = std::vector<Photo>;

/// Where a form's files go, and who hears of them.
struct UploadPlace {
    wire::Audience audience = wire::Audience::buyer;
    std::string kept;  ///< copies are kept under this and their key; empty: none are
    int most = 9;
    Then uploaded = nullptr;
    ThenShrunk shrunk = nullptr;
};

/// One that the server has, as it is shown again.
Photo uploaded_photo(wire::Audience audience, std::string const& evidence_id);
void add_photos(Shell& shell, UploadPlace const& place, Photos& photos,
                std::vector<ui::PickedFile> const& files);
void remove_photo(Shell& shell, UploadPlace const& place, Photos& photos, std::size_t index);
void retry_photo(Shell& shell, UploadPlace const& place, Photos& photos, std::size_t index);
/// The network is back: those that did not get through go on.
void retry_photos(Shell& shell, UploadPlace const& place, Photos& photos);
/// The form is left: nothing of it goes on.
void release_photos(Shell& shell, Photos const& photos);
/// Begins what can be begun now.
void next_photos(Shell& shell, UploadPlace const& place, Photos& photos);
void take_shrunk(Shell& shell, UploadPlace const& place, Photos& photos, PictureShrunk const& shrunk);
/// True when it was the answer to one of these.
bool take_uploaded(Shell& shell, UploadPlace const& place, Photos& photos, Answer const& answer);

/// The list, ready to print; its hint is the form's to say. (proof_view.cpp)
screens::ProofView make_proof(Shell const& shell, Photos const& photos, int most);

}  // namespace afterdesk::app
