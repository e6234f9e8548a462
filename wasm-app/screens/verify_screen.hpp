#pragma once
// A proof file, checked in the page: each check with what it means, what the file proves and what not.

#include "screens/page_view.hpp"

namespace afterdesk::screens {

struct VerifyView {
    PageView page;
    std::string error;    ///< the file is none
    std::string verdict;  ///< of all checks; empty while there is no file
    ui::Tone tone = ui::Tone::success;
    std::vector<ReceiptRow> facts;  ///< number, issuer, time
    struct Check {
        std::string name, mark, says;
        ui::Tone tone = ui::Tone::success;
    };
    std::vector<Check> checks;
    std::vector<std::string> proves, proves_not;
    std::vector<Check> pictures;  ///< held against the file's list
};
void draw_verify(ui::Ui& ui, VerifyView const& view, Intents& out);

}  // namespace afterdesk::screens
