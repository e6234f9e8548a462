#pragma once
// One description of a struct's fields serves reading and writing, so that a key can not be spelled two ways:
// a function `fields(io, value)` calls io's methods in the order of the document. FieldIo does both; what it
// does for each kind of value stands once, in describe.cpp.

#include <array>
#include <limits>
#include <span>
#include <utility>
#include <variant>

#include "domain/order/order_facts.hpp"
#include "domain/order/stock.hpp"
#include "wire/api.hpp"
#include "wire/codec.hpp"
#include "wire/fields.hpp"

namespace afterdesk::wire {

inline constexpr Range duration_range{0, instant_range.max};

/// Whether a key may be missing when it is read, and is left out when it is written.
enum class Presence : std::uint8_t {
    required,    ///< always there
    or_default,  ///< missing: the value stays as it was; always written
    if_said,     ///< missing: the value stays as it was; written only when it says something
};
struct Key {
    constexpr Key(char const* text, Presence when = Presence::required) : name(text), presence(when) {}
    char const* name;
    Presence presence;
};
constexpr Key or_default(char const* name) { return {name, Presence::or_default}; }
constexpr Key if_said(char const* name) { return {name, Presence::if_said}; }

/// What a document is for.
struct Form {
    /// Read by the page: keys that it does not know are passed over, internal and later ones may be missing.
    bool answer = false;
    bool sent = false;       ///< read from somebody else: its times may be in seconds by mistake
    bool kept = false;       ///< read from the store, perhaps written by an earlier release
    bool for_buyer = false;  ///< written without what is the shop's own business
    bool gift_units = true;  ///< quotes hold the units of their gifts (QuoteForm::frozen)
    MadeParts const* made = nullptr;
    bool unplaced = false;  ///< mistakes say no paths: only whether there are any is asked
    /// Of a stored document, and of those that are written now (wire/stored/stored.hpp).
    int version = std::numeric_limits<int>::max(), newest = version;
};

class SchemaIo;

/// Reads or writes the members of one object, or tells what they are (wire/schema.hpp). Promise: after a
/// mistake the reading goes on with a neutral value (wire/reader.hpp); values are not changed when they are
/// written.
class FieldIo {
  public:
    FieldIo(Object& out, Form form) : out_(&out), form_(form) {}
    FieldIo(ObjectReader& in, Form form) : in_(&in), form_(form) {}

    bool reads() const { return in_ != nullptr; }
    /// Neither reads nor writes. Never in the page, whose program has nothing of it.
    bool tells() const { return can_tell && in_ == nullptr && out_ == nullptr && text_ == nullptr; }
    Form const& form() const { return form_; }
    /// When it reads.
    ObjectReader& reader() { return *in_; }

    // Said before a field: io.internal().text("queue", …).
    /// Buyers do not see it.
    FieldIo& internal() {
        internal_ = true;
        return *this;
    }
    FieldIo& internal_if(bool internal) {
        internal_ = internal;
        return *this;
    }
    /// It came with this version of the stored documents; older ones have it as it is by default.
    FieldIo& since(int version) {
        since_ = version;
        return *this;
    }

