// What the reader did to a table, and its rows as they are made.

#include <algorithm>

#include "widgets/table.hpp"

namespace afterdesk::ui {

bool TableUi::has(std::string_view row) const {
    return (std::find(apart.begin(), apart.end(), row) != apart.end()) != all;
}

bool TableUi::has_all() const { return all && apart.empty(); }

void TableUi::toggle(std::string_view row) {
    auto const found = std::find(apart.begin(), apart.end(), row);
    if (found != apart.end()) {
        apart.erase(found);
    } else {
        apart.emplace_back(row);
    }
}

void TableUi::choose_all(bool on) {
    all = on;
    apart.clear();
}

TableRow const& TableRows::at(int index) const {
    auto const [row, is_new] = made_.try_emplace(index);
    if (is_new) row->second = make_(of_, index);
    return row->second;
}

std::string format_columns(TableUi const& state) {
    std::string text = state.dense ? "dense" : "roomy";
    for (std::string const& key : state.hidden) text += " " + key;
    return text;
}

void parse_columns(std::string_view text, TableUi& state) {
    state.dense = false;
    state.hidden.clear();
    for (bool first = true; !text.empty(); first = false) {
        std::string_view const word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        if (first) state.dense = word == "dense";
        if (!first && !word.empty()) state.hidden.emplace_back(word);
    }
}

int TableUi::chosen(int total) const {
    int const count = static_cast<int>(apart.size());
    return all ? total - count : count;
}

}  // namespace afterdesk::ui
