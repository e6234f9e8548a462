#pragma once
// How Dear ImGui is compiled here, beside the switches of tools/cmake/third_party.cmake.

// Emoji and rare hanzi lie above U+FFFF.
#define IMGUI_USE_WCHAR32

// A long page of text has more than 65,536 vertices, and WebGL cannot draw with a vertex offset.
#define ImDrawIdx unsigned int

#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS

#ifdef AFTERDESK_IMGUI_WITHOUT_TABLES
#include <cstdio>
// Only reading of .ini files, which the page has none of, scans; floating-point scanning is large.
#define sscanf(...) 0
#endif
