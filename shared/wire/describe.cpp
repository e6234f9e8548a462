#include "wire/describe.hpp"

#include "wire/schema.hpp"

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

bool left_out(Key const& key, bool says_something) {
    return key.presence == Presence::if_said && !says_something;
}

/// A word of a list: a category, a reason's code, a risk signal.
std::string read_word(Value const& value, std::string const& path, int max_chars, Mistakes& mistakes) {
    std::string word = read_text(value, path, max_chars, mistakes);
    auto const* written = value.as<std::string>();
    if (written && written->empty()) note(mistakes, Rule::must_not_be_empty, path);
    return word;
}

std::string read_listed_id(Value const& value, std::string const& path, int, Mistakes& mistakes) {
    return read_outside_id(value, path, mistakes);
}

void read_object(Value const& value, std::string const& path, Mistakes& mistakes, Form form, void* out,
                 FieldIo::Describe how) {
    ObjectReader reader(value, path, mistakes, form.answer ? Unknown::ignored : Unknown::refused);
    FieldIo io(reader, form);
    how(io, out);
    io.finish();
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

SchemaIo& FieldIo::told() { return static_cast<SchemaIo&>(*this); }

/// Most of what is read is sound, and where it stands is never asked.
std::string FieldIo::where(Key const& key) const {
    return can_tell && form_.unplaced ? std::string() : in_->at(key.name);
}

Value const* FieldIo::take(Key const& key) {
    return key.presence == Presence::required ? reader().required(key.name) : reader().optional(key.name);
}

/// The items, none after a mistake; null when the key is missing and may be.
Array const* FieldIo::take_items(Key const& key, int max) {
    if (key.presence == Presence::required) return &reader().array(key.name, max);
    return reader().has(key.name) ? &reader().array_or_empty(key.name, max)
                                  : (reader().optional(key.name), nullptr);
}

void FieldIo::note_item(Key const& key, std::size_t index, Rule rule) {
    note(reader().mistakes(), rule, at_index(where(key), index));
}

Value FieldIo::written(void* value, Describe how, Form form) {
    Object out;
    FieldIo io(out, form);
    how(io, value);
    return out;
}

void FieldIo::read_part(Value const& value, Key const& key, void* out, Describe how) {
    read_object(value, where(key), reader().mistakes(), form_, out, how);
}

void FieldIo::finish() {
    if (reads() && !std::exchange(finished_, true)) reader().finish();
}

/// What is sound needs no paths; what is not is read again with them.
void read_erased(Value const& value, std::string const& path, Mistakes& mistakes, Form form, void* out,
                 FieldIo::Describe how) {
#ifndef __EMSCRIPTEN__
    std::size_t const before = mistakes.size();
    form.unplaced = true;
    read_object(value, {}, mistakes, form, out, how);
    if (mistakes.size() == before && before < max_mistakes) return;
    mistakes.erase(mistakes.begin() + static_cast<std::ptrdiff_t>(before), mistakes.end());
    form.unplaced = false;
#endif
    read_object(value, path, mistakes, form, out, how);
}

Array const* array_at(Value const& value, std::string const& path, int max, Mistakes& mistakes) {
    auto const* const items = value.as<Array>();
    bool const too_many = items && std::cmp_greater(items->size(), max);
    if (!items) note(mistakes, Rule::wrong_type, path);
    if (too_many) note(mistakes, Rule::too_many, path, max);
    return too_many ? nullptr : items;
}

// ---- Single values ----------------------------------------------------------------------------------------

std::string FieldIo::read_kept_id(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_text(value, path, max_short_chars, mistakes);
}

std::string FieldIo::read_id_or_empty(Value const& value, std::string const& path, Mistakes& mistakes) {
    auto const* const written = value.as<std::string>();
    return written && written->empty() ? std::string() : read_outside_id(value, path, mistakes);
}

void FieldIo::id_at(char const* name, Presence presence, std::string& value, ReadId read) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().id(key, read == read_id, read == read_id_or_empty);
    if (!reads()) {
        if (!left_out(key, !value.empty())) give(key, value);
    } else if (Value const* const found = take(key)) {
        value = read(*found, where(key), reader().mistakes());
    }
}

void FieldIo::text_at(char const* name, Presence presence, std::string& value, int max) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().text(key, max);
    if (!reads()) {
        if (!left_out(key, !value.empty())) give(key, value);
    } else if (Value const* const found = take(key)) {
        value = read_text(*found, where(key), max, reader().mistakes());
    }
}

void FieldIo::filled(char const* name, std::string& value, int max) {
    Key key{name};
    if (!begin(key)) return;
    if (tells()) return told().text(key, max, 1);
    if (!reads()) return give(key, value);
    value = reader().filled_text(key.name, max);
}

void FieldIo::integer_at(char const* name, Presence presence, std::int64_t& value, Range const& range) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().integer(key, range);
    if (!reads()) {
        if (!left_out(key, value != 0)) give(key, value);
    } else if (Value const* const found = take(key)) {
        value = read_integer(*found, where(key), range, reader().mistakes());
    } else if (key.presence == Presence::required) {
        value = range.neutral;
    }
}

