#pragma once
// What a list is narrowed by: fields to set it, chips to take it off again. The state is the address's
// (filter_state.hpp).
//
//     if (ui::filter_bar(ui, "filters", fields, state.filters, state.filter_ui, {.words = view.words}))
//         out.emplace_back(FiltersChanged{});

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/filter_state.hpp"

namespace afterdesk::ui {

/// What is half typed, as long as the field is set as it was then.
struct FilterDraft {
    std::string key{}, from{}, to{}, set{};
};
/// What the screen keeps of a bar.
struct FiltersUi {
    bool open = false;
    std::vector<FilterDraft> drafts{};
};

/// What the bar says itself.
struct FilterWords {
    std::string more{};          ///< "筛选": opens what is not beside the search
    std::string any{};           ///< "全部": a choice that is not made
    std::string clear{};         ///< "全部清除"
    std::string remove{};        ///< "取消条件": how a chip's name begins, which its picker's does not
    std::string from{}, to{};    ///< "从", "到"
    std::string wrong_days{};    ///< "结束早于开始"
    std::string wrong_amount{};  ///< "请填写金额，前者不大于后者"
    std::string done{};          ///< "完成"
};
struct FilterOptions {
    std::string count{};  ///< how many there are so: "42 张"
    FilterWords words{};
};

/// Returns true when what is set has changed.
bool filter_bar(Ui& ui, std::string_view key, std::span<FilterField const> fields, FilterState& state,
                FiltersUi& typed, FilterOptions const& options);

/// What is set, in words, without the label: "质量问题、破损", "¥100.00 – ¥200.00".
std::string filter_words(FilterField const& field, std::string_view text);

}  // namespace afterdesk::ui
