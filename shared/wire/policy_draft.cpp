#include "wire/policy_draft.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "wire/fields.hpp"

namespace afterdesk::wire {
namespace {

/// The first step of a path: a key, or the number of an item; what follows is left.
struct Step {
    std::string_view key;
    std::optional<std::size_t> index;
};

Step take_step(std::string_view& path) {
    Step step;
    if (path.starts_with('[')) {
        std::size_t const close = std::min(path.find(']'), path.size());
        std::size_t number = 0;
        std::from_chars(path.data() + 1, path.data() + close, number);
        step.index = number;
        path.remove_prefix(std::min(close + 1, path.size()));
    } else {
        std::size_t const end = std::min(path.find_first_of(".["), path.size());
        step.key = path.substr(0, end);
        path.remove_prefix(end);
    }
    if (path.starts_with('.')) path.remove_prefix(1);
    return step;
}

Value const* child(Value const& parent, Step const& step) {
    if (!step.index) return parent.find(step.key);
    Array const* const items = parent.as<Array>();
    return items != nullptr && *step.index < items->size() ? &(*items)[*step.index] : nullptr;
}

Value* child(Value& parent, Step const& step) {
    return const_cast<Value*>(child(std::as_const(parent), step));
}

void take_out(Value& parent, std::string_view key) {
    if (Object* const object = parent.as<Object>())
        std::erase_if(*object, [key](auto const& member) { return member.first == key; });
}

std::optional<Value> copy_at(Value const& document, std::string_view path) {
    Value const* const found = value_at(document, path);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

/// Every field that is edited as a whole, with its path.
template <class Then>
void for_each_whole(Then then) {
    for (PolicyField const& field : policy_form()) {
        if (field.kind != PolicyKind::part) then(field);
        if (field.kind != PolicyKind::part) continue;
        for (PolicyField const& inner : field.fields) then(inner);
    }
}

/// What an item of a list is known by: its first field.
std::string item_name(PolicyField const& list, Value const& item, std::size_t index) {
    Value const* const first = item.find(list.fields.front().key);
    std::string const* const name = first ? first->as<std::string>() : nullptr;
    return name != nullptr ? *name : std::to_string(index + 1);
}

/// Changes of the items of a list that have the same name, or stand in the same place.
class ListChanges {
  public:
    ListChanges(PolicyField const& list, Array const& before, Array const& after, std::string shop,
                std::vector<PolicyChange>& out)
        : list_(list), before_(before), after_(after), shop_(std::move(shop)), out_(out) {}

    void find() {
        for (std::size_t i = 0; i < before_.size(); ++i) {
            std::string const name = item_name(list_, before_[i], i);
            if (!find_item(after_, name))
                note(list_, PolicyChangeKind::removed, name, before_[i], std::nullopt);
        }
        std::size_t last = 0;
        for (std::size_t i = 0; i < after_.size(); ++i) {
            std::string const name = item_name(list_, after_[i], i);
            auto const was = find_item(before_, name);
            if (!was) {
                note(list_, PolicyChangeKind::added, name, std::nullopt, after_[i]);
                continue;
            }
            if (*was + 1 < last) note(list_, PolicyChangeKind::moved, name, std::nullopt, std::nullopt);
            last = std::max(last, *was + 1);
            for (PolicyField const& field : list_.fields) {
                auto const then = copy_at(before_[*was], field.key), now = copy_at(after_[i], field.key);
                if (then != now) note(field, PolicyChangeKind::changed, name, then, now);
            }
        }
    }

  private:
    std::optional<std::size_t> find_item(Array const& items, std::string const& name) const {
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (item_name(list_, items[i], i) == name) return i;
        }
        return std::nullopt;
    }
    void note(PolicyField const& field, PolicyChangeKind kind, std::string const& item,
              std::optional<Value> before, std::optional<Value> after) {
        out_.push_back({&field, kind, item, shop_, std::move(before), std::move(after)});
    }

    PolicyField const& list_;
    Array const& before_;
    Array const& after_;
    std::string shop_;
    std::vector<PolicyChange>& out_;
};

void note_changes(Value const& before, Value const& after, std::string const& shop,
                  std::vector<PolicyChange>& out) {
    for_each_whole([&](PolicyField const& field) {
        auto const then = copy_at(before, field.path), now = copy_at(after, field.path);
        if (then == now) return;
        Array const* const items_then = then ? then->as<Array>() : nullptr;
        Array const* const items_now = now ? now->as<Array>() : nullptr;
        bool const by_item = field.kind == PolicyKind::list && items_then && items_now;
        if (by_item) return ListChanges(field, *items_then, *items_now, shop, out).find();
        out.push_back({&field, PolicyChangeKind::changed, "", shop, then, now});
    });
}

/// The shops' parts that either document has.
std::vector<std::string> shops_in(Value const& before, Value const& after) {
    std::vector<std::string> names;
    for (Value const* const document : {&before, &after}) {
        Value const* const shops = document->find("shops");
        Object const* const parts = shops ? shops->as<Object>() : nullptr;
        for (std::size_t i = 0; parts && i < parts->size(); ++i) names.push_back((*parts)[i].first);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Value shop_part(Value const& document, std::string_view shop) {
    Value const* const shops = document.find("shops");
    Value const* const part = shops ? shops->find(shop) : nullptr;
    return part ? *part : Value(Object{});
}

}  // namespace

Value const* value_at(Value const& document, std::string_view path) {
    Value const* at = &document;
    while (at != nullptr && !path.empty()) at = child(*at, take_step(path));
    return at;
}

bool put_at(Value& document, std::string_view path, Value value) {
    Value* at = &document;
    while (true) {
        Step const step = take_step(path);
        Value* next = child(*at, step);
        bool const last = path.empty();
        if (last && value.is_null() && !step.index) return take_out(*at, step.key), true;
        if (next == nullptr) {
            if (step.index || at->as<Object>() == nullptr) return false;
            put(*at->as<Object>(), step.key, last ? Value() : Value(Object{}));
            next = &at->as<Object>()->back().second;
        }
        if (last) {
            *next = std::move(value);
            return true;
        }
        at = next;
    }
}

Value overlaid(Value base, Value const& over) {
    auto const* const keys = over.as<Object>();
    if (base.as<Object>() == nullptr || keys == nullptr) return over;
    for (auto const& [key, value] : *keys) {
        Value const* const there = base.find(key);
        put_at(base, key, there == nullptr ? value : overlaid(*there, value));
    }
    return base;
}

std::string_view whole_field(std::string_view path) { return path.substr(0, path.find('[')); }

// ---- A draft ----------------------------------------------------------------------------------------------

Value PolicyDraft::document() const {
    Value out = set;
    for (auto const& [path, value] : edits) {
        Value const* const otherwise = value_at(base, path);
        bool const as_base = !value.has_value();
        put_at(out, path, !as_base ? *value : book && otherwise != nullptr ? *otherwise : Value());
        std::size_t const dot = path.find('.');
        if (dot == std::string::npos) continue;
        Value const* const part = value_at(out, path.substr(0, dot));
        Object const* const left = part ? part->as<Object>() : nullptr;
        if (left != nullptr && left->empty()) put_at(out, path.substr(0, dot), Value());
    }
    return out;
}

Value PolicyDraft::effective() const { return overlaid(base, document()); }

Value PolicyDraft::loaded() const { return overlaid(base, set); }

void PolicyDraft::put(std::string_view path, Value value) {
    std::string const field(whole_field(path));
    std::optional<Value> whole;
    if (field == path) {
        whole = std::move(value);
    } else {
        whole = copy_at(effective(), field).value_or(Array{});
        if (!put_at(*whole, path.substr(field.size()), std::move(value))) return;
    }
    if (whole == copy_at(loaded(), field)) {
        edits.erase(field);
    } else {
        edits[field] = std::move(whole);
    }
}

void PolicyDraft::reset(std::string_view field) {
    if (book) {
        if (auto value = copy_at(base, field)) put(field, std::move(*value));
    } else if (value_at(set, field) == nullptr) {
        edits.erase(std::string(field));
    } else {
        edits[std::string(field)] = std::nullopt;
    }
}

void PolicyDraft::restore(Value const& set_then) {
    edits.clear();
    for_each_whole([&](PolicyField const& field) {
        auto const then = copy_at(set_then, field.path);
        if (then == copy_at(set, field.path)) return;
        edits[field.path] = then;
    });
}

Result<PolicyBook, Mistakes> read_draft(PolicyDraft const& draft) {
    Mistakes mistakes;
    Value const document = draft.document();
    PolicyBook book;
    if (draft.book) {
        book = read_policy_book(document, default_policy(), "", mistakes);
    } else {
        Mistakes none;
        book.base = read_policy(document, read_policy(draft.base, default_policy(), "", none), "", mistakes);
    }
    refuse_unavailable(document, "", mistakes);
    refuse_holidays_in_seconds(document, "", mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return book;
}

Mistakes check_draft(PolicyDraft const& draft) {
    auto const read = read_draft(draft);
    return read.ok() ? Mistakes{} : read.error();
}

std::vector<PolicyChange> policy_changes(Value const& before, Value const& after) {
    std::vector<PolicyChange> changes;
    note_changes(before, after, "", changes);
    for (std::string const& shop : shops_in(before, after))
        note_changes(shop_part(before, shop), shop_part(after, shop), shop, changes);
    return changes;
}

}  // namespace afterdesk::wire
