#pragma once
// Asking for a refund or a return: goods and quantities, reason, remark, photos, and the explained amount
// that changes while choosing.

#include "screens/page_view.hpp"
#include "screens/proof.hpp"

namespace afterdesk::screens {

struct ApplyView {
    PageView page;
    LoadView load;
    std::string type_note;
    struct Line {
        std::string key, title, spec, image, unit_price, note, error;
        int max = 0;  ///< 0: can not be chosen; note says why
    };
    std::vector<Line> lines;  ///< parallel to ApplyUi::quantities
    std::vector<ui::Choice> reasons;
    std::string reason_error, remark_hint, remark_error;
    ProofView proof;
    bool gifts_choice = false;  ///< offer to keep gifts
    std::string amount;         ///< "¥188.44"; "—" while nothing is chosen
    std::vector<ReceiptRow> receipt;
    std::vector<std::string> notices;  ///< gifts, promotions
    std::string error;                 ///< of the whole request, from the server
    std::string submit_label, submit_why_not;
    bool submitting = false;
    std::string queued, queued_key;  ///< it waits for the network; empty: it does not
};
struct ApplyUi {
    std::vector<int> quantities;
    std::string reason;  ///< reason code
    std::string remark;
    bool keep_gifts = false;
};
void draw_apply(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out);

}  // namespace afterdesk::screens
