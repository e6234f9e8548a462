#include "service/return_addresses.hpp"

#include "base/pasted.hpp"
#include "base/text.hpp"
#include "service/audit_log.hpp"
#include "service/ground.hpp"
#include "store/people.hpp"

namespace afterdesk {

namespace {

std::vector<ReturnAddress> tidied(std::vector<ReturnAddress> all) {
    for (ReturnAddress& one : all) {
        one.address.phone = tidy_phone(one.address.phone);
        one.region = std::string(trim(one.region));
    }
    return all;
}

}  // namespace

Result<wire::AddressBook, Mistakes> ReturnAddresses::show(Caller const& caller, std::string_view shop) {
    bool const own = caller.audience == wire::Audience::merchant;
    ShopId const id = own ? caller.shop : ShopId{std::string(shop)};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::AddressBook, Mistakes> {
        auto found = store::find_shop(tx, caller.tenant, id);
        if (!found) return Err{one_mistake(Rule::not_found, "shop")};
        return wire::AddressBook{found->addresses_version, std::move(found->addresses)};
    });
}

Result<wire::AddressBook, Mistakes> ReturnAddresses::put(Caller const& caller,
                                                         wire::AddressBook const& book) {
    bool const may = caller.audience == wire::Audience::merchant;
    if (!may) return Err{one_mistake(Rule::not_your_part)};
    if (!caller.rights.has(Right::set_policy)) return Err{lacks(Right::set_policy)};
    std::vector<ReturnAddress> const wanted = tidied(book.items);
    if (Mistakes wrong = check_addresses(wanted); !wrong.empty()) return Err{std::move(wrong)};
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::AddressBook, Mistakes> {
        auto const shop = store::find_shop(tx, caller.tenant, caller.shop);
        if (!shop) return Err{one_mistake(Rule::not_found, "shop")};
        if (shop->addresses == wanted) return wire::AddressBook{shop->addresses_version, wanted};
        if (shop->addresses_version != book.version)
            return Err{one_mistake(Rule::stale_version, "version", shop->addresses_version)};
        store::put_addresses(tx, caller.tenant, caller.shop, wanted);
        std::string const counts =
            std::to_string(shop->addresses.size()) + " → " + std::to_string(wanted.size());
        note_act(tx, caller, ground_.now(),
                 {"addresses_set", wire::AuditNoun::shop, caller.shop.value, counts});
        return wire::AddressBook{shop->addresses_version + 1, wanted};
    });
}

}  // namespace afterdesk
