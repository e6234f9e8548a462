#include "wire/json.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/sort.hpp"
#include "base/text.hpp"
#include "wire/reader.hpp"

namespace afterdesk::wire {

namespace {

/// 1e999: well written, but more than the largest number of anybody's (1.8e308).
bool is_beyond_numbers(std::string_view number) {
    constexpr int largest = 308, enough = 10'000'000;
    std::size_t const e = std::min(number.find_first_of("eE"), number.size());
    bool leads = false, point = false;
    int power = -1;  // of ten, of the first digit that is not 0
    for (char const c : number.substr(0, e)) {
        point = point || c == '.';
        leads = leads || (c >= '1' && c <= '9');
        if (c >= '0' && leads && !point) ++power;
        if (c == '0' && !leads && point) --power;
    }
    int further = 0;
    for (char const c : number.substr(e)) {
        if (c >= '0' && c <= '9' && further < enough) further = further * 10 + (c - '0');
    }
    bool const smaller = number.substr(e).find('-') != std::string_view::npos;
    return leads && power + (smaller ? -further : further) > largest;
}

bool is_digit(int c) { return c >= '0' && c <= '9'; }

/// A byte of a string that stands for itself.
bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

// Eight bytes at once. Rule: "Bit Twiddling Hacks", determine if a word has a byte less than n; what it finds
// besides, behind a byte that is one, is looked at byte by byte.
constexpr std::uint64_t each = 0x0101010101010101u, high = 0x8080808080808080u;
std::uint64_t eight_at(std::string_view text, std::size_t at) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    return bytes;
}
std::uint64_t below(std::uint64_t bytes, std::uint64_t n) { return (bytes - each * n) & ~bytes & high; }
bool are_plain(std::uint64_t bytes) {
    return (below(bytes, 0x20) | below(bytes ^ (each * '"'), 1) | below(bytes ^ (each * '\\'), 1)) == 0;
}
/// Where the first byte stands that is not plain; the end when there is none.
std::size_t end_of_plain(std::string_view text, std::size_t at) {
    while (at + 8 <= text.size() && are_plain(eight_at(text, at))) at += 8;
    while (at < text.size() && is_plain(text[at])) ++at;
    return at;
}

/// Reads one document, token by token.
class Parser {
  public:
    Parser(std::string_view text, ParseLimits limits, Mistakes& mistakes)
        : text_(text), limits_(limits), mistakes_(mistakes) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (text.substr(0, byte_order_mark.size()) == byte_order_mark) at_ = byte_order_mark.size();
    }

    /// Null after a mistake.
    Value read() {
        for (int token = next();;) {
            bool const opens = token == '[' || token == '{';
            if (!(opens ? open(token) : scalar(token))) return {};
            if (opens) token = next();
            if (opens && token != closing()) {
                if (in_object() && !key(token)) return {};
                continue;
            }
            if (opens) close();
            if (!next_value(token)) break;
        }
        return std::move(root_);
    }

  private:
    // Tokens: one of {}[]:, for itself, '"' for a string, 'v' for other values, 'w' for what is none. What a
    // string is stands in word_, another value in value_.
    static constexpr int end = -1;
    static constexpr std::size_t usual_members = 8;

    int get() {
        if (at_ < text_.size()) return static_cast<unsigned char>(text_[at_++]);
        at_ = text_.size() + 1;
        return end;
    }

    int next() {
        int c = get();
        while (c == ' ' || c == '\n' || c == '\t' || c == '\r') c = get();
        if (c == '"') return string() ? '"' : 'w';
        if (c == '-' || is_digit(c)) return number(c) ? 'v' : 'w';
        if (c == 't') return literal("rue", Value(true));
        if (c == 'f') return literal("alse", Value(false));
        if (c == 'n') return literal("ull", Value());
        bool const sign = c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ',';
        return c == end || sign ? c : 'w';
    }

