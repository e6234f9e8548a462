#include "widgets/headless.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"
#include "imgui.h"
#include "imgui_internal.h"

namespace afterdesk::ui {
namespace {

constexpr int most_frames_to_settle = 8;

/// Letters are half as wide as high, from U+1100 on as wide as high.
float advance_in_test(std::uint32_t code_point, float px) {
    return code_point < 0x1100 && code_point != 0x2026 ? px / 2 : px;
}

/// Every letter exists, without ink.
bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar code_point,
                ImFontGlyph* glyph, float* advance) {
    float const width = advance_in_test(code_point, baked->Size);
    if (advance != nullptr) {
        *advance = width;
        return true;
    }
    glyph->Codepoint = code_point & 0x3FFFFFFu;
    glyph->AdvanceX = width;
    return true;
}

bool init_baked(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
    baked->Ascent = baked->Size * 0.8f;
    baked->Descent = -baked->Size * 0.2f;
    return true;
}

ImFontLoader make_loader() {
    ImFontLoader loader;
    loader.Name = "fixed widths";
    loader.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar) { return true; };
    loader.FontBakedInit = init_baked;
    loader.FontBakedLoadGlyph = load_glyph;
    return loader;
}

ImFont* add_font(ImFontAtlas& atlas) {
    static ImFontLoader const loader = make_loader();  // the atlas keeps its address
    ImFontConfig config;
    config.FontLoader = &loader;
    config.SizePixels = 16;
    return atlas.AddFont(&config);
}

float line_width(ImFont&, float px, std::string const& line) {
    float width = 0;
    for (std::size_t at = 0; at < line.size();) {
        std::uint32_t const c = next_char(line, at);
        bool const unseen = c == 0x200F || c == 0x061C;
        width += unseen ? 0 : advance_in_test(c, px);
    }
    return width;
}

void no_picture(ImFont&, float, std::string const&, Color, std::vector<LinePiece>&) {}

/// Says that the graphics card has each texture; there is none.
void accept_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(1);
        bool const destroyed = texture->Status == ImTextureStatus_WantDestroy;
        if (destroyed) texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(destroyed ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
    }
}

bool is_control(Role role) {
    switch (role) {
        case Role::button:
        case Role::link:
        case Role::field:
        case Role::checkbox:
        case Role::radio:
        case Role::tab:
        case Role::option:
        case Role::separator:
        case Role::mark:
        case Role::slider:
        case Role::file_picker: return true;
        case Role::text:
        case Role::heading:
        case Role::radio_group:
        case Role::tab_list:
        case Role::list:
        case Role::list_item:
        case Role::table:
        case Role::row:
        case Role::cell:
        case Role::column_header:
        case Role::image:
        case Role::dialog:
        case Role::region:
        case Role::navigation:
        case Role::main:
        case Role::banner:
        case Role::scroller:
        case Role::status:
        case Role::alert:
        case Role::progress:
        case Role::listbox:
        case Role::grid:
        case Role::grid_cell:
        case Role::group: return false;
    }
    return false;
}

bool contains(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// The node, or an end with what was looked for and what there is.
Node const& reachable(Headless const& page, Node const* node, std::string_view name) {
    if (node == nullptr || (node->state & (covered | disabled)) != 0) {
        std::string const what =
            "a control \"" + std::string(name) + "\" that can be reached in\n" + page.outline();
        check_failed(what.c_str(), __FILE__, __LINE__);
    }
    return *node;
}

}  // namespace

Headless::Headless(std::unique_ptr<AnyDrawer> draw, Viewport const& viewport)
    : draw_(std::move(draw)), viewport_(viewport) {
    ImGuiContext* const before = ImGui::GetCurrentContext();
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    state_.regular = add_font(*io.Fonts);
    state_.strong = add_font(*io.Fonts);
    state_.setter = {line_width, no_picture};
    ImGui::SetCurrentContext(before);
    frame_.language = "zh-CN";
    this->draw();
}

Headless::~Headless() { ImGui::DestroyContext(context_); }

void Headless::draw_once() {
    ImGuiContext* const before = ImGui::GetCurrentContext();
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(viewport_.w, viewport_.h);
    io.DisplayFramebufferScale = ImVec2(viewport_.pixel_ratio, viewport_.pixel_ratio);
    io.DeltaTime = 1.0f / 60;
    ImGui::NewFrame();
    {
        Ui ui(state_, viewport_, input_, frame_);
        draw_->draw(ui);
    }
    ImGui::Render();
    accept_textures();
    ImGui::SetCurrentContext(before);
    ++frames_;
    check_ids();
    Input kept;
    kept.focused = input_.focused;
    kept.focus_visible = input_.focus_visible;
    kept.now_ms = input_.now_ms;
    input_ = std::move(kept);
}

void Headless::draw() {
    draw_once();
    for (int i = 0; i < most_frames_to_settle && (state_.needs_frame || context_->InputEventsQueue.Size > 0);
         ++i) {
        draw_once();
    }
    bool const sizes_have_settled = !state_.needs_frame;
    CHECK(sizes_have_settled);
}

