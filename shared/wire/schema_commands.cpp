// The forms of commands that people send.

#include <algorithm>

#include "wire/command_fields.hpp"
#include "wire/edge_text.hpp"
#include "wire/schema_names.hpp"

namespace afterdesk::wire {

// Described where they are read and written.
void fields(FieldIo& io, Apply& apply);
void fields(FieldIo& io, Modify& modify);

namespace {

Value command_schema(SchemaBook& book, CommandKind kind) {
    Command command = Command::of_kind(static_cast<std::size_t>(kind));
    SchemaIo noted(book);
    FieldIo& io = noted;
    noted.note("command", Object{{"type", "string"}, {"const", name_of(kind)}});
    noted.integer("version", Range{0, max_int});
    std::visit([&](auto& one) { fields(io, one); }, command);
    Value schema = std::move(noted).schema();
    put(*schema.as<Object>(), "description", sentences_of(kind));
    return schema;
}

}  // namespace

void add_commands(SchemaBook& book) {
    Array all;
    for (int i = 0; i < command_kind_count; ++i) {
        auto const kind = static_cast<CommandKind>(i);
        if (!a_person_sends(kind)) continue;
        std::string const name(name_of(kind));
        book.add(name, command_schema(book, kind));
        all.push_back(book.ref(name));
    }
    book.add("Command", Object{{"type", "object"},
                               {"discriminator", Object{{"propertyName", "command"}}},
                               {"required", Array{"command"}},
                               {"oneOf", std::move(all)}});
}

}  // namespace afterdesk::wire
