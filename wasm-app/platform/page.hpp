#pragma once
// The page in a browser: gathers input, draws frames when something happened, carries out effects.

#include <cstdint>
#include <memory>
#include <string>

#include "app/shell/program.hpp"
#include "platform/mirror.hpp"
#include "platform/screen.hpp"
#include "widgets/ui_state.hpp"

namespace afterdesk::platform {

/// What a pointer did; the numbers are those of web/mirror.js.
enum class PointerKind : std::uint8_t { move, down, up, cancel, leave };
struct PointerEvent {
    PointerKind kind = PointerKind::move;
    int source = 0;      ///< 0 mouse, 1 touch, 2 pen
    float x = 0, y = 0;  ///< CSS pixels from the page's corner
};

/// One per page, from main() until the tab closes. Rule: no timer and no frame while nothing changes.
class Page {
  public:
    void start();  ///< opens the canvas; nothing is shown before the program has come
    /// 0: what called start(); 1: the widgets; 2: the program, which begins. With others_wait the next has
    /// come, too.
    void module_came(int module, bool others_wait);

    // ---- What the browser reports -------------------------------------------------------------------------
    void wake();  ///< something to draw: asks for one animation frame
    void tell(app::Happening happening);
    void tell_time();  ///< Tick, when a second has passed
    void point(PointerEvent const& event);
    void click(std::uint32_t id);  ///< works off all input inside the user's gesture; id 0: by pointer
    void edit(std::uint32_t id, std::string text);
    void key(std::uint32_t id, std::string key);
    void scroll(std::uint32_t id, float y);
    void focus(std::uint32_t id, bool visible);
    void pick(std::uint32_t id, ui::PickedFile file);
    void escape();
    void live(bool open, bool refused);
    void recalled(app::KeptItem item);  ///< one of those asked for
    void recalled(std::string prefix);  ///< all have come
    void leave();                       ///< the page may not come back
    void view_changed();
    void context_lost();
    void context_restored();

    /// Where the browser puts texts: several are joined by NUL.
    std::string inbox;

  private:
    void try_out(bool with_widgets);
    void draw_frame(app::Program* program, ui::UiState& state, ui::Input const& input,
                    ui::SemanticFrame& frame);
    void begin();
    void animation_frame();
    void run();
    void step();
    bool due() const;
    void show_screen();
    void read_view();
    void carry_out_effects();
    void carry_out(app::HttpCall const& call);
    void carry_out(app::UploadFile const& upload);
    void carry_out(app::SendPiece const& piece);
    void carry_out(app::CancelCall const& call);
    void carry_out(app::Navigate const& navigate);
    void carry_out(app::GoBack const& back);
    void carry_out(app::ReloadPage const& reload);
    void carry_out(app::OpenLive const& live);
    void carry_out(app::CloseLive const& live);
    void carry_out(app::Store const& store);
    void carry_out(app::Load const& load);
    void carry_out(app::Keep const& keep);
    void carry_out(app::Recall const& recall);
    void carry_out(app::Forget const& forget);
    void carry_out(app::ShrinkPicture const& picture);
    void carry_out(app::MakePoster const& video);
    void carry_out(app::SetTimer const& timer);
    void carry_out(app::ReleaseFile const& file);
    void carry_out(app::SetAppearance const& appearance);
    void carry_out(app::ReadFile const& file);
    void carry_out(app::CheckSignature const& asked);
    void carry_out(app::LoadRest const& rest);
    void wake_first();
    void set_wake_timer();
    void restore_places(std::string const& places);

    std::unique_ptr<app::Program> program_;  ///< none: still on its way
    ui::UiState ui_state_;
    ui::Viewport viewport_;
    ui::Input input_;    ///< of the frame being drawn
    ui::Input pending_;  ///< of the next one
    ui::SemanticFrame frame_;
    Mirror mirror_;
    Screen screen_;
    std::vector<app::KeptItem> recalled_;  ///< of the answer that is coming in
    std::string theme_ = "auto", language_ = "zh-CN";
    int text_percent_ = 100;
    bool view_changed_ = true, frame_requested_ = false, running_ = false, shown_ = false;
    bool live_open_ = true;
    int steps_due_ = 1;
    int unmirrored_ = 0;  ///< frames drawn since the mirror heard of one
    long wake_timer_ = 0, restore_timer_ = 0, first_timer_ = 0;
    double last_step_ms_ = 0;
    std::int64_t last_tick_ms_ = 0, opened_ms_ = 0;
};

}  // namespace afterdesk::platform