void Headless::check_ids() const {
    std::vector<std::uint32_t> ids;
    for (Node const& node : frame_.nodes) ids.push_back(node.id);
    std::sort(ids.begin(), ids.end());
    bool const each_node_has_its_own_id =
        std::adjacent_find(ids.begin(), ids.end()) == ids.end() && (ids.empty() || ids.front() != 0);
    CHECK(each_node_has_its_own_id);
}

void Headless::press(std::string_view name) {
    input_.activations.push_back(reachable(*this, control(name), name).id);
    draw();
}

void Headless::move_pointer(float x, float y) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().AddMousePosEvent(x, y);
    ImGui::SetCurrentContext(nullptr);
    draw();
}

void Headless::pointer_down(bool down) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
    ImGui::SetCurrentContext(nullptr);
    draw();
}

void Headless::tap_at(float x, float y) {
    move_pointer(x, y);
    pointer_down(true);
    pointer_down(false);
    move_pointer(-1, -1);
}

void Headless::tap(std::string_view name) {
    Rect const rect = reachable(*this, control(name), name).rect;
    tap_at(rect.x + rect.w / 2, rect.y + rect.h / 2);
}

void Headless::choose(std::string_view label, std::string_view option) {
    auto const begins = [this](Role role, std::string_view with) {
        for (Node const& node : frame_.nodes)
            if (node.role == role && (node.state & covered) == 0 && node.name.starts_with(with))
                return node.name;
        return std::string(with);
    };
    press(begins(Role::button, label));
    press(begins(Role::option, option));
}

void Headless::type_into(std::string_view name, std::string_view text) {
    std::uint32_t const id = reachable(*this, find(Role::field, name), name).id;
    input_.edits.push_back({id, std::string(text)});
    draw();
}

void Headless::submit(std::string_view name) {
    input_.activations.push_back(reachable(*this, find(Role::field, name), name).id);
    draw();
}

void Headless::escape() {
    input_.escape = true;
    draw();
}

void Headless::key(std::string_view key) {
    auto const asking = [this] {
        std::uint32_t id = 0;
        for (Node const& node : frame_.nodes)
            if ((node.state & (focus_me | covered)) == focus_me) id = node.id;
        return id;
    };
    std::uint32_t const before = asking();
    input_.keys.push_back({input_.focused, std::string(key)});
    draw();
    std::uint32_t const now = asking();
    if (now == 0 || now == before) return;
    input_.focused = now;
    draw();
}

void Headless::focus(std::string_view name) {
    input_.focused = reachable(*this, control(name), name).id;
    input_.focus_visible = true;
    draw();
}

void Headless::scroll_to(float y, int scroller_number) {
    int seen = 0;
    for (Node const& node : frame_.nodes) {
        if (node.role == Role::scroller && seen++ == scroller_number) input_.scrolls.push_back({node.id, y});
    }
    CHECK(!input_.scrolls.empty());
    draw();
}

void Headless::pick(std::string_view name, std::vector<PickedFile> files) {
    std::uint32_t const id = reachable(*this, find(Role::file_picker, name), name).id;
    input_.picked.push_back({id, std::move(files)});
    draw();
}

Node const* Headless::find(Role role, std::string_view name) const {
    for (Node const& node : frame_.nodes) {
        if (node.role == role && (name.empty() || node.name == name)) return &node;
    }
    return nullptr;
}

Node const* Headless::control(std::string_view name) const {
    Node const* found = nullptr;
    for (Node const& node : frame_.nodes) {
        if (!is_control(node.role) || node.name != name) continue;
        if ((node.state & covered) == 0) return &node;
        found = &node;
    }
    return found;
}

int Headless::count(Role role, std::string_view name) const {
    return static_cast<int>(std::count_if(
        frame_.nodes.begin(), frame_.nodes.end(),
        [role, name](Node const& node) { return node.role == role && (name.empty() || node.name == name); }));
}

bool Headless::shows(std::string_view text) const {
    return std::any_of(frame_.nodes.begin(), frame_.nodes.end(), [text](Node const& node) {
        return (node.state & covered) == 0 &&
               (contains(node.name, text) || contains(node.value, text) || contains(node.description, text));
    });
}

std::string Headless::outline() const {
    std::string out;
    for (Node const& node : frame_.nodes) {
        for (int at = node.parent; at >= 0; at = frame_.nodes[static_cast<std::size_t>(at)].parent)
            out += "  ";
        out += "role " + std::to_string(static_cast<int>(node.role)) + " \"" + node.name + "\"";
        if (!node.value.empty()) out += " value \"" + node.value + "\"";
        if (!node.description.empty()) out += " description \"" + node.description + "\"";
        if (node.state != 0) out += " state " + std::to_string(node.state);
        out += "\n";
    }
    return out;
}

}  // namespace afterdesk::ui
