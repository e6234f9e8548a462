// What only staff ask beside their ticket: what was said when it was opened for its buyer, and why goods go
// back to which address.

#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "text/shop.hpp"

namespace afterdesk::app::ticket {
namespace {

constexpr text::Text const* source_names[] = {&t::source_phone, &t::source_chat, &t::source_counter,
                                              &t::source_other};

void on_contact(Model& model, Shell&, Answer const& answer) {
    settle(model.contact, answer, wire::read_contact);
}

void on_addresses(Model& model, Shell&, Answer const& answer) {
    settle(model.addresses, answer, wire::read_address_book);
}

bool asks_for_address(Shell const& shell) {
    CommandRow const* const row = row_of_dialog(shell.route.dialog);
    if (row == nullptr) return false;
    for (FieldRow const& field : row->fields) {
        if (field.path == "address") return true;
    }
    return false;
}

}  // namespace

void ask_for_staff(Model& model, Shell& shell) {
    if (!model.ticket.value || model.audience == wire::Audience::buyer) return;
    Ticket const& ticket = model.ticket.value->ticket;
    bool const by_staff = ticket.opened_by != ActorKind::buyer;
    if (by_staff && model.contact.state == screens::Phase::not_asked)
        load(shell, model.contact, get(model.audience, "/tickets/" + model.no + "/contact"),
             in_feature<&on_contact>);
    bool const several = model.ticket.value->shop.addresses.size() > 1;
    if (!several || !asks_for_address(shell) || model.addresses.state != screens::Phase::not_asked) return;
    bool const platform = model.audience == wire::Audience::platform;
    std::string const whose = platform ? "?shop=" + percent_encode(ticket.shop_id.value) : std::string();
    load(shell, model.addresses, get(model.audience, "/addresses" + whose), in_feature<&on_addresses>);
}

void fill_contact(Model const& model, Shell const& shell, screens::TicketView& view) {
    if (!model.contact.value) return;
    wire::ContactView const& told = *model.contact.value;
    text::Text const& source = *source_names[static_cast<std::size_t>(told.contact.source)];
    view.data.push_back({say(shell, t::contact_title),
                         text::fill(shell.language, t::contact_by,
                                    {say(shell, source), told.by, minute(shell, {told.at_ms})})});
    if (!told.contact.note.empty()) view.data.push_back({said(shell, told.contact.note), "", false, true});
}

std::string why_this_address(Model const& model, Shell const& shell, Address const& address) {
    if (!model.addresses.value || !model.ticket.value) return {};
    auto const& items = model.addresses.value->items;
    wire::TicketDetail const& detail = *model.ticket.value;
    auto const chosen = choose_address(items, detail.order, detail.ticket.request);
    if (!chosen || whole_address(items[chosen->place]) != address) return {};
    switch (chosen->rule) {
        case AddressRule::by_type: return say(shell, t::address_by_type);
        case AddressRule::by_category: return say(shell, t::address_by_category);
        case AddressRule::by_both: return say(shell, t::address_by_both);
        case AddressRule::by_default: return say(shell, t::address_default);
        case AddressRule::first: break;
    }
    return {};
}

}  // namespace afterdesk::app::ticket
