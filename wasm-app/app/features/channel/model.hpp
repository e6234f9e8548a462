#pragma once
// How refunds are paid; in demo mode the faults of the simulated payment channel.

#include "app/shell/shell.hpp"
#include "screens/channel_screen.hpp"
#include "wire/work_api.hpp"

namespace afterdesk::app::channel {

struct Model {
    screens::ChannelUi ui;
    Remote<wire::ChannelView> channel;
    Remote<wire::WorkView> work;  ///< how many refunds failed
    int call = 0;
    Mistakes mistakes;
    screens::ChannelView view;
};

screens::ChannelView make_view(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::channel
