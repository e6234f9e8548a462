#pragma once
// Who is signed in where: each session with the button that ends it. Each dialog has its own address.

#include "screens/form.hpp"

namespace afterdesk::screens {

struct DeviceRowView {
    std::string id, title, here;  ///< here: the mark of this device; empty for others
    std::string who;              ///< whose it is, where people see more than their own
    std::vector<ReceiptRow> facts;
    std::string end_label, end_href;
};
struct DevicesView {
    PageView page;
    LoadView load;
    std::string intro;
    /// Beside each other where there is room: this device and one's others, or one's own and one's people's.
    struct Group {
        std::string key, title;
        std::vector<DeviceRowView> rows;
    };
    std::vector<Group> groups;
    bool of_people = false;  ///< the second group is of one's people
    std::string others_href, others_why_not;
    FormView form;  ///< the open dialog
    std::string error;
    bool sending = false;
};
void draw_devices(ui::Ui& ui, DevicesView const& view, FormUi& state, Intents& out);

}  // namespace afterdesk::screens