    /// Of our own.
    void id(Key key, std::string& value) { id_at(key.name, key.presence, value, read_id); }
    /// Of the mall. What was kept before there was one rule for them stays as it is.
    void outside_id(Key key, std::string& value) {
        id_at(key.name, key.presence, value, keeps_ids() ? read_kept_id : read_outside_id);
    }
    void outside_id_or_empty(Key key, std::string& value) {
        id_at(key.name, key.presence, value, keeps_ids() ? read_kept_id : read_id_or_empty);
    }
    void text(Key key, std::string& value, int max) { text_at(key.name, key.presence, value, max); }
    void text_or_empty(Key key, std::string& value, int max) {
        text_at(key.name, Presence::or_default, value, max);
    }
    /// Of which something is left when the blanks around it are taken away.
    void filled(char const* key, std::string& value, int max);
    void integer(Key key, std::int64_t& value, Range const& range) {
        integer_at(key.name, key.presence, value, range);
    }
    /// No key when there is none.
    void integer(Key key, std::optional<std::int64_t>& value, Range const& range) {
        integer_if(key.name, value, range);
    }
    void fen(Key key, Fen& value, Range const& range = fen_range) { integer(key, value, range); }
    void fen(Key key, std::optional<Fen>& value) { integer(key, value, fen_range); }
    void fen_or_zero(Key key, Fen& value) { integer(or_default(key.name), value, fen_range); }
    /// `nothing`: the number that says nothing.
    void number(Key key, int& value, Range const& range, int nothing = 0) {
        number_at(key.name, key.presence, value, range, nothing);
    }
    void number_or_zero(char const* key, int& value, Range const& range) {
        number(or_default(key), value, range);
    }
    void number(Key key, std::optional<int>& value, Range const& range) { number_if(key.name, value, range); }
    void flag(Key key, bool& value) { flag_at(key.name, key.presence, value); }
    void flag_or_false(Key key, bool& value) { flag(or_default(key.name), value); }
    void instant(Key key, Instant& value);
    /// Null, when there is none and the key is there.
    void instant(Key key, std::optional<Instant>& value) { instant_at(key.name, key.presence, value); }
    void duration(Key key, Duration& value, Range const& range = duration_range) {
        integer(key, value.ms, range);
    }
    void duration(char const* key, std::optional<Duration>& value);
    /// 16 hexadecimal digits, because JavaScript rounds such large numbers.
    void digest(char const* key, std::uint64_t& value);
    /// Any JSON value.
    void raw(Key key, Value& value) { raw_at(key.name, key.presence, value); }
    void raw_object(Key key, Value& value);
    /// What is there as text already.
    void made(Key const& key, std::string_view json);
    MadeParts const* made_parts() const { return can_tell ? form_.made : nullptr; }

    template <class Enum>
    void name(Key key, Enum& value) {
        static_assert(sizeof(Enum) == 1);
        name_at(key.name, key.presence, &value, &all_names<Enum>);
    }
    template <class Enum>
    void name_or(Key key, Enum& value) {
        name(or_default(key.name), value);
    }
    /// No key when there is none.
    template <class Enum>
    void name_if(Key key, std::optional<Enum>& value) {
        static_assert(sizeof(Enum) == 1);
        name_if_at(key.name, key.presence, &value, &value_in<Enum>, &all_names<Enum>);
    }

    // Lists of plain values, of at most `max`.
    void texts(Key key, std::vector<std::string>& texts, int max, int max_chars = max_long_chars) {
        texts_at(key.name, key.presence, texts, max, max_chars);
    }
    /// Texts that are not empty: categories, codes, signals.
    void words(Key key, std::vector<std::string>& words, int max);
    void outside_ids(Key key, std::vector<std::string>& ids, int max);
    void numbers(Key key, std::vector<int>& numbers, int max, Range const& range) {
        numbers_at(key.name, key.presence, numbers, max, range);
    }
    void evidence(char const* key, std::vector<EvidenceId>& ids);
    template <class Enum>
    void names(Key key, std::vector<Enum>& values, int max) {
        static_assert(sizeof(Enum) == 1);
        names_at(key.name, key.presence, &values, &items_in<Enum>, max, &all_names<Enum>);
    }

    // Parts with fields of their own.
    template <class T>
    void part(Key key, T& value) {
        part_at(key.name, key.presence, &value, &describe<T>);
    }
    template <auto Fields, class T>
    void part_by(Key key, T& value) {
        part_at(key.name, key.presence, &value, &describe_by<Fields, T>);
    }
    /// Null when there is none.
    template <class T>
    void nullable(char const* key, std::optional<T>& value) {
        nullable_at(key, &value, &value_in<T>, &describe<T>);
    }
    /// No key when there is none.
    template <class T>
    void part_if(char const* key, std::optional<T>& value) {
        part_if_at(key, &value, &value_in<T>, &describe<T>);
    }
    template <class T>
    void list(Key key, std::vector<T>& items, int max) {
        list_at(key.name, key.presence, &items, {&items_in<T>, sizeof(T), &describe<T>}, max);
    }
    /// Each described by `Fields` instead of the usual fields().
    template <auto Fields, class T>
    void list_by(Key key, std::vector<T>& items, int max) {
        list_at(key.name, key.presence, &items, {&items_in<T>, sizeof(T), &describe_by<Fields, T>}, max);
    }

    /// Refuses keys that nobody asked for; once.
    void finish();

    using Describe = void (*)(FieldIo&, void*);
    template <class T>
    static void describe(FieldIo& io, void* value) {
        fields(io, *static_cast<T*>(value));
    }
    static Value written(void* value, Describe how, Form form);
    static std::string text(void* value, Describe how, Form form);

