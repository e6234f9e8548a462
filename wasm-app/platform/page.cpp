#include "platform/page.hpp"

#include <emscripten/html5.h>

#include <algorithm>
#include <cfloat>
#include <cstdlib>
#include <utility>

#include "imgui.h"
#include "imgui_internal.h"
#include "platform/bridge.hpp"
#include "platform/canvas_font.hpp"
#include "platform/document_style.hpp"

namespace afterdesk::platform {

namespace {

constexpr int most_steps = 8;      ///< in one animation frame or click; what is left waits for the next
constexpr int most_new_items = 4;  ///< out of sight, in one animation frame
constexpr double first_frame_patience_ms = 150;
constexpr int most_unmirrored = 20;  ///< frames in a row while the finger flings; nobody reads meanwhile
constexpr double restore_within_ms = 3000;  ///< some phones never give a lost canvas back

std::int64_t now_ms() { return static_cast<std::int64_t>(emscripten_date_now()); }

Page& page_of(void* user) { return *static_cast<Page*>(user); }

std::vector<std::string> split(std::string const& joined) {
    std::vector<std::string> parts{""};
    for (char c : joined) {
        if (c == '\0') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

bool has_news(ui::Input const& input) {
    return !input.edits.empty() || !input.activations.empty() || !input.scrolls.empty() ||
           !input.picked.empty() || !input.keys.empty() || input.escape;
}

bool only_scrolls(ui::Input const& input) {
    return !input.scrolls.empty() && input.edits.empty() && input.activations.empty() &&
           input.picked.empty() && input.keys.empty() && !input.escape;
}

}  // namespace

void Page::start() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors;
    io.Fonts->TexMinHeight = 512;  // what a first screen needs on a phone: growing there costs two copies
    frame_.language = language_;
    bool const as_html = bridge_open() != 0;
    ui_state_.regular = add_canvas_font(*io.Fonts, 400);
    ui_state_.strong = add_canvas_font(*io.Fonts, 600);
    ui_state_.setter = canvas_lines();
    screen_.open(as_html);
    show_screen();
    emscripten_set_webglcontextlost_callback(
        "#canvas", this, EM_FALSE, [](int, void const*, void* user) -> EM_BOOL {
            page_of(user).context_lost();
            return EM_TRUE;  // prevents the default, which is never to restore
        });
    emscripten_set_webglcontextrestored_callback("#canvas", this, EM_FALSE,
                                                 [](int, void const*, void* user) -> EM_BOOL {
                                                     page_of(user).context_restored();
                                                     return EM_TRUE;
                                                 });
}

void Page::module_came(int module, bool others_wait) {
    if (module == 2) {
        begin();
    } else if (!others_wait) {
        try_out(module == 1);
    }
}

// Draws what nobody sees, so that functions are compiled and words are in the texture when they are needed.
void Page::try_out(bool with_widgets) {
    read_view();
    ui::UiState state;
    state.regular = ui_state_.regular;
    state.strong = ui_state_.strong;
    state.setter = ui_state_.setter;
    ui::SemanticFrame frame;
    ImGui::NewFrame();
    if (with_widgets) draw_frame(nullptr, state, {}, frame);
    ImGui::Render();
    screen_.present(*ImGui::GetDrawData(), ui::make_theme(viewport_).color.page);
    Mirror().changes(frame);
}

void Page::draw_frame(app::Program* program, ui::UiState& state, ui::Input const& input,
                      ui::SemanticFrame& frame) {
    app::DrawFrame const volatile& here = app::frame_file;
    here(program, state, viewport_, input, frame);
}

void Page::begin() {
    app::MakeProgram const volatile& made = app::program_file;
    program_ = made();
    app::Started started;
    unsigned seed[2] = {};
    bridge_started(seed, &started.utc_offset_minutes);
    started.seed = (std::uint64_t{seed[0]} << 32) | seed[1];
    started.now = {opened_ms_ = last_tick_ms_ = now_ms()};
    std::vector<std::string> texts = split(std::exchange(inbox, {}));
    texts.resize(6);
    started.hash = texts[0];
    started.launch_token = texts[1];
    started.language = texts[2];
    started.from = texts[3];
    started.version = texts[4];
    restore_places(texts[5]);
    tell(std::move(started));
}

// ---- What the browser reports -----------------------------------------------------------------------------

void Page::wake() {
    if (!program_ || frame_requested_ || screen_.kind() == ScreenKind::lost) return;
    if (!shown_) return wake_first();
    frame_requested_ = true;
    emscripten_request_animation_frame(
        [](double, void* user) -> EM_BOOL {
            page_of(user).animation_frame();
            return EM_FALSE;
        },
        this);
}

// index.html shows a skeleton already: the first frame waits a moment for its facts, not to be drawn twice.
void Page::wake_first() {
    if (first_timer_ != 0) emscripten_clear_timeout(first_timer_);
    auto const waited = static_cast<double>(now_ms() - opened_ms_);
    double const delay = program_->asks() ? std::max(0.0, first_frame_patience_ms - waited) : 0.0;
    first_timer_ = emscripten_set_timeout([](void* user) { page_of(user).animation_frame(); }, delay, this);
}

void Page::tell(app::Happening happening) {
    if (!program_) return;  // it asks itself how things stand when it comes
    tell_time();
    program_->on(std::move(happening));
    carry_out_effects();
    wake();
}

void Page::tell_time() {
    if (!program_) return;
    std::int64_t const now = now_ms();
    if (now - last_tick_ms_ < 1000 && now >= last_tick_ms_) return;
    last_tick_ms_ = now;
    program_->on(app::Tick{{now}});
    carry_out_effects();
}

void Page::point(PointerEvent const& event) {
    if (!program_) return;
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(event.source == 1   ? ImGuiMouseSource_TouchScreen
                           : event.source == 2 ? ImGuiMouseSource_Pen
                                               : ImGuiMouseSource_Mouse);
    switch (event.kind) {
        case PointerKind::move: io.AddMousePosEvent(event.x, event.y); break;
        case PointerKind::down:
            io.AddMousePosEvent(event.x, event.y);
            io.AddMouseButtonEvent(0, true);
            break;
        case PointerKind::up:
            io.AddMousePosEvent(event.x, event.y);
            io.AddMouseButtonEvent(0, false);
            if (event.source == 1)
                io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);  // a lifted finger hovers over nothing
            break;
        case PointerKind::cancel:
            io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
            io.AddMouseButtonEvent(0, false);
            break;
        case PointerKind::leave: io.AddMousePosEvent(-FLT_MAX, -FLT_MAX); break;
    }
    steps_due_ = std::max(steps_due_, 2);
    wake();
}

void Page::click(std::uint32_t id) {
    unmirrored_ = 0;
    if (id != 0) pending_.activations.push_back(id);
    run();
    wake();
}

void Page::edit(std::uint32_t id, std::string text) {
    unmirrored_ = 0;
    pending_.edits.push_back({id, std::move(text)});
    run();  // not in the next frame: address and draft follow each letter, whatever comes next
    wake();
}

void Page::key(std::uint32_t id, std::string key) {
    unmirrored_ = 0;
    pending_.keys.push_back({id, std::move(key)});
    run();  // a held key goes on from where the last one led
    wake();
}

void Page::scroll(std::uint32_t id, float y) {
    pending_.scrolls.push_back({id, y});
    wake();
}

void Page::focus(std::uint32_t id, bool visible) {
    pending_.focused = id;
    pending_.focus_visible = visible;
    wake();
}

void Page::pick(std::uint32_t id, ui::PickedFile file) {
    if (pending_.picked.empty() || pending_.picked.back().id != id) pending_.picked.push_back({id, {}});
    pending_.picked.back().files.push_back(std::move(file));
    wake();
}

void Page::escape() {
    if (!program_) return;
    pending_.escape = true;
    wake();
}

void Page::live(bool open, bool refused) {
    if (open == live_open_ && !refused) return;
    live_open_ = open;
    tell(app::LiveState{open, refused});
}

void Page::recalled(app::KeptItem item) { recalled_.push_back(std::move(item)); }

void Page::recalled(std::string prefix) {
    tell(app::Recalled{std::move(prefix), std::exchange(recalled_, {})});
}

// "id y id y …", of the regions that do not stand at their top.
void Page::leave() {
    if (!program_) return;
    run();  // what was typed last is not drawn yet, so it is not kept yet
    std::string places;
    for (auto const& [id, memory] : ui_state_.scrolls) {
        float const y = memory.restoring ? memory.wanted : memory.y;
        if (y < 1) continue;
        places += std::to_string(id) + " " + std::to_string(static_cast<int>(y)) + " ";
    }
    bridge_keep_places(places.c_str());
}

void Page::restore_places(std::string const& places) {
    char const* at = places.c_str();
    while (*at != '\0') {
        char* end = nullptr;
        auto const id = static_cast<std::uint32_t>(std::strtoul(at, &end, 10));
        auto const y = static_cast<float>(std::strtoul(end, &end, 10));
        if (end == at) return;
        ui_state_.scrolls[id].y = y;
        at = *end == ' ' ? end + 1 : end;
    }
}

void Page::view_changed() {
    view_changed_ = true;
    wake();
}

void Page::context_lost() {
    screen_.lose();
    restore_timer_ = emscripten_set_timeout(
        [](void* user) {
            page_of(user).screen_.give_up();
            page_of(user).show_screen();
        },
        restore_within_ms, this);
}

void Page::context_restored() {
    emscripten_clear_timeout(restore_timer_);
    screen_.restore();
    show_screen();
}

// Words are as wide as whoever sets them makes them.
void Page::show_screen() {
    bool const as_html = screen_.kind() == ScreenKind::html;
    only_measure(*ui_state_.regular, as_html);
    only_measure(*ui_state_.strong, as_html);
    ui_state_.paragraphs.clear();
    if (shown_) bridge_show(as_html ? 1 : 0);
    wake();
}

// ---- Frames -----------------------------------------------------------------------------------------------

void Page::animation_frame() {
    frame_requested_ = false;
    if (screen_.kind() == ScreenKind::lost) return;
    // Not every browser reports it when the window moves to a screen with another density.
    if (static_cast<float>(emscripten_get_device_pixel_ratio()) != viewport_.pixel_ratio)
        view_changed_ = true;
    // What stands in the mirror scrolls by itself; what comes into sight is mirrored when it stays there.
    bool const flings =
        screen_.kind() == ScreenKind::canvas && only_scrolls(pending_) && unmirrored_ < most_unmirrored;
    unmirrored_ = flings ? unmirrored_ + 1 : 0;
    ui_state_.new_items_left = most_new_items;
    run();
    screen_.present(*ImGui::GetDrawData(), ui::make_theme(viewport_).color.page);
    if (!shown_) bridge_show(screen_.kind() == ScreenKind::html ? 1 : 0);
    shown_ = true;
    if (due() || unmirrored_ > 0 || ui_state_.new_items_wait) {
        wake();
    } else {
        set_wake_timer();
    }
}

// Draws until nothing waits, so that what is shown has taken in all that was reported.
void Page::run() {
    if (running_ || !program_) return;  // the mirror moved the focus, and the browser says so at once
    running_ = true;
    tell_time();
    steps_due_ = std::max(steps_due_, 1);
    for (int steps = 0; steps < most_steps && (steps_due_ > 0 || due()); ++steps) step();
    if (unmirrored_ == 0) {
        std::string_view const changes = mirror_.changes(frame_);
        if (!changes.empty()) bridge_mirror(changes.data(), changes.size());
    }
    running_ = false;
    if (unmirrored_ == 0 && !due()) bridge_settle();
}

bool Page::due() const {
    return ui_state_.needs_frame || program_->wants_frame() ||
           ImGui::GetCurrentContext()->InputEventsQueue.Size > 0 || has_news(pending_) ||
           pending_.focused != input_.focused;
}

void Page::step() {
    if (view_changed_) read_view();
    double const now = emscripten_performance_now();
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = std::max(0.001f, static_cast<float>((now - last_step_ms_) / 1000));
    last_step_ms_ = now;
    --steps_due_;

    // What stands above a field is drawn before the field hears of its change.
    if (has_news(pending_)) steps_due_ = std::max(steps_due_, 1);
    input_ = std::exchange(pending_, {});
    pending_.focused = input_.focused;
    pending_.focus_visible = input_.focus_visible;
    input_.now_ms = now_ms();
    ImGui::NewFrame();
    draw_frame(program_.get(), ui_state_, input_, frame_);
    ImGui::Render();
    carry_out_effects();
}

void Page::read_view() {
    BrowserView view;
    bridge_view(&view);
    view_changed_ = false;
    bool const dark = theme_ == "auto" ? view.dark != 0 : theme_ == "dark";
    bool const still = view.reduced_motion != 0, forced = view.forced_colors != 0;
    auto const opaque = [](float rgb) { return static_cast<ui::Color>(rgb) << 8 | 0xFF; };
    viewport_ = {view.w,
                 view.h,
                 view.pixel_ratio,
                 view.text_scale,
                 view.safe_top,
                 view.safe_right,
                 view.safe_bottom,
                 view.safe_left,
                 dark,
                 still,
                 forced,
                 opaque(view.canvas),
                 opaque(view.canvas_text),
                 opaque(view.link_text)};
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {view.w, view.h};
    io.DisplayFramebufferScale = {view.pixel_ratio, view.pixel_ratio};
    style_document(ui::make_theme(viewport_));
}

void Page::set_wake_timer() {
    if (wake_timer_ != 0) emscripten_clear_timeout(wake_timer_);
    wake_timer_ = 0;
    if (ui_state_.next_wake_ms == 0) return;
    double const delay = std::max(0.0, static_cast<double>(ui_state_.next_wake_ms - now_ms()));
    wake_timer_ = emscripten_set_timeout([](void* user) { page_of(user).wake(); }, delay, this);
}

}  // namespace afterdesk::platform
