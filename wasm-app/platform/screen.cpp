#include "platform/screen.hpp"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

#include "imgui.h"
#include "imgui_impl_opengl3.h"

namespace afterdesk::platform {

namespace {

constexpr char const* canvas = "#canvas";

bool open_context() {
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.majorVersion = 2;  // bridge.js has made it already, and said there how it shall be
    wanted.enableExtensionsByDefault = false;  // we use none, and each is a question to the browser
    EMSCRIPTEN_WEBGL_CONTEXT_HANDLE const context = emscripten_webgl_create_context(canvas, &wanted);
    return context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS;
}

// Nobody looks at the textures, but ImGui wants to hear that they were taken care of.
void wave_through(ImTextureData& texture) {
    switch (texture.Status) {
        case ImTextureStatus_WantCreate:
            texture.SetTexID(1);
            texture.SetStatus(ImTextureStatus_OK);
            break;
        case ImTextureStatus_WantUpdates: texture.SetStatus(ImTextureStatus_OK); break;
        case ImTextureStatus_WantDestroy:
            texture.SetTexID(ImTextureID_Invalid);
            texture.SetStatus(ImTextureStatus_Destroyed);
            break;
        case ImTextureStatus_OK:
        case ImTextureStatus_Destroyed: break;
    }
}

}  // namespace

void Screen::open(bool as_html) {
    if (!as_html && open_context() && ImGui_ImplOpenGL3_Init()) kind_ = ScreenKind::canvas;
    if (kind_ == ScreenKind::html) ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
}

void Screen::present(ImDrawData& drawn, std::uint32_t ground) {
    if (kind_ == ScreenKind::canvas) {
        ImGui_ImplOpenGL3_NewFrame();
        auto const part = [ground](int bits) { return static_cast<float>(ground >> bits & 0xFF) / 255; };
        glClearColor(part(24), part(16), part(8), 1);  // far cheaper than a quad that is blended
        glClear(GL_COLOR_BUFFER_BIT);
        ImGui_ImplOpenGL3_RenderDrawData(&drawn);
    } else if (kind_ == ScreenKind::html && drawn.Textures != nullptr) {
        for (ImTextureData* texture : *drawn.Textures) wave_through(*texture);
    }
}

void Screen::lose() {
    if (kind_ == ScreenKind::canvas) kind_ = ScreenKind::lost;
}

void Screen::restore() {
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    kind_ = ScreenKind::canvas;
}

void Screen::give_up() { kind_ = ScreenKind::html; }

}  // namespace afterdesk::platform
