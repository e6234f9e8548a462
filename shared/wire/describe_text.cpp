// How fields are written: as a Value, or as text at once.

#include "wire/describe.hpp"

namespace afterdesk::wire {

/// Keys are our own and need no escapes.
void FieldIo::begin_member(Key const& key) {
    if (text_->back() != '{') *text_ += ',';
    text_->append("\"").append(key.name).append("\":");
}

void FieldIo::give(Key const& key, Value value) {
    if (!is_text()) return put(*out_, key.name, std::move(value));
    begin_member(key);
    append_json(*text_, value);
}

void FieldIo::give(Key const& key, std::string_view value) {
    if (!is_text()) return put(*out_, key.name, value);
    begin_member(key);
    append_json(*text_, value);
}

void FieldIo::give(Key const& key, std::int64_t value) {
    if (!is_text()) return put(*out_, key.name, value);
    begin_member(key);
    append_json(*text_, value);
}

void FieldIo::made(Key const& key, std::string_view json) {
    begin_member(key);
    *text_ += json;
}

void FieldIo::give(Key const& key, bool value) {
    if (!is_text()) return put(*out_, key.name, value);
    begin_member(key);
    *text_ += value ? "true" : "false";
}

void FieldIo::give_part(Key const& key, void* value, Describe how) {
    if (!is_text()) return give(key, written(value, how, form_));
    begin_member(key);
    write(*text_, value, how, form_);
}

void FieldIo::write(std::string& out, void* value, Describe how, Form form) {
    out += '{';
    FieldIo io(out, form);
    how(io, value);
    out += '}';
}

std::string FieldIo::text(void* value, Describe how, Form form) {
    if (!can_tell) return write_json(written(value, how, form));
    std::string out;
    write(out, value, how, form);
    return out;
}

void FieldIo::give_list(Key const& key, Items items, ListOf const& list) {
    auto const item = [&](std::size_t i) { return static_cast<char*>(items.first) + i * list.item_size; };
    if (is_text()) {
        begin_member(key);
        *text_ += '[';
        for (std::size_t i = 0; i < items.count; ++i) {
            if (i > 0) *text_ += ',';
            write(*text_, item(i), list.how, form_);
        }
        *text_ += ']';
        return;
    }
    Array out;
    out.reserve(items.count);
    for (std::size_t i = 0; i < items.count; ++i) out.push_back(written(item(i), list.how, form_));
    give(key, std::move(out));
}

}  // namespace afterdesk::wire
