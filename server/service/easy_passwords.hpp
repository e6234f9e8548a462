#pragma once
// Passwords that are guessed first: those that everybody has, and those made of what everybody knows of one.

#include <string>
#include <string_view>
#include <vector>

#include "store/people.hpp"

namespace afterdesk {

/// What whoever guesses somebody's password tries beside the words of the product: his login, his name, his
/// number, his shop and the mall.
std::vector<std::string> words_about(store::ReadTx& tx, store::Staff const& staff);

/// It is one of the most frequent, has hardly any different characters, or little is left of it without the
/// words above. Case makes no difference. Rule: OWASP ASVS 5.0 §6.2.4, §6.2.11, §6.2.12.
bool is_easy(std::string_view password, std::vector<std::string> const& words);

}  // namespace afterdesk
