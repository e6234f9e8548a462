// What commands carry: texts, evidence, addresses, parcels.

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "base/pasted.hpp"
#include "base/text.hpp"
#include "domain/order/carriers.hpp"
#include "domain/ticket/acts.hpp"

namespace afterdesk::acts {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool only(std::string const& text, std::initializer_list<std::string_view> sets) {
    auto const fits = [&](char c) {
        auto const has_it = [&](std::string_view set) { return set.find(c) != std::string_view::npos; };
        return std::any_of(sets.begin(), sets.end(), has_it);
    };
    return std::all_of(text.begin(), text.end(), fits);
}

void check_filled(std::string const& text, std::string const& path, int max_chars, Mistakes& mistakes) {
    if (trim(text).empty()) {
        mistakes.push_back({Rule::must_not_be_empty, path});
    } else {
        check_text(text, path, max_chars, mistakes);
    }
}

}  // namespace

void check_text(std::string const& text, std::string const& path, int max_chars, Mistakes& mistakes) {
    if (!is_clean_utf8(text)) {
        mistakes.push_back({Rule::bad_characters, path});
    } else if (count_chars(text) > max_chars) {
        mistakes.push_back({Rule::too_long, path, max_chars});
    }
}

void check_evidence_count(std::vector<EvidenceId> const& evidence, Policy const& policy, Mistakes& mistakes,
                          std::string path) {
    if (std::cmp_greater(evidence.size(), policy.max_evidence)) {
        mistakes.push_back({Rule::too_many, std::move(path), policy.max_evidence});
    }
}

void check_said(std::string const& text, std::string const& path, Policy const& policy, Mistakes& mistakes) {
    check_filled(text, path, policy.max_remark_chars, mistakes);
}

void check_words(std::string const& text, std::vector<EvidenceId> const& evidence, Policy const& policy,
                 Mistakes& mistakes) {
    check_text(text, "text", policy.max_remark_chars, mistakes);
    check_evidence_count(evidence, policy, mistakes);
}

std::optional<Address> tidied(std::optional<Address> address) {
    if (address) address->phone = tidy_phone(address->phone);
    return address;
}

Parcel tidied(Parcel parcel) {
    parcel.carrier = tidy_carrier(parcel.carrier);
    parcel.tracking_no = tidy_tracking_no(parcel.tracking_no);
    parcel.carrier_name = parcel.carrier == other_carrier ? trim(parcel.carrier_name) : "";
    return parcel;
}

void check_address(std::optional<Address> const& address, Mistakes& mistakes) {
    if (!address) {
        mistakes.push_back({Rule::address_required, "address"});
        return;
    }
    check_filled(address->name, "address.name", address_name_max_chars, mistakes);
    if (only(address->phone, {digits, "+-() *#"})) {
        check_filled(address->phone, "address.phone", address_phone_max_chars, mistakes);
    } else {
        mistakes.push_back({Rule::bad_characters, "address.phone"});
    }
    check_filled(address->text, "address.text", address_text_max_chars, mistakes);
}

void check_parcel(Parcel const& parcel, Mistakes& mistakes) {
    if (parcel.carrier.empty()) {
        mistakes.push_back({Rule::must_not_be_empty, "parcel.carrier"});
    } else if (find_carrier(parcel.carrier) == nullptr) {
        mistakes.push_back({Rule::unknown_name, "parcel.carrier"});
    } else if (parcel.carrier == other_carrier) {
        check_filled(parcel.carrier_name, "parcel.carrier_name", carrier_name_max_chars, mistakes);
    }
    std::string const& number = parcel.tracking_no;
    if (number.empty()) {
        mistakes.push_back({Rule::must_not_be_empty, "parcel.tracking_no"});
    } else if (count_chars(number) > tracking_no_max_chars) {
        mistakes.push_back({Rule::too_long, "parcel.tracking_no", tracking_no_max_chars});
    } else if (number.size() < tracking_no_min_chars || !only(number, {digits, letters, "-"})) {
        mistakes.push_back({Rule::bad_characters, "parcel.tracking_no"});
    }
}

}  // namespace afterdesk::acts