    int literal(std::string_view rest, Value value) {
        for (char const c : rest) {
            if (get() != c) return 'w';
        }
        value_ = std::move(value);
        return 'v';
    }

    int digits() {
        int c = get();
        while (is_digit(c)) c = get();
        return c;
    }
    bool number(int c) {
        std::size_t const begin = at_ - 1;
        bool whole = true;
        if (c == '-') c = get();
        if (!is_digit(c)) return false;
        c = c == '0' ? get() : digits();
        if (c == '.') {
            whole = false;
            if (!is_digit(get())) return false;
            c = digits();
        }
        if (c == 'e' || c == 'E') {
            whole = false;
            c = get();
            if (c == '+' || c == '-') c = get();
            if (!is_digit(c)) return false;
            c = digits();
        }
        --at_;  // what ended it
        std::string_view const written = text_.substr(begin, at_ - begin);
        auto const integer = whole ? integer_of(written) : std::nullopt;
        value_ = integer ? Value(*integer) : Value(NotAnInteger{std::string(written)});
        return true;
    }
    static std::optional<std::int64_t> integer_of(std::string_view written) {
        using Limits = std::numeric_limits<std::int64_t>;
        bool const negative = written[0] == '-';
        std::int64_t below = 0;  // negative: there is one more of these
        for (char const c : written.substr(negative ? 1 : 0)) {
            int const digit = c - '0';
            if (below < (Limits::min() + digit) / 10) return std::nullopt;
            below = below * 10 - digit;
        }
        if (!negative && below == Limits::min()) return std::nullopt;
        return negative ? below : -below;
    }

    bool string() {
        word_.clear();
        while (true) {
            std::size_t const begin = std::min(at_, text_.size());
            std::size_t const odd = end_of_plain(text_, begin);
            word_.append(text_, begin, odd - begin);
            at_ = odd;
            int const c = get();
            if (c == '"') return true;
            if (c != '\\' || !escaped(word_)) return false;  // the end, too
        }
    }
    bool escaped(std::string& out) {
        constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
        int const c = get();
        if (c == 'u') return code_unit(out);
        std::size_t const place = c == end ? letters.npos : letters.find(static_cast<char>(c));
        if (place == letters.npos) return false;
        out += meant[place];
        return true;
    }
    /// -1 where there are none.
    int four_digits() {
        constexpr std::string_view hex = "0123456789abcdefABCDEF";
        int number = 0;
        for (int i = 0; i < 4; ++i) {
            int const c = get();
            std::size_t const place = c == end ? hex.npos : hex.find(static_cast<char>(c));
            if (place == hex.npos) return -1;
            number = number * 16 + static_cast<int>(place < 16 ? place : place - 6);
        }
        return number;
    }
    bool code_unit(std::string& out) {
        int c = four_digits();
        if (c >= 0xD800 && c < 0xDC00) {  // the first half of a pair
            if (get() != '\\' || get() != 'u') return false;
            int const second = four_digits();
            if (second < 0xDC00 || second > 0xDFFF) return false;
            c = 0x10000 + ((c - 0xD800) << 10) + (second - 0xDC00);
        } else if (c < 0 || (c >= 0xDC00 && c <= 0xDFFF)) {
            return false;
        }
        append_char(out, static_cast<std::uint32_t>(c));
        return true;
    }

    struct Open {
        Value value;
        std::string key;  ///< of the member that comes next, in an object
    };

    bool in_object() { return open_.back().value.as<Object>() != nullptr; }
    int closing() { return in_object() ? '}' : ']'; }

