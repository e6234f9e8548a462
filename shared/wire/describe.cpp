#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

constexpr std::size_t digest_chars = 16;
constexpr std::string_view hex_digits = "0123456789abcdef";

std::string digest_text(std::uint64_t digest) {
    std::string text(digest_chars, '0');
    for (std::size_t i = 0; i < digest_chars; ++i) text[i] = hex_digits[(digest >> (60 - 4 * i)) & 15];
    return text;
}

std::optional<std::uint64_t> parse_digest(std::string_view text) {
    if (text.size() != digest_chars) return std::nullopt;
    std::uint64_t digest = 0;
    for (char const c : text) {
        std::size_t const digit = hex_digits.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        digest = digest << 4 | digit;
    }
    return digest;
}

bool left_out(Key key, bool says_something) { return key.presence == Presence::if_said && !says_something; }

/// A word of a list: a category, a reason's code, a risk signal.
std::string read_word(Value const& value, std::string const& path, int max_chars, Mistakes& mistakes) {
    std::string word = read_text(value, path, max_chars, mistakes);
    auto const* written = value.as<std::string>();
    if (written && written->empty()) note(mistakes, Rule::must_not_be_empty, path);
    return word;
}

std::string read_listed_id(Value const& value, std::string const& path, int, Mistakes& mistakes) {
    return read_id(value, path, mistakes);
}

}  // namespace

// ---- The machinery ----------------------------------------------------------------------------------------

/// Uses up what was said before the field. False: this document does not have it.
bool FieldIo::begin(Key& key) {
    bool const internal = std::exchange(internal_, false);
    int const since = std::exchange(since_, 1);
    CHECK(since <= form_.newest);
    if (since > form_.version) return false;
    if (!reads()) return !(internal && form_.for_buyer);
    bool const may_lack = form_.answer && (internal || since > 1);
    if (may_lack && key.presence == Presence::required) key.presence = Presence::or_default;
    return true;
}

void FieldIo::give(Key key, Value value) { put(*out_, key.name, std::move(value)); }

Value const* FieldIo::take(Key key) {
    return key.presence == Presence::required ? reader().required(key.name) : reader().optional(key.name);
}

/// The items, none after a mistake; null when the key is missing and may be.
Array const* FieldIo::take_items(Key key, int max) {
    if (key.presence == Presence::required) return &reader().array(key.name, max);
    return reader().has(key.name) ? &reader().array_or_empty(key.name, max)
                                  : (reader().optional(key.name), nullptr);
}

std::string_view FieldIo::name_text(Key key) {
    Value const* const found = take(key);
    if (!found) return {};
    auto const* const text = found->as<std::string>();
    if (!text) {
        reader().mistake(Rule::wrong_type, key.name);
        return {};
    }
    if (text->empty()) reader().mistake(Rule::unknown_name, key.name);
    return *text;
}

void FieldIo::note_item(Key key, std::size_t index, Rule rule) {
    note(reader().mistakes(), rule, at_index(reader().at(key.name), index));
}

void FieldIo::part_at(Key key, void* value, Describe how) {
    if (!begin(key)) return;
    if (!reads()) return give(key, written(value, how, form_));
    if (Value const* const found = take(key)) read_into(*found, reader().at(key.name), value, how);
}

Value FieldIo::written(void* value, Describe how, Form form) {
    Object out;
    FieldIo io(out, form);
    how(io, value);
    return out;
}

void FieldIo::read_into(Value const& value, std::string const& path, void* out, Describe how) {
    read_erased(value, path, reader().mistakes(), form_, out, how);
}

void FieldIo::finish() {
    if (reads() && !std::exchange(finished_, true)) reader().finish();
}

void read_erased(Value const& value, std::string const& path, Mistakes& mistakes, Form form, void* out,
                 FieldIo::Describe how) {
    ObjectReader reader(value, path, mistakes, form.answer ? Unknown::ignored : Unknown::refused);
    FieldIo io(reader, form);
    how(io, out);
    io.finish();
}

Array const* array_at(Value const& value, std::string const& path, int max, Mistakes& mistakes) {
    auto const* const items = value.as<Array>();
    bool const too_many = items && std::cmp_greater(items->size(), max);
    if (!items) note(mistakes, Rule::wrong_type, path);
    if (too_many) note(mistakes, Rule::too_many, path, max);
    return too_many ? nullptr : items;
}

// ---- Single values ----------------------------------------------------------------------------------------

void FieldIo::id(Key key, std::string& value) {
    if (!begin(key)) return;
    if (!reads()) {
        if (!left_out(key, !value.empty())) give(key, value);
    } else if (Value const* const found = take(key)) {
        value = read_id(*found, reader().at(key.name), reader().mistakes());
    }
}

void FieldIo::text(Key key, std::string& value, int max) {
    if (!begin(key)) return;
    if (!reads()) {
        if (!left_out(key, !value.empty())) give(key, value);
    } else if (Value const* const found = take(key)) {
        value = read_text(*found, reader().at(key.name), max, reader().mistakes());
    }
}

void FieldIo::filled(Key key, std::string& value, int max) {
    if (!begin(key)) return;
    if (!reads()) return give(key, value);
    value = reader().filled_text(key.name, max);
}

