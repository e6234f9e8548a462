// The forms of hosts' documents that are one of several kinds.

#include <algorithm>

#include "wire/host_api.hpp"
#include "wire/schema_names.hpp"

namespace afterdesk::wire {

void host_fact_fields(FieldIo& io, HostFact& fact);
void fields(FieldIo& io, Line& line);

/// One schema for each type of fact, told apart by it.
Value host_fact_schema(SchemaBook& book) {
    Array kinds;
    Object mapping;
    for (std::string_view const type : all_names<HostFactType>()) {
        HostFact fact;
        fact.type = *from_name<HostFactType>(type);
        SchemaIo io(book);
        io.note("type", Object{{"type", "string"}, {"const", type}});
        host_fact_fields(io, fact);
        std::string name = "fact_" + std::string(type);
        std::replace(name.begin(), name.end(), '.', '_');
        book.add(name, std::move(io).schema());
        kinds.push_back(book.ref(name));
        put(mapping, type, *kinds.back().find("$ref"));
    }
    return Object{{"type", "object"},
                  {"discriminator", Object{{"propertyName", "type"}, {"mapping", std::move(mapping)}}},
                  {"required", Array{"type"}},
                  {"oneOf", std::move(kinds)}};
}

/// Its parcels are told in the short form or one by one, never both.
Value sent_line_schema(SchemaBook& book) {
    Line line;
    SchemaIo io(book);
    fields(static_cast<FieldIo&>(io), line);
    note_seldom_fields("Line", book, io);
    Value schema = std::move(io).schema();
    Object const absent{{"shipped_quantity", false}, {"received_at_ms", false}};
    put(*schema.as<Object>(), "dependentSchemas", Object{{"deliveries", Object{{"properties", absent}}}});
    return schema;
}

Value host_event_type_schema(SchemaBook&) { return names_schema(host_event_types()); }

}  // namespace afterdesk::wire
