#include "wire/right_names.hpp"

#include <array>
#include <iterator>

#include "base/english.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

namespace {

constexpr std::string_view path_begin = "rights.";

struct Named {
    std::string_view zh, en;
};
constexpr std::array<Named, right_count> right_names{{
    {"代买家发起售后", "Open tickets for buyers"_en},
    {"审核与协商", "Review and negotiate"_en},
    {"收货、验货与发货", "Receive, inspect and send"_en},
    {"处理退款", "See to refunds"_en},
    {"裁决纠纷", "Decide disputes"_en},
    {"设置库存", "Set the stock"_en},
    {"修改规则", "Change the rules"_en},
    {"录入订单情况", "Tell facts of orders"_en},
    {"设置支付通道", "Set the payment channel"_en},
    {"拨快时钟", "Move the clock"_en},
    {"管理员工", "Manage staff"_en},
    {"管理店铺", "Manage shops"_en},
    {"查看操作记录", "Read the audit log"_en},
    {"查看系统健康", "Read the health page"_en},
}};
constexpr Named role_names[] = {{"审核员", "Reviewer"_en},
                                {"店长", "Manager"_en},
                                {"仲裁员", "Arbiter"_en},
                                {"管理员", "Administrator"_en},
                                {"审计员", "Auditor"_en}};

std::string_view in(Language language, Named const& named) {
    return language == Language::en ? english_or(named.zh, named.en) : named.zh;
}

}  // namespace

std::string_view right_text(Right right, Language language) {
    return in(language, right_names[static_cast<std::size_t>(right)]);
}

std::string_view missing_right_text(std::string_view path, Language language) {
    if (!path.starts_with(path_begin)) return {};
    std::string_view const name = path.substr(path_begin.size());
    auto const right = from_name<Right>(name);
    return right ? right_text(*right, language) : std::string_view();
}

std::string_view role_text(StaffRole role, Language language) {
    return in(language, role_names[static_cast<std::size_t>(role)]);
}

std::string right_path(Right right) { return std::string(path_begin) + std::string(name_of(right)); }

std::string rights_table() {
    std::string out = "| right |";
    std::string rule = "| --- |";
    for (RoleRow const& row : role_rows()) {
        out += " " + std::string(name_of(row.role)) + " |";
        rule += " --- |";
    }
    out += " its commands |\n" + rule + " --- |\n";
    for (int i = 0; i < right_count; ++i) {
        auto const right = static_cast<Right>(i);
        out += "| `" + std::string(name_of(right)) + "` |";
        for (RoleRow const& row : role_rows()) out += row.rights.has(right) ? " yes |" : " |";
        std::string commands;
        for (int kind = 0; kind < command_kind_count; ++kind) {
            auto const command = static_cast<CommandKind>(kind);
            if (right_for(command) != right) continue;
            commands += commands.empty() ? " " : ", ";
            commands += name_of(command);
        }
        out += commands + " |\n";
    }
    return out;
}

}  // namespace afterdesk::wire
