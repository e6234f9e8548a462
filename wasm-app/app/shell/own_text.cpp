#include "app/shell/own_text.hpp"

#include <algorithm>

namespace afterdesk::app {
namespace {

/// "own/merchant/reviewer-1/views"; empty when nobody is signed in.
std::string key_of(Shell const& shell, std::string_view name) {
    std::string const root = kept_root(shell, shell.route.audience);
    return root.empty() ? std::string() : "own" + root.substr(root.find('/')) + std::string(name);
}

bool knows(Shell const& shell, std::string_view key) {
    return std::any_of(shell.own_texts.begin(), shell.own_texts.end(),
                       [key](OwnText const& own) { return own.key == key; });
}

}  // namespace

void load_own_text(Shell& shell, std::string_view name) {
    std::string const key = key_of(shell, name);
    if (!key.empty() && !knows(shell, key)) shell.effects.push_back(Load{key});
}

std::string own_text(Shell const& shell, std::string_view name) {
    std::string const key = key_of(shell, name);
    for (OwnText const& own : shell.own_texts)
        if (!key.empty() && own.key == key) return own.text;
    return {};
}

void keep_own_text(Shell& shell, std::string_view name, std::string const& text) {
    std::string const key = key_of(shell, name);
    if (key.empty()) return;
    std::erase_if(shell.own_texts, [&key](OwnText const& own) { return own.key == key; });
    shell.own_texts.push_back({key, text});
    shell.effects.push_back(Store{key, text});
}

}  // namespace afterdesk::app
