#pragma once
// Asking for any of the eight types: goods and quantities, reason, the type's own part, proof, words, and
// the explained amount that changes while choosing.

#include "screens/page_view.hpp"
#include "screens/proof.hpp"

namespace afterdesk::screens {

struct ApplyUi;
struct ApplyView {
    PageView page;
    LoadView load;
    std::string type_note;
    std::string change_note;  ///< which ticket is changed, and how often it still may be; empty: a new one
    struct Line {
        std::string key, title, spec, image, unit_price, note, error;
        std::string shipping;      ///< how far its pieces have come, where that differs
        int max = 0;               ///< 0: can not be chosen; note says why
        bool with_others = false;  ///< chosen by one tap for the whole order
    };
    std::vector<Line> lines;       ///< parallel to ApplyUi::quantities
    bool can_choose_all = false;   ///< one tap for all goods
    bool all_chosen = false;       ///< then the tap takes them back
    std::vector<ui::Choice> came;  ///< received or not; empty: not asked
    std::string came_key;          ///< which of them holds
    std::vector<ui::Choice> reasons;
    std::string reason_error;
    bool opened_asked = false;  ///< it matters whether the goods were opened
    /// What the type asks for one chosen line.
    struct Part {
        std::size_t line = 0;  ///< index into ApplyUi::parts
        std::string key, title, label, hint, error;
        std::vector<ui::Choice> wanted{};  ///< exchange: what it may become
        std::string wanted_key{};          ///< which of them it is
        bool asks_price = false;           ///< price_protect
        struct Piece {
            std::string id, label, why_not;
            bool chosen = false;
        };
        std::vector<Piece> pieces;  ///< lessons, vouchers
    };
    std::string parts_title;
    std::vector<Part> parts;
    std::string remark_label, remark_hint, remark_error;
    std::vector<ReceiptRow> sending_back;  ///< empty: nothing goes back
    ProofView proof;
    std::vector<ui::Choice> gifts;     ///< give them back or keep and pay for them; empty: no choice
    std::string amount_label, amount;  ///< "¥188.44"; "—" while nothing is chosen
    bool amount_known = false;         ///< it is one of money
    std::string amount_note;           ///< why there are no rows to explain it
    std::vector<ReceiptRow> receipt;
    std::vector<std::string> notices;  ///< gifts, promotions
    std::string error;                 ///< of the whole request, from the server
    /// Staff ask for a buyer: whose order, which type, and what was said with him.
    struct ForBuyer {
        std::string whose;
        std::string open;               ///< tickets of the order that are open; empty: none
        std::vector<ui::Choice> types;  ///< by the addresses of their forms
        std::string type_key;
        std::vector<ui::Choice> sources;
        std::string source_key;
        int max_chars = 0;
        /// Of the order: what others paid back, and what its mall keeps with it; empty: nothing.
        std::string others_title, mall_title;
        std::vector<ReceiptRow> others, mall;
    };
    ForBuyer for_buyer;
    /// Draws that; null: a buyer asks.
    void (*draw_for_buyer)(ui::Ui&, ApplyView const&, ApplyUi&, Intents&) = nullptr;
    std::string submit_label, submit_why_not;
    bool submitting = false;
    std::string queued, queued_key;  ///< it waits for the network; empty: it does not
};
/// What is said of one line beside its quantity.
struct ApplyPart {
    std::string want_sku;                   ///< exchange; empty: the same goods
    std::string price;                      ///< price_protect: as it was typed
    std::vector<std::string> entitlements;  ///< empty: all unused ones
};
struct ApplyUi {
    std::vector<int> quantities;
    std::string reason;  ///< reason code
    std::string remark;
    bool keep_gifts = false;
    bool opened = false;
    std::string came;              ///< what was answered; empty: nothing yet
    std::vector<ApplyPart> parts;  ///< parallel to quantities
    bool explained = false;        ///< the amount is open to its explanation
    std::string source, note;      ///< of the talk with the buyer, by staff
};
/// The answers to whether the goods came, and to what becomes of gifts.
inline constexpr std::string_view came_yes = "yes", came_no = "no", gifts_kept = "keep", gifts_back = "back";
void draw_apply(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out);

}  // namespace afterdesk::screens
