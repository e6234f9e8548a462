#pragma once
// The page's program: a Model that changes by happenings and intents, drawn anew each frame.

#include <memory>
#include <vector>

#include "app/effect.hpp"

namespace afterdesk::app {

struct Model;

class App {
  public:
    App();
    ~App();
    App(App const&) = delete;
    App& operator=(App const&) = delete;

    /// Something came from the browser. The caller draws a frame afterwards.
    void on(Happening happening);
    /// Draws the current screen and carries out its intents (which may add effects and want another frame).
    void draw(ui::Ui& ui);
    /// What the browser has to do now, oldest first; empties the list.
    std::vector<Effect> take_effects();
    /// True when the last draw changed the model: one more frame is due.
    bool wants_frame() const;
    /// Whether an answer of the server's is on its way.
    bool asks() const;

  private:
    std::unique_ptr<Model> model_;
    std::uint64_t shown_revision_ = 0;  ///< of the views
    bool wants_frame_ = false;
};

}  // namespace afterdesk::app
