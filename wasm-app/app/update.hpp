#pragma once
// How the Model changes: by what comes from the browser and by what a person wants. What a feature does with
// it stands in its folder.

#include "app/model.hpp"
#include "screens/intent.hpp"

namespace afterdesk::app {

struct ScreenParts;

/// What is drawn now: the door, where this page has nothing of its own.
ScreenParts const& shown_parts(Shell const& shell);

/// Makes what is shown of the page, and draws it.
void show_page(Model& model);
void draw_page(Model& model, ui::Ui& ui, screens::Intents& out);

void update(Model& model, Happening const& happening);
void update(Model& model, screens::Intent const& intent);

}  // namespace afterdesk::app
