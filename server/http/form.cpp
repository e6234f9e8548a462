#include "http/form.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/message.hpp"

namespace afterdesk::http {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_boundary = 70;

bool is_boundary_mark(char c) {
    constexpr std::string_view marks = "'()+_,-./:=? ";
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || marks.find(c) != std::string_view::npos;
}

/// Takes `prefix` away from the front of `text`; false when something else stands there.
bool take(std::string_view& text, std::string_view prefix) {
    if (text.substr(0, prefix.size()) != prefix) return false;
    text.remove_prefix(prefix.size());
    return true;
}

void skip_blanks(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

/// Takes a value, in quotes or not, away from the front. Errors: nothing for quotes that do not end.
std::optional<std::string> take_value(std::string_view& text) {
    if (!take(text, "\"")) {
        std::size_t const end = std::min(text.find(';'), text.size());
        std::string value(trim(text.substr(0, end)));
        text.remove_prefix(end);
        return value;
    }
    std::string value;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return value;
        }
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '"') ++i;
        value += text[i];
    }
    return std::nullopt;
}

/// The parameters after the first word: "; name=a; filename=\"b\"". Errors: nothing when they can not be
/// read, or one stands there twice.
std::optional<Fields> parameters_of(std::string_view text) {
    Fields found;
    text.remove_prefix(std::min(text.find(';'), text.size()));
    while (take(text, ";")) {
        skip_blanks(text);
        if (text.empty()) break;
        std::size_t const equals = text.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        std::string name = lower_case(trim(text.substr(0, equals)));
        text.remove_prefix(equals + 1);
        auto value = take_value(text);
        bool const twice =
            std::any_of(found.begin(), found.end(), [&](auto const& f) { return f.first == name; });
        if (!value || name.empty() || twice) return std::nullopt;
        found.emplace_back(std::move(name), std::move(*value));
        skip_blanks(text);
    }
    if (!text.empty()) return std::nullopt;
    return found;
}

bool has(Fields const& fields, std::string_view name) {
    return std::any_of(fields.begin(), fields.end(), [&](auto const& f) { return f.first == name; });
}

/// What the head of a part says of it.
struct PartHead {
    bool form_data = false;
    bool file = false;
    bool named = false;  ///< the file has a name: somebody has chosen one
};

/// One line of a part's head. False when it is none, or says what we do not take.
bool read_line(std::string_view line, PartHead& part) {
    std::size_t const colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos) return false;
    bool const control = std::any_of(line.begin(), line.end(),
                                     [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; });
    if (control) return false;
    std::string const name = lower_case(line.substr(0, colon));
    std::string_view const value = trim(line.substr(colon + 1));
    if (name == "content-transfer-encoding")
        return same_word(value, "binary") || same_word(value, "8bit") || same_word(value, "7bit");
    if (name != "content-disposition") return true;
    auto const parameters = parameters_of(value);
    if (part.form_data || !parameters || !has(*parameters, "name")) return false;
    part.form_data = same_word(trim(value.substr(0, value.find(';'))), "form-data");
    part.file = has(*parameters, "filename") || has(*parameters, "filename*");
    part.named = !field(*parameters, "filename").empty() || !field(*parameters, "filename*").empty();
    return part.form_data;
}

/// Takes a part's head and the blank line after it away from the front of `rest`.
std::optional<PartHead> take_head(std::string_view& rest) {
    PartHead part;
    std::size_t left = max_part_head_bytes;
    for (;;) {
        std::size_t const end = rest.substr(0, left).find(line_end);
        if (end == std::string_view::npos) return std::nullopt;
        std::string_view const line = rest.substr(0, end);
        rest.remove_prefix(end + line_end.size());
        left -= end + line_end.size();
        if (line.empty()) break;
        if (!read_line(line, part)) return std::nullopt;
    }
    if (!part.form_data) return std::nullopt;
    return part;
}

/// Goes on behind the first boundary; what stands before it is for old mail readers.
bool take_preamble(std::string_view& rest, std::string_view boundary) {
    if (take(rest, boundary)) return true;
    std::string const marked = std::string(line_end) + std::string(boundary);
    std::size_t const at = rest.substr(0, max_part_head_bytes).find(marked);
    if (at == std::string_view::npos) return false;
    rest.remove_prefix(at + marked.size());
    return true;
}

}  // namespace

bool is_form(std::string_view content_type) {
    return same_word(trim(content_type.substr(0, content_type.find(';'))), "multipart/form-data");
}

std::optional<std::string> form_boundary(std::string_view content_type) {
    auto const parameters = parameters_of(content_type);
    if (!is_form(content_type) || !parameters) return std::nullopt;
    std::string boundary(field(*parameters, "boundary"));
    bool const good = !boundary.empty() && boundary.size() <= longest_boundary && boundary.back() != ' ' &&
                      std::all_of(boundary.begin(), boundary.end(), is_boundary_mark);
    if (!good) return std::nullopt;
    return boundary;
}

Result<std::string_view, Rule> file_of_form(std::string_view content_type, std::string_view body) {
    auto const boundary = form_boundary(content_type);
    if (!boundary) return Err{Rule::form_malformed};
    std::string const opening = "--" + *boundary;
    std::string const closing = std::string(line_end) + opening;
    std::string_view rest = body;
    if (!take_preamble(rest, opening)) return Err{Rule::form_malformed};
    std::string_view file;
    int files = 0;
    for (std::size_t parts = 0; !take(rest, "--"); ++parts) {
        skip_blanks(rest);
        if (parts == max_form_parts || !take(rest, line_end)) return Err{Rule::form_malformed};
        auto const part = take_head(rest);
        if (!part) return Err{Rule::form_malformed};
        std::size_t const end = rest.find(closing);
        if (end == std::string_view::npos) return Err{Rule::form_malformed};
        bool const chosen = part->file && (part->named || end > 0);
        if (chosen) {
            file = rest.substr(0, end);
            ++files;
        }
        rest.remove_prefix(end + closing.size());
    }
    if (files != 1) return Err{Rule::one_file_expected};
    return file;
}

}  // namespace afterdesk::http
