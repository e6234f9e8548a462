#include "wire/reader.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "base/text.hpp"

namespace afterdesk::wire {

namespace {

constexpr int shown_key_chars = 64;

Array const& no_items() {
    static Array const empty;
    return empty;
}

}  // namespace

std::string at_index(std::string const& path, std::size_t index) {
    return path + '[' + std::to_string(index) + ']';
}

std::string at_key(std::string const& path, std::string_view key) {
    std::string shown = key.size() <= shown_key_chars ? std::string(key) : shorten(key, shown_key_chars);
    return path.empty() ? shown : path + '.' + shown;
}

void note(Mistakes& mistakes, Rule rule, std::string path, std::int64_t limit) {
    if (mistakes.size() < max_mistakes) mistakes.push_back({rule, std::move(path), limit});
}

bool leaves_a_gap(Mistake const& mistake) { return mistake.rule != Rule::unknown_key; }

std::int64_t read_integer(Value const& value, std::string const& path, Range const& range,
                          Mistakes& mistakes) {
    auto const* number = value.as<std::int64_t>();
    if (!number) {
        note(mistakes, value.as<NotAnInteger>() ? Rule::not_an_integer : Rule::wrong_type, path);
        return range.neutral;
    }
    if (*number >= range.min && *number <= range.max) return *number;
    if (*number < 0 && range.min >= 0) {
        note(mistakes, Rule::must_not_be_negative, path);
    } else if (*number == 0) {
        note(mistakes, Rule::must_be_positive, path);
    } else {
        note(mistakes, Rule::too_large, path, range.max);
    }
    return range.neutral;
}

bool read_boolean(Value const& value, std::string const& path, Mistakes& mistakes) {
    if (auto const* b = value.as<bool>()) return *b;
    note(mistakes, Rule::wrong_type, path);
    return false;
}

std::string read_text(Value const& value, std::string const& path, int max_chars, Mistakes& mistakes) {
    auto const* const written = value.as<std::string>();
    if (!written) {
        note(mistakes, Rule::wrong_type, path);
        return {};
    }
    std::string text = written->find('\r') == std::string::npos ? *written : with_line_feeds(*written);
    if (!is_clean_utf8(text)) {
        note(mistakes, Rule::bad_characters, path);
    } else if (count_chars(text) > max_chars) {
        note(mistakes, Rule::too_long, path, max_chars);
    } else {
        return text;
    }
    return {};
}

namespace {

std::string read_id_of(Value const& value, std::string const& path, Mistakes& mistakes,
                       bool (*is_sound)(std::string_view)) {
    std::string text = read_text(value, path, id_max_chars, mistakes);
    if (!text.empty() && is_sound(text)) return text;
    auto const* written = value.as<std::string>();
    if (written && trim(*written).empty()) {
        note(mistakes, Rule::must_not_be_empty, path);
    } else if (!text.empty()) {
        note(mistakes, Rule::bad_characters, path);
    }
    return {};
}

}  // namespace

std::string read_id(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_id_of(value, path, mistakes, is_id);
}

std::string read_outside_id(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_id_of(value, path, mistakes, is_outside_id);
}

ObjectReader::ObjectReader(Value const& value, std::string path, Mistakes& mistakes, Unknown unknown)
    : object_(value.as<Object>()), path_(std::move(path)), mistakes_(mistakes), unknown_(unknown) {
    if (!object_) note(mistakes_, Rule::wrong_type, path_);
    if (object_) known_.reserve(object_->size());
}

bool ObjectReader::has(std::string_view key) const {
    if (!object_) return false;
    return std::any_of(object_->begin(), object_->end(),
                       [&](auto const& member) { return member.first == key; });
}

Value const* ObjectReader::take(std::string_view key) {
    known_.push_back(key);
    if (!object_) return nullptr;
    // Members are mostly asked for in their order.
    std::size_t const size = object_->size();
    for (std::size_t i = 0; i < size; ++i) {
        std::size_t const place = next_ + i < size ? next_ + i : next_ + i - size;
        if ((*object_)[place].first != key) continue;
        next_ = place + 1 < size ? place + 1 : 0;
        return &(*object_)[place].second;
    }
    return nullptr;
}

Value const* ObjectReader::optional(std::string_view key) { return take(key); }

Value const* ObjectReader::nullable(std::string_view key) {
    Value const* value = take(key);
    return value && !value->is_null() ? value : nullptr;
}

Value const* ObjectReader::required(std::string_view key) {
    Value const* value = take(key);
    if (!value && object_) mistake(Rule::missing_key, key);
    return value;
}

std::int64_t ObjectReader::integer(std::string_view key, Range const& range) {
    Value const* value = required(key);
    return value ? read_integer(*value, at(key), range, mistakes_) : range.neutral;
}

std::int64_t ObjectReader::integer_or(std::string_view key, Range const& range, std::int64_t otherwise) {
    Value const* value = optional(key);
    return value ? read_integer(*value, at(key), range, mistakes_) : otherwise;
}

int ObjectReader::number(std::string_view key, Range const& range) {
    return static_cast<int>(integer(key, range));
}

int ObjectReader::number_or(std::string_view key, Range const& range, int otherwise) {
    return static_cast<int>(integer_or(key, range, otherwise));
}

bool ObjectReader::boolean(std::string_view key) {
    Value const* value = required(key);
    return value ? read_boolean(*value, at(key), mistakes_) : false;
}

bool ObjectReader::boolean_or(std::string_view key, bool otherwise) {
    Value const* value = optional(key);
    return value ? read_boolean(*value, at(key), mistakes_) : otherwise;
}

std::string ObjectReader::text(std::string_view key, int max_chars) {
    Value const* value = required(key);
    return value ? read_text(*value, at(key), max_chars, mistakes_) : std::string();
}

std::string ObjectReader::text_or(std::string_view key, int max_chars) {
    Value const* value = optional(key);
    return value ? read_text(*value, at(key), max_chars, mistakes_) : std::string();
}

std::string ObjectReader::filled_text(std::string_view key, int max_chars) {
    Value const* value = required(key);
    if (!value) return {};
    std::string text = read_text(*value, at(key), max_chars, mistakes_);
    auto const* written = value->as<std::string>();
    if (written && trim(*written).empty()) mistake(Rule::must_not_be_empty, key);
    return text;
}

std::string ObjectReader::id(std::string_view key) {
    Value const* value = required(key);
    return value ? read_id(*value, at(key), mistakes_) : std::string();
}

std::string ObjectReader::id_or(std::string_view key) {
    Value const* value = optional(key);
    return value ? read_id(*value, at(key), mistakes_) : std::string();
}

std::string ObjectReader::outside_id(std::string_view key) {
    Value const* value = required(key);
    return value ? read_outside_id(*value, at(key), mistakes_) : std::string();
}

std::string ObjectReader::outside_id_or(std::string_view key) {
    Value const* value = optional(key);
    return value ? read_outside_id(*value, at(key), mistakes_) : std::string();
}

Array const& ObjectReader::array(std::string_view key, int max) { return items_of(required(key), key, max); }

Array const& ObjectReader::array_or_empty(std::string_view key, int max) {
    return items_of(optional(key), key, max);
}

Array const& ObjectReader::items_of(Value const* value, std::string_view key, int max) {
    if (!value) return no_items();
    auto const* items = value->as<Array>();
    if (!items) {
        mistake(Rule::wrong_type, key);
        return no_items();
    }
    if (items->size() > static_cast<std::size_t>(max)) {
        mistake(Rule::too_many, key, max);
        return no_items();
    }
    return *items;
}

std::string_view ObjectReader::name_text(Value const* value, std::string_view key) {
    if (!value) return {};
    auto const* text = value->as<std::string>();
    if (!text) {
        mistake(Rule::wrong_type, key);
        return {};
    }
    if (text->empty()) mistake(Rule::unknown_name, key);
    return *text;
}

void ObjectReader::mistake(Rule rule, std::string_view key, std::int64_t limit) {
    note(mistakes_, rule, at(key), limit);
}

void ObjectReader::finish() {
    if (!object_ || unknown_ == Unknown::ignored) return;
    for (auto const& member : *object_) {
        bool known = std::find(known_.begin(), known_.end(), member.first) != known_.end();
        if (!known) mistake(Rule::unknown_key, member.first);
    }
}

}  // namespace afterdesk::wire
