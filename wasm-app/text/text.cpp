#include "text/text.hpp"

namespace afterdesk::text {

std::string_view in(Language language, Text const& text) {
    return language == Language::zh_cn ? text.zh : english_or(text.zh, text.en);
}

std::string fill(Language language, Text const& text, std::initializer_list<std::string_view> values) {
    std::string_view const pattern = in(language, text);
    std::string out;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        bool const slot = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
        if (!slot) {
            out += pattern[at];
            continue;
        }
        auto const index = static_cast<std::size_t>(pattern[at + 1] - '0');
        if (index < values.size()) out += values.begin()[index];
        at += 2;
    }
    return out;
}

}  // namespace afterdesk::text
