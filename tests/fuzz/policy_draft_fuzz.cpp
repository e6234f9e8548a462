// Drafts of a policy, as a browser kept them: {"set": what is set, "book": true, "edits": {path: value}}.
// Whatever is altered, the draft keeps its promises, and every mistake has a sentence.

#include "fuzz_wire.hpp"
#include "wire/policy_draft.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

namespace {

/// As the page takes it over; parts of items, too.
wire::PolicyDraft draft_of(wire::Value const& kept) {
    wire::PolicyDraft draft;
    draft.base = wire::to_json(default_policy());
    wire::Value const* const set = kept.find("set");
    draft.set = set != nullptr && set->as<wire::Object>() != nullptr ? *set : wire::Value(wire::Object{});
    wire::Value const* const book = kept.find("book");
    draft.book = book != nullptr && book->as<bool>() != nullptr && *book->as<bool>();
    wire::Value const* const found = kept.find("edits");
    auto const* const edits = found != nullptr ? found->as<wire::Object>() : nullptr;
    for (std::size_t i = 0; edits != nullptr && i < edits->size(); ++i) {
        auto const& [path, value] = (*edits)[i];
        bool const as_base = value.is_null() && wire::find_policy_field(path) != nullptr;
        as_base ? draft.reset(path) : draft.put(path, value);
    }
    return draft;
}

/// What is put back to how it was loaded is no edit.
void check_put_back(wire::PolicyDraft draft) {
    wire::Value const loaded = draft.loaded();
    for (wire::PolicyField const& field : wire::policy_form()) {
        wire::Value const* const then = wire::value_at(loaded, field.path);
        if (then == nullptr || field.kind == wire::PolicyKind::part) continue;
        draft.put(field.path, *then);
        CHECK(!draft.edits.contains(field.path));
    }
    draft.restore(draft.set);
    CHECK(draft.edits.empty());
    CHECK(draft.effective() == loaded);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    auto const kept = wire::parse_json(text_of(data, size));
    if (!kept.ok()) return 0;
    wire::PolicyDraft const draft = draft_of(*kept);
    wire::Value const document = again(draft.document()), effective = again(draft.effective());
    CHECK(wire::policy_changes(document, document).empty());
    CHECK(wire::policy_changes(effective, effective).empty());
    for (wire::PolicyChange const& change : wire::policy_changes(draft.loaded(), effective))
        CHECK(change.field != nullptr);
    check_put_back(draft);
    Mistakes const mistakes = wire::check_draft(draft);
    check_told(mistakes);
    auto const read = wire::read_draft(draft);
    CHECK(read.ok() == mistakes.empty());
    if (read.ok()) again(wire::to_json(read->base));
    return 0;
}