    template <auto Fields, class T>
    static void describe_by(FieldIo& io, void* value) {
        Fields(io, *static_cast<T*>(value));
    }

  protected:
    /// One that tells.
    explicit FieldIo(Form form) : form_(form) {}

  private:
    /// Writes text at once, without a Value of it. Units: `text` ends with the object's "{".
    FieldIo(std::string& text, Form form) : text_(&text), form_(form) {}
#ifdef __EMSCRIPTEN__
    static constexpr bool can_tell = false;
#else
    static constexpr bool can_tell = true;
#endif
    SchemaIo& told();

    // What the methods above do stands once for all types: compiled for each, it was a seventh of the page.
    struct Items {
        void* first;
        std::size_t count;
    };
    /// Of a vector; of as many new ones, when a count is given.
    using ItemsIn = Items (*)(void* vector, std::size_t const* count);
    template <class T>
    static Items items_in(void* vector, std::size_t const* count) {
        auto& items = *static_cast<std::vector<T>*>(vector);
        if (count) items = std::vector<T>(*count);
        return {items.data(), items.size()};
    }
    struct ListOf {
        ItemsIn items_in;
        std::size_t item_size;
        Describe how;
    };
    /// What an optional holds, or null; made, when there has to be something.
    using ValueIn = void* (*)(void* optional, bool make);
    template <class T>
    static void* value_in(void* optional, bool make) {
        auto& value = *static_cast<std::optional<T>*>(optional);
        if (make) value.emplace();
        return value ? &*value : nullptr;
    }
    using Names = std::span<std::string_view const> (*)();
    void give_list(Key const& key, Items items, ListOf const& list);

    bool begin(Key& key);
    bool is_text() const { return can_tell && text_ != nullptr; }
    void begin_member(Key const& key);
    void give(Key const& key, Value value);
    void give(Key const& key, std::string_view value);
    void give(Key const& key, std::string const& value) { give(key, std::string_view(value)); }
    void give(Key const& key, std::int64_t value);
    void give(Key const& key, bool value);
    void give(Key const& key, int value) { give(key, std::int64_t{value}); }
    static void write(std::string& out, void* value, Describe how, Form form);
    void give_part(Key const& key, void* value, Describe how);
    std::string where(Key const& key) const;
    Value const* take(Key const& key);
    Array const* take_items(Key const& key, int max);
    void note_item(Key const& key, std::size_t index, Rule rule);
    void read_part(Value const& value, Key const& key, void* out, Describe how);
    Instant read_instant(Value const& value, Key const& key);

    using ReadId = std::string (*)(Value const&, std::string const& path, Mistakes&);
    static std::string read_kept_id(Value const& value, std::string const& path, Mistakes& mistakes);
    static std::string read_id_or_empty(Value const& value, std::string const& path, Mistakes& mistakes);
    bool keeps_ids() const { return form_.kept || form_.answer; }
    void id_at(char const* name, Presence presence, std::string& value, ReadId read);
    void text_at(char const* name, Presence presence, std::string& value, int max);
    void integer_at(char const* name, Presence presence, std::int64_t& value, Range const& range);
    void integer_if(char const* name, std::optional<std::int64_t>& value, Range const& range);
    void number_if(char const* name, std::optional<int>& value, Range const& range);
    void number_at(char const* name, Presence presence, int& value, Range const& range, int nothing);
    void flag_at(char const* name, Presence presence, bool& value);
    void instant_at(char const* name, Presence presence, std::optional<Instant>& value);
    void raw_at(char const* name, Presence presence, Value& value);
    void name_at(char const* name, Presence presence, void* value, Names all);
    void name_if_at(char const* name, Presence presence, void* optional, ValueIn held, Names all);
    void names_at(char const* name, Presence presence, void* vector, ItemsIn all_items, int max, Names all);
    void texts_at(char const* name, Presence presence, std::vector<std::string>& texts, int max,
                  int max_chars);
    void numbers_at(char const* name, Presence presence, std::vector<int>& numbers, int max,
                    Range const& range);
    void part_at(char const* name, Presence presence, void* value, Describe how);
    void nullable_at(char const* name, void* optional, ValueIn held, Describe how);
    void part_if_at(char const* name, void* optional, ValueIn held, Describe how);
    void list_at(char const* name, Presence presence, void* vector, ListOf const& list, int max);
    void strings(Key key, std::vector<std::string>& values, int max,
                 std::string (*read)(Value const&, std::string const&, int, Mistakes&), int max_chars);

