// The process that gets killed, or whose disk fails:
// `victim for_ever|once|exchange|verdict|upload|erase|retain|through|settle FOLDER SEED [FAULT]`, see
// disk::fault_of.
// Ends with 0; 3 when the folder could not be opened or worked on; 74 when the store gave up.

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string_view>

#include "disk.hpp"
#include "scenario.hpp"

namespace fault = afterdesk::fault;

namespace {

void work(std::string_view what, char** arguments) {
    if (what == "for_ever")
        fault::work_for_ever(arguments[2], static_cast<unsigned>(std::atoi(arguments[3])));
    if (what == "once") fault::work_once(arguments[2]);
    if (what == "exchange") fault::work_on_exchange(arguments[2]);
    if (what == "verdict") fault::work_on_verdict(arguments[2]);
    if (what == "upload") fault::work_on_upload(arguments[2]);
    if (what == "erase") fault::work_on_erasure(arguments[2]);
    if (what == "retain") fault::work_on_retention(arguments[2]);
    if (what == "through") fault::work_through(arguments[2], false);
    if (what == "settle") fault::settle(arguments[2]);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4 && count != 5) return 2;
    if (count == 5) fault::disk::steer(arguments[2], fault::disk::fault_of(arguments[4]));
    try {
        work(arguments[1], arguments);
    } catch (std::exception const& failure) {
        std::fprintf(stderr, "victim: %s\n", failure.what());
        return 3;
    }
    if (count == 5) std::printf("calls %d\n", fault::disk::counted());
    return 0;
}
