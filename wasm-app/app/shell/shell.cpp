#include "app/shell/shell.hpp"

#include <cstdlib>
#include <utility>

namespace afterdesk::app {
namespace {

char const* language_name(Shell const& shell) {
    return shell.language == text::Language::en ? "en" : "zh-CN";
}

void keep_settings(Shell& shell) {
    shell.effects.push_back(Store{
        "settings", language_name(shell) + (" " + shell.theme) + " " + std::to_string(shell.text_percent)});
    show_appearance(shell);
}

}  // namespace

void go(Shell& shell, Route const& route, bool replace) {
    shell.effects.push_back(Navigate{to_hash(route), replace});
}

void ask_for_rest(Shell& shell) {
    if (shell.rest == Rest::coming || shell.rest == Rest::here) return;
    shell.rest = Rest::coming;
    shell.effects.push_back(LoadRest{shell.files});
}

void leave_to(Shell& shell, std::string const& hash) {
    if (shell.from != hash) {
        shell.effects.push_back(Navigate{hash, true});
    } else if (!shell.going_back) {
        shell.going_back = true;
        shell.effects.push_back(GoBack{});
    }
}

void close_dialog(Shell& shell) {
    if (shell.route.dialog.empty()) return;
    Route route = shell.route;
    route.dialog.clear();
    leave_to(shell, to_hash(route));
}

void toast(Shell& shell, text::Text const& sentence, ui::Tone tone) {
    shell.toasts.push_back({std::string(text::in(shell.language, sentence)), tone});
}

void show_appearance(Shell& shell) {
    shell.effects.push_back(SetAppearance{shell.theme, language_name(shell), shell.text_percent});
}

void toggle_language(Shell& shell) {
    shell.language = shell.language == text::Language::en ? text::Language::zh_cn : text::Language::en;
    keep_settings(shell);
}

void choose_theme(Shell& shell, std::string const& theme) {
    shell.theme = theme;
    keep_settings(shell);
}

void choose_text_size(Shell& shell, int percent) {
    shell.text_percent = percent;
    keep_settings(shell);
}

void take_settings(Shell& shell, std::string const& text) {
    auto const blank = text.find(' ');
    if (blank == std::string::npos) return;
    shell.language = wire::language_from(text.substr(0, blank));
    auto const second = text.find(' ', blank + 1);  // earlier pages kept no text size
    shell.theme = text.substr(blank + 1, second == std::string::npos ? second : second - blank - 1);
    int const percent = second == std::string::npos ? 0 : std::atoi(text.c_str() + second + 1);
    if (percent >= 80 && percent <= 200) shell.text_percent = percent;
    show_appearance(shell);
}

}  // namespace afterdesk::app
