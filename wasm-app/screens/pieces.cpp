#include "screens/pieces.hpp"

#include <array>
#include <charconv>

#include "text/staff.hpp"

namespace afterdesk::screens {
namespace {

/// The number at the beginning of `rest`, which is taken off with the sign behind it.
int take_number(std::string_view& rest) {
    int number = 0;
    auto const [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    if (!rest.empty()) rest.remove_prefix(1);
    return error == std::errc() ? number : 0;
}

std::string text_of(std::vector<PiecesOfLine> const& lines) {
    std::string typed;
    for (PiecesOfLine const& line : lines) {
        if (!typed.empty()) typed += ' ';
        typed += std::to_string(line.line_no);
        for (int const number : {line.accepted, line.refused, line.seconds, line.scrap})
            typed += ":" + std::to_string(number);
    }
    return typed;
}

/// What is counted by hand, and out of which the piece is taken: the resaleable ones give way.
struct Count {
    char const* key;
    text::Text const* label;
    int PiecesOfLine::*number;
};
constexpr std::array<Count, 3> counts = {{{"seconds", &t::grade_seconds, &PiecesOfLine::seconds},
                                          {"scrap", &t::grade_scrap, &PiecesOfLine::scrap},
                                          {"refused", &t::grade_refused, &PiecesOfLine::refused}}};

/// Beside each other with what they count above them; on phones below each other, in lines.
bool draw_count(ui::Ui& ui, text::Language language, Count const& count, std::string const& title,
                PiecesOfLine& line) {
    std::string const label(text::in(language, *count.label));
    bool const as_line = ui.viewport().phone();
    int number = line.*count.number;
    if (as_line) ui::begin_row(ui, count.key, {-1, 0});
    ui::text(ui, label, number > 0 ? ui::TextStyle::strong : ui::TextStyle::muted);
    if (as_line) ui::next_cell(ui);
    bool const changed =
        ui::stepper(ui, count.key, label + " " + title, number, 0, number + line.resaleable());
    if (as_line) ui::end_row(ui);
    if (!changed) return false;
    if (count.number == &PiecesOfLine::refused) line.accepted = line.all() - number;
    line.*count.number = number;
    return true;
}

bool draw_line(ui::Ui& ui, text::Language language, ui::Choice const& of, PiecesOfLine& line) {
    bool const side_by_side = !ui.viewport().phone();
    bool changed = false;
    ui::begin_row(ui, "what", {-1, 0});
    ui::text(ui, of.label, ui::TextStyle::strong);
    ui::text(ui, of.note, ui::TextStyle::muted);
    ui::next_cell(ui);
    ui::text(ui, text::fill(language, t::grade_resaleable, {std::to_string(line.resaleable())}));
    ui::end_row(ui);
    if (side_by_side) ui::begin_row(ui, "counts", {-1, -1, -1}, {.gap = 8});
    for (Count const& count : counts) {
        if (side_by_side && &count != counts.data()) ui::next_cell(ui);
        changed |= draw_count(ui, language, count, of.label, line);
    }
    if (side_by_side) ui::end_row(ui);
    return changed;
}

ui::Choice const* line_called(FormFieldView const& field, std::string const& key) {
    for (ui::Choice const& line : field.choices) {
        if (line.key == key) return &line;
    }
    return nullptr;
}

}  // namespace

std::vector<PiecesOfLine> pieces_of(std::string_view typed) {
    std::vector<PiecesOfLine> lines;
    while (!typed.empty()) {
        std::size_t const end = typed.find(' ');
        std::string_view rest = typed.substr(0, end);
        PiecesOfLine line;
        for (int* const number : {&line.line_no, &line.accepted, &line.refused, &line.seconds, &line.scrap})
            *number = take_number(rest);
        lines.push_back(line);
        typed.remove_prefix(end == std::string_view::npos ? typed.size() : end + 1);
    }
    return lines;
}

bool draw_pieces(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    auto const language = ui.frame().language == "en" ? text::Language::en : text::Language::zh_cn;
    std::vector<PiecesOfLine> lines = pieces_of(value);
    bool changed = false;
    ui::begin_section(ui, "pieces", field.label);
    for (PiecesOfLine& line : lines) {
        std::string const key = std::to_string(line.line_no);
        ui::Choice const* const of = line_called(field, key);
        if (of == nullptr) continue;
        ui::begin_card(ui, "line" + key, {.flat = true});
        changed |= draw_line(ui, language, *of, line);
        ui::end_card(ui);
    }
    ui::end_section(ui);
    if (changed) value = text_of(lines);
    return changed;
}

}  // namespace afterdesk::screens
