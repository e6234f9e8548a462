#pragma once
// A refund that its channel took on and could not pay out: what happened, and the dialog that says where it
// goes. What is typed there of a person is drawn, sent, and kept nowhere.

#include "screens/form.hpp"

namespace afterdesk::screens {

struct AbnormalView {
    PageView page;
    LoadView load;
    std::string why_not;                ///< he may not say it
    std::string nothing, nothing_note;  ///< no refund waits for it
    std::string happened;
    std::vector<ReceiptRow> facts;
    std::string ticket_label, ticket_href;
    FormView form;
    std::string error;
    bool sending = false;
};
struct AbnormalUi {
    FormUi form;
};
void draw_abnormal(ui::Ui& ui, AbnormalView const& view, AbnormalUi& state, Intents& out);

/// A number of a card: digits on a phone's keyboard, and nothing that the browser fills in or remembers.
bool draw_card_number(ui::Ui& ui, FormFieldView const& field, std::string& value);
bool draw_card_holder(ui::Ui& ui, FormFieldView const& field, std::string& value);

}  // namespace afterdesk::screens