void FieldIo::integer(Key key, std::int64_t& value, Range range) {
    if (!begin(key)) return;
    if (!reads()) {
        if (!left_out(key, value != 0)) give(key, value);
    } else if (Value const* const found = take(key)) {
        value = read_integer(*found, reader().at(key.name), range, reader().mistakes());
    } else if (key.presence == Presence::required) {
        value = range.neutral;
    }
}

void FieldIo::integer(Key key, std::optional<std::int64_t>& value, Range range) {
    if (!begin(key)) return;
    if (!reads()) {
        if (value) give(key, *value);
    } else if (Value const* const found = reader().optional(key.name)) {
        value = read_integer(*found, reader().at(key.name), range, reader().mistakes());
    }
}

void FieldIo::number(Key key, int& value, Range range, int nothing) {
    if (!begin(key)) return;
    if (!reads()) {
        if (!left_out(key, value != nothing)) give(key, value);
    } else if (Value const* const found = take(key)) {
        value = static_cast<int>(read_integer(*found, reader().at(key.name), range, reader().mistakes()));
    } else if (key.presence == Presence::required) {
        value = static_cast<int>(range.neutral);
    }
}

void FieldIo::number(Key key, std::optional<int>& value, Range range) {
    if (!begin(key)) return;
    if (!reads()) {
        if (value) give(key, *value);
    } else if (Value const* const found = reader().optional(key.name)) {
        value = static_cast<int>(read_integer(*found, reader().at(key.name), range, reader().mistakes()));
    }
}

void FieldIo::flag(Key key, bool& value) {
    if (!begin(key)) return;
    if (!reads()) {
        if (!left_out(key, value)) give(key, value);
    } else if (Value const* const found = take(key)) {
        value = read_boolean(*found, reader().at(key.name), reader().mistakes());
    }
}

void FieldIo::instant(Key key, std::optional<Instant>& value) {
    if (!begin(key)) return;
    if (!reads()) {
        if (!left_out(key, value.has_value())) put_instant(*out_, key.name, value);
    } else {
        value = read_nullable_instant(reader(), key.name);
    }
}

void FieldIo::duration(Key key, std::optional<Duration>& value) {
    if (!begin(key)) return;
    if (!reads()) return give(key, value ? Value(value->ms) : Value());
    if (Value const* const found = reader().nullable(key.name)) {
        value = Duration{read_integer(*found, reader().at(key.name), duration_range, reader().mistakes())};
    }
}

void FieldIo::digest(Key key, std::uint64_t& value) {
    if (!begin(key)) return;
    if (!reads()) return give(key, digest_text(value));
    Value const* const found = take(key);
    if (!found) return;
    auto const* const text = found->as<std::string>();
    auto const number = text ? parse_digest(*text) : std::nullopt;
    if (!number) reader().mistake(text ? Rule::bad_characters : Rule::wrong_type, key.name);
    value = number.value_or(0);
}

void FieldIo::raw(Key key, Value& value) {
    if (!begin(key)) return;
    if (!reads()) return give(key, value);
    if (Value const* const found = take(key)) value = *found;
}

void FieldIo::raw_object(Key key, Value& value) {
    raw(key, value);
    Value const* const found = reads() ? reader().optional(key.name) : nullptr;
    if (found && !found->as<Object>()) reader().mistake(Rule::wrong_type, key.name);
}

// ---- Lists of plain values --------------------------------------------------------------------------------

void FieldIo::strings(Key key, std::vector<std::string>& values, int max,
                      std::string (*read)(Value const&, std::string const&, int, Mistakes&), int max_chars) {
    if (!begin(key)) return;
    if (!reads()) {
        if (!left_out(key, !values.empty())) give(key, texts_json(values));
        return;
    }
    Array const* const items = take_items(key, max);
    if (!items) return;
    values.clear();
    for (std::size_t i = 0; i < items->size(); ++i) {
        std::string const path = at_index(reader().at(key.name), i);
        values.push_back(read((*items)[i], path, max_chars, reader().mistakes()));
    }
}

void FieldIo::texts(Key key, std::vector<std::string>& texts, int max, int max_chars) {
    strings(key, texts, max, read_text, max_chars);
}

void FieldIo::words(Key key, std::vector<std::string>& words, int max) {
    strings(key, words, max, read_word, max_short_chars);
}

void FieldIo::ids(Key key, std::vector<std::string>& ids, int max) {
    strings(key, ids, max, read_listed_id, 0);
}

void FieldIo::numbers(Key key, std::vector<int>& numbers, int max, Range range) {
    if (!begin(key)) return;
    if (!reads()) {
        if (!left_out(key, !numbers.empty())) give(key, numbers_json(numbers));
        return;
    }
    Array const* const items = take_items(key, max);
    if (!items) return;
    numbers.clear();
    for (std::size_t i = 0; i < items->size(); ++i) {
        std::string const path = at_index(reader().at(key.name), i);
        numbers.push_back(static_cast<int>(read_integer((*items)[i], path, range, reader().mistakes())));
    }
}

void FieldIo::evidence(std::string_view name, std::vector<EvidenceId>& ids) {
    Key key = or_default(name);
    if (!begin(key)) return;
    if (!reads()) return give(key, evidence_json(ids));
    ids = read_evidence_or_empty(reader(), name);
}

}  // namespace afterdesk::wire
