// The process that gets killed: `victim for_ever|once|exchange|verdict|upload|settle FOLDER SEED`.

#include <cstdlib>
#include <string_view>

#include "scenario.hpp"

int main(int count, char** arguments) {
    if (count != 4) return 2;
    std::string_view const what = arguments[1];
    if (what == "for_ever")
        afterdesk::fault::work_for_ever(arguments[2], static_cast<unsigned>(std::atoi(arguments[3])));
    if (what == "once") afterdesk::fault::work_once(arguments[2]);
    if (what == "exchange") afterdesk::fault::work_on_exchange(arguments[2]);
    if (what == "verdict") afterdesk::fault::work_on_verdict(arguments[2]);
    if (what == "upload") afterdesk::fault::work_on_upload(arguments[2]);
    if (what == "settle") afterdesk::fault::settle(arguments[2]);
    return 0;
}
