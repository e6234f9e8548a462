#pragma once
// What can be done to a ticket on the page: one row a command. Its address, button, dialog, draft and request
// all come from the row and from the fields that the API reads (wire/command_forms.hpp).

#include <array>
#include <span>

#include "app/features/ticket/model.hpp"
#include "app/shell/screen_table.hpp"

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
    std::array<FieldRow, 3> fields{};
    text::Text const* note = nullptr;  ///< in the dialog; {0}: the ticket's refund
    bool harsh = false;                ///< the dialog's button warns, too
    /// Another label, and another note where there is one, for tickets of which this is true.
    bool (*is_other)(Ticket const&) = nullptr;
    text::Text const* other_label = nullptr;
    text::Text const* other_note = nullptr;

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

/// What the page knows of a decision; not the shop's stock, nor what was approved today.
Context context_of(Model const& model, Shell const& shell);
/// Why the core would not take the command, but for what only the server knows; empty when it would.
Mistakes refusal_of(Model const& model, Command const& command, Context const& context);

/// A command as its form stands, and why it can not be given; `refusal` is empty when it can.
struct Preview {
    Command command;
    Mistakes refusal;
};
Preview preview(Model const& model, Shell const& shell, CommandRow const& row);
/// True when the command has to name a return address.
bool wants_address(Model const& model, Shell const& shell, CommandKind command);
/// Why the command can not be given whatever is typed, beyond what the table says.
std::optional<Mistake> why_not_now(Model const& model, Shell const& shell, CommandKind command);
/// About the field, or something in it: "address.phone" is about "address".
bool is_about(Mistake const& mistake, std::string_view field);
/// An address as forms hold it.
std::string typed_address(Address const& address);

/// How often the buyer may still change the application.
int changes_left(wire::TicketDetail const& detail);

/// The open dialog, ready to print; without a key when none is open. (dialog.cpp)
screens::FormView make_dialog(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::ticket
