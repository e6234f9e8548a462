#pragma once
// One description of a struct's fields serves reading and writing, so that a key can not be spelled two ways:
// a function `fields(io, value)` calls io's methods in the order of the document, and io is a FieldReader or
// a FieldWriter.

#include <array>
#include <type_traits>
#include <utility>
#include <variant>

#include "wire/codec.hpp"
#include "wire/fields.hpp"

namespace afterdesk::wire {

inline constexpr Range duration_range{0, instant_range.max};

class FieldWriter {
  public:
    explicit FieldWriter(Object& out) : out_(out) {}

    void id(std::string_view key, std::string const& value) { put(out_, key, value); }
    void text(std::string_view key, std::string const& value, int) { put(out_, key, value); }
    void text_or_empty(std::string_view key, std::string const& value, int) { put(out_, key, value); }
    void fen(std::string_view key, Fen value, Range = fen_range) { put(out_, key, value); }
    void fen_or_zero(std::string_view key, Fen value) { put(out_, key, value); }
    void number(std::string_view key, int value, Range) { put(out_, key, value); }
    void flag(std::string_view key, bool value) { put(out_, key, value); }
    void flag_or_false(std::string_view key, bool value) { put(out_, key, value); }
    template <class Enum>
    void name(std::string_view key, Enum value) {
        put(out_, key, name_of(value));
    }
    template <class Enum>
    void name_or(std::string_view key, Enum value) {
        put(out_, key, name_of(value));
    }
    template <class Enum>
    void name_if(std::string_view key, std::optional<Enum> const& value) {
        if (value) put(out_, key, name_of(*value));
    }
    void instant(std::string_view key, Instant value) { put(out_, key, value.ms); }
    void instant(std::string_view key, std::optional<Instant> value) { put_instant(out_, key, value); }
    void duration(std::string_view key, Duration value) { put(out_, key, value.ms); }
    void duration(std::string_view key, std::optional<Duration> value) {
        put(out_, key, value ? Value(value->ms) : Value());
    }
    void evidence(std::string_view key, std::vector<EvidenceId> const& ids) {
        put(out_, key, evidence_json(ids));
    }
    void texts(std::string_view key, std::vector<std::string> const& texts, int) {
        put(out_, key, texts_json(texts));
    }
    template <class T>
    void part(std::string_view key, T const& value) {
        put(out_, key, write(value));
    }
    /// Null when there is none.
    template <class T>
    void nullable(std::string_view key, std::optional<T> const& value) {
        put(out_, key, nullable_json(value, [](T const& item) { return write(item); }));
    }
    /// No key when there is none.
    template <class T>
    void part_if(std::string_view key, std::optional<T> const& value) {
        if (value) put(out_, key, write(*value));
    }
    template <class T>
    void list(std::string_view key, std::vector<T> const& items, int) {
        put(out_, key, list_json(items, [](T const& item) { return write(item); }));
    }

  private:
    static Value write(Address const& address) { return address_json(address); }
    static Value write(Parcel const& parcel) { return parcel_json(parcel); }
    static Value write(Request const& request) { return to_json(request); }
    static Value write(Quote const& quote) { return to_json(quote, QuoteForm::frozen); }
    template <class T>
    static Value write(T const& value) {
        Object out;
        FieldWriter writer(out);
        fields(writer, value);
        return out;
    }

    Object& out_;
};

class FieldReader {
  public:
    explicit FieldReader(ObjectReader& reader) : reader_(reader) {}

    void id(std::string_view key, std::string& value) { value = reader_.id(key); }
    void text(std::string_view key, std::string& value, int max) { value = reader_.text(key, max); }
    void text_or_empty(std::string_view key, std::string& value, int max) {
        value = reader_.text_or(key, max);
    }
    void fen(std::string_view key, Fen& value, Range range = fen_range) {
        value = reader_.integer(key, range);
    }
    void fen_or_zero(std::string_view key, Fen& value) { value = reader_.integer_or(key, fen_range, 0); }
    void number(std::string_view key, int& value, Range range) { value = reader_.number(key, range); }
    void flag(std::string_view key, bool& value) { value = reader_.boolean(key); }
    void flag_or_false(std::string_view key, bool& value) { value = reader_.boolean_or(key, false); }
    template <class Enum>
    void name(std::string_view key, Enum& value) {
        value = reader_.name(key, value);
    }
    template <class Enum>
    void name_or(std::string_view key, Enum& value) {
        value = reader_.name_or(key, value);
    }
    template <class Enum>
    void name_if(std::string_view key, std::optional<Enum>& value) {
        if (reader_.has(key)) value = reader_.name(key, Enum{});
    }
    void instant(std::string_view key, Instant& value) { value = read_instant(reader_, key); }
    void instant(std::string_view key, std::optional<Instant>& value) {
        value = read_nullable_instant(reader_, key);
    }
    void duration(std::string_view key, Duration& value) { value.ms = reader_.integer(key, duration_range); }
    void duration(std::string_view key, std::optional<Duration>& value) {
        if (Value const* found = reader_.nullable(key)) {
            value = Duration{read_integer(*found, reader_.at(key), duration_range, reader_.mistakes())};
        }
    }
    void evidence(std::string_view key, std::vector<EvidenceId>& ids) {
        ids = read_evidence_or_empty(reader_, key);
    }
    void texts(std::string_view key, std::vector<std::string>& texts, int max) {
        texts = reader_.list(key, max, [](Value const& value, std::string const& path, Mistakes& mistakes) {
            return read_text(value, path, max_long_chars, mistakes);
        });
    }
    template <class T>
    void part(std::string_view key, T& value) {
        value = reader_.as(key, read<T>);
    }
    template <class T>
    void nullable(std::string_view key, std::optional<T>& value) {
        value = reader_.nullable_as(key, read<T>);
    }
    template <class T>
    void part_if(std::string_view key, std::optional<T>& value) {
        value = reader_.optional_as(key, read<T>);
    }
    template <class T>
    void list(std::string_view key, std::vector<T>& items, int max) {
        items = reader_.list(key, max, read<T>);
    }

  private:
    template <class T>
    static T read(Value const& value, std::string const& path, Mistakes& mistakes) {
        if constexpr (std::is_same_v<T, Address>) {
            return read_address(value, path, mistakes);
        } else if constexpr (std::is_same_v<T, Parcel>) {
            return read_parcel(value, path, mistakes);
        } else if constexpr (std::is_same_v<T, Request>) {
            return read_request(value, path, mistakes);
        } else if constexpr (std::is_same_v<T, Quote>) {
            return read_quote(value, path, mistakes);
        } else {
            ObjectReader reader(value, path, mistakes);
            FieldReader io(reader);
            T out;
            fields(io, out);
            reader.finish();
            return out;
        }
    }

    ObjectReader& reader_;
};

}  // namespace afterdesk::wire
