#include "service/notifications.hpp"

#include <algorithm>
#include <map>

#include "crypto/digest.hpp"
#include "service/growing_wait.hpp"
#include "service/notification_text.hpp"
#include "store/erasure.hpp"
#include "store/live.hpp"
#include "store/people.hpp"
#include "store/scope.hpp"
#include "store/staff.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

using outside::Handed;
using store::Notification;
using store::NotificationPlace;
using wire::NotificationKind;
using wire::NotificationState;
using wire::NotificationWay;

/// Commits, and time limits, that are looked at at once: others who write wait for what comes of them.
constexpr int note_commits_at_once = 100, due_at_once = 200;
/// Of a shop, or of the platform.
constexpr int most_staff = 50;
/// What is older when it is made is no news any more: nobody was there to tell it.
constexpr Duration is_news = hours(24);
constexpr Duration send_lease = minutes(2);
constexpr Duration note_tried_for = days(3);
/// It waits as long again as it has waited already, within these.
constexpr Duration note_least_delay{5'000}, note_most_delay = hours(1);
/// So long a way on which nobody takes anything is left alone, twice as long each time.
constexpr Duration note_first_quiet{1'000}, note_most_quiet = minutes(15);
constexpr Duration kept_for = days(7);
constexpr int note_forgotten_at_once = 1'000, most_notes = 10'000;
constexpr std::size_t note_id_chars = 32;

std::string id_of(Notification const& one) {
    std::string const version = std::to_string(one.version);
    std::string text = one.to.tenant.value;
    for (std::string_view const part :
         {std::string_view(one.ticket_no.value), std::string_view(version), wire::name_of(one.kind),
          wire::name_of(one.way), std::string_view(one.to.is_buyer ? "b" : "s"),
          std::string_view(one.to.id)}) {
        text += '\0';
        text += part;
    }
    return crypto::sha256_hex(text).substr(0, note_id_chars);
}

/// Whether this is his business.
bool concerns(Rights rights, NotificationKind kind) {
    if (kind == NotificationKind::escalated) return rights.has(Right::decide_disputes);
    if (kind == NotificationKind::refund_failed) return rights.has(Right::pay_refunds);
    return rights.has_any(acts_on_tickets);
}

std::vector<store::Person> people_for(store::ReadTx& tx, TenantId const& tenant, Ticket const& ticket,
                                      News const& news) {
    if (news.to == ActorKind::buyer) return {{tenant, true, ticket.buyer_id.value}};
    bool const of_shop = news.to == ActorKind::merchant;
    std::vector<store::Person> out;
    for (store::Staff const& one :
         store::staff_of(tx, tenant, of_shop ? ticket.shop_id : ShopId{}, most_staff)) {
        if (!one.disabled && concerns(store::rights_of(tx, one), news.kind))
            out.push_back({tenant, false, one.id.value});
    }
    return out;
}

/// A letter, or why there is none.
struct Prepared {
    std::optional<outside::Letter> letter{};
    std::string problem{};
};

/// Where somebody looks at his tickets.
std::string link_of(store::ReadTx& tx, std::string const& public_url, Notification const& one) {
    char const* side = "b";
    if (!one.to.is_buyer) {
        auto const staff = store::find_staff(tx, one.to.tenant, one.to.id);
        side = staff && staff->audience == wire::Audience::platform ? "p" : "m";
    }
    return public_url + "/#/" + side + "/tickets/" + one.ticket_no.value;
}

bool may_still_hear(store::ReadTx& tx, Notification const& one) {
    if (one.to.is_buyer) return true;
    auto const staff = store::find_staff(tx, one.to.tenant, one.to.id);
    return staff && !staff->disabled;
}

Prepared prepare(store::ReadTx& tx, Ground const& ground, outside::Notifier const& by,
                 Notification const& one) {
    auto const contact = store::find_notification_contact(tx, one.to);
    if (!contact || contact->off || !by.reaches(*contact) || !may_still_hear(tx, one))
        return {{}, "no address"};
    if (one.until && *one.until <= ground.now()) return {{}, "too late"};
    if (store::is_ticket_erased(tx, one.to.tenant, one.ticket_no, one.version)) return {{}, "erased"};
    auto const shop = store::find_shop(tx, one.to.tenant, one.shop);
    Told const told{one.kind,  shop ? shop->name : std::string(),         one.ticket_no.value, one.amount_fen,
                    one.until, link_of(tx, ground.config.public_url, one)};
    NotificationText words = text_of(told, contact->language);
    outside::Letter letter;
    letter.id = one.id;
    letter.kind = wire::name_of(one.kind);
    letter.person = one.to.id;
    letter.to = *contact;
    letter.title = std::move(words.title);
    letter.text = std::move(words.text);
    letter.params = params_of(told);
    letter.made = one.made;
    letter.now = ground.clock.machine_now();
    return {std::move(letter), {}};
}

}  // namespace

Notifications::Notifications(Ground& ground, outside::Parties const& parties)
    : ground_(ground),
      ways_{{{NotificationWay::mail, parties.mail}, {NotificationWay::message, parties.messages}}} {}

bool Notifications::works() const {
    return std::any_of(ways_.begin(), ways_.end(), [](Way const& way) { return way.by != nullptr; });
}

void Notifications::hurry() {
    for (Way const& way : ways_) {
        if (way.by) way.by->hurry();
    }
}

void Notifications::take_up() {
    if (!works()) return;
    ground_.store.write([&](store::WriteTx& tx) {
        for (store::Tenant const& tenant : store::tenants(tx))
            store::drop_notification_leases(tx, tenant.id, ground_.config.server_name);
        return true;
    });
}

// ---- Making them ------------------------------------------------------------------------------------------

/// For each who wants to hear of it.
void Notifications::add_news(store::ReadTx& tx, Ticket const& ticket, News const& news, Stretch& stretch,
                             TenantId const& tenant) {
    for (store::Person const& person : people_for(tx, tenant, ticket, news)) {
        auto const contact = store::find_notification_contact(tx, person);
        if (!contact || contact->off) continue;
        for (Way const& way : ways_) {
            // Staff look at their queue; a message costs money.
            bool const fits = way.way == NotificationWay::mail || person.is_buyer;
            if (!way.by || !fits || !way.by->reaches(*contact)) continue;
            Notification one;
            one.way = way.way;
            one.kind = news.kind;
            one.to = person;
            one.ticket_no = ticket.no;
            one.version = ticket.version;
            one.shop = ticket.shop_id;
            one.amount_fen = news.amount_fen;
            one.until = news.until;
            one.made = ground_.now();
            one.id = id_of(one);
            stretch.made.push_back(std::move(one));
        }
    }
}

Notifications::Stretch Notifications::of_log(store::ReadTx& tx, TenantId const& tenant,
                                             NotificationPlace const& from) {
    Stretch stretch{from, from, {}};
    std::int64_t const head = store::live_head(tx, tenant);
    if (head <= from.spread_seq) return stretch;
    auto const commits = store::logged_commits(tx, {tenant, store::Scope::Of::tenant, {}}, from.spread_seq,
                                               note_commits_at_once);
    bool const all = std::cmp_less(commits.size(), note_commits_at_once);
    stretch.to.spread_seq = all ? head : commits.back().seq;
    std::map<TicketNo, std::vector<EventRecord>> histories;
    for (store::LoggedCommit const& commit : commits) {
        auto const [at, fresh] = histories.try_emplace(commit.ticket_no);
        if (fresh) at->second = store::history_of(tx, tenant, commit.ticket_no);
        std::vector<EventRecord> const& history = at->second;
        int const first = commit.first_version > 0 ? commit.first_version : commit.version;
        if (std::cmp_less(history.size(), commit.version)) continue;
        auto const begin = history.begin() + (first - 1), end = history.begin() + commit.version;
        if (ground_.now() - std::prev(end)->at >= is_news) continue;
        Ticket const before = fold({history.begin(), begin});
        std::vector<EventRecord> const records(begin, end);
        Ticket after = before;
        for (EventRecord const& one : records) after = evolve(std::move(after), one.event, one.at);
        for (News const& news : news_of(before, records, after)) add_news(tx, after, news, stretch, tenant);
    }
    return stretch;
}

/// Of those that are near now.
void Notifications::add_deadlines(store::ReadTx& tx, TenantId const& tenant, Stretch& stretch) {
    Instant const now = ground_.now();
    store::DueTicket const behind{tenant, stretch.to.ticket_no, stretch.to.deadline};
    for (store::DueTicket const& due : store::due_tickets(tx, now + deadline_ahead, behind, due_at_once)) {
        if (due.tenant != tenant) break;
        stretch.to.deadline = due.deadline;
        stretch.to.ticket_no = due.no;
        if (due.deadline <= now) continue;
        auto const ticket = store::find_ticket(tx, {tenant, store::Scope::Of::tenant, {}}, due.no);
        if (!ticket) continue;
        for (News const& news : news_of_deadline(*ticket)) add_news(tx, *ticket, news, stretch, tenant);
    }
}

void Notifications::keep(store::WriteTx& tx, Stretch const& stretch) {
    Instant const day_ago{ground_.now().ms - days(1).ms};
    for (Notification const& one : stretch.made) {
        bool const full = store::count_notifications(tx, one.to, one.way, day_ago, most_a_day) >= most_a_day;
        store::add_notification(tx, one, full ? NotificationState::left_out : NotificationState::waiting,
                                full ? "too many" : "");
    }
}

/// Promise: false when there is nothing new.
bool Notifications::make_some(TenantId const& tenant) {
    Stretch stretch;
    ground_.store.read([&](store::ReadTx& tx) {
        auto const from = store::find_notification_place(tx, tenant);
        if (!from) {
            // What was before nobody wanted to be told.
            stretch.to = {store::live_head(tx, tenant), ground_.now() + deadline_ahead, {}};
            return true;
        }
        stretch = of_log(tx, tenant, *from);
        add_deadlines(tx, tenant, stretch);
        return true;
    });
    if (stretch.from == stretch.to) return false;
    return ground_.store.write([&](store::WriteTx& tx) {
        if (!store::move_notification_place(tx, tenant, stretch.from, stretch.to)) return false;
        keep(tx, stretch);
        return true;
    });
}

// ---- Handing them over ------------------------------------------------------------------------------------

bool Notifications::step(std::function<void()> const& taken) {
    if (!works()) return false;
    if (std::unique_lock const one(making_, std::try_to_lock); one) {
        bool any = false;
        for (store::Tenant const& tenant :
             ground_.store.read([](store::ReadTx& tx) { return store::tenants(tx); }))
            any = make_some(tenant.id) || any;
        if (any) return true;
    }
    return std::any_of(ways_.begin(), ways_.end(), [&](Way& way) { return send_one(way, taken); });
}

bool Notifications::send_one(Way& way, std::function<void()> const& taken) {
    std::unique_lock const busy(way.busy, std::try_to_lock);
    if (!busy || !way.by) return false;
    auto const next = ground_.store.read([&](store::ReadTx& tx) { return next_of(tx, way); });
    if (!next || *next > ground_.now()) return false;
    auto const one = ground_.store.write([&](store::WriteTx& tx) -> std::optional<Notification> {
        Instant const now = ground_.now();
        for (store::Tenant const& tenant : store::tenants(tx)) {
            auto leased = store::lease_notification(tx, tenant.id, way.way, ground_.config.server_name, now,
                                                    send_lease);
            if (leased) return leased;
        }
        return std::nullopt;
    });
    if (!one) return false;
    Prepared const prepared =
        ground_.store.read([&](store::ReadTx& tx) { return prepare(tx, ground_, *way.by, *one); });
    if (!prepared.letter) {
        ++counts_.left_out;
        ground_.store.write([&](store::WriteTx& tx) {
            store::settle_notification(tx, *one, NotificationState::left_out, prepared.problem,
                                       ground_.now());
            return true;
        });
        return true;
    }
    if (taken) taken();
    outside::HandedOver answer;
    try {
        answer = way.by->hand_over(*prepared.letter);
    } catch (std::exception const& failure) {
        answer.code = failure.what();
    }
    settle(way, *one, answer);
    return true;
}

void Notifications::settle(Way& way, Notification const& one, outside::HandedOver const& answer) {
    Instant const now = ground_.now();
    bool const away = answer.outcome == Handed::away, taken = answer.outcome == Handed::taken;
    Duration const quiet = away ? doubled(note_first_quiet, way.failures, note_most_quiet) : Duration{0};
    way.failures = away ? way.failures + 1 : 0;
    way.quiet_until_ms = (now + quiet).ms;
    Duration const waited = now - one.made;
    bool const parks = answer.outcome == Handed::refused || (!taken && waited >= note_tried_for);
    auto const state = taken   ? NotificationState::sent
                       : parks ? NotificationState::parked
                               : NotificationState::waiting;
    ++(taken ? counts_.sent : parks ? counts_.parked : counts_.failed_tries);
    Duration const delay = away ? quiet : std::clamp(waited, note_least_delay, note_most_delay);
    Instant const again = now + with_jitter(delay, ground_.config.random64());
    ground_.store.write([&](store::WriteTx& tx) {
        store::settle_notification(tx, one, state, answer.code, again);
        return true;
    });
}

std::optional<Instant> Notifications::next_of(store::ReadTx& tx, Way const& way) {
    std::optional<Instant> next;
    if (!way.by) return next;
    for (store::Tenant const& tenant : store::tenants(tx)) {
        auto const due = store::next_notification(tx, tenant.id, way.way);
        if (!due) continue;
        Instant const at = std::max(*due, Instant{way.quiet_until_ms});
        if (!next || at < *next) next = at;
    }
    return next;
}

std::optional<Instant> Notifications::next_run() {
    return ground_.store.read([&](store::ReadTx& tx) {
        std::optional<Instant> next;
        for (Way const& way : ways_) {
            auto const due = next_of(tx, way);
            if (due && (!next || *due < *next)) next = due;
        }
        return next;
    });
}

// ---- Afterwards -------------------------------------------------------------------------------------------

void Notifications::clean_up() {
    Instant const before{ground_.now().ms - kept_for.ms};
    for (store::Tenant const& tenant :
         ground_.store.read([](store::ReadTx& tx) { return store::tenants(tx); })) {
        auto const forget = [&](store::WriteTx& tx) {
            return store::forget_notifications(tx, tenant.id, before, note_forgotten_at_once);
        };
        while (ground_.store.write(forget) == note_forgotten_at_once) {
        }
    }
}

int Notifications::waiting() {
    return ground_.store.read([](store::ReadTx& tx) {
        int count = 0;
        for (store::Tenant const& tenant : store::tenants(tx))
            count += store::count_waiting_notifications(tx, tenant.id, most_notes);
        return count;
    });
}

}  // namespace afterdesk
