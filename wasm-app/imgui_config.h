#pragma once
// How Dear ImGui is compiled here, beside the switches of tools/cmake/third_party.cmake.

// Emoji and rare hanzi lie above U+FFFF.
#define IMGUI_USE_WCHAR32

// A long page of text has more than 65,536 vertices, and WebGL cannot draw with a vertex offset.
#define ImDrawIdx unsigned int

#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS

#ifdef AFTERDESK_IMGUI_WITHOUT_TABLES
#include <cstdio>
#include <cstdlib>
// Dear ImGui scans .ini files, which the page has none of, and its WebGL backend the number in "#version 300 es".
// What the library's sscanf brings along, floating point above all, is large.
template <class... More>
int afterdesk_scan_number(char const* text, char const* format, int* number, More*...) {
    for (; *format != '%'; ++format, ++text)
        if (*text != *format) return 0;
    *number = std::atoi(text);
    return 1;
}
template <class... Others>
int afterdesk_scan_number(char const*, char const*, Others*...) {
    return 0;
}
#define sscanf afterdesk_scan_number
// A shader that does not compile is told by the gallery's page.
#define fprintf(...) static_cast<void>(0)
#endif
