#pragma once
// Classes of goods: those that the rules of a shop have, and how people call them.

#include "app/shell/say.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app::addresses {

using Classes = std::vector<std::string>;

/// Of an answer to GET /policy: the codes of its classes, without that of every line.
Result<Classes, Mistakes> read_classes(wire::Value const& value);

/// One that is not among the usual ones is called by its code.
std::string class_name(Shell const& shell, std::string_view code);

/// For screens::draw_classes: the rules' classes, and those that are chosen although the rules do not have
/// them any more. `known`: none as long as they have not come.
std::vector<ui::Choice> class_choices(Shell const& shell, std::optional<Classes> const& known,
                                      Classes const& chosen);

}  // namespace afterdesk::app::addresses
