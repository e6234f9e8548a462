#include "http/live_hub.hpp"

#include <exception>
#include <map>
#include <set>

#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

/// Whom events concern. Streams and events that share one of these meet; what a stream then gets is decided
/// by the service alone.
std::string interest(wire::Audience audience, TenantId const& tenant, std::string_view who) {
    return std::string(wire::name_of(audience)) + " " + tenant.value + " " + std::string(who);
}

std::string interest_of(Caller const& caller) {
    switch (caller.audience) {
        case wire::Audience::buyer: return interest(caller.audience, caller.tenant, caller.actor_id);
        case wire::Audience::merchant: return interest(caller.audience, caller.tenant, caller.shop.value);
        case wire::Audience::platform: return interest(caller.audience, caller.tenant, "");
    }
    return {};
}

void add_interested(LiveEvent const& event, std::set<std::string>& interests) {
    interests.insert(interest(wire::Audience::buyer, event.tenant, event.buyer.value));
    interests.insert(interest(wire::Audience::merchant, event.tenant, event.shop.value));
    interests.insert(interest(wire::Audience::platform, event.tenant, ""));
}

}  // namespace

std::string event_text(LiveEvent const& event) {
    wire::Object data;
    data.emplace_back("ticket_no", event.ticket_no);
    data.emplace_back("order_no", event.order_no);
    data.emplace_back("version", event.version);
    data.emplace_back("state", wire::name_of(event.state));
    return "id: " + std::to_string(event.seq) + "\nevent: ticket\ndata: " + wire::write_json(data) + "\n\n";
}

LiveHub::LiveHub(LiveSource source, LiveSink sink, LiveTimes times)
    : source_(std::move(source)), sink_(std::move(sink)), times_(times), thread_([this] { work(); }) {}

LiveHub::~LiveHub() { stop(); }

// ---- From any thread --------------------------------------------------------------------------------------

void LiveHub::open(ConnectionId connection, LiveStart start) {
    ++wanted_;
    leave(Opened{connection, std::move(start)});
}
void LiveHub::closed(ConnectionId connection) { leave(Closed{connection}); }
void LiveHub::replace(ConnectionId connection) { leave(Replaced{connection}); }
void LiveHub::drained(ConnectionId connection) {
    if (behind_.load() > 0) leave(Drained{connection});
}
/// A stream that is opened after this begins behind it.
void LiveHub::news(std::vector<LiveEvent> const& events) {
    if (wanted_ > 0) leave(News{events});
}

void LiveHub::leave(Note note) {
    {
        std::lock_guard const lock(mutex_);
        notes_.push_back(std::move(note));
    }
    noted_.notify_one();
}

void LiveHub::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    noted_.notify_one();
    if (thread_.joinable()) thread_.join();
}

// ---- The hub's thread -------------------------------------------------------------------------------------

void LiveHub::work() {
    while (true) {
        std::vector<Note> notes;
        {
            std::unique_lock lock(mutex_);
            auto const something = [this] { return stopping_ || !notes_.empty(); };
            if (beats_.empty()) {
                noted_.wait(lock, something);
            } else {
                noted_.wait_until(lock, beats_.front().first, something);
            }
            if (stopping_) return;
            notes.swap(notes_);
        }
        for (Note& note : notes) heed(note);
        beat(Clock::now());
    }
}

void LiveHub::heed(Note& note) {
    if (auto* opened = std::get_if<Opened>(&note)) {
        begin(*opened);
    } else if (auto const* closed = std::get_if<Closed>(&note)) {
        forget(closed->connection);
    } else if (auto const* replaced = std::get_if<Replaced>(&note)) {
        // A browser comes back by itself, so that it must not be soon: two pages would take turns for ever.
        sink_.push(replaced->connection, "retry: " + std::to_string(times_.replaced_retry_ms) +
                                             "\nevent: bye\ndata: {\"why\":\"opened_elsewhere\"}\n\n");
        end(replaced->connection);
    } else if (auto const* drained = std::get_if<Drained>(&note)) {
        auto const found = streams_.find(drained->connection);
        if (found == streams_.end() || !found->second.behind) return;
        send(found->first, found->second);
    } else if (auto const* news = std::get_if<News>(&note)) {
        tell(news->events);
    }
}

/// Streams of one interest that stand at the same position get the same page: it is read once.
void LiveHub::tell(std::vector<LiveEvent> const& events) {
    std::set<std::string> interests;
    for (LiveEvent const& event : events) add_interested(event, interests);
    for (std::string const& each : interests) {
        auto const group = by_interest_.find(each);
        if (group == by_interest_.end()) continue;
        std::vector<ConnectionId> const concerned(group->second.begin(), group->second.end());
        std::map<std::int64_t, Group> groups;
        for (ConnectionId connection : concerned) {
            auto const found = streams_.find(connection);
            if (found == streams_.end() || found->second.behind) continue;
            auto const [at, fresh] = groups.try_emplace(found->second.seq);
            if (fresh) at->second.page = read_page(found->second);
            at->second.connections.push_back(connection);
        }
        for (auto& [seq, same] : groups) send_to_all(same);
    }
}

