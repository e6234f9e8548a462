#include "wire/policy_form.hpp"

#include <algorithm>
#include <charconv>

#include "base/pasted.hpp"
#include "base/text.hpp"
#include "wire/policy_fields.hpp"

namespace afterdesk::wire {
namespace {

constexpr std::int64_t hour_hundredth_ms = hours(1).ms / 100;

/// Goes through `policy_fields` as FieldIo does, and lists what it meets.
class FormLister {
  public:
    FormLister(std::string prefix, std::vector<PolicyField>& out) : prefix_(std::move(prefix)), out_(out) {}

    FormLister& internal() { return *this; }
    void id(Key key, std::string&) { add(key, PolicyKind::code); }
    void filled(char const* key, std::string&, int max) { add(key, PolicyKind::text).max = max; }
    void number(Key key, int&, Range const& range) { add(key, PolicyKind::number).range = range; }
    void number(Key key, std::optional<int>&, Range const& range) {
        add(key, PolicyKind::number).range = range;
    }
    void fen(Key key, Fen&) { add(key, PolicyKind::amount).range = fen_range; }
    void fen_or_zero(char const* key, Fen& value) { fen(or_default(key), value); }
    void duration(Key key, Duration&, Range const& range) { add(key, PolicyKind::duration).range = range; }
    void instant(char const* key, Instant&) { add(key, PolicyKind::date); }
    void flag(Key key, bool&) { add(key, PolicyKind::flag); }
    template <class Enum>
    void name(Key key, Enum&) {
        add(key, PolicyKind::name).names = all_names<Enum>();
    }
    template <class Enum>
    void name_or(char const* key, Enum& value) {
        name(or_default(key), value);
    }
    template <class Enum>
    void names(Key key, std::vector<Enum>&, int) {
        add(key, PolicyKind::names).names = all_names<Enum>();
    }
    void words(Key key, std::vector<std::string>&, int max) { add(key, PolicyKind::words).max = max; }
    template <class T>
    void part(Key key, T& value) {
        list_fields(add(key, PolicyKind::part), value);
    }
    template <class T>
    void list(Key key, std::vector<T>&, int max) {
        PolicyField& field = add(key, PolicyKind::list);
        field.max = max;
        T item{};
        field.blank = written(item);
        list_fields(field, item);
    }

  private:
    PolicyField& add(Key key, PolicyKind kind) {
        PolicyField field;
        field.key = key.name;
        field.path = prefix_ + key.name;
        field.kind = kind;
        field.required = key.presence == Presence::required;
        field.may_lack = key.presence == Presence::if_said;
        out_.push_back(std::move(field));
        return out_.back();
    }
    template <class T>
    void list_fields(PolicyField& field, T& value) {
        FormLister inner(field.path + ".", field.fields);
        policy_fields(inner, value);
    }

