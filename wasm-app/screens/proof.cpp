#include "screens/proof.hpp"

#include "widgets/picture_link.hpp"

namespace afterdesk::screens {
namespace {

constexpr std::string_view accepted =
    "image/jpeg,image/png,image/webp,video/mp4,video/quicktime,video/webm,application/pdf,.mov";

void draw_picture(ui::Ui& ui, std::string_view key, ProofItem const& file, float size) {
    ui::image(ui, key, file.thumb_url, file.label, size, icon_of(file.kind));
}

void draw_upload(ui::Ui& ui, std::string const& field, UploadItem const& item, std::size_t index,
                 Intents& out) {
    ui::begin_row(ui, "photo" + std::to_string(index + 1), {72, -1, 0});
    draw_picture(ui, "picture", item.file, 72);
    ui::next_cell(ui);
    if (!item.file.name.empty()) ui::text(ui, item.file.name, ui::TextStyle::small);
    if (!item.file.size.empty()) ui::text(ui, item.file.size, ui::TextStyle::muted);
    bool const runs = item.percent >= 0;  // the bar says it
    if (!item.status.empty() && !runs)
        ui::text(ui, item.status, item.failed ? ui::TextStyle::danger : ui::TextStyle::muted);
    if (runs) ui::progress(ui, "progress", item.status, item.percent);
    ui::next_cell(ui);
    if (item.can_retry && ui::icon_button(ui, "retry", item.retry_label, ui::icons::refresh))
        out.emplace_back(RetryPhoto{index, field});
    if (ui::icon_button(ui, "remove", item.remove_label, ui::icons::close))
        out.emplace_back(RemovePhoto{index, field});
    ui::end_row(ui);
}

}  // namespace

std::string_view icon_of(wire::EvidenceKind kind) {
    switch (kind) {
        case wire::EvidenceKind::photo: return ui::icons::photo;
        case wire::EvidenceKind::video: return ui::icons::play;
        case wire::EvidenceKind::report: return ui::icons::file;
    }
    return {};
}

void draw_proof(ui::Ui& ui, text::Language language, ProofView const& view, Intents& out) {
    if (!view.shown) return;
    auto const words = [&](std::string const& own, text::Text const& usual) -> std::string_view {
        return own.empty() ? text::in(language, usual) : std::string_view(own);
    };
    ui::begin_section(ui, "photos" + view.field, words(view.title, t::photos));
    ui::begin_card(ui, "photos-card");
    ui::text(ui, view.hint, ui::TextStyle::muted);
    for (std::size_t i = 0; i < view.items.size(); ++i) draw_upload(ui, view.field, view.items[i], i, out);
    if (view.can_add) {
        auto files = ui::file_picker(ui, "add", words(view.add, t::add_photo), accepted, true);
        if (!files.empty()) out.emplace_back(AddPhotos{std::move(files), view.field});
    }
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_files(ui::Ui& ui, std::string_view key, std::vector<EvidenceItem> const& items) {
    std::vector<float> const widths(items.size(), 96.0f);
    ui::begin_row(ui, key, widths, {.center = false});
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) ui::next_cell(ui);
        EvidenceItem const& item = items[i];
        std::string const number = std::to_string(i + 1);
        ui::picture_link(ui, "open" + number,
                         {item.file.label, item.file.thumb_url, item.href, icon_of(item.file.kind)}, 96);
        if (item.file.kind == wire::EvidenceKind::photo) continue;
        ui::text(ui, item.file.name, ui::TextStyle::small);
        ui::text(ui, item.file.size, ui::TextStyle::muted);
    }
    ui::end_row(ui);
}

}  // namespace afterdesk::screens
