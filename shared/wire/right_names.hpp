#pragma once
// What rights and roles are called in both languages, and the table "who may do what".

#include <string>
#include <string_view>

#include "domain/staff/rights.hpp"
#include "wire/messages.hpp"

namespace afterdesk::wire {

/// "审核售后单".
std::string_view right_text(Right right, Language language);
/// Of the right that a refusal names: "rights.set_stock". Empty for any other path.
std::string_view missing_right_text(std::string_view path, Language language);
/// "审核员".
std::string_view role_text(StaffRole role, Language language);

/// Where a refusal for want of it points: "rights.set_stock".
std::string right_path(Right right);

/// Roles against rights and the commands that each is for, as the README has it (Markdown).
std::string rights_table();

}  // namespace afterdesk::wire