void LiveHub::send_to_all(Group& group) {
    std::string const text = group.page ? group.page->text : std::string();
    for (ConnectionId const connection : group.connections) {
        if (!group.page) {
            end(connection);  // the store failed; the browser comes back and goes on where it was
            continue;
        }
        Stream& stream = streams_.at(connection);
        stream.seq = group.page->last;
        set_behind(stream, group.page->full);
    }
    if (text.empty()) return;
    if (sink_.push_to_all) return sink_.push_to_all(std::move(group.connections), text);
    for (ConnectionId const connection : group.connections) sink_.push(connection, text);
}

void LiveHub::set_behind(Stream& stream, bool behind) {
    if (stream.behind != behind) behind_ += behind ? 1 : -1;
    stream.behind = behind;
}

namespace {

/// Whoever was at a place from which nothing can be told on is told so, and why: its events are kept no more,
/// or it is of another history than this one.
std::string reset_text(std::int64_t asked, std::int64_t floor, std::int64_t head) {
    bool const forgotten = asked != LiveStart::not_ours && asked < floor;
    wire::Object const data{{"why", forgotten ? "not_kept" : "unknown"}, {"seq", head}};
    return "event: reset\ndata: " + wire::write_json(data) + "\n\n";
}

}  // namespace

/// Says hello with the number from which the stream goes on; as an id too, so that a browser that is cut off
/// before the first event comes back to the right place. Whoever stood at a number that is not kept, or of
/// somewhere else, is told so and begins at the newest. A page reads everything again after a hello.
void LiveHub::begin(Opened& opened) {
    std::int64_t head = 0;
    std::int64_t floor = 0;
    try {
        head = source_.head(opened.start.caller.tenant);
        floor = source_.floor(opened.start.caller.tenant);
    } catch (std::exception const&) {
        --wanted_;
        sink_.drop(opened.connection);
        return;
    }
    std::int64_t const asked = opened.start.last_seen.value_or(head);
    std::int64_t const from = asked >= floor && asked <= head ? asked : head;
    std::string const number = std::to_string(from);
    if (from != asked) sink_.push(opened.connection, reset_text(asked, floor, head));
    sink_.push(opened.connection, "retry: " + std::to_string(times_.retry_ms) + "\nid: " + number +
                                      "\nevent: hello\ndata: {\"seq\":" + number + "}\n\n");
    by_interest_[interest_of(opened.start.caller)].insert(opened.connection);
    beats_.emplace_back(Clock::now() + times_.heartbeat, opened.connection);
    auto const [at, fresh] =
        streams_.insert_or_assign(opened.connection, Stream{std::move(opened.start), from, false});
    count_.store(static_cast<std::int64_t>(streams_.size()));
    if (from < head) send(at->first, at->second);
}

std::optional<LiveHub::Page> LiveHub::read_page(Stream const& stream) {
    std::vector<LiveEvent> events;
    try {
        events = source_.since(stream.start.caller, stream.seq, times_.page);
    } catch (std::exception const&) {
        return std::nullopt;
    }
    Page page{"", stream.seq, static_cast<int>(events.size()) >= times_.page};
    for (LiveEvent const& event : events) page.text += event_text(event);
    if (!events.empty()) page.last = events.back().seq;
    return page;
}

void LiveHub::send(ConnectionId connection, Stream& stream) {
    Group group{read_page(stream), {connection}};
    send_to_all(group);
}

void LiveHub::end(ConnectionId connection) {
    sink_.drop(connection);
    forget(connection);
}

void LiveHub::forget(ConnectionId connection) {
    auto const found = streams_.find(connection);
    if (found == streams_.end()) return;
    auto const group = by_interest_.find(interest_of(found->second.start.caller));
    group->second.erase(connection);
    if (group->second.empty()) by_interest_.erase(group);
    set_behind(found->second, false);
    streams_.erase(found);
    --wanted_;
    count_.store(static_cast<std::int64_t>(streams_.size()));
}

/// Signs of life for the streams whose time has come, and the end for those whose session is over.
void LiveHub::beat(Clock::time_point now) {
    while (!beats_.empty() && beats_.front().first <= now) {
        ConnectionId const connection = beats_.front().second;
        beats_.pop_front();
        auto const found = streams_.find(connection);
        if (found == streams_.end()) continue;
        LiveStart const& start = found->second.start;
        bool holds = false;
        try {
            holds = source_.holds(start.caller, start.session_token);
        } catch (std::exception const&) {
            holds = false;
        }
        if (!holds) {
            end(connection);
            continue;
        }
        sink_.push(connection, ":\n\n");
        beats_.emplace_back(now + times_.heartbeat, connection);
    }
}

}  // namespace afterdesk::http
