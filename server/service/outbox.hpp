#pragma once
// Refunds on their way to the payment channel, entitlements to the mall. The number was fixed with the
// decision; the other side is asked outside any transaction; what it answers becomes a command of the
// system. Rule: WeChat Pay 4013163605: the same refund number is paid once, retries use the original number.

#include <array>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "outside/accounts.hpp"
#include "outside/ports.hpp"
#include "service/ground.hpp"
#include "store/abnormal_refunds.hpp"
#include "store/outbox.hpp"

namespace afterdesk {

/// What a channel says of a refund, and when.
struct Settling {
    TenantId const& tenant;
    TicketNo const& ticket_no;
    RecordRefund const& answer;
    Instant now;
};
/// Gives the channel's answer to the ticket, and takes the refund out of the outbox. Promise: whether it
/// changed anything. Errors: what the ticket says.
Result<bool, Mistakes> settle_refund(store::WriteTx& tx, PolicyCache& policies, Settling const& settling);

/// Callable from several threads: a row is leased by one of them at a time.
class Outbox {
  public:
    Outbox(Ground& ground, outside::Parties const& parties) : ground_(ground), parties_(parties) {}

    /// As after a restart: what this server had leased is due again, and so is what waited for somebody to
    /// send it to: there may be one by now.
    void take_up();
    /// Sends one message, if one is due; shops take turns. `taken` is told when there was one, beforehand.
    bool send_due(std::function<void()> const& taken = {});
    /// When the next message is due; nothing while there is none.
    std::optional<Instant> next_run();

    /// Gives the ticket what a channel told by itself; when that is a no, the refund is asked about at once.
    /// Promise: told again it changes nothing.
    /// Errors: not_found for a number that this account was not asked for; sums_do_not_add_up for another
    /// amount; what the ticket says.
    std::optional<Mistakes> take(outside::Payments const& from, outside::Notice const& notice);

  private:
    /// How each kind of message is sent: one row for each, in the order of the enum.
    struct Sending {
        store::OutboxKind kind;
        void (Outbox::*send)(store::OutboxRow const& row);
    };
    static std::array<Sending, store::outbox_kinds> const sendings;

    std::optional<store::OutboxRow> lease_next();
    /// A refund as it is asked for, and over which account.
    struct Asked {
        store::RefundRow refund;
        outside::RefundOrder order;
        outside::ChosenAccount over;
    };
    Asked asked_for(store::OutboxRow const& row);
    bool keep_account(store::OutboxRow const& row, store::RefundRow const& refund,
                      outside::Payments const& payments);
    outside::Answer ask_channel(store::OutboxRow const& row, Asked const& asked);

    void send_refund(store::OutboxRow const& row);
    void rehearse(store::OutboxRow const& row, Asked const& asked);
    outside::Answer ask_abnormal(store::OutboxRow const& row, outside::RefundOrder const& order,
                                 outside::Payments& payments, store::AbnormalRow const& way);
    void pay_from_books(store::OutboxRow const& row, store::RefundRow const& refund,
                        outside::RefundOrder const& order, outside::Payments& books);
    void ask_host(store::OutboxRow const& row, outside::RefundOrder const& order, PaymentChannel channel);
    void send_reclaim(store::OutboxRow const& row);
    void record(store::OutboxRow const& row, RecordRefund const& answer);
    void wait_for_host(store::OutboxRow const& row);
    void ask_now(TenantId const& tenant, std::string const& refund_no);
    void try_later(store::OutboxRow const& row, Instant at, std::string const& why);
    std::optional<Mistakes> settle(TenantId const& tenant, TicketNo const& ticket_no,
                                   RecordRefund const& answer, store::OutboxRow const* asked = nullptr);
    std::optional<Mistakes> post(store::OutboxRow const& row, store::RefundRow const& refund);
    void keep_for_person(store::OutboxRow const& row, Mistakes const& refused);

    Ground& ground_;
    outside::Parties const& parties_;
    std::mutex mutex_;
    store::ShopTurn last_;
};

}  // namespace afterdesk
