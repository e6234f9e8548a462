#pragma once
// The platform decides a dispute: what both sides have shown, side by side and round by round; the form; and
// all that the decision will cause, as it is typed.

#include "screens/form.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

struct VerdictView {
    PageView page;
    LoadView load;
    std::vector<ReceiptRow> about;  ///< ticket, goods, reason, what is asked for
    struct Side {
        std::string who;
        std::vector<ui::TimelineEntry> shown;
    };
    struct Round {
        std::string title, asked;
        Side buyer, merchant;
    };
    std::vector<Round> rounds;
    FormView form;
    LoadView facts;  ///< what the decision is computed from, beside the ticket
    /// What it will cause; empty while the form is not filled in.
    std::vector<std::string> events;
    std::vector<ReceiptRow> amounts;
    struct Payment {
        std::string channel, paid, others, back, stays;
    };
    std::vector<Payment> payments;  ///< the last one is their sum
    std::vector<ReceiptRow> receipt;
    std::vector<std::string> parcels, notices;
    std::string next, next_note;
    std::int64_t deadline_ms = 0;
    std::string error;
    bool sending = false;
};
/// Kept over frames.
struct VerdictUi {
    ui::TableUi payments;
};
void draw_verdict(ui::Ui& ui, VerdictView const& view, VerdictUi& state, FormUi& form, Intents& out);

}  // namespace afterdesk::screens
