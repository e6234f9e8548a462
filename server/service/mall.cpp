#include "service/mall.hpp"

#include <algorithm>

#include "service/buyer_names.hpp"
#include "service/launch_token.hpp"
#include "service/passwords.hpp"
#include "wire/fields.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk {

namespace {

using wire::ObjectReader;
using wire::Value;

constexpr int max_people = 100'000;
constexpr int max_phone_tail_chars = 8;

store::Tenant read_tenant(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    store::Tenant tenant;
    tenant.id = {reader.id("id")};
    tenant.name = reader.filled_text("name", wire::max_short_chars);
    std::string const issuer = reader.id_or("issuer");
    tenant.issuer = issuer.empty() ? tenant.id.value : issuer;
    reader.finish();
    return tenant;
}

store::Shop read_shop(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    store::Shop shop;
    shop.id = {reader.outside_id("shop_id")};
    shop.name = reader.filled_text("name", wire::max_short_chars);
    shop.phone = reader.text_or("phone", address_phone_max_chars);
    shop.addresses = reader.list_or_empty("addresses", max_return_addresses, wire::read_return_address);
    reader.finish();
    return shop;
}

store::Buyer read_buyer(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    store::Buyer buyer;
    buyer.id = {reader.outside_id("buyer_id")};
    buyer.name = reader.text("name", wire::max_short_chars);
    std::string const phone = reader.text_or("phone_tail", max_phone_tail_chars);
    buyer.phone_tail = phone_tail_of(phone);
    if (!phone.empty() && buyer.phone_tail.empty()) reader.mistake(Rule::bad_characters, "phone_tail");
    reader.finish();
    return buyer;
}

/// What the first releases called the platform's roles is understood. Nobody is made a manager by leaving
/// something out.
std::string read_role(ObjectReader& reader, wire::Audience audience) {
    bool const said = reader.has("role");
    bool const platform = audience == wire::Audience::platform;
    std::string role = reader.text("role", wire::max_short_chars);
    if (platform && role == "manager") role = "administrator";
    if (platform && role == "reviewer") role = "arbiter";
    auto const known = wire::from_name<StaffRole>(role);
    ActorKind const side = platform ? ActorKind::platform : ActorKind::merchant;
    if (known && row_of(*known).side == side) return role;
    if (said) reader.mistake(Rule::unknown_name, "role");
    return platform ? "arbiter" : "reviewer";
}

/// Where somebody hears of his tickets.
std::pair<store::Person, wire::NotificationContact> read_contact(Value const& value, std::string const& path,
                                                                 Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    std::string const buyer = reader.outside_id_or("buyer_id"), staff = reader.outside_id_or("staff_id");
    if (buyer.empty() == staff.empty()) reader.mistake(Rule::missing_key, "buyer_id");
    wire::NotificationContact contact;
    contact.email = reader.text_or("email", wire::max_email_chars);
    contact.phone = reader.text_or("phone", address_phone_max_chars);
    contact.language = reader.name_or("language", wire::NotificationLanguage::zh_cn);
    reader.finish();
    for (Mistake& wrong : wire::check_contact(contact, path)) mistakes.push_back(std::move(wrong));
    return {{{}, staff.empty(), buyer.empty() ? staff : buyer}, contact};
}

MallStaff read_staff(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    MallStaff out;
    out.staff.id = {reader.id("staff_id")};
    out.staff.login = reader.id("login");
    out.staff.name = reader.filled_text("name", wire::max_short_chars);
    out.staff.audience = reader.name("audience", wire::Audience::merchant);
    out.staff.shop = {reader.outside_id_or("shop_id")};
    out.password = reader.filled_text("password", max_password_bytes);
    out.staff.role = read_role(reader, out.staff.audience);
    bool const merchant = out.staff.audience == wire::Audience::merchant;
    if (out.staff.audience == wire::Audience::buyer) reader.mistake(Rule::unknown_name, "audience");
    if (merchant && out.staff.shop.empty()) reader.mistake(Rule::missing_key, "shop_id");
    if (!merchant && !out.staff.shop.empty()) reader.mistake(Rule::unknown_key, "shop_id");
    reader.finish();
    return out;
}

}  // namespace

Result<Mall, Mistakes> read_mall(Value const& value) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    Mall mall;
    mall.tenant = reader.as("tenant", read_tenant);
    mall.demo_epoch = wire::read_nullable_instant(reader, "demo_epoch_ms");
    mall.shops = reader.list("shops", max_people, read_shop);
    mall.buyers = reader.list_or_empty("buyers", max_people, read_buyer);
    mall.staff = reader.list_or_empty("staff", max_people, read_staff);
    mall.contacts = reader.list_or_empty("contacts", max_people, read_contact);
    reader.finish();
    for (std::size_t i = 0; i < mall.staff.size(); ++i) {
        ShopId const& shop = mall.staff[i].staff.shop;
        bool const known =
            shop.empty() || std::any_of(mall.shops.begin(), mall.shops.end(),
                                        [&](store::Shop const& one) { return one.id == shop; });
        if (!known) mistakes.push_back({Rule::shop_unknown, wire::at_index("staff", i) + ".shop_id", -1});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return mall;
}

void load_mall(store::Store& store, Mall const& mall) {
    // Hashing is slow on purpose, so it is done before the transaction.
    std::vector<store::Staff> staff;
    for (MallStaff const& one : mall.staff) {
        staff.push_back(one.staff);
        staff.back().tenant = mall.tenant.id;
        staff.back().password_hash = hash_password(one.password);
    }
    ensure_own_key(store.data_dir(), mall.tenant.id);
    store.write([&](store::WriteTx& tx) {
        store::put_tenant(tx, mall.tenant);
        if (store::newest_policy(tx, mall.tenant.id) == 0) {
            Policy const policy = default_policy();
            store::add_policy(tx, mall.tenant.id, {policy.version, {}, {}, {}}, {policy, {}});
        }
        for (store::Shop const& shop : mall.shops) store::put_shop(tx, mall.tenant.id, shop);
        for (store::Buyer const& buyer : mall.buyers) store::put_buyer(tx, mall.tenant.id, buyer);
        for (store::Staff const& one : staff) store::put_staff(tx, one);
        for (auto const& [person, contact] : mall.contacts)
            store::put_notification_contact(tx, {mall.tenant.id, person.is_buyer, person.id}, contact);
        return true;
    });
}

}  // namespace afterdesk
