#pragma once
// The API of what a shop's people do beside tickets: orders found for buyers on the telephone, return
// addresses, the shelf with the tickets that hold or want goods of it. The conventions of wire/api.hpp.
//
//   GET    /api/v1/{m|p}/orders              ?q=: by number, phone tail, name, goods → 200 FoundOrders
//   POST   /api/v1/{m|p}/tickets             ApplyForBuyer, Idempotency-Key        → 201 TicketDetail
//   GET    /api/v1/{m|p}/tickets/:ticket_no/contact                                → 200 ContactView
//   GET    /api/v1/{m|p}/addresses           ?shop= (platform)                     → 200 AddressBook
//   PUT    /api/v1/merchant/addresses        AddressBook, on the version seen      → 200 AddressBook
//   GET    /api/v1/merchant/shelf                                                  → 200 ShelfView
//   PUT    /api/v1/merchant/shelf/:sku       {"available","seen"}                  → 200 ShelfView

#include <string>
#include <vector>

#include "domain/order/stock.hpp"
#include "domain/ticket/return_address.hpp"
#include "wire/api.hpp"
#include "wire/codec.hpp"

namespace afterdesk::wire {

// ---- For a buyer ------------------------------------------------------------------------------------------

inline constexpr int max_found_orders = 20;
inline constexpr int max_contact_chars = 2'000;

/// Orders for somebody who is on the telephone; the newest first.
struct FoundOrders {
    struct Item {
        std::string order_no, shop_id, shop_name;
        std::string buyer_name;  ///< the first character and stars
        std::string phone_tail;
        std::int64_t paid_at_ms = 0;
        Fen paid_fen = 0;
        Shipping shipping = Shipping::unshipped;
        bool is_virtual = false;  ///< nothing of it is shipped
        std::string title, image;
        int quantity = 0;  ///< all pieces
        int open_tickets = 0;
    };
    std::vector<Item> items;
    bool more = false;  ///< there are more than are told
};
Value to_json(FoundOrders const& found);
Result<FoundOrders, Mistakes> read_found_orders(Value const& value);

/// How the buyer reached the shop.
enum class ContactSource : std::uint8_t { phone, chat, counter, other };

/// What was said with a buyer for whom staff opened a ticket. Buyers are never told it.
struct Contact {
    ContactSource source = ContactSource::phone;
    std::string note;
};
/// An application by staff: that of a buyer, and how he reached them.
struct ApplyForBuyer {
    ApplyBody application;
    std::optional<Contact> contact;
};
Result<ApplyForBuyer, Mistakes> read_apply_for_buyer(Value const& value);
Value to_json(ApplyForBuyer const& body);

struct ContactView {
    Contact contact;
    std::string by;  ///< whose words
    std::int64_t at_ms = 0;
};
Value to_json(ContactView const& view);
Result<ContactView, Mistakes> read_contact(Value const& value);

// ---- Return addresses -------------------------------------------------------------------------------------

/// A shop's return addresses, in the order in which their conditions are tried.
struct AddressBook {
    int version = 0;
    std::vector<ReturnAddress> items;
};
Value to_json(AddressBook const& book);
Result<AddressBook, Mistakes> read_address_book(Value const& value);
/// What the server reads.
Result<AddressBook, Mistakes> read_address_body(Value const& value);
/// One of them, in the mall's file and in the store.
ReturnAddress read_return_address(Value const& value, std::string const& path, Mistakes& mistakes);
Value to_json(ReturnAddress const& one);

// ---- The shelf --------------------------------------------------------------------------------------------

inline constexpr int max_shelf_tickets = 300;

/// The shop's shelf with the exchanges that hold or want goods of it.
struct ShelfView {
    struct Item {
        Ware ware;
        int reserved = 0;
    };
    /// A ticket and pieces of a SKU.
    struct Use {
        std::string sku, ticket_no;
        State state = State::awaiting_merchant;
        int quantity = 0;
        bool holds = false;  ///< they are kept back for it; else it can not be agreed to without them
    };
    /// Goods that came back and were accepted.
    struct Back {
        std::string sku, title, spec, ticket_no;
        int quantity = 0;            ///< resaleable
        int seconds = 0, scrap = 0;  ///< the others
        std::int64_t at_ms = 0;
    };
    std::vector<Item> items;
    std::vector<Use> uses;   ///< the oldest ticket first
    std::vector<Back> back;  ///< the newest first
};
Value to_json(ShelfView const& view);
Result<ShelfView, Mistakes> read_shelf(Value const& value);

/// How many pieces there are now, and how many the sender saw. Units: those that nobody has reserved.
struct ShelfBody {
    int available = 0;
    int seen = 0;
};
Result<ShelfBody, Mistakes> read_shelf_body(Value const& value);

}  // namespace afterdesk::wire
