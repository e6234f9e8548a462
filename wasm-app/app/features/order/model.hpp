#pragma once
// One order, and what is asked for of it: the request being written, with its photos.

#include "app/calls/remote.hpp"
#include "screens/apply_screen.hpp"
#include "screens/order_screen.hpp"

namespace afterdesk::app::order {

/// A file of the request being written, kept in the browser meanwhile. A photo is made small, then uploaded;
/// a video or report goes in pieces, a video behind a picture of it.
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
};

/// The request being written for one order and type.
struct ApplyForm {
    std::string order_no;
    TicketType type = TicketType::refund_unshipped;
    screens::ApplyUi ui;
    std::vector<Photo> photos;
    std::string idempotency_key;  ///< fixed until the request's content changes
    bool touched = false;         ///< a draft that comes later is too late
    int call = 0;
    Mistakes mistakes;  ///< the server's answer to the last attempt
};

struct Model {
    std::string order_no;
    Remote<wire::OrderDetail> order;
    ApplyForm form;
    screens::OrderView view;
    screens::ApplyView apply_view;
};

screens::OrderView make_view(Model const& model, Shell const& shell);
screens::ApplyView make_apply_view(Model const& model, Shell const& shell);

// ---- Inside of the feature --------------------------------------------------------------------------------

void fetch_order(Model& model, Shell& shell);

/// The form: what it asks for, and its way to the server. (apply.cpp)
void start_form(Model& model, Shell& shell);
/// The order came: no more may be asked for than is left. `first`: a kept draft is read back.
void fit_form(Model& model, Shell& shell, bool first);
Request request_of(Model const& model);
std::optional<QuoteInput> quote_input_of(Model const& model, Shell const& shell);
/// The application as it would be sent now, with what the page shows as its quote.
Apply apply_of(Model const& model, Request const& request, Quote const& shown);
/// What the core says to it; empty when it would take it.
Mistakes refusal_of(Model const& model, Shell const& shell, Apply const& apply);
void on_request_changed(Model& model, Shell& shell);
void submit_request(Model& model, Shell& shell);
/// What became of a request: heard at once, or when it has waited for the network.
void on_submitted(Model& model, Shell& shell, Answer const& answer);

/// What the browser keeps of the form. (draft.cpp)
std::string draft_key(Model const& model, Shell const& shell);
void keep_draft(Model const& model, Shell& shell);
void recall_draft(Model const& model, Shell& shell);

/// Photos: made small one at a time, two uploads at once. (photos.cpp)
void add_photos(Model& model, Shell& shell, std::vector<ui::PickedFile> const& files);
void remove_photo(Model& model, Shell& shell, std::size_t index);
void retry_photo(Model& model, Shell& shell, std::size_t index);
void retry_photos(Model& model, Shell& shell);
void release_photos(Model const& model, Shell& shell);
void next_photos(Model& model, Shell& shell);
/// Videos and reports: the picture, the beginning, then piece by piece. (photos_pieces.cpp)
wire::EvidenceKind kind_of(ui::PickedFile const& file);
bool is_heic(ui::PickedFile const& file);
Mistakes problem_of(wire::EvidenceKind kind, ui::PickedFile const& file);
void prepare_film(Shell& shell, Photo& photo);
void send_film(Shell& shell, Photo& photo);
void give_up_film(Shell& shell, Photo const& photo);
/// Photos and their parts hear an answer alike. (photos.cpp)
void hear_kept(Photo& photo, Answer const& answer);
/// How they stand, and why the request must wait for them. (photos_view.cpp)
void fill_proof(Model const& model, Shell const& shell, screens::ApplyView& view);

}  // namespace afterdesk::app::order
