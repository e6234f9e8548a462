#include "wire/json.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/sort.hpp"
#include "base/text.hpp"
#include "wire/reader.hpp"

namespace afterdesk::wire {

namespace {

/// Builds our Value from the library's events; its names are those that the library calls.
class Builder {
  public:
    Builder(ParseLimits limits, Mistakes& mistakes) : limits_(limits), mistakes_(mistakes) {}

    Value take() { return std::move(root_); }

    bool null() { return add(Value()); }
    bool boolean(bool value) { return add(Value(value)); }
    bool number_integer(std::int64_t value) { return add(Value(value)); }
    bool number_unsigned(std::uint64_t value) {
        constexpr std::uint64_t max = std::numeric_limits<std::int64_t>::max();
        return add(value <= max ? Value(static_cast<std::int64_t>(value))
                                : Value(NotAnInteger{std::to_string(value)}));
    }
    bool number_float(nlohmann::json::number_float_t, std::string const& text) {
        return add(Value(NotAnInteger{text}));
    }
    bool string(std::string& value) { return add(Value(std::move(value))); }
    bool binary(nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(Value(Object())); }
    bool start_array(std::size_t) { return open(Value(Array())); }
    bool end_array() { return close(); }
    bool end_object() {
        note_duplicates();
        return close();
    }
    bool key(std::string& key) {
        open_.back().key = std::move(key);
        return true;
    }
    bool parse_error(std::size_t position, std::string const&, nlohmann::json::exception const& error) {
        constexpr int number_overflow = 406;  // 1e999: well written, but beyond every number
        if (error.id == number_overflow) {
            note(mistakes_, Rule::not_an_integer, path_of_next());
        } else {
            note(mistakes_, Rule::malformed_json, "byte " + std::to_string(position));
        }
        return false;
    }

  private:
    struct Open {
        Value value;
        std::string key;  ///< of the member that comes next, in an object
    };

    bool add(Value value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (auto* array = open_.back().value.as<Array>()) {
            array->push_back(std::move(value));
        } else {
            open_.back().value.as<Object>()->emplace_back(std::move(open_.back().key), std::move(value));
        }
        return true;
    }
    bool open(Value value) {
        if (open_.size() >= static_cast<std::size_t>(limits_.depth)) {
            note(mistakes_, Rule::too_large, path_of_next(), limits_.depth);
            return false;
        }
        open_.push_back({std::move(value), {}});
        return true;
    }
    bool close() {
        Value value = std::move(open_.back().value);
        open_.pop_back();
        return add(std::move(value));
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
        std::vector<std::string_view> keys;
        for (auto const& member : *open_.back().value.as<Object>()) keys.push_back(member.first);
        sort_small(keys, [](std::string_view a, std::string_view b) { return a < b; });
        for (std::size_t i = 1; i < keys.size(); ++i) {
            bool first_repeat = keys[i] == keys[i - 1] && (i == 1 || keys[i] != keys[i - 2]);
            if (first_repeat)
                note(mistakes_, Rule::duplicate_key, at_key(path_to(open_.size() - 1), keys[i]));
        }
    }

    ParseLimits limits_;
    Mistakes& mistakes_;
    Value root_;
    std::vector<Open> open_;
};

/// The first byte, counted from 1, that is not UTF-8, or NUL (which the library takes for the end); or 0.
std::size_t first_bad_byte(std::string_view text) {
    constexpr std::uint32_t replacement = 0xFFFD;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t start = at;
        std::uint32_t c = next_char(text, at);
        if (c == 0 || (c == replacement && at - start == 1)) return start + 1;
    }
    return 0;
}

void write_string(std::string& out, std::string_view text) {
    constexpr char hex[] = "0123456789abcdef";
    out += '"';
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte >= 0x20) {
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\b') {
            out += "\\b";
        } else if (c == '\f') {
            out += "\\f";
        } else {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 15];
        }
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
            out_ += std::to_string(*number);
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
    Builder builder(limits, mistakes);
    bool read = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    CHECK(read);
    return builder.take();
}

std::string write_json(Value const& value, int indent) {
    std::string out;
    Writer(out, indent).write(value);
    return out;
}

}  // namespace afterdesk::wire
