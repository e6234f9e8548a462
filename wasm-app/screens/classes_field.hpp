#pragma once
// The field of a form in which classes of goods are picked one after the other.

#include "screens/form.hpp"

namespace afterdesk::screens {

/// The codes in what the form keeps: "apparel, shoes".
std::vector<std::string> codes_in(std::string_view typed);
std::string typed_codes(std::vector<std::string> const& codes);

/// A picker of those that are not chosen, and a button for each that is. The field's choices are all of them
/// by their codes, their note is what the button says; the first, without a code, stands for choosing none.
bool draw_classes(ui::Ui& ui, FormFieldView const& field, std::string& value);

}  // namespace afterdesk::screens
