#pragma once
// The theme for the few things that the DOM shows itself: focused fields, the HTML view.

namespace afterdesk::ui {
struct Theme;
}

namespace afterdesk::platform {

/// Sets the theme as custom properties on the document, where web/style.css uses them.
void style_document(ui::Theme const& theme);

}  // namespace afterdesk::platform
