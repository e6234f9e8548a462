// Takes the place of imgui_tables.cpp in the page that ships: its widgets (wasm-app/widgets) use no table
// and no column of Dear ImGui, whose end-of-frame checks name these functions all the same. What is named
// but never called costs a twentieth of the page's size.
#include <cstdarg>

#include "imgui.h"
#include "imgui_internal.h"

namespace ImGui {

void TableSettingsAddSettingsHandler() {}  // called once, when a context is made

[[noreturn]] static void never() { __builtin_trap(); }

void EndTable() { never(); }
void TableEndRow(ImGuiTable*) { never(); }
void TableEndCell(ImGuiTable*) { never(); }
void TablePushColumnChannel(int) { never(); }
void TablePopColumnChannel() { never(); }
void TablePushBackgroundChannel() { never(); }
void TablePopBackgroundChannel() { never(); }
void TableGcCompactSettings() { never(); }
void TableGcCompactTransientBuffers(ImGuiTable*) { never(); }
void TableGcCompactTransientBuffers(ImGuiTableTempData*) { never(); }
void EndColumns() { never(); }
void PushColumnsBackground() { never(); }
void PopColumnsBackground() { never(); }
float GetColumnOffsetFromNorm(ImGuiOldColumns const*, float) { never(); }

}  // namespace ImGui

// Names of windows and the like; no floating point is ever written. Contract: imgui.cpp, ImFormatStringV.
extern "C" int vsniprintf(char*, std::size_t, char const*, va_list);

int ImFormatStringV(char* out, std::size_t size, char const* format, va_list args) {
    int const length = vsniprintf(out, size, format, args);
    if (out == nullptr) return length;
    int const most = static_cast<int>(size) - 1;
    int const written = length < 0 || length > most ? most : length;
    out[written] = 0;
    return written;
}

int ImFormatString(char* out, std::size_t size, char const* format, ...) {
    va_list args;
    va_start(args, format);
    int const written = ImFormatStringV(out, size, format, args);
    va_end(args);
    return written;
}