    bool wrong() {
        note(mistakes_, Rule::malformed_json, "byte " + std::to_string(at_));
        return false;
    }
    bool key(int& token) {
        if (token != '"') return wrong();
        open_.back().key = std::move(word_);
        if (next() != ':') return wrong();
        token = next();
        return true;
    }
    bool scalar(int token) {
        if (token == '"') {
            add(Value(std::move(word_)));
            return true;
        }
        if (token != 'v') return wrong();
        auto const* const odd = value_.as<NotAnInteger>();
        if (odd && is_beyond_numbers(odd->text)) {
            note(mistakes_, Rule::not_an_integer, path_of_next());
            return false;
        }
        add(std::move(value_));
        return true;
    }
    /// Behind a value: closes what ends there, and goes on to the next one. False: there is none.
    bool next_value(int& token) {
        while (!open_.empty()) {
            token = next();
            if (token == ',') {
                token = next();
                return !in_object() || key(token);
            }
            if (token != closing()) return wrong();
            close();
        }
        return next() != end && wrong();
    }
    void add(Value value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (auto* array = open_.back().value.as<Array>()) {
            array->push_back(std::move(value));
        } else {
            open_.back().value.as<Object>()->emplace_back(std::move(open_.back().key), std::move(value));
        }
    }
    bool open(int token) {
        if (open_.size() >= static_cast<std::size_t>(limits_.depth)) {
            note(mistakes_, Rule::too_large, path_of_next(), limits_.depth);
            return false;
        }
        open_.push_back({token == '{' ? Value(Object()) : Value(Array()), {}});
        if (auto* const object = open_.back().value.as<Object>()) object->reserve(usual_members);
        return true;
    }
    void close() {
        if (in_object()) note_duplicates();
        Value value = std::move(open_.back().value);
        open_.pop_back();
        add(std::move(value));
    }
    std::string path_to(std::size_t levels) const {
        std::string path;
        for (std::size_t i = 0; i < levels; ++i) {
            auto const* array = open_[i].value.as<Array>();
            path = array ? at_index(path, array->size()) : at_key(path, open_[i].key);
        }
        return path;
    }
    std::string path_of_next() const { return path_to(open_.size()); }

    // Sorted, because comparing each key with each other one would let a large document stall us.
    void note_duplicates() {
        Object const& object = *open_.back().value.as<Object>();
        if (object.size() <= few_members && !has_duplicates(object)) return;
        std::vector<std::string_view> keys;
        for (auto const& member : object) keys.push_back(member.first);
        sort_small(keys, [](std::string_view a, std::string_view b) { return a < b; });
        for (std::size_t i = 1; i < keys.size(); ++i) {
            bool first_repeat = keys[i] == keys[i - 1] && (i == 1 || keys[i] != keys[i - 2]);
            if (first_repeat)
                note(mistakes_, Rule::duplicate_key, at_key(path_to(open_.size() - 1), keys[i]));
        }
    }
    static constexpr std::size_t few_members = 64;
    /// Most keys differ from all others by their length and ends.
    static bool has_duplicates(Object const& object) {
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < object.size(); ++i) {
            std::string const& key = object[i].first;
            unsigned const ends = key.empty() ? 0u
                                              : static_cast<unsigned char>(key.front()) * 5u +
                                                    static_cast<unsigned char>(key.back());
            std::uint64_t const kind = std::uint64_t{1} << ((key.size() * 7 + ends) % 64);
            bool const maybe = (seen & kind) != 0;
            seen |= kind;
            for (std::size_t j = 0; maybe && j < i; ++j)
                if (key == object[j].first) return true;
        }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;  ///< how far it was read; one more at the end
    ParseLimits limits_;
    Mistakes& mistakes_;
    std::string word_;
    Value value_, root_;
    std::vector<Open> open_;
};

/// And none of them 0.
bool is_ascii(std::uint64_t bytes) { return ((bytes & high) | below(bytes, 1)) == 0; }

/// The first byte, counted from 1, that is not UTF-8, or NUL; or 0.
std::size_t first_bad_byte(std::string_view text) {
    constexpr std::uint32_t replacement = 0xFFFD;
    for (std::size_t at = 0; at < text.size();) {
        while (at + 8 <= text.size() && is_ascii(eight_at(text, at))) at += 8;
        if (at == text.size()) break;
        if (static_cast<signed char>(text[at]) > 0) {  // of ASCII
            ++at;
            continue;
        }
        std::size_t start = at;
        std::uint32_t c = next_char(text, at);
        if (c == 0 || (c == replacement && at - start == 1)) return start + 1;
    }
    return 0;
}

