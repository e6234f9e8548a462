#pragma once
// A courier who comes for what goes back: how the booking stands, and the form for one. Each dialog has its
// own address.

#include "screens/form.hpp"

namespace afterdesk::screens {

struct PickupScreenView {
    PageView page;
    LoadView load;
    bool missing = false;
    std::string state;  ///< of the newest booking; empty: there is none
    ui::Tone tone = ui::Tone::neutral;
    std::string note, reason;
    std::vector<ReceiptRow> booking;
    std::string change_href, cancel_href;  ///< empty: not any more
    std::string intro, privacy;
    std::vector<FormFieldView> fields;  ///< to book; empty: not now
    std::string why_not;                ///< it can not be sent yet
    std::string not_now;
    std::string ticket_href;
    std::string error;  ///< of what was sent last
    bool sending = false;
    FormView form;  ///< the open dialog
};
void draw_pickup(ui::Ui& ui, PickupScreenView const& view, FormUi& state, FormUi& dialog, Intents& out);

/// Fields for who sends: what the browser knows of its reader it fills in.
bool draw_sender_name(ui::Ui& ui, FormFieldView const& field, std::string& value);
bool draw_sender_phone(ui::Ui& ui, FormFieldView const& field, std::string& value);
bool draw_sender_address(ui::Ui& ui, FormFieldView const& field, std::string& value);

}  // namespace afterdesk::screens
