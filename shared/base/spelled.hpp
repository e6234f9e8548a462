#pragma once
// What the source calls an enumerator, a type or a function, as text: names are written once.

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace afterdesk {

namespace spelling {

constexpr bool in_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The last word of what the compiler writes behind `mark`: "names::State::closed]" is "closed".
constexpr std::string_view last_word(std::string_view written, std::string_view mark) {
    written.remove_prefix(written.find(mark) + mark.size());
    written = written.substr(0, written.find_first_of(";]"));
    while (!written.empty() && !in_word(written.back())) written.remove_suffix(1);
    std::size_t begin = written.size();
    while (begin > 0 && in_word(written[begin - 1])) --begin;
    return written.substr(begin);
}

template <auto value>
constexpr std::string_view of_value() {
    return last_word(__PRETTY_FUNCTION__, "value = ");
}
template <class Type>
constexpr std::string_view of_type() {
    return last_word(__PRETTY_FUNCTION__, "Type = ");
}

/// A value without an enumerator is written as a cast: "(State)14".
template <class Enum, int value>
constexpr bool is_enumerator() {
    char const first = of_value<static_cast<Enum>(value)>().front();
    return first < '0' || first > '9';
}

template <class Enum, int from = 0>
constexpr int count() {
    if constexpr (is_enumerator<Enum, from>()) {
        return count<Enum, from + 1>();
    } else {
        return from;
    }
}

/// Of its own, so that the program keeps the word and not all that the compiler wrote around it.
template <std::size_t size>
struct Word {
    std::array<char, size> letters{};
    constexpr operator std::string_view() const { return {letters.data(), size}; }
};

/// A name that C++ can not spell ends with a low line in the source: "virtual_" is "virtual".
template <auto value>
inline constexpr auto kept_value = [] {
    constexpr std::string_view word = of_value<value>();
    Word<word.size() - (word.back() == '_' ? 1 : 0)> out;
    for (std::size_t i = 0; i < out.letters.size(); ++i) out.letters[i] = word[i];
    return out;
}();

constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

constexpr std::size_t snake_size(std::string_view word) {
    std::size_t size = word.size();
    for (std::size_t i = 1; i < word.size(); ++i) size += is_capital(word[i]) ? 1u : 0u;
    return size;
}

template <class Type>
inline constexpr auto kept_type = [] {
    constexpr std::string_view word = of_type<Type>();
    Word<snake_size(word)> out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (i > 0 && is_capital(word[i])) out.letters[at++] = '_';
        out.letters[at++] = is_capital(word[i]) ? static_cast<char>(word[i] - 'A' + 'a') : word[i];
    }
    return out;
}();

template <class Enum, int... value>
constexpr auto words_of(std::integer_sequence<int, value...>) {
    return std::array<std::string_view, sizeof...(value)>{kept_value<static_cast<Enum>(value)>...};
}

}  // namespace spelling

/// How many enumerators an enum has that counts from 0 without a gap.
template <class Enum>
inline constexpr int enumerator_count = spelling::count<Enum>();

/// Their names in order.
template <class Enum>
inline constexpr auto enumerator_names =
    spelling::words_of<Enum>(std::make_integer_sequence<int, enumerator_count<Enum>>());

/// "DeadlineExtended" as "deadline_extended".
template <class Type>
inline constexpr std::string_view snake_name = spelling::kept_type<Type>;

/// What an enumerator or a function is called.
template <auto value>
inline constexpr std::string_view spelled = spelling::kept_value<value>;

}  // namespace afterdesk
