// Functions that Dear ImGui, as we configure it, expects from outside. See third_party.cmake.
#include "imgui.h"
#include "imgui_internal.h"
#include "misc/freetype/imgui_freetype.h"

// The font loader ImGui falls back to when nobody set one. It has no glyphs: the page brings its own loader,
// which asks the browser, and the headless tests bring one with fixed widths.
ImFontLoader const* ImGuiFreeType::GetFontLoader() {
    static ImFontLoader no_glyphs;
    no_glyphs.Name = "no glyphs";
    return &no_glyphs;
}

bool ImGuiFreeType::DebugEditFontLoaderFlags(unsigned int* /*flags*/) { return false; }

#ifdef __EMSCRIPTEN__
#include <GLES3/gl3.h>

// The backend asks for the whole state of WebGL before each frame, to put it back after it. Each question
// waits for the graphics process, and the canvas is ours alone: it hears what a fresh context would say.
// What it wants to know of the machine it is told.
extern "C" void afterdesk_gl_get(GLenum name, GLint* out) {
    switch (name) {
        case GL_ACTIVE_TEXTURE: *out = GL_TEXTURE0; return;
        case GL_BLEND_EQUATION_RGB:
        case GL_BLEND_EQUATION_ALPHA: *out = GL_FUNC_ADD; return;
        case GL_BLEND_SRC_RGB:
        case GL_BLEND_SRC_ALPHA: *out = GL_ONE; return;
        case GL_VIEWPORT:
        case GL_SCISSOR_BOX: out[0] = out[1] = out[2] = out[3] = 0; return;
        case GL_CURRENT_PROGRAM:
        case GL_TEXTURE_BINDING_2D:
        case GL_SAMPLER_BINDING:
        case GL_ARRAY_BUFFER_BINDING:
        case GL_ELEMENT_ARRAY_BUFFER_BINDING:
        case GL_VERTEX_ARRAY_BINDING:
        case GL_PIXEL_UNPACK_BUFFER_BINDING:
        case GL_BLEND_DST_RGB:
        case GL_BLEND_DST_ALPHA: *out = 0; return;
        default: glGetIntegerv(name, out);
    }
}
#endif

#ifdef IMGUI_ENABLE_TEST_ENGINE
// Weak: a test that wants to hear of every item defines its own.
[[gnu::weak]] void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID, ImRect const&,
                                               ImGuiLastItemData const*) {}
[[gnu::weak]] void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, char const*, ImGuiItemStatusFlags) {}
[[gnu::weak]] void ImGuiTestEngineHook_Log(ImGuiContext*, char const*, ...) {}
[[gnu::weak]] char const* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
#endif
