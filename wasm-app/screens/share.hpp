#pragma once
// An amount that two sides share: typed, or moved between them.

#include "screens/form.hpp"

namespace afterdesk::screens {

/// A field that draws itself so. Its choices: one side and the other, each with what it gets as its note and
/// the least and the most of the amount (units: fen) as its key; then the slider, whose key is the amount as
/// it stands.
bool draw_share(ui::Ui& ui, FormFieldView const& field, std::string& value);

}  // namespace afterdesk::screens
