#pragma once
// The program as platform/ knows it. It comes in modules, one behind the other (tools/link_in_parts): the
// canvas, the widgets, all the rest. Until the rest is there, what has come is tried out, while nobody waits
// for anything else.

#include <memory>
#include <vector>

#include "app/effect.hpp"

namespace afterdesk::app {

/// A Model that changes by happenings and intents, drawn anew each frame.
class Program {
  public:
    virtual ~Program() = default;

    /// Something came from the browser. The caller draws a frame afterwards.
    virtual void on(Happening happening) = 0;
    /// Draws the current screen and carries out its intents (which may add effects and want another frame).
    virtual void draw(ui::Ui& ui) = 0;
    /// What the browser has to do now, oldest first; empties the list.
    virtual std::vector<Effect> take_effects() = 0;
    /// True when the last draw changed the model: one more frame is due.
    virtual bool wants_frame() const = 0;
    /// Whether an answer of the server's is on its way.
    virtual bool asks() const = 0;
};

/// Draws a frame of the program; without one what is tried out: the widgets and words that this target's
/// first screen has. Rule for both: read as volatile (the optimiser would call it directly, and so draw it
/// in), and only when page_module_came() has said that it is here.
using DrawFrame = void (*)(Program*, ui::UiState&, ui::Viewport const&, ui::Input const&, ui::SemanticFrame&);
extern DrawFrame const frame_file;

/// Makes this target's program.
using MakeProgram = std::unique_ptr<Program> (*)();
extern MakeProgram const program_file;
std::unique_ptr<Program> make_app();

}  // namespace afterdesk::app
