// Functions that Dear ImGui, as we configure it, expects from outside. See third_party.cmake.
#include "imgui.h"
#include "imgui_internal.h"
#include "misc/freetype/imgui_freetype.h"

// The font loader ImGui falls back to when nobody set one. It has no glyphs: the page brings its own loader,
// which asks the browser, and the headless tests bring one with fixed widths.
const ImFontLoader* ImGuiFreeType::GetFontLoader() {
    static ImFontLoader no_glyphs;
    no_glyphs.Name = "no glyphs";
    return &no_glyphs;
}

bool ImGuiFreeType::DebugEditFontLoaderFlags(unsigned int* /*flags*/) { return false; }

#ifdef IMGUI_ENABLE_TEST_ENGINE
// Weak: a test that wants to hear of every item defines its own.
[[gnu::weak]] void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID, const ImRect&,
                                               const ImGuiLastItemData*) {}
[[gnu::weak]] void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
[[gnu::weak]] void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
[[gnu::weak]] const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
#endif
