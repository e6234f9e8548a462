#pragma once
// The documents of the API as JSON Schema (2020-12), out of the functions that read and write them: FieldIo
// in its third form notes each field's key, type and limits instead of a value.

#include <map>
#include <set>

#include "wire/describe.hpp"

namespace afterdesk::wire {

/// All documents' schemas by their names. One that buyers see less of is there a second time, as BuyersX; one
/// that is sent to us with fewer keys, as SentX. Promise: an answer fits its schema when it has exactly the
/// keys that its writer writes, and a body does when its reader would not refuse its form.
Object document_schemas();

/// The schemas of one kind of documents: answers to staff, answers to buyers, or what is sent to us.
class SchemaBook {
  public:
    SchemaBook(Form form, std::string prefix) : form_(form), prefix_(std::move(prefix)) {}

    Form const& form() const { return form_; }
    /// A part: where its schema stands, when it has a name; else the schema itself.
    Value of(FieldIo::Describe how, void* value);
    /// A document that has its own name here.
    void add(std::string const& name, Value schema);
    void leave_out(std::string const& name) { schemas_.erase(name); }
    std::map<std::string, Value> const& schemas() const { return schemas_; }
    Value ref(std::string const& name) const;

  private:
    Form form_;
    std::string prefix_;
    std::map<std::string, Value> schemas_;
};

/// Notes the fields of one object.
class SchemaIo : public FieldIo {
  public:
    explicit SchemaIo(SchemaBook& book) : FieldIo(book.form()), book_(book) {}

    void id(Key const& key, bool own, bool or_empty);
    void text(Key const& key, int max, int min = 0);
    void integer(Key const& key, Range const& range);
    void nullable_integer(Key const& key, Range const& range);
    void flag(Key const& key);
    void instant(Key const& key, bool or_null);
    void digest(Key const& key);
    void any(Key const& key);
    void texts(Key const& key, int max, int max_chars);
    void integers(Key const& key, int max, Range const& range);
    void name(Key const& key, std::span<std::string_view const> names);
    void names(Key const& key, std::span<std::string_view const> names, int max);
    void part(Key const& key, Describe how, void* value);
    void nullable(Key const& key, Describe how, void* value);
    void list(Key const& key, Describe how, void* item, int max);

    /// A field that only says something now and then, so that the writer of a value of nothing leaves it out.
    void note(Key const& key, Value schema);
    /// The object with the fields that were noted; all others are refused.
    Value schema() &&;

  private:
    SchemaBook& book_;
    Object properties_;
    Array required_;
};

// What fields are made of.
Object text_schema(int max, int min = 0);
Object integer_schema(Range const& range);
Object names_schema(std::span<std::string_view const> names);
Object list_schema(Value items, int max);
/// Exactly these fields; those whose key ends with "?" may be missing.
Value object_schema(Object properties);
Value schema_ref(std::string const& name);

}  // namespace afterdesk::wire
