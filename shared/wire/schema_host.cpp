// The forms of hosts' documents that are one of several kinds.

#include <algorithm>

#include "wire/host_api.hpp"
#include "wire/schema_names.hpp"

namespace afterdesk::wire {

void host_fact_fields(FieldIo& io, HostFact& fact);

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

Value host_event_type_schema(SchemaBook&) { return names_schema(host_event_types()); }

}  // namespace afterdesk::wire
