#pragma once
// The way to any page, ticket and view by typing; what the desk's people have on every page.

#include "app/calls/features.hpp"
#include "app/shell/shell.hpp"

namespace afterdesk::app::palette {

/// Makes what is shown of it.
void show(Features& features, Shell& shell);
/// Over the page, which has been drawn.
void draw(Features& features, Shell& shell, ui::Ui& ui, screens::Intents& out);
void act(Features& features, Shell& shell, screens::PaletteChanged const& changed);

}  // namespace afterdesk::app::palette
