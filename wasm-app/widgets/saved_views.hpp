#pragma once
// Views of a list that a reader keeps: a name and what the list is narrowed by. As a text they fit the page's
// storage (app::Store), under a key of the reader's own.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/ui.hpp"

namespace afterdesk::ui {

struct SavedView {
    std::string name{}, query{};
    bool operator==(SavedView const&) const = default;
};

inline constexpr int max_view_name_chars = 24;
inline constexpr std::size_t max_views = 20;

/// What format_views made. What can not be read is dropped.
std::vector<SavedView> parse_views(std::string_view text);
std::string format_views(std::span<SavedView const> views);

/// Keeps a view at the end; one of the same name is replaced. False when the name is empty, or there are too
/// many.
bool keep_view(std::vector<SavedView>& views, std::string_view name, std::string_view query);
/// False when there is no such view, or another one of the new name.
bool rename_view(std::vector<SavedView>& views, std::string_view from, std::string_view to);
void remove_view(std::vector<SavedView>& views, std::string_view name);

/// What is half typed; the screen keeps it.
struct ViewsUi {
    bool open = false;
    std::string name{};
    std::string renamed{};  ///< the view that is given another name
    std::string new_name{};
};
struct ViewWords {
    std::string label{};    ///< "我的视图"
    std::string save{};     ///< "存为视图"
    std::string name{};     ///< "视图名称"
    std::string rename{};   ///< "改名"
    std::string remove{};   ///< "删除"
    std::string refused{};  ///< "名称已被使用，或视图已满"
};
struct ViewOptions {
    std::string query{};  ///< of the list as it is now
    std::string href{};   ///< of the list, without a query: "#/m/tickets"
    ViewWords words{};
};
/// The views as links, and a button to keep the present one, to rename and to remove. Returns true when they
/// have changed and are to be stored.
bool saved_views(Ui& ui, std::string_view key, std::vector<SavedView>& views, ViewsUi& state,
                 ViewOptions const& options);

}  // namespace afterdesk::ui
