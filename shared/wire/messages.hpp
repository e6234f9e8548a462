#pragma once
// One row per rule: its sentence in each language, which the page shows and the API returns as "message", and
// the status of an answer that it refuses.

#include <string>
#include <string_view>

#include "domain/rule.hpp"

namespace afterdesk::wire {

enum class Language : unsigned char { zh_cn, en };

/// The language that an Accept-Language header or "zh-CN" / "en" setting asks for; zh-CN when in doubt.
Language language_from(std::string_view accept_language);

/// The sentence for a mistake, with its limit filled in. Never empty.
std::string message_for(Mistake const& mistake, Language language);

/// 400, 422, 409, …
int http_status(Rule rule);

}  // namespace afterdesk::wire
