#pragma once
// How a link target draws a frame.

#include "app/shell/program.hpp"
#include "widgets/ui_state.hpp"

namespace afterdesk::app {

template <void (*opening)(ui::Ui&)>
void draw_frame(Program* program, ui::UiState& state, ui::Viewport const& viewport, ui::Input const& input,
                ui::SemanticFrame& frame) {
    ui::Ui ui(state, viewport, input, frame);
    if (program != nullptr) {
        program->draw(ui);
    } else {
        opening(ui);
    }
}

}  // namespace afterdesk::app