    std::string prefix_;
    std::vector<PolicyField>& out_;
};

std::vector<PolicyField> make_form() {
    std::vector<PolicyField> fields;
    FormLister lister("", fields);
    Policy policy;
    policy_fields(lister, policy);
    std::erase_if(fields, [](PolicyField const& field) { return field.key == "version"; });
    return fields;
}

PolicyField const* find_in(std::vector<PolicyField> const& fields, std::string_view path) {
    for (PolicyField const& field : fields) {
        if (field.path == path) return &field;
        bool const below = path.starts_with(field.path) && path[field.path.size()] == '.';
        if (below) return find_in(field.fields, path);
    }
    return nullptr;
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

bool is_end(PolicyField const& field) { return field.key == "to_ms"; }

std::string date_of(Instant at, int offset_minutes) {
    Civil const day = to_civil(at, offset_minutes);
    return std::to_string(day.year) + "-" + two_digits(day.month) + "-" + two_digits(day.day);
}

std::optional<std::int64_t> read_whole(std::string_view text) {
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// "2026-02-16", as the browser's calendar writes it.
std::optional<Instant> read_date(std::string_view text, int offset_minutes) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    auto const year = read_whole(text.substr(0, 4)), month = read_whole(text.substr(5, 2)),
               day = read_whole(text.substr(8, 2));
    if (!year || !month || !day || *year < 1970 || *month < 1 || *month > 12 || *day < 1 || *day > 31)
        return std::nullopt;
    Civil civil;
    civil.year = static_cast<int>(*year);
    civil.month = static_cast<int>(*month);
    civil.day = static_cast<int>(*day);
    Instant const at = from_civil(civil, offset_minutes);
    return to_civil(at, offset_minutes) == civil ? std::optional(at) : std::nullopt;  // 30 February
}

/// "48" or "1.5" out of hundredths.
std::string hours_text(std::int64_t ms) {
    std::string text = format_fen(ms / hour_hundredth_ms);
    std::erase(text, ',');
    if (text.ends_with(".00")) text.resize(text.size() - 3);
    return text;
}

std::string plain_fen(Fen amount_fen) {
    std::string text = format_fen(amount_fen);
    std::erase(text, ',');
    return text;
}

}  // namespace

std::vector<PolicyField> const& policy_form() {
    static std::vector<PolicyField> const form = make_form();
    return form;
}

PolicyField const* find_policy_field(std::string_view path) { return find_in(policy_form(), path); }

std::string typed_of(PolicyField const& field, Value const* value, int utc_offset_minutes) {
    if (value == nullptr) return {};
    if (auto const* const on = value->as<bool>()) return *on ? "1" : "";
    if (auto const* const text = value->as<std::string>()) return *text;
    if (auto const* const items = value->as<Array>()) {
        std::vector<std::string> words;
        for (Value const& item : *items) {
            if (auto const* const word = item.as<std::string>()) words.push_back(*word);
        }
        return join_words(words);
    }
    auto const* const number = value->as<std::int64_t>();
    if (number == nullptr) return {};
    switch (field.kind) {
        case PolicyKind::amount: return plain_fen(*number);
        case PolicyKind::duration: return hours_text(*number);
        case PolicyKind::date: {
            bool const whole = *number >= instant_range.min && *number <= instant_range.max;
            return whole ? date_of({is_end(field) ? *number - 1 : *number}, utc_offset_minutes)
                         : std::string();
        }
        case PolicyKind::number:
        case PolicyKind::flag:
        case PolicyKind::name:
        case PolicyKind::names:
        case PolicyKind::code:
        case PolicyKind::text:
        case PolicyKind::words:
        case PolicyKind::part:
        case PolicyKind::list: break;
    }
    return std::to_string(*number);
}

Value value_of(PolicyField const& field, std::string_view typed, int utc_offset_minutes) {
    std::string const said(trim(typed));
    std::string const plain = half_width(said);
    bool const is_list = field.kind == PolicyKind::names || field.kind == PolicyKind::words;
    bool const left_out = said.empty() && field.may_lack && field.kind != PolicyKind::flag;
    if (left_out) return {};
    if (is_list) return texts_json(split_words(said));
    switch (field.kind) {
        case PolicyKind::flag: return said == "1";
        case PolicyKind::amount:
            if (said.empty()) return 0;
            if (auto const fen = parse_fen(plain)) return *fen;
            return said;
        case PolicyKind::duration:
            if (auto const hundredths = parse_fen(plain)) return *hundredths * hour_hundredth_ms;
            return said;
        case PolicyKind::number:
            if (auto const number = read_whole(plain)) return *number;
            return said;
        case PolicyKind::date:
            if (auto const at = read_date(plain, utc_offset_minutes))
                return (is_end(field) ? *at + days(1) : *at).ms;
            return said;
        case PolicyKind::name:
        case PolicyKind::names:
        case PolicyKind::code:
        case PolicyKind::text:
        case PolicyKind::words:
        case PolicyKind::part:
        case PolicyKind::list: break;
    }
    return said;
}

std::vector<std::string> split_words(std::string_view typed) {
    constexpr std::string_view commas[] = {",", "，", "、", "\n"};
    std::vector<std::string> words;
    std::string word;
    auto const end_word = [&] {
        std::string const whole(trim(word));
        if (!whole.empty()) words.push_back(whole);
        word.clear();
    };
    while (!typed.empty()) {
        std::size_t taken = 0;
        for (std::string_view const comma : commas) {
            if (typed.starts_with(comma)) taken = comma.size();
        }
        if (taken > 0) end_word();
        if (taken == 0) word += typed.front();
        typed.remove_prefix(taken > 0 ? taken : 1);
    }
    end_word();
    return words;
}

std::string join_words(std::vector<std::string> const& words) {
    std::string all;
    for (std::string const& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
}

Value new_item(PolicyField const& list, Array const& others, Instant today) {
    Value made = list.blank;
    PolicyField const& first = list.fields.front();
    auto const is_taken = [&](Value const& code) {
        return std::any_of(others.begin(), others.end(), [&](Value const& other) {
            Value const* const its = other.find(first.key);
            return its != nullptr && *its == code;
        });
    };
    for (auto& member : *made.as<Object>()) {
        if (member.first == "from_ms") member.second = today.ms;
        if (member.first == "to_ms") member.second = (today + days(1)).ms;
        if (member.first != first.key || first.kind != PolicyKind::code) continue;
        int number = 1;
        while (is_taken("new_" + std::to_string(number))) ++number;
        member.second = "new_" + std::to_string(number);
    }
    return made;
}

}  // namespace afterdesk::wire
