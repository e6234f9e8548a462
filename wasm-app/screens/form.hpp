#pragma once
// A dialog made from a list of fields: what a command asks for needs no drawing of its own.

#include <map>

#include "screens/proof.hpp"

namespace afterdesk::screens {

enum class FormFieldKind : std::uint8_t {
    text,
    long_text,
    amount,
    number,
    flag,
    choice,
    stars,
    files,
    secret,
    new_secret  ///< to be from now on
};

struct FormFieldView {
    std::string path;  ///< the field's name in what is sent
    std::string label;
    FormFieldKind kind = FormFieldKind::text;
    bool required = false;
    int max_chars = 0;  ///< text, long_text
    std::string hint{}, error{};
    std::vector<ui::Choice> choices{};  ///< choice; a field that has none is not shown
    ProofView proof{};                  ///< files
    /// Draws it instead; true when something was typed or chosen.
    bool (*draw)(ui::Ui&, FormFieldView const&, std::string& value) = nullptr;
};
struct FormView {
    std::string key;  ///< which dialog; empty: none is open
    std::string title, note;
    std::vector<FormFieldView> fields;
    std::string why_not;  ///< it can not be sent yet
    bool harsh = false;   ///< sending it takes something away
    std::string close_href;
    std::string stay{};  ///< the button that leaves it, where "cancel" could be read as the other one
    std::string follows_title;
    std::vector<ReceiptRow> follows;  ///< what sending it leads to, as far as that is known
    /// What else can be done there: each has a dialog of its own.
    struct More {
        std::string label, href;
    };
    std::vector<More> more{};
};
/// What was typed, by path.
struct FormUi {
    std::map<std::string, std::string, std::less<>> values;

    std::string_view value_of(std::string_view path) const {
        auto const found = values.find(path);
        return found == values.end() ? std::string_view() : found->second;
    }
};
/// True when something was typed or chosen; files are a dialog's alone.
bool draw_form_fields(ui::Ui& ui, std::vector<FormFieldView> const& fields, FormUi& state);
/// The open dialog, if any; drawn last. `error`: of what was sent before.
void draw_form_dialog(ui::Ui& ui, PageView const& page, FormView const& form, FormUi& state,
                      std::string const& error, bool sending, Intents& out);

}  // namespace afterdesk::screens
