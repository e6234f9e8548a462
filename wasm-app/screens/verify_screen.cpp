#include "screens/verify_screen.hpp"

#include "text/proof_words.hpp"

namespace afterdesk::screens {
namespace {

void draw_checks(ui::Ui& ui, std::string_view key, std::string_view name,
                 std::vector<VerifyView::Check> const& checks) {
    ui::begin_card(ui, key);
    ui::begin_list(ui, "list", name, static_cast<int>(checks.size()));
    for (std::size_t i = 0; i < checks.size(); ++i) {
        VerifyView::Check const& check = checks[i];
        ui::begin_list_item(ui, std::to_string(i), static_cast<int>(i) + 1);
        if (i > 0) ui::divider(ui);
        ui::begin_row(ui, "head", {-1, 0});
        ui::text(ui, check.name, ui::TextStyle::strong);
        ui::next_cell(ui);
        ui::badge(ui, check.mark, check.tone);
        ui::end_row(ui);
        ui::space(ui, 2);
        ui::text(ui, check.says, ui::TextStyle::muted);
        ui::end_list_item(ui);
    }
    ui::end_list(ui);
    ui::end_card(ui);
}

void draw_sentences(ui::Ui& ui, std::string_view key, std::string_view title,
                    std::vector<std::string> const& sentences) {
    if (sentences.empty()) return;
    ui::begin_section(ui, key, title);
    ui::begin_card(ui, "card");
    for (std::string const& sentence : sentences) ui::text(ui, "· " + sentence);
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_pictures(ui::Ui& ui, VerifyView const& view, Intents& out) {
    ui::begin_section(ui, "pictures", say(view.page, t::verify_pictures));
    ui::text(ui, say(view.page, t::verify_pictures_note), ui::TextStyle::muted);
    auto picked = ui::file_picker(ui, "add", say(view.page, t::verify_add_pictures), "image/*", true);
    if (!picked.empty()) out.emplace_back(AddPhotos{std::move(picked)});
    if (!view.pictures.empty()) draw_checks(ui, "checked", say(view.page, t::verify_pictures), view.pictures);
    ui::end_section(ui);
}

}  // namespace

void draw_verify(ui::Ui& ui, VerifyView const& view, Intents& out) {
    begin_screen(ui, view.page, out);
    ui::text(ui, say(view.page, t::verify_intro), ui::TextStyle::muted);
    auto picked =
        ui::file_picker(ui, "file", say(view.page, t::verify_choose), ".json,application/json", false);
    if (!picked.empty()) out.emplace_back(ChooseFile{std::move(picked.front())});
    if (!view.error.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
    if (!view.verdict.empty()) {
        ui::notice(ui, "verdict", view.verdict, view.tone);
        draw_receipt(ui, "facts", view.facts);
        draw_checks(ui, "checks", view.verdict, view.checks);
        draw_sentences(ui, "proves", say(view.page, t::verify_proves), view.proves);
        draw_sentences(ui, "proves-not", say(view.page, t::verify_proves_not), view.proves_not);
        draw_pictures(ui, view, out);
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
