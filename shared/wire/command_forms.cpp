#include "wire/command_forms.hpp"

#include <charconv>
#include <utility>
#include <variant>

#include "base/pasted.hpp"
#include "base/text.hpp"
#include "domain/order/carriers.hpp"
#include "domain/ticket/deciders.hpp"
#include "wire/command_fields.hpp"
#include "wire/describe.hpp"

namespace afterdesk::wire {
namespace {

/// Of a number with its label and blanks; what is left of it is checked by decide.
constexpr int max_pasted_chars = 2 * tracking_no_max_chars;

std::optional<int> read_int(std::string_view text) {
    int number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The part of `rest` before the next `at`, which is taken off.
std::string_view take_until(std::string_view& rest, char at) {
    std::size_t const end = rest.find(at);
    std::string_view const part = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return part;
}

/// The third reader of `fields(io, x)`: notes each field, and fills it with what was typed.
class FormIo {
  public:
    FormIo(Typed const& typed, std::vector<FormField>& fields, Mistakes& mistakes)
        : typed_(typed), fields_(fields), mistakes_(mistakes) {}

    void id(std::string_view key, std::string& value) { value = note(key, FormKind::code, true); }
    void outside_id(std::string_view key, std::string& value) { id(key, value); }
    void text(std::string_view key, std::string& value, int max) { short_text(key, value, max, true); }
    void text_or_empty(std::string_view key, std::string& value, int max) {
        value = note(key, FormKind::long_text, false, {}, max);
    }
    void fen(std::string_view key, Fen& value, Range range = fen_range) { amount(key, value, range, true); }
    void fen_or_zero(std::string_view key, Fen& value) { amount(key, value, fen_range, false); }
    void number(std::string_view key, int& value, Range range) {
        std::string const typed = note(key, FormKind::number, true, range);
        if (typed.empty()) return;
        auto const number = read_int(half_width(trim(typed)));
        if (!number) {
            mistake(key, Rule::wrong_type);
        } else if (*number < range.min || *number > range.max) {
            mistake(key, Rule::too_large, range.max);
        } else {
            value = *number;
        }
    }
    void duration(std::string_view key, Duration& value) {
        std::string const typed = note(key, FormKind::duration, true);
        if (typed.empty()) return;
        if (auto const whole_hours = read_int(half_width(trim(typed)))) {
            value = hours(*whole_hours);
        } else {
            mistake(key, Rule::wrong_type);
        }
    }
    void flag(std::string_view key, bool& value) { flag_or_false(key, value); }
    void flag_or_false(std::string_view key, bool& value) { value = note(key, FormKind::flag, false) == "1"; }
    template <class Enum>
    void name(std::string_view key, Enum& value) {
        take_name(key, value, true);
    }
    template <class Enum>
    void name_or(std::string_view key, Enum& value) {
        take_name(key, value, false);
    }
    template <class Enum>
    void name_if(std::string_view key, std::optional<Enum>& value) {
        Enum one{};
        if (take_name(key, one, false)) value = one;
    }
    void instant(std::string_view, Instant&) {}  // told by machines only
    void evidence(std::string_view key, std::vector<EvidenceId>& ids) {
        ids = ids_in(note(key, FormKind::evidence, false));
    }
    void list(std::string_view key, std::vector<InspectedLine>& lines, int) {
        std::string const typed = note(key, FormKind::lines, true);
        for (std::string_view rest = typed; !rest.empty();) {
            std::string_view line = take_until(rest, ' ');
            auto const number = [&line] { return read_int(take_until(line, ':')); };
            auto const line_no = number(), accepted = number(), refused = number();
            if (!line_no || !accepted || !refused) continue;
            auto const seconds = number(), scrap = number();
            std::string const of = at(key) + "[" + std::to_string(lines.size()) + "].";
            lines.push_back({*line_no, *accepted, *refused, seconds.value_or(0), scrap.value_or(0),
                             typed_at(of + "reason"), ids_in(typed_at(of + "evidence"))});
        }
    }
    template <class T>
    void part(std::string_view key, T& value) {
        std::string const outer = std::exchange(prefix_, at(key) + ".");
        if constexpr (std::is_same_v<T, Parcel>) {
            take_carrier(value);
            short_text("tracking_no", value.tracking_no, max_pasted_chars, true);
        } else {
            fields(*this, value);
        }
        prefix_ = outer;
    }
    void part_if(std::string_view key, std::optional<Address>& value) {
        std::string const typed = note(key, FormKind::address, false);
        if (typed.empty()) return;
        std::string_view rest = typed;
        Address address;
        address.name = take_until(rest, '\n');
        address.phone = take_until(rest, '\n');
        address.text = rest;
        value = std::move(address);
    }

  private:
    std::string at(std::string_view key) const { return prefix_ + std::string(key); }
    std::string typed_at(std::string_view path) const {
        auto const found = typed_.find(path);
        return found == typed_.end() ? std::string() : with_line_feeds(found->second);
    }
    static std::vector<EvidenceId> ids_in(std::string_view typed) {
        std::vector<EvidenceId> ids;
        while (!typed.empty()) {
            std::string_view const id = take_until(typed, ' ');
            if (!id.empty()) ids.push_back({std::string(id)});
        }
        return ids;
    }
    void mistake(std::string_view key, Rule rule, std::int64_t limit = -1) {
        mistakes_.push_back({rule, at(key), limit});
    }
    /// Notes the field, and gives what was typed into it.
    std::string note(std::string_view key, FormKind kind, bool required, Range range = {},
                     int max_chars = 0) {
        fields_.push_back({at(key), kind, required, range, max_chars, {}});
        std::string typed = typed_at(at(key));
        if (required && trim(typed).empty()) mistake(key, Rule::must_not_be_empty);
        return typed;
    }
    void short_text(std::string_view key, std::string& value, int max, bool required) {
        value = trim(note(key, FormKind::text, required, {}, max));
    }
    void amount(std::string_view key, Fen& value, Range range, bool required) {
        std::string const typed = note(key, FormKind::amount, required, range);
        if (typed.empty()) return;
        if (auto const fen = parse_fen(typed)) {
            value = *fen;
        } else {
            mistake(key, Rule::wrong_type);
        }
    }
    /// One of the list, and the name of one that is not on it.
    void take_carrier(Parcel& parcel) {
        parcel.carrier = note("carrier", FormKind::name, true);
        for (Carrier const& carrier : carriers()) fields_.back().choices.push_back(carrier.code);
        short_text("carrier_name", parcel.carrier_name, carrier_name_max_chars, false);
    }
    template <class Enum>
    bool take_name(std::string_view key, Enum& value, bool required) {
        std::string const typed = note(key, FormKind::name, required);
        auto const names = all_names<Enum>();
        fields_.back().choices.assign(names.begin(), names.end());
        if (typed.empty()) return false;
        auto const found = from_name<Enum>(typed);
        if (!found) mistake(key, Rule::unknown_name);
        value = found.value_or(value);
        return found.has_value();
    }

    Typed const& typed_;
    std::vector<FormField>& fields_;
    Mistakes& mistakes_;
    std::string prefix_;
};

Command visit_form(CommandKind kind, FormIo& io) {
    Command command = Command::of_kind(static_cast<std::size_t>(kind));
    std::visit(
        [&io](auto& one) {
            using One = std::remove_cvref_t<decltype(one)>;
            constexpr bool shown_quote = std::is_same_v<One, Apply> || std::is_same_v<One, Modify>;
            bool const is_given = deciders != only_buyers || is_one_of<One, BuyersKinds>;
            if constexpr (!shown_quote) {
                if (is_given) fields(io, one);
            }
        },
        command);
    return command;
}

}  // namespace

std::vector<FormField> form_fields(CommandKind kind) {
    std::vector<FormField> listed;
    Mistakes mistakes;
    Typed const nothing;
    FormIo io(nothing, listed, mistakes);
    visit_form(kind, io);
    return listed;
}

Filled fill_form(CommandKind kind, Typed const& typed) {
    Filled filled;
    std::vector<FormField> listed;
    FormIo io(typed, listed, filled.mistakes);
    filled.command = visit_form(kind, io);
    return filled;
}

}  // namespace afterdesk::wire
