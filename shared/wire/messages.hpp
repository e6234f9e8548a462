#pragma once
// One sentence per rule in each language: what the page shows and the API returns as "message".

#include <string>
#include <string_view>

#include "domain/rule.hpp"

namespace afterdesk::wire {

enum class Language : unsigned char { zh_cn, en };

/// The language that an Accept-Language header or "zh-CN" / "en" setting asks for; zh-CN when in doubt.
Language language_from(std::string_view accept_language);

/// The sentence for a mistake, with its limit filled in. Never empty.
std::string message_for(Mistake const& mistake, Language language);

}  // namespace afterdesk::wire
