// One book of schemas out of several: what is the same in both stands once.

#include <algorithm>

#include "wire/schema_names.hpp"

namespace afterdesk::wire {

namespace {

void replace_all(std::string& text, std::string const& from, std::string const& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// "#/components/schemas/X", as it stands in a document.
std::string ref_text(std::string const& name) { return write_json(Value("#/components/schemas/" + name)); }

/// Those of a variant that are not as they are in `plain`, by themselves or by what they hold.
std::set<std::string> different(SchemaTexts const& variant, std::string const& prefix,
                                SchemaTexts const& plain) {
    std::set<std::string> out;
    for (auto const& [name, text] : variant) {
        std::string stripped = text;
        replace_all(stripped, "\"#/components/schemas/" + prefix, "\"#/components/schemas/");
        auto const same = plain.find(name);
        if (same != plain.end() && same->second != stripped) out.insert(name);
    }
    for (bool more = true; more;) {
        more = false;
        for (auto const& [name, text] : variant) {
            if (out.contains(name) || !plain.contains(name)) continue;
            bool const holds =
                std::any_of(out.begin(), out.end(), [&, &held = text](std::string const& other) {
                    return held.find(ref_text(prefix + other)) != std::string::npos;
                });
            if (holds) more = out.insert(name).second || more;
        }
    }
    return out;
}

}  // namespace

void join(SchemaTexts& plain, SchemaBook const& book, std::string const& prefix) {
    SchemaTexts variant;
    for (auto const& [name, schema] : book.schemas()) variant[name] = write_json(schema);
    std::set<std::string> const own = different(variant, prefix, plain);
    SchemaTexts joined;
    for (auto& [name, text] : variant) {
        if (plain.contains(name) && !own.contains(name)) continue;
        for (auto const& other : book.schemas()) {
            if (!own.contains(other.first))
                replace_all(text, ref_text(prefix + other.first), ref_text(other.first));
        }
        joined[own.contains(name) ? prefix + name : name] = text;
    }
    plain.merge(joined);
}

}  // namespace afterdesk::wire
