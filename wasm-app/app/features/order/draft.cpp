// The request being written, as the browser keeps it.

#include <algorithm>

#include "app/features/order/model.hpp"
#include "base/text.hpp"
#include "wire/names.hpp"
#include "wire/reader.hpp"

namespace afterdesk::app::order {
namespace {

wire::Value draft_of(Model const& model) {
    ApplyForm const& form = model.form;
    wire::Array quantities, parts;
    for (int quantity : form.ui.quantities) quantities.emplace_back(quantity);
    for (screens::ApplyPart const& part : form.ui.parts) {
        wire::Array entitlements(part.entitlements.begin(), part.entitlements.end());
        parts.emplace_back(wire::Object{
            {"want_sku", part.want_sku}, {"price", part.price}, {"entitlements", std::move(entitlements)}});
    }
    wire::Object draft{{"quantities", std::move(quantities)},
                       {"reason", form.ui.reason},
                       {"remark", form.ui.remark},
                       {"keep_gifts", form.ui.keep_gifts},
                       {"key", form.idempotency_key},
                       {"photos", draft_of_photos(form.photos)},
                       {"opened", form.ui.opened},
                       {"came", form.ui.came},
                       {"parts", std::move(parts)}};
    if (for_a_buyer(model)) {
        draft.emplace_back("source", form.ui.source);
        draft.emplace_back("note", form.ui.note);
    }
    return draft;
}

wire::Array const* list_at(wire::Value const& object, std::string_view key) {
    wire::Value const* const list = object.find(key);
    return list == nullptr ? nullptr : list->as<wire::Array>();
}

/// Drafts of earlier pages have none.
void read_parts(wire::Value const& draft, std::vector<screens::ApplyPart>& parts) {
    auto const* const entries = list_at(draft, "parts");
    for (std::size_t i = 0; entries != nullptr && i < entries->size() && i < parts.size(); ++i) {
        wire::Value const& entry = (*entries)[i];
        parts[i] = {text_at(entry, "want_sku"), text_at(entry, "price"), {}};
        auto const* const ids = list_at(entry, "entitlements");
        for (std::size_t j = 0; ids != nullptr && j < ids->size(); ++j) {
            if (auto const* id = (*ids)[j].as<std::string>()) parts[i].entitlements.push_back(*id);
        }
    }
}

void on_draft(Model& model, Shell& shell, Recalled const& recalled) {
    std::vector<KeptItem> const& items = recalled.items;
    ApplyForm& form = model.form;
    std::string const root = draft_key(model, shell);
    KeptItem const* kept = find_kept(items, root + "form");
    auto const value = wire::parse_json(kept == nullptr ? std::string() : kept->text);
    bool const fits = value && is_known(model) && !form.touched && recalled.prefix == root;
    std::vector<int> quantities;
    if (fits) {
        Mistakes mistakes;
        wire::ObjectReader draft(*value, "", mistakes);
        for (wire::Value const& item : draft.array_or_empty("quantities", max_lines)) {
            auto const* number = item.as<std::int64_t>();
            quantities.push_back(
                number != nullptr && *number >= 0 && *number <= max_quantity ? static_cast<int>(*number) : 0);
        }
        form.ui.keep_gifts = draft.boolean_or("keep_gifts", false);
        form.ui.opened = draft.boolean_or("opened", false);
    }
    if (!fits || quantities.size() != form.ui.quantities.size()) {
        for (KeptItem const& item : items) shell.effects.push_back(ReleaseFile{item.file.handle});
        return;
    }
    auto const left = left_of(model);
    for (std::size_t i = 0; i < quantities.size(); ++i)
        form.ui.quantities[i] = std::min(quantities[i], left[i]);
    form.ui.reason = text_at(*value, "reason");
    form.ui.remark = text_at(*value, "remark");
    form.ui.came = text_at(*value, "came");
    read_parts(*value, form.ui.parts);
    if (for_a_buyer(model) && form.ui.note.empty()) {
        form.ui.source = text_at(*value, "source");
        form.ui.note = text_at(*value, "note");
    }
    form.idempotency_key = text_at(*value, "key");
    if (auto const* const photos = list_at(*value, "photos"))
        form.photos = photos_of_draft(place_of(model, shell), *photos, items);
    choose_named_line(model, shell);
    next_photos(model, shell);
}

}  // namespace

std::string draft_key(Model const& model, Shell const& shell) {
    // What is kept of a change is no part of what is kept of a new request.
    std::string const changes = model.form.changes.empty() ? "" : "+" + model.form.changes;
    return kept_root(shell, asker(model)) + "draft/" + percent_encode(model.form.order_no) + "/" +
           std::string(wire::name_of(model.form.type)) + changes + "/";
}

void keep_draft(Model const& model, Shell& shell) {
    shell.effects.push_back(Keep{draft_key(model, shell) + "form", wire::write_json(draft_of(model)), 0});
}

void recall_draft(Model const& model, Shell& shell) {
    recall(shell, draft_key(model, shell), in_feature<&on_draft>);
}

}  // namespace afterdesk::app::order
