#pragma once
// One order, and what is asked for of it: the request being written, with its photos.

#include "app/calls/remote.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/uploads.hpp"
#include "screens/apply_screen.hpp"
#include "screens/order_screen.hpp"

namespace afterdesk::app::order {

/// The request being written for one order and type.
struct ApplyForm {
    std::string order_no;
    TicketType type = TicketType::refund_unshipped;
    std::string changes;  ///< the ticket whose request this changes; empty: a new one
    bool ready = false;   ///< what it is about has come, and what was kept of it is asked for
    screens::ApplyUi ui;
    Photos photos;
    std::string idempotency_key;  ///< fixed until the request's content changes
    bool touched = false;         ///< a draft that comes later is too late
    int call = 0;
    Mistakes mistakes;  ///< the server's answer to the last attempt
};

struct Model {
    wire::Audience audience = wire::Audience::buyer;  ///< staff ask for a buyer
    std::string order_no;
    Remote<wire::OrderDetail> order;
    Remote<wire::TicketDetail> ticket;  ///< that the form changes
    ApplyForm form;
    screens::OrderView view;
    screens::ApplyView apply_view;
};

screens::OrderView make_view(Model const& model, Shell const& shell);
screens::ApplyView make_apply_view(Model const& model, Shell const& shell);

// ---- Inside of the feature --------------------------------------------------------------------------------

/// Who asks. The buyers' program knows it beforehand.
inline wire::Audience asker(Model const& model) {
    return has_staff() ? model.audience : wire::Audience::buyer;
}
inline bool for_a_buyer(Model const& model) { return asker(model) != wire::Audience::buyer; }

void fetch_order(Model& model, Shell& shell);
void fetch_ticket(Model& model, Shell& shell);

/// What the last part of the form's address names: a ticket to be changed, or a line of the order.
bool is_ticket_no(std::string_view part);
bool is_line_no(std::string_view part);

/// The form: how it is filled in, and its way to the server. (apply.cpp)
void start_form(Model& model, Shell& shell);
/// Something came: no more may be asked for than is left. The first time it is filled in.
void fit_form(Model& model, Shell& shell);
/// The line that the address names is part of the request.
void choose_named_line(Model& model, Shell const& shell);
void on_request_changed(Model& model, Shell& shell);
void submit_request(Model& model, Shell& shell);
/// What became of a request: heard at once, or when it has waited for the network.
void on_submitted(Model& model, Shell& shell, Answer const& answer);

/// What it asks for, and what the core says to it. (request.cpp)
/// Everything that it needs to know has come.
bool is_known(Model const& model);
/// The policy that holds: the newest, or the one that the changed ticket keeps.
Policy const& policy_of(Model const& model);
/// How many pieces of each line it could ask for.
std::vector<int> left_of(Model const& model);
Request request_of(Model const& model);
std::optional<QuoteInput> quote_input_of(Model const& model, Shell const& shell);
/// 未收到货 or 已收到货: as it was answered, or as the order's parcels say.
std::string_view came_key(Model const& model);
/// True when the reason fits the type, and whether the goods came.
bool is_offered(Model const& model, Reason const& reason);
/// Before a reason is chosen amounts are those of the first one that fits.
void assume_reason(Model const& model, Request& request);
/// The application as it would be sent now, with what the page shows as its quote.
Apply apply_of(Model const& model, Request const& request, Quote const& shown);
/// What the core says to it; empty when it would take it.
Mistakes refusal_of(Model const& model, Shell const& shell, Apply const& apply);
/// Why a line may not be asked for as this, in words.
std::string refusal_of(Shell const& shell, TicketType type, Mistake const& mistake);

/// The type's own part of the view, reasons, and what goes back. (parts_view.cpp)
void fill_what_happened(Model const& model, Shell const& shell, screens::ApplyView& view);
void fill_parts(Model const& model, Shell const& shell, screens::ApplyView& view);
void fill_words(Model const& model, Shell const& shell, screens::ApplyView& view);

/// By staff: for whom, which type, and what was said with him. (for_buyer.cpp)
void fill_for_buyer(Model const& model, Shell const& shell, screens::ApplyView& view);
/// What is sent then.
std::string body_for_buyer(ApplyForm const& form, Apply apply);

/// What the browser keeps of the form. (draft.cpp)
std::string draft_key(Model const& model, Shell const& shell);
void keep_draft(Model const& model, Shell& shell);
void recall_draft(Model const& model, Shell& shell);

/// Its files (shell/uploads.hpp). (proof.cpp)
UploadPlace place_of(Model const& model, Shell const& shell);
void add_photos(Model& model, Shell& shell, std::vector<ui::PickedFile> const& files);
void remove_photo(Model& model, Shell& shell, std::size_t index);
void retry_photo(Model& model, Shell& shell, std::size_t index);
void retry_photos(Model& model, Shell& shell);
void next_photos(Model& model, Shell& shell);
/// How they stand, and why the request must wait for them.
void fill_proof(Model const& model, Shell const& shell, screens::ApplyView& view);

}  // namespace afterdesk::app::order
