#pragma once
// What the files of schemas ask each other: how documents are called, what their writers do not tell, and how
// books are joined.

#include "wire/schema.hpp"

namespace afterdesk::wire {

/// The name of the documents that this function describes; nothing for parts that stand where they are used.
std::optional<std::string> schema_name_of(FieldIo::Describe how);

/// Of documents that are one of several kinds.
using MakeSchema = Value (*)(SchemaBook& book);
MakeSchema special_schema(SchemaBook const& book, FieldIo::Describe how);

// Of hosts' documents (schema_host.cpp).
Value host_fact_schema(SchemaBook& book);
Value host_event_type_schema(SchemaBook& book);
Value sent_line_schema(SchemaBook& book);

/// Of each command that a person sends, told apart by its name (schema_commands.cpp).
void add_commands(SchemaBook& book);

/// Fields that a writer leaves out of a value of nothing, and raw ones that have a form after all.
void note_seldom_fields(std::string const& name, SchemaBook& book, SchemaIo& io);

/// Schemas as JSON, by their names.
using SchemaTexts = std::map<std::string, std::string>;
/// Adds a variant's: under their own names those that are the same or new, else with the prefix.
void join(SchemaTexts& plain, SchemaBook const& book, std::string const& prefix);

}  // namespace afterdesk::wire
