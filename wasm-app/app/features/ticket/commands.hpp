#pragma once
// What can be done to a ticket on the page: one row a command. Its address, button, dialog, draft and request
// all come from the row and from the fields that the API reads (wire/command_forms.hpp).

#include <span>

#include "app/features/ticket/model.hpp"
#include "app/shell/screen_table.hpp"
#include "screens/verdict_screen.hpp"

namespace afterdesk::app::ticket {

/// A field that the dialog asks for. What is not named here is left out of the command.
struct FieldRow {
    std::string_view path{};
    text::Text const* label = nullptr;
    text::Text const* hint = nullptr;  ///< {0}: the ticket's refund
};

struct CommandRow {
    CommandKind command;
    std::string_view slug;  ///< its dialog in the address; empty: given at once
    Audiences audiences;
    text::Text const* label;
    ui::ButtonKind tone;
    std::span<FieldRow const> fields{};
    text::Text const* note = nullptr;  ///< in the dialog; {0}: the ticket's refund
    bool harsh = false;                ///< the dialog's button warns, too
    /// Another label, and another note where there is one, for tickets of which this is true.
    bool (*is_other)(Ticket const&) = nullptr;
    text::Text const* other_label = nullptr;
    text::Text const* other_note = nullptr;
    Audiences at_once{};  ///< these give it without its dialog

    bool opens_for(wire::Audience audience) const { return !slug.empty() && !at_once.has(audience); }
    bool asks_for(std::string_view path) const {
        for (FieldRow const& field : fields) {
            if (field.path == path) return true;
        }
        return false;
    }
    text::Text const& label_for(Ticket const& ticket) const {
        return is_other != nullptr && is_other(ticket) ? *other_label : *label;
    }
    text::Text const* note_for(Ticket const& ticket) const {
        return other_note != nullptr && is_other(ticket) ? other_note : note;
    }
};

/// In the order of their buttons.
std::span<CommandRow const> command_rows();
/// The row of a dialog, or null.
CommandRow const* row_of_dialog(std::string_view slug);
CommandRow const* row_of(CommandKind command);

/// What the page knows of a decision; without the order also not the shop's stock, other tickets' claims, nor
/// what was approved today.
Context context_of(Model const& model, Shell const& shell);
/// Why the core would not take the command, but for what only the server knows; empty when it would.
Mistakes refusal_of(Model const& model, Command const& command, Context const& context);

/// A command as its form stands, and why it can not be given; `refusal` is empty when it can.
struct Preview {
    Command command;
    Mistakes refusal;
    std::vector<Event> events;  ///< what it leads to
};
Preview preview(Model const& model, Shell const& shell, CommandRow const& row);
/// True when the command has to name a return address.
bool wants_address(Model const& model, Shell const& shell, CommandKind command);
/// What its button and its dialog are called now.
std::string label_of(Shell const& shell, Ticket const& ticket, CommandRow const& row);
/// Why the command can not be given whatever is typed, beyond what the table says.
std::optional<Mistake> why_not_now(Model const& model, Shell const& shell, CommandKind command);
/// About the field, or something in it: "address.phone" is about "address".
bool is_about(Mistake const& mistake, std::string_view field);
/// An address as forms hold it.
std::string typed_address(Address const& address);

/// How often the buyer may still change the application.
int changes_left(wire::TicketDetail const& detail);

// ---- For staff only: called where the target has them -----------------------------------------------------

/// The letter that gives the command from wherever it is pressed; no two on one page are the same.
std::string_view key_of(CommandKind command);
/// The other of two people who have to approve would give it now.
bool is_second_approval(Ticket const& ticket, CommandKind command);
/// What may be chosen in a field of theirs; nothing where it is none of these.
std::vector<ui::Choice> staff_choices(Shell const& shell, wire::TicketDetail const& detail,
                                      std::string_view path);
/// Whether the field is asked for, after what was typed in others.
bool is_asked_of_staff(wire::TicketDetail const& detail, std::string_view path, screens::FormUi const* typed);
/// What a field holds when its dialog opens; empty: nothing.
std::string prefilled(wire::TicketDetail const& detail, std::string_view path);
/// The pieces of each line, by grade, and refused. (inspect.cpp)
void make_inspection(Shell const& shell, wire::TicketDetail const& detail, screens::FormFieldView& field);
/// Why pieces of a line are refused, and what shows it: for each line that has some.
std::vector<screens::FormFieldView> refusals_asked(Shell const& shell, wire::TicketDetail const& detail,
                                                   std::string_view typed_lines);
std::string all_accepted(wire::TicketDetail const& detail);
/// The amount of an offer, with what both sides have of it. (share.cpp)
void make_share(Model const& model, Shell const& shell, Preview const& now, screens::FormFieldView& field);

/// Fault, goods, queue and parcels of a ticket. (staff_data.cpp)
void fill_staff_data(Shell const& shell, wire::TicketDetail const& detail, screens::TicketView& view);
/// What the mall says against it. (staff_data.cpp)
void fill_contradictions(Shell const& shell, wire::TicketDetail const& detail, screens::TicketView& view);
/// "微信支付": how a part of a refund is paid.
std::string paid_by(Shell const& shell, wire::TicketDetail const& detail, RefundPart const& part);

/// The order's other tickets, the shelf and the day's approvals are known as of this version of the ticket.
bool knows_all(Model const& model);
/// What the command would lead to, in the dialog: its steps, amounts, and what comes then. (follows.cpp)
std::vector<screens::ReceiptRow> make_follows(Model const& model, Shell const& shell, Preview const& now);
/// Who approved first, when, how much, and why a second is needed.
std::string first_approval_notice(Shell const& shell, wire::TicketDetail const& detail);
/// What is said to buyers otherwise.
void say_for_staff(Shell const& shell, wire::TicketDetail const& detail, screens::TicketView& view);

/// The platform's page of a verdict: proof of both sides, the form, all that it causes. (verdict.cpp)
struct Judgement {
    screens::VerdictView view;
    screens::VerdictUi ui;
};
inline constexpr std::string_view verdict_slug = "verdict";
screens::VerdictView make_verdict(Model const& model, Shell const& shell);

/// The open dialog, ready to print; without a key when none is open. (dialog.cpp)
screens::FormView make_dialog(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::ticket
