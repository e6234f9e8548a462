#include "screens/share.hpp"

#include <charconv>

#include "base/check.hpp"
#include "base/money.hpp"
#include "widgets/slider.hpp"

namespace afterdesk::screens {
namespace {

constexpr Fen step_fen = 100;  ///< of the slider; a fen only by the field

Fen fen_of(ui::Choice const& side) {
    Fen amount_fen = 0;
    std::from_chars(side.key.data(), side.key.data() + side.key.size(), amount_fen);
    return amount_fen;
}

}  // namespace

bool draw_share(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    CHECK(field.choices.size() == 3);
    ui::Choice const& one = field.choices[0];
    ui::Choice const& other = field.choices[1];
    ui::Choice const& slider = field.choices[2];
    bool changed = ui::field(ui, field.path, field.label, value,
                             {.kind = ui::FieldKind::amount,
                              .hint = field.hint,
                              .error = field.error,
                              .max_chars = 20,
                              .required = field.required})
                       .changed;
    Fen now_fen = fen_of(slider);
    ui::SliderOptions const options{
        .least = fen_of(one),
        .most = fen_of(other),
        .step = step_fen,
        .said = one.label + " " + one.note + " " + other.label + " " + other.note};
    if (ui::slider(ui, "share", slider.label, now_fen, options)) {
        value = format_fen(now_fen);
        changed = true;
    }
    ui::label_value(ui, one.label, one.note, ui::TextStyle::price);
    ui::label_value(ui, other.label, other.note);
    return changed;
}

}  // namespace afterdesk::screens
