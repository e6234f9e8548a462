#pragma once
// What `afterdesk serve` can be told, and whether it makes sense.

#include <string>
#include <vector>

#include "courier_service.hpp"
#include "http/log.hpp"
#include "http/respond.hpp"
#include "notifiers.hpp"
#include "payment_channels.hpp"
#include "service/ground.hpp"

namespace afterdesk {

struct ServeConfig {
    std::string host = "127.0.0.1";
    int port = 8080;
    std::string data_dir = "data";
    std::string web_dir;       ///< the built page; empty: only the API
    std::string demo_dir;      ///< loaded into a new data folder; empty: no demo mode
    bool public_demo = false;  ///< the demo's passwords are known: other machines may reach it all the same
    std::string public_url;    ///< what browsers see; empty: http://host:port
    std::vector<std::string> image_origins;  ///< whose pictures the page may show, beside our own
    std::string address_header;              ///< where a proxy on this machine names the client
    std::vector<std::string> refunds;  ///< who pays them back; empty: the simulator in the demo, else nobody
    bool refunds_dry_run = false;      ///< they are decided, and nobody is asked to pay them
    std::string balance;  ///< "internal": balance and points are our own books; empty: who `refunds` names
    ChannelsConfig channels;                 ///< for those of them that are real
    CourierConfig courier;                   ///< who knows where parcels are
    NotifiersConfig notifiers;               ///< who tells people of their tickets
    std::vector<std::string> webhook_allow;  ///< networks of one's own that endpoints may be in
    std::string clock;  ///< what the desk's clock adds: "+3d", "-2h", or an instant; empty: nothing
    int workers = 8;
    int senders = 4;  ///< messages to channel and mall that are under way at once
    DailyEvidence daily_evidence;
    int least_free_mb = 64;  ///< with less room on the disk /readyz says no
    int retain_days = 0;     ///< personal data of what is over for so long is erased; 0: none
    std::string log_level = "info";
};

/// One sentence for each setting that cannot work. Reads the folders; opens nothing.
std::vector<Said> problems_of(ServeConfig const& config);

/// Whether the mall's own shop system pays what no channel of these does.
bool pays_by_host(ServeConfig const& config);

/// Whether balance and points are our own books.
bool keeps_accounts(ServeConfig const& config);

/// Those of `refunds` that are real channels.
std::vector<std::string> channels_of(ServeConfig const& config);

/// Whose pictures the page shows, beside those of its own address.
std::vector<std::string> shown_origins(ServeConfig const& config);

/// The address that links begin with, without a slash at the end.
std::string public_address(ServeConfig const& config, int port);
http::PublicAddress address_of(ServeConfig const& config);
LogLevel log_level_of(ServeConfig const& config);

}  // namespace afterdesk
