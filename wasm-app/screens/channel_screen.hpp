#pragma once
// How refunds are paid; in demo mode the faults of the simulated payment channel.

#include "screens/page_view.hpp"

namespace afterdesk::screens {

struct ChannelView {
    PageView page;
    LoadView load;
    std::vector<ReceiptRow> now;  ///< how it stands
    std::string failed_href, health_href;
    std::string no_switch;    ///< how refunds are paid, where nothing is simulated
    bool all_served = false;  ///< then: none of them waits for a way
    std::string why_not;      ///< he lacks the right to switch them
    std::string delay_error, fail_error, lose_error, error;
    bool saving = false;
};
struct ChannelUi {
    std::string delay_ms = "0", fail_next = "0", lose_next = "0";
    bool duplicate = false;
};
void draw_channel(ui::Ui& ui, ChannelView const& view, ChannelUi& state, Intents& out);

}  // namespace afterdesk::screens