void write_string(std::string& out, std::string_view text) {
    constexpr char hex[] = "0123456789abcdef";
    constexpr std::string_view lettered = "\"\\\n\t\r\b\f", letters = "\"\\ntrbf";
    out += '"';
    while (true) {
        std::size_t const plain = end_of_plain(text, 0);
        out.append(text.data(), plain);
        if (plain == text.size()) break;
        char const c = text[plain];
        std::size_t const place = lettered.find(c);
        out += '\\';
        if (place != lettered.npos) {
            out += letters[place];
        } else {
            out += "u00";
            out += hex[static_cast<unsigned char>(c) >> 4];
            out += hex[c & 15];
        }
        text.remove_prefix(plain + 1);
    }
    out += '"';
}

class Writer {
  public:
    Writer(std::string& out, int indent) : out_(out), indent_(indent) {}

    void write(Value const& value) {
        if (auto const* b = value.as<bool>()) {
            out_ += *b ? "true" : "false";
        } else if (auto const* number = value.as<std::int64_t>()) {
            append_json(out_, *number);
        } else if (auto const* text = value.as<std::string>()) {
            write_string(out_, *text);
        } else if (auto const* array = value.as<Array>()) {
            write_array(*array);
        } else if (auto const* object = value.as<Object>()) {
            write_object(*object);
        } else {
            out_ += "null";
        }
    }

  private:
    void write_array(Array const& array) {
        out_ += '[';
        ++level_;
        for (std::size_t i = 0; i < array.size(); ++i) {
            separate(i);
            write(array[i]);
        }
        --level_;
        if (!array.empty()) new_line();
        out_ += ']';
    }
    void write_object(Object const& object) {
        out_ += '{';
        ++level_;
        for (std::size_t i = 0; i < object.size(); ++i) {
            separate(i);
            write_string(out_, object[i].first);
            out_ += indent_ < 0 ? ":" : ": ";
            write(object[i].second);
        }
        --level_;
        if (!object.empty()) new_line();
        out_ += '}';
    }
    void separate(std::size_t index) {
        if (index > 0) out_ += ',';
        new_line();
    }
    void new_line() {
        if (indent_ < 0) return;
        out_ += '\n';
        out_.append(static_cast<std::size_t>(indent_) * level_, ' ');
    }

    std::string& out_;
    int indent_;
    std::size_t level_ = 0;
};

}  // namespace

Value const* Value::find(std::string_view key) const {
    auto const* object = as<Object>();
    if (!object) return nullptr;
    for (auto const& [name, value] : *object) {
        if (name == key) return &value;
    }
    return nullptr;
}

Result<Value, Mistakes> parse_json(std::string_view text, ParseLimits limits) {
    Mistakes mistakes;
    if (text.size() > limits.bytes) {
        note(mistakes, Rule::too_large, "", static_cast<std::int64_t>(limits.bytes));
        return Err{std::move(mistakes)};
    }
    if (std::size_t bad = first_bad_byte(text); bad > 0) {
        note(mistakes, Rule::bad_characters, "byte " + std::to_string(bad));
        return Err{std::move(mistakes)};
    }
    Value read = Parser(text, limits, mistakes).read();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return read;
}

std::string write_json(Value const& value, int indent) {
    std::string out;
    Writer(out, indent).write(value);
    return out;
}

void append_json(std::string& out, Value const& value) { Writer(out, -1).write(value); }
void append_json(std::string& out, std::string_view text) { write_string(out, text); }
void append_json(std::string& out, std::int64_t number) { out += std::to_string(number); }

}  // namespace afterdesk::wire
