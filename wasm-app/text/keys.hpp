#pragma once
// The way through the desk by typing, and the keys of a screen.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text palette_label{"去往页面、售后单、订单", "Go to a page, ticket or order"_en};
inline constexpr Text palette_nothing{"没有符合的", "Nothing fits"_en};
inline constexpr Text palette_page{"页面", "Page"_en};
inline constexpr Text palette_view{"视图", "View"_en};
inline constexpr Text palette_ticket{"打开售后单 {0}", "Open ticket {0}"_en};
inline constexpr Text palette_search{"在售后工单中搜索 {0}", "Search the tickets for {0}"_en};
inline constexpr Text keys_title{"快捷键", "Keys"_en};
inline constexpr Text keys_here{"这一页", "On this page"_en};
inline constexpr Text keys_list{"列表", "In the list"_en};
inline constexpr Text keys_anywhere{"随处", "Anywhere"_en};
inline constexpr Text keys_row{"下一行、上一行", "Next and previous row"_en};
inline constexpr Text keys_ends{"首行、末行", "First and last row"_en};
inline constexpr Text keys_pages{"翻页", "A page on"_en};
inline constexpr Text keys_open{"打开", "Open"_en};
inline constexpr Text keys_choose{"选择", "Choose"_en};
inline constexpr Text keys_border{"移动分栏边界（焦点在上面时）", "Move a border that has the focus"_en};
inline constexpr Text keys_send{"提交打开的表单", "Send the open form"_en};
inline constexpr Text keys_close{"关闭", "Close"_en};

}  // namespace afterdesk::t
