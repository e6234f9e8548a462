#pragma once
// English sentences. Most who visit the page never read them: in its program they lie in a part of their own,
// which tools/assemble_web cuts off and the page brings once it is shown.

#include <cstddef>
#include <string_view>

namespace afterdesk {

#ifdef __EMSCRIPTEN__
/// Letters as a template takes them.
template <std::size_t size>
struct Letters {
    char letters[size];
    consteval Letters(char const (&text)[size]) {
        for (std::size_t i = 0; i < size; ++i) letters[i] = text[i];
    }
};
template <Letters text>
struct EnglishWords {
    [[gnu::section("english")]] static constexpr auto kept = text;
};
/// "Cancel"_en lies in that part.
template <Letters text>
consteval std::string_view operator""_en() {
    return {EnglishWords<text>::kept.letters, sizeof text.letters - 1};
}
#else
/// Says that this is English.
consteval std::string_view operator""_en(char const* text, std::size_t size) { return {text, size}; }
#endif

/// The English sentence; the other one as long as the English ones have not come.
std::string_view english_or(std::string_view other, std::string_view english);

}  // namespace afterdesk