void FieldIo::integer_if(char const* name, std::optional<std::int64_t>& value, Range const& range) {
    Key key{name};
    if (!begin(key)) return;
    if (tells()) return told().integer(if_said(name), range);
    if (!reads()) {
        if (value) give(key, *value);
    } else if (Value const* const found = reader().optional(key.name)) {
        value = read_integer(*found, where(key), range, reader().mistakes());
    }
}

void FieldIo::number_at(char const* name, Presence presence, int& value, Range const& range, int nothing) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().integer(key, range);
    if (!reads()) {
        if (!left_out(key, value != nothing)) give(key, value);
    } else if (Value const* const found = take(key)) {
        value = static_cast<int>(read_integer(*found, where(key), range, reader().mistakes()));
    } else if (key.presence == Presence::required) {
        value = static_cast<int>(range.neutral);
    }
}

void FieldIo::number_if(char const* name, std::optional<int>& value, Range const& range) {
    Key key{name};
    if (!begin(key)) return;
    if (tells()) return told().integer(if_said(name), range);
    if (!reads()) {
        if (value) give(key, *value);
    } else if (Value const* const found = reader().optional(key.name)) {
        value = static_cast<int>(read_integer(*found, where(key), range, reader().mistakes()));
    }
}

void FieldIo::flag_at(char const* name, Presence presence, bool& value) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().flag(key);
    if (!reads()) {
        if (!left_out(key, value)) give(key, value);
    } else if (Value const* const found = take(key)) {
        value = read_boolean(*found, where(key), reader().mistakes());
    }
}

Instant FieldIo::read_instant(Value const& value, Key const& key) {
    std::string const path = where(key);
    Instant const read{read_integer(value, path, instant_range, reader().mistakes())};
    if (form_.sent) refuse_seconds(value, path, reader().mistakes());
    return read;
}

void FieldIo::instant(Key key, Instant& value) {
    if (!begin(key)) return;
    if (tells()) return told().instant(key, false);
    if (!reads()) return give(key, value.ms);
    Value const* const found = take(key);
    if (found || key.presence == Presence::required) value = found ? read_instant(*found, key) : Instant{};
}

void FieldIo::instant_at(char const* name, Presence presence, std::optional<Instant>& value) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().instant(key, true);
    if (!reads()) {
        if (!left_out(key, value.has_value())) give(key, value ? Value(value->ms) : Value());
        return;
    }
    Value const* const found = reader().nullable(key.name);
    value = found ? std::optional(read_instant(*found, key)) : std::nullopt;
}

void FieldIo::duration(char const* name, std::optional<Duration>& value) {
    Key key{name};
    if (!begin(key)) return;
    if (tells()) return told().nullable_integer(key, duration_range);
    if (!reads()) return give(key, value ? Value(value->ms) : Value());
    if (Value const* const found = reader().nullable(key.name)) {
        value = Duration{read_integer(*found, where(key), duration_range, reader().mistakes())};
    }
}

void FieldIo::digest(char const* name, std::uint64_t& value) {
    Key key{name};
    if (!begin(key)) return;
    if (tells()) return told().digest(key);
    if (!reads()) return give(key, digest_text(value));
    Value const* const found = take(key);
    if (!found) return;
    auto const* const text = found->as<std::string>();
    auto const number = text ? parse_digest(*text) : std::nullopt;
    if (!number) reader().mistake(text ? Rule::bad_characters : Rule::wrong_type, key.name);
    value = number.value_or(0);
}

void FieldIo::raw_at(char const* name, Presence presence, Value& value) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().any(key);
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
    if (tells()) return told().texts(key, max, max_chars);
    if (!reads()) {
        if (!left_out(key, !values.empty())) give(key, texts_json(values));
        return;
    }
    Array const* const items = take_items(key, max);
    if (!items) return;
    values.clear();
    for (std::size_t i = 0; i < items->size(); ++i) {
        std::string const path = at_index(where(key), i);
        values.push_back(read((*items)[i], path, max_chars, reader().mistakes()));
    }
}

void FieldIo::texts_at(char const* name, Presence presence, std::vector<std::string>& texts, int max,
                       int max_chars) {
    strings({name, presence}, texts, max, read_text, max_chars);
}

void FieldIo::words(Key key, std::vector<std::string>& words, int max) {
    strings(key, words, max, read_word, max_short_chars);
}

void FieldIo::outside_ids(Key key, std::vector<std::string>& ids, int max) {
    strings(key, ids, max, read_listed_id, 0);
}

void FieldIo::numbers_at(char const* name, Presence presence, std::vector<int>& numbers, int max,
                         Range const& range) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().integers(key, max, range);
    if (!reads()) {
        if (!left_out(key, !numbers.empty())) give(key, numbers_json(numbers));
        return;
    }
    Array const* const items = take_items(key, max);
    if (!items) return;
    numbers.clear();
    for (std::size_t i = 0; i < items->size(); ++i) {
        std::string const path = at_index(where(key), i);
        numbers.push_back(static_cast<int>(read_integer((*items)[i], path, range, reader().mistakes())));
    }
}

