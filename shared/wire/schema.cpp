// How a field is noted. Which documents there are: schemas.cpp.

#include "wire/schema.hpp"

#include <algorithm>

#include "wire/schema_names.hpp"

namespace afterdesk::wire {

namespace {

constexpr int id_max_chars = 64;

Value or_null(Value schema) { return Object{{"oneOf", Array{std::move(schema), Object{{"type", "null"}}}}}; }

}  // namespace

// ---- Values -----------------------------------------------------------------------------------------------

Object text_schema(int max, int min) {
    Object out{{"type", "string"}};
    if (min > 0) put(out, "pattern", "\\S");
    if (max > 0) put(out, "maxLength", max);
    return out;
}

Object integer_schema(Range const& range) {
    return {{"type", "integer"}, {"format", "int64"}, {"minimum", range.min}, {"maximum", range.max}};
}

Object names_schema(std::span<std::string_view const> names) {
    return {{"type", "string"}, {"enum", Array(names.begin(), names.end())}};
}

Object list_schema(Value items, int max) {
    return {{"type", "array"}, {"items", std::move(items)}, {"maxItems", max}};
}

Value object_schema(Object properties) {
    Array required;
    for (auto& [key, schema] : properties) {
        if (key.ends_with('?')) {
            key.pop_back();
        } else {
            required.push_back(key);
        }
    }
    Object out{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) put(out, "required", std::move(required));
    put(out, "additionalProperties", false);
    return out;
}

Value schema_ref(std::string const& name) { return Object{{"$ref", "#/components/schemas/" + name}}; }

// ---- The book ---------------------------------------------------------------------------------------------

Value SchemaBook::ref(std::string const& name) const { return schema_ref(prefix_ + name); }

void SchemaBook::add(std::string const& name, Value schema) {
    schemas_.insert_or_assign(name, std::move(schema));
}

Value SchemaBook::of(FieldIo::Describe how, void* value) {
    auto const name = schema_name_of(how);
    if (name && schemas_.contains(*name)) return ref(*name);
    if (name) add(*name, Value());  // so that one within itself ends
    Value schema;
    if (auto const special = special_schema(*this, how)) {
        schema = special(*this);
    } else {
        SchemaIo io(*this);
        how(io, value);
        if (name) note_seldom_fields(*name, *this, io);
        schema = std::move(io).schema();
    }
    if (!name) return schema;
    add(*name, std::move(schema));
    return ref(*name);
}

// ---- Fields -----------------------------------------------------------------------------------------------

/// What is sent may lack more than what is answered. Said again it is said in the later way.
void SchemaIo::note(Key const& key, Value schema) {
    std::erase_if(properties_, [&](auto const& property) { return property.first == key.name; });
    std::erase(required_, Value(key.name));
    put(properties_, key.name, std::move(schema));
    bool const there = form().sent ? key.presence == Presence::required : key.presence != Presence::if_said;
    if (there) required_.push_back(key.name);
}

Value SchemaIo::schema() && {
    Object out{{"type", "object"}, {"properties", std::move(properties_)}};
    if (!required_.empty()) put(out, "required", std::move(required_));
    put(out, "additionalProperties", false);
    return out;
}

void SchemaIo::id(Key const& key, bool own, bool or_empty) {
    Object schema{{"type", "string"}, {"maxLength", id_max_chars}};
    if (form().sent && !or_empty) put(schema, "minLength", 1);
    if (form().sent && own) put(schema, "pattern", "^[0-9A-Za-z_.:@-]+$");
    note(key, std::move(schema));
}

void SchemaIo::text(Key const& key, int max, int min) { note(key, text_schema(max, min)); }
void SchemaIo::integer(Key const& key, Range const& range) { note(key, integer_schema(range)); }
void SchemaIo::flag(Key const& key) { note(key, Object{{"type", "boolean"}}); }
void SchemaIo::any(Key const& key) { note(key, Object{}); }

void SchemaIo::nullable_integer(Key const& key, Range const& range) {
    note(form().sent ? if_said(key.name) : key, or_null(integer_schema(range)));
}

void SchemaIo::instant(Key const& key, bool or_no) {
    Range range = instant_range;
    if (form().sent) range.min = earliest_told.ms;
    Object schema = integer_schema(range);
    put(schema, "description", "Milliseconds since 1970-01-01T00:00Z.");
    if (!or_no) return note(key, std::move(schema));
    note(form().sent ? if_said(key.name) : key, or_null(std::move(schema)));
}

void SchemaIo::digest(Key const& key) {
    note(key, Object{{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}});
}

void SchemaIo::texts(Key const& key, int max, int max_chars) {
    note(key, list_schema(text_schema(max_chars), max));
}

void SchemaIo::integers(Key const& key, int max, Range const& range) {
    note(key, list_schema(integer_schema(range), max));
}

void SchemaIo::name(Key const& key, std::span<std::string_view const> names) {
    note(key, names_schema(names));
}

void SchemaIo::names(Key const& key, std::span<std::string_view const> names, int max) {
    note(key, list_schema(names_schema(names), max));
}

void SchemaIo::part(Key const& key, Describe how, void* value) { note(key, book_.of(how, value)); }

void SchemaIo::nullable(Key const& key, Describe how, void* value) {
    note(form().sent ? if_said(key.name) : key, or_null(book_.of(how, value)));
}

void SchemaIo::list(Key const& key, Describe how, void* item, int max) {
    note(key, list_schema(book_.of(how, item), max));
}

}  // namespace afterdesk::wire