    ObjectReader* in_ = nullptr;
    Object* out_ = nullptr;
    std::string* text_ = nullptr;
    Form form_;
    bool internal_ = false, finished_ = false;
    int since_ = 1;
};

// The parts that several documents share.
void fields(FieldIo& io, Address& address);
void fields(FieldIo& io, Parcel& parcel);
void fields(FieldIo& io, Delivery& delivery);
void fields(FieldIo& io, DeliveredPieces& pieces);
/// Read and checked (check_order).
void fields(FieldIo& io, Order& order);
/// As the server answers it, which checked it when it came.
void order_fields(FieldIo& io, Order& order);
void fields(FieldIo& io, Request& request);
void fields(FieldIo& io, Claim& claim);
void fields(FieldIo& io, Quote& quote);
void fields(FieldIo& io, Policy& policy);
void fields(FieldIo& io, Ticket& ticket);
void fields(FieldIo& io, EventRecord& record);
void fields(FieldIo& io, Actor& actor);
void fields(FieldIo& io, MatchedFact& fact);
void fields(FieldIo& io, LineFacts& facts);
void fields(FieldIo& io, Ware& ware);

/// The document of a value that has fields.
template <class T>
Value written(T const& value, Form form = {}) {
    // fields() takes what it may have to fill in; a writer changes nothing.
    return FieldIo::written(const_cast<T*>(&value), &FieldIo::describe<T>, form);
}

template <auto Fields, class T>
Value written_by(T const& value, Form form = {}) {
    return FieldIo::written(const_cast<T*>(&value), &FieldIo::describe_by<Fields, T>, form);
}

/// The same as text: write_json(written(value, form)), to the byte, in a fraction of the time (but not in the
/// page, whose program has only one of them).
template <class T>
std::string written_text(T const& value, Form form = {}) {
    return FieldIo::text(const_cast<T*>(&value), &FieldIo::describe<T>, form);
}
template <auto Fields, class T>
std::string written_text_by(T const& value, Form form = {}) {
    return FieldIo::text(const_cast<T*>(&value), &FieldIo::describe_by<Fields, T>, form);
}

/// Reads into `out` what stands at `path`. Type-erased, as compiling it again for each document takes long.
void read_erased(Value const& value, std::string const& path, Mistakes& mistakes, Form form, void* out,
                 FieldIo::Describe how);

/// Reads over what `base` is already: keys that may be missing leave it as it was.
template <class T>
void read_into(T& base, Value const& value, std::string const& path, Mistakes& mistakes, Form form = {}) {
    read_erased(value, path, mistakes, form, &base, &FieldIo::describe<T>);
}
template <auto Fields, class T>
void read_by(T& base, Value const& value, std::string const& path, Mistakes& mistakes, Form form = {}) {
    read_erased(value, path, mistakes, form, &base, &FieldIo::describe_by<Fields, T>);
}

/// A part, or a whole document when `path` is "".
template <class T>
T read_fields(Value const& value, std::string const& path, Mistakes& mistakes, Form form = {}) {
    T out{};
    read_into(out, value, path, mistakes, form);
    return out;
}

/// The array at `path`, or null after a mistake. Errors: wrong_type, too_many.
Array const* array_at(Value const& value, std::string const& path, int max, Mistakes& mistakes);

template <class T>
std::vector<T> read_items(Value const& value, std::string const& path, int max, Mistakes& mistakes) {
    Array const* const items = array_at(value, path, max, mistakes);
    std::vector<T> out(items ? items->size() : 0);
    for (std::size_t i = 0; i < out.size(); ++i) read_into(out[i], (*items)[i], at_index(path, i), mistakes);
    return out;
}

/// What a client sent: every key is known.
template <class T>
Result<T, Mistakes> read_sent(Value const& value) {
    Mistakes mistakes;
    T out = read_fields<T>(value, "", mistakes, Form{.sent = true});
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return out;
}

/// What the server answered, perhaps a newer one: keys that the page does not know change nothing.
template <class T>
Result<T, Mistakes> read_answer(Value const& value) {
    Mistakes mistakes;
    T out = read_fields<T>(value, "", mistakes, Form{.answer = true});
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return out;
}

}  // namespace afterdesk::wire
