#pragma once
// A QR code to be scanned from the screen.

#include <span>
#include <string>
#include <string_view>

#include "widgets/ui.hpp"

namespace afterdesk::ui {

/// Rows of "1" for dark and "0" for light modules, dark on white in both themes, with a quiet zone. Read as a
/// picture named `name`. Nothing is drawn without rows.
void qr_code(Ui& ui, std::string_view key, std::string_view name, std::span<std::string const> rows);

}  // namespace afterdesk::ui
