#include "outside/accounts.hpp"

#include <algorithm>

namespace afterdesk::outside {

namespace {

Payments* of_everybody(Parties const& parties, PaymentChannel channel) {
    auto const found = parties.payments.find(channel);
    return found == parties.payments.end() ? nullptr : found->second.get();
}

bool has(std::vector<std::string> const& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

bool is_of(Account const& account, ShopId const& shop) {
    return std::find(account.shops.begin(), account.shops.end(), shop) != account.shops.end();
}

bool acts_for(Account const& account, std::string const& sub_mchid) {
    return sub_mchid.empty() || account.sub_mchids.empty() || has(account.sub_mchids, sub_mchid);
}

bool is_called(Account const& account, std::string const& mchid) {
    return mchid == account.payments->account_no() || (!account.seller.empty() && mchid == account.seller);
}

/// Those of one channel, and what is wanted of them.
class Choice {
  public:
    Choice(Parties const& parties, AccountWanted const& wanted)
        : parties_(parties), wanted_(wanted), everybodys_(of_everybody(parties, wanted.channel)) {}

    ChosenAccount made() const {
        if (!wanted_.sent_over.empty()) return sent_over();
        if (!wanted_.payment.mchid.empty()) return named(wanted_.payment.mchid);
        if (!wanted_.payment.sub_mchid.empty()) {
            Account const* const acts =
                first([&](Account const& one) { return has(one.sub_mchids, wanted_.payment.sub_mchid); });
            if (acts != nullptr) return if_allowed(*acts);
        }
        return unnamed();
    }

  private:
    template <class Fits>
    Account const* first(Fits const& fits) const {
        auto const found =
            std::find_if(parties_.accounts.begin(), parties_.accounts.end(),
                         [&](Account const& one) { return one.channel == wanted_.channel && fits(one); });
        return found == parties_.accounts.end() ? nullptr : &*found;
    }
    static ChosenAccount chosen(Account const& account) {
        return {account.payments.get(), false, !account.shops.empty()};
    }
    ChosenAccount if_allowed(Account const& account) const {
        bool const may = account.shops.empty() || is_of(account, wanted_.shop);
        if (may && acts_for(account, wanted_.payment.sub_mchid)) return chosen(account);
        return {nullptr, true, false};
    }
    ChosenAccount sent_over() const {
        Payments* const asked = wanted_.sent_over == account_of_everybody
                                    ? everybodys_
                                    : account_numbered(parties_, wanted_.channel, wanted_.sent_over);
        std::string const& mchid = wanted_.payment.mchid;
        return {asked, false, false, !mchid.empty() && !is_named(asked, mchid)};
    }
    bool is_named(Payments const* asked, std::string const& mchid) const {
        if (asked == nullptr) return true;
        std::string const number = asked->account_no();
        Account const* const own =
            first([&](Account const& one) { return one.payments.get() == asked && is_called(one, mchid); });
        return number.empty() || number == mchid || own != nullptr;
    }
    ChosenAccount named(std::string const& mchid) const {
        Account const* const account = first([&](Account const& one) { return is_called(one, mchid); });
        if (account != nullptr) return if_allowed(*account);
        if (everybodys_ == nullptr) return {};
        std::string const number = everybodys_->account_no();
        return {number.empty() || number == mchid ? everybodys_ : nullptr};
    }
    ChosenAccount unnamed() const {
        std::string const& sub_mchid = wanted_.payment.sub_mchid;
        Account const* const shops =
            first([&](Account const& one) { return is_of(one, wanted_.shop) && acts_for(one, sub_mchid); });
        if (shops != nullptr) return chosen(*shops);
        if (everybodys_ != nullptr) return {everybodys_};
        Account const* const any =
            first([&](Account const& one) { return one.shops.empty() && acts_for(one, sub_mchid); });
        return any == nullptr ? ChosenAccount{} : chosen(*any);
    }

    Parties const& parties_;
    AccountWanted const& wanted_;
    Payments* everybodys_;
};

}  // namespace

ChosenAccount account_for(Parties const& parties, AccountWanted const& wanted) {
    return Choice(parties, wanted).made();
}

std::vector<Payments*> serving(Parties const& parties, PaymentChannel channel) {
    std::vector<Payments*> all;
    if (Payments* const one = of_everybody(parties, channel)) all.push_back(one);
    for (Account const& account : parties.accounts) {
        if (account.channel == channel) all.push_back(account.payments.get());
    }
    return all;
}

Payments* account_numbered(Parties const& parties, PaymentChannel channel, std::string_view number) {
    Payments* const everybodys = of_everybody(parties, channel);
    if (number.empty()) return everybodys;
    for (Payments* const one : serving(parties, channel)) {
        if (one->account_no() == number) return one;
    }
    return nullptr;
}

}  // namespace afterdesk::outside
