#include "app/app.hpp"

#include <utility>

#include "app/update.hpp"

namespace afterdesk::app {

App::App() : model_(std::make_unique<Model>()) {}
App::~App() = default;

void App::on(Happening happening) { update(*model_, happening); }

void App::draw(ui::Ui& ui) {
    Shell& shell = model_->shell;
    if (shell.dark != ui.theme().dark) {
        shell.dark = ui.theme().dark;
        ++shell.revision;
    }
    if (shown_revision_ != shell.revision) show_page(*model_);
    shown_revision_ = shell.revision;
    ui.frame().language = shell.language == text::Language::en ? "en" : "zh-CN";
    screens::Intents intents;
    std::uint64_t const before = shell.revision;
    bool const toasts_shown = !shell.toasts.empty();
    draw_page(*model_, ui, intents);
    if (toasts_shown) {
        shell.toasts.clear();
        ++shell.revision;
    }
    for (screens::Intent const& intent : intents) update(*model_, intent);
    wants_frame_ = shell.revision != before;
}

std::vector<Effect> App::take_effects() { return std::exchange(model_->shell.effects, {}); }

bool App::wants_frame() const { return wants_frame_; }

bool App::asks() const { return !model_->shell.calls.asked.empty(); }

std::unique_ptr<Program> make_app() { return std::make_unique<App>(); }

}  // namespace afterdesk::app
