#pragma once
// The page without a browser: draws frames into memory, presses and types by name, and shows what is
// described.
//
//     std::string name;
//     int saved = 0;
//     Headless page([&](Ui& ui) {
//         field(ui, "name", "姓名", name);
//         if (button(ui, "save", "保存")) ++saved;
//     });
//     page.type_into("姓名", "李雷");
//     page.press("保存");           // saved == 1, name == "李雷"
//     CHECK(page.has(Role::button, "保存"));

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "widgets/ui_state.hpp"

struct ImGuiContext;

namespace afterdesk::ui {

/// A browser that has only what a test needs. Letters are half a square wide, hanzi a whole one.
/// Promise: CHECK fails when two nodes of a frame have one id, or when sizes do not settle within some
/// frames.
class Headless {
  public:
    /// `draw` is called with a Ui& for each frame; the first ones are drawn at once.
    template <class Draw>
    requires std::is_invocable_v<Draw&, Ui&>
    explicit Headless(Draw draw, Viewport const& viewport = {})
        : Headless(std::make_unique<Drawer<Draw>>(std::move(draw)), viewport) {}
    ~Headless();
    Headless(Headless const&) = delete;
    Headless& operator=(Headless const&) = delete;

    /// Draws until nothing more is learned. Called by all that follow.
    void draw();
    /// Draws exactly one frame with the input that waits.
    void draw_once();

    /// Like a keyboard or a screen reader: activates the control of this name. CHECK fails when there is none
    /// that can be reached (covered or disabled).
    void press(std::string_view name);
    /// Like a finger or a mouse: moves there, presses and releases.
    void tap(std::string_view name);
    void tap_at(float x, float y);
    void move_pointer(float x, float y);
    void pointer_down(bool down);
    /// Opens the picker of this label and chooses the option whose name begins so.
    void choose(std::string_view label, std::string_view option);
    /// The field of this name gets this text, as if it was typed.
    void type_into(std::string_view name, std::string_view text);
    /// Enter in the field of this name.
    void submit(std::string_view name);
    void escape();
    /// A key for what has the focus; the focus goes where the page then asks for it.
    void key(std::string_view key);
    void focus(std::string_view name);
    /// The native scroller of the page (or of the dialog, or the n-th one) stands at `y`.
    void scroll_to(float y, int scroller_number = 0);
    /// The browser's file dialog gave these files to the picker of this name.
    void pick(std::string_view name, std::vector<PickedFile> files);

    /// The first node of this role and name, or null. An empty name fits any.
    Node const* find(Role role, std::string_view name = {}) const;
    /// The first node that can be activated and has this name, or null.
    Node const* control(std::string_view name) const;
    bool has(Role role, std::string_view name = {}) const { return find(role, name) != nullptr; }
    int count(Role role, std::string_view name = {}) const;
    /// True when a node that is not covered has this text in its name, value or description.
    bool shows(std::string_view text) const;
    /// Everything that is described, one node a line, indented: to look at when a test fails.
    std::string outline() const;

    SemanticFrame const& frame() const { return frame_; }
    UiState& state() { return state_; }
    Viewport& viewport() { return viewport_; }
    /// The input of the next frame, for what has no function here. `now_ms` and `focused` stay, the rest is
    /// used once.
    Input& input() { return input_; }
    /// How many frames were drawn so far.
    int frames() const { return frames_; }

  private:
    struct AnyDrawer {
        virtual ~AnyDrawer() = default;
        virtual void draw(Ui& ui) = 0;
    };
    template <class Draw>
    struct Drawer final : AnyDrawer {
        explicit Drawer(Draw given) : call(std::move(given)) {}
        void draw(Ui& ui) override { call(ui); }
        Draw call;
    };
    Headless(std::unique_ptr<AnyDrawer> draw, Viewport const& viewport);
    void check_ids() const;

    std::unique_ptr<AnyDrawer> draw_;
    Viewport viewport_;
    Input input_;
    SemanticFrame frame_;
    UiState state_;
    ImGuiContext* context_ = nullptr;
    int frames_ = 0;
};

}  // namespace afterdesk::ui
