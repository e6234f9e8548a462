#include "screens/proof.hpp"

namespace afterdesk::screens {

void draw_proof(ui::Ui& ui, text::Language language, ProofView const& view, Intents& out) {
    if (!view.shown) return;
    ui::begin_section(ui, "photos", text::in(language, t::photos));
    ui::begin_card(ui, "photos-card");
    ui::text(ui, view.hint, ui::TextStyle::muted);
    for (std::size_t i = 0; i < view.items.size(); ++i) {
        PhotoView const& photo = view.items[i];
        std::string const number = std::to_string(i + 1);
        ui::begin_row(ui, "photo" + number, {72, -1, 0});
        ui::image(ui, "picture", photo.url, text::fill(language, t::photo_number, {number}), 72);
        ui::next_cell(ui);
        if (!photo.name.empty()) ui::text(ui, photo.name, ui::TextStyle::small);
        if (!photo.status.empty()) {
            ui::text(ui, photo.status, photo.failed ? ui::TextStyle::danger : ui::TextStyle::muted);
        }
        if (photo.percent >= 0) ui::progress(ui, "progress", photo.status, photo.percent);
        ui::next_cell(ui);
        if (photo.can_retry && ui::button(ui, "retry", text::fill(language, t::retry_photo, {number}),
                                          {.kind = ui::ButtonKind::quiet})) {
            out.emplace_back(RetryPhoto{i});
        }
        if (ui::button(ui, "remove", text::fill(language, t::remove_photo, {number}),
                       {.kind = ui::ButtonKind::quiet})) {
            out.emplace_back(RemovePhoto{i});
        }
        ui::end_row(ui);
    }
    if (view.can_add) {
        auto files = ui::file_picker(ui, "add", text::in(language, t::add_photo),
                                     "image/jpeg,image/png,image/webp", true);
        if (!files.empty()) out.emplace_back(AddPhotos{std::move(files)});
    }
    ui::end_card(ui);
    ui::end_section(ui);
}

}  // namespace afterdesk::screens