void FieldIo::evidence(char const* name, std::vector<EvidenceId>& ids) {
    Key key = or_default(name);
    if (!begin(key)) return;
    if (tells()) return told().texts(key, max_wire_evidence, max_short_chars);
    if (!reads()) return give(key, evidence_json(ids));
    ids = read_evidence_or_empty(reader(), name);
}

// ---- Enums ------------------------------------------------------------------------------------------------

namespace {

// Enums are one byte each (FieldIo::name).
std::uint8_t& enum_at(void* value) { return *static_cast<std::uint8_t*>(value); }

}  // namespace

void FieldIo::name_at(char const* name, Presence presence, void* value, Names all) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().name(key, all());
    if (!reads()) return give(key, all()[enum_at(value)]);
    Value const* const found = take(key);
    if (!found) return;
    auto const* const text = found->as<std::string>();
    auto const place = text ? place_of(all(), *text) : std::nullopt;
    if (place) {
        enum_at(value) = static_cast<std::uint8_t>(*place);
    } else {
        reader().mistake(text ? Rule::unknown_name : Rule::wrong_type, key.name);
    }
}

void FieldIo::name_if_at(char const* name, Presence presence, void* optional, ValueIn held, Names all) {
    Key key{name, presence};
    if (tells()) return begin(key) ? told().name(if_said(name), all()) : void();
    bool const there = reads() ? reader().has(name) : held(optional, false) != nullptr;
    if (!there) return void(begin(key));
    name_at(name, presence, held(optional, reads()), all);
}

void FieldIo::names_at(char const* name, Presence presence, void* vector, ItemsIn all_items, int max,
                       Names all) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().names(key, all(), max);
    if (!reads()) {
        Items const items = all_items(vector, nullptr);
        if (left_out(key, items.count > 0)) return;
        Array out;
        for (std::size_t i = 0; i < items.count; ++i) {
            out.push_back(all()[static_cast<std::uint8_t const*>(items.first)[i]]);
        }
        return give(key, std::move(out));
    }
    Array const* const found = take_items(key, max);
    if (!found) return;
    std::size_t const count = found->size();
    Items const items = all_items(vector, &count);
    for (std::size_t i = 0; i < count; ++i) {
        auto const* const text = (*found)[i].as<std::string>();
        auto const place = text ? place_of(all(), *text) : std::nullopt;
        if (!place) note_item(key, i, text ? Rule::unknown_name : Rule::wrong_type);
        static_cast<std::uint8_t*>(items.first)[i] = static_cast<std::uint8_t>(place.value_or(0));
    }
}

// ---- Parts ------------------------------------------------------------------------------------------------

void FieldIo::part_at(char const* name, Presence presence, void* value, Describe how) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) return told().part(key, how, value);
    if (!reads()) return give_part(key, value, how);
    if (Value const* const found = take(key)) read_part(*found, key, value, how);
}

void FieldIo::nullable_at(char const* name, void* optional, ValueIn held, Describe how) {
    Key key{name};
    if (!begin(key)) return;
    if (tells()) return told().nullable(key, how, held(optional, true));
    if (!reads()) {
        void* const value = held(optional, false);
        return value ? give_part(key, value, how) : give(key, Value());
    }
    if (Value const* const found = reader().nullable(name)) {
        read_part(*found, key, held(optional, true), how);
    }
}

void FieldIo::part_if_at(char const* name, void* optional, ValueIn held, Describe how) {
    Key key{name};
    if (!begin(key)) return;
    if (tells()) return told().part(if_said(name), how, held(optional, true));
    if (!reads()) {
        if (void* const value = held(optional, false)) give_part(key, value, how);
        return;
    }
    if (Value const* const found = reader().optional(name)) {
        read_part(*found, key, held(optional, true), how);
    }
}

void FieldIo::list_at(char const* name, Presence presence, void* vector, ListOf const& list, int max) {
    Key key{name, presence};
    if (!begin(key)) return;
    if (tells()) {
        std::size_t const one = 1;
        return told().list(key, list.how, list.items_in(vector, &one).first, max);
    }
    if (!reads()) {
        Items const items = list.items_in(vector, nullptr);
        return left_out(key, items.count > 0) ? void() : give_list(key, items, list);
    }
    Array const* const found = take_items(key, max);
    if (!found) return;
    std::size_t const count = found->size();
    Items const items = list.items_in(vector, &count);
    for (std::size_t i = 0; i < count; ++i) {
        read_object((*found)[i], form_.unplaced ? std::string() : at_index(where(key), i),
                    reader().mistakes(), form_, static_cast<char*>(items.first) + i * list.item_size,
                    list.how);
    }
}

}  // namespace afterdesk::wire
