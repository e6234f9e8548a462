#pragma once
// What schema.cpp asks schemas.cpp: how documents are called, and what their writers do not tell.

#include "wire/schema.hpp"

namespace afterdesk::wire {

/// The name of the documents that this function describes; nothing for parts that stand where they are used.
std::optional<std::string> schema_name_of(FieldIo::Describe how);

/// Of documents that are one of several kinds.
using MakeSchema = Value (*)(SchemaBook& book);
MakeSchema special_schema(SchemaBook const& book, FieldIo::Describe how);

/// Fields that a writer leaves out of a value of nothing, and raw ones that have a form after all.
void note_seldom_fields(std::string const& name, SchemaBook& book, SchemaIo& io);

}  // namespace afterdesk::wire
