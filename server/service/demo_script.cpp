#include "service/demo_script.hpp"

#include <algorithm>

#include "wire/codec.hpp"
#include "wire/fields.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

constexpr int max_answers = 8;
constexpr int max_photos = 9;

DemoAnswer read_answer(wire::Value const& value, std::string const& path, Mistakes& mistakes) {
    std::string const name = wire::read_text(value, path, wire::max_short_chars, mistakes);
    if (name == "refused") return DemoAnswer::refused;
    if (name == "processing") return DemoAnswer::processing;
    if (name != "paid") wire::note(mistakes, Rule::unknown_name, path);
    return DemoAnswer::paid;
}

DemoApply read_apply(wire::Value const& value, std::string const& path, Mistakes& mistakes) {
    wire::ObjectReader reader(value, path, mistakes);
    DemoApply out;
    out.order_no = {reader.outside_id("order_no")};
    out.request = reader.as("request", wire::read_request);
    out.remark = reader.text_or("remark", wire::max_long_chars);
    reader.finish();
    return out;
}

Command read_give(wire::Value const& value, std::string const& path, Mistakes& mistakes) {
    return wire::read_any_command(value, path, mistakes).command;
}

wire::FactsBody read_told(wire::Value const& value, std::string const& path, Mistakes& mistakes) {
    auto facts = wire::read_facts(value);
    if (facts.ok()) return std::move(facts).value();
    for (Mistake const& one : facts.error())
        wire::note(mistakes, one.rule, wire::at_key(path, one.path), one.limit);
    return {};
}

/// What was told moves with the time at which it was told.
void shift_facts(wire::FactsBody& facts, Duration by) {
    auto const move = [by](std::optional<Instant>& at) {
        if (at) at = *at + by;
    };
    for (LineFacts& line : facts.lines) {
        move(line.received_at);
        for (Delivery& delivery : line.deliveries) {
            move(delivery.shipped_at);
            move(delivery.received_at);
        }
    }
    for (wire::ParcelFact& parcel : facts.parcels) parcel.signed_at = parcel.signed_at + by;
}

DemoStep read_step(wire::Value const& value, Duration shift, Mistakes& mistakes) {
    wire::ObjectReader reader(value, "", mistakes);
    DemoStep step;
    step.at = wire::read_instant(reader, "at_ms") + shift;
    if (auto facts = reader.optional_as("facts", read_told)) {
        shift_facts(*facts, shift);
        step.what = std::move(*facts);
        reader.finish();
        return step;
    }
    step.by = reader.id("by");
    step.ticket = reader.id("ticket");
    step.photos = reader.list_or_empty("photos", max_photos, wire::read_id);
    auto answers = reader.list_or_empty("channel", max_answers, read_answer);
    if (auto apply = reader.optional_as("apply", read_apply)) {
        apply->channel = std::move(answers);
        step.what = std::move(*apply);
    } else {
        step.what = reader.as("give", read_give);
    }
    reader.finish();
    return step;
}

}  // namespace

Result<std::vector<DemoStep>, std::vector<LineMistake>> read_demo_script(std::string_view text,
                                                                         Duration shift) {
    std::vector<DemoStep> steps;
    std::vector<LineMistake> bad;
    for (int line = 1; !text.empty(); ++line) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        auto const value = wire::parse_json(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        Mistakes mistakes = value.ok() ? Mistakes{} : value.error();
        if (value.ok()) {
            steps.push_back(read_step(*value, shift, mistakes));
            steps.back().line = line;
        }
        for (Mistake& one : mistakes) bad.push_back({line, "", std::move(one), "", ""});
    }
    if (!bad.empty()) return Err{std::move(bad)};
    std::stable_sort(steps.begin(), steps.end(),
                     [](DemoStep const& a, DemoStep const& b) { return a.at < b.at; });
    return steps;
}

}  // namespace afterdesk
