#pragma once
// Files that are to prove something, on their way to the server, a copy kept in the browser meanwhile.
// A photo is made small, then sent; a video or report goes in pieces, a video behind a picture of it.
// Each form has a list of its own.

#include "app/shell/shell.hpp"
#include "screens/proof.hpp"

namespace afterdesk::app {

/// One file of a form.
struct Photo {
    std::string key;  ///< of its copy in the browser, and of its upload
    wire::EvidenceKind kind = wire::EvidenceKind::photo;
    int file_handle = 0;  ///< 0: only the server has it
    std::string name, preview_url;
    bool shrinking = false, small = false;  ///< small: ready to be sent
    int call = 0;                           ///< running upload
    Mistakes mistakes;                      ///< why it failed
    bool unreachable = false, heic = false;
    std::string evidence_id;  ///< uploaded
    std::int64_t bytes = 0, sent = 0;
    int poster_handle = 0;
    std::string poster_id;    ///< of the video's picture, uploaded
    std::string upload_path;  ///< where the pieces go; empty: not begun
    bool is_photo() const { return kind == wire::EvidenceKind::photo; }
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
    Then uploaded = nullptr;      ///< hands the answer on to take_uploaded
    ThenShrunk shrunk = nullptr;  ///< hands the picture on to take_shrunk
};

/// What a ticket tells of one of its files; of photos it tells nothing.
wire::EvidenceView file_of(wire::TicketDetail const& detail, EvidenceId const& id);
/// One that the server has, as it is shown again.
Photo uploaded_photo(wire::Audience audience, wire::EvidenceView const& file);
/// Where the server shows it small.
std::string thumb_path(wire::Audience audience, std::string const& evidence_id);
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
/// True when what the form keeps has changed by the answer: there is one more, or one has failed.
bool take_uploaded(Shell& shell, UploadPlace const& place, Photos& photos, Answer const& answer);

/// What a form's draft keeps of them, and those of a draft again: that have a copy here, or that the server
/// has; the others are gone. (photo_drafts.cpp)
wire::Array draft_of_photos(Photos const& photos);
Photos photos_of_draft(UploadPlace const& place, wire::Array const& entries,
                       std::vector<KeptItem> const& items);
/// A text of a draft; empty where there is none.
std::string text_at(wire::Value const& object, std::string_view key);
/// What was kept under a key; null: nothing.
KeptItem const* find_kept(std::vector<KeptItem> const& items, std::string_view key);

/// The list, ready to print; its hint is the form's to say. (proof_view.cpp)
screens::ProofView make_proof(Shell const& shell, Photos const& photos, int most);

// ---- Inside ----------------------------------------------------------------------------------------------

void hear_kept(Photo& photo, Answer const& answer);
/// Videos and reports: the picture, the beginning, then piece by piece. (upload_pieces.cpp)
wire::EvidenceKind kind_of(ui::PickedFile const& file);
bool is_heic(ui::PickedFile const& file);
Mistakes problem_of(wire::EvidenceKind kind, ui::PickedFile const& file);
void prepare_film(Shell& shell, UploadPlace const& place, Photo& photo);
void send_film(Shell& shell, UploadPlace const& place, Photo& photo);
/// True when the form has changed by the answer.
bool hear_film(Shell& shell, UploadPlace const& place, Photo& photo, Answer const& answer);
void give_up_film(Shell& shell, UploadPlace const& place, Photo const& photo);

}  // namespace afterdesk::app
