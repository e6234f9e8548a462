#pragma once
// Random values of every type that is written as JSON: well-formed, in every shape, from a fixed seed.
// Tickets, events and commands are filled by the description that readers and writers follow.

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "wire/command_fields.hpp"
#include "wire/describe.hpp"
#include "wire_random_quote.hpp"

namespace afterdesk::wire_random {

constexpr ActorKind last_of(ActorKind) { return ActorKind::system; }
constexpr State last_of(State) { return State::closed; }
constexpr Goods last_of(Goods) { return Goods::returned; }
constexpr Outcome last_of(Outcome) { return Outcome::exchange; }
constexpr Fault last_of(Fault) { return Fault::carrier; }
constexpr FreightPayer last_of(FreightPayer) { return FreightPayer::shop; }
constexpr ArbitrationStep last_of(ArbitrationStep) { return ArbitrationStep::decided; }
constexpr PartStatus last_of(PartStatus) { return PartStatus::failed; }
constexpr Via last_of(Via) { return Via::offline; }
constexpr Cause last_of(Cause) { return Cause::refunded_outside; }
constexpr TicketType last_of(TicketType) { return TicketType::virtual_refund; }

class Random : public QuoteRandom {
  public:
    using QuoteRandom::QuoteRandom;

    template <class T>
    T filled_with_fields();

    std::vector<EvidenceId> evidence() {
        return list(3, [&] { return EvidenceId{id()}; });
    }
    Address address() { return {filled(), "138-0000", filled()}; }
    Parcel parcel() {
        std::string const tracking_no = "SF" + std::to_string(100'000 + number(900'000));
        return coin() ? Parcel{id(), tracking_no} : Parcel{"other", tracking_no, id()};
    }
    Ticket ticket() { return filled_with_fields<Ticket>(); }
    EventRecord event_record(std::size_t index);
    Apply apply() { return {request(), fen(), bits(), text(), evidence()}; }
    /// What a person may send, all kinds in turn.
    std::vector<Command> commands();
};

/// Fills what is described: the third reader of `fields`.
class RandomFields {
  public:
    explicit RandomFields(Random& random) : random_(random) {}

    RandomFields& internal() { return *this; }
    RandomFields& internal_if(bool) { return *this; }
    RandomFields& since(int) { return *this; }

    void id(std::string_view, std::string& value) { value = random_.id(); }
    void outside_id(std::string_view, std::string& value) { value = random_.outside_id(); }
    void text(std::string_view, std::string& value, int max) {
        value = max < wire::max_long_chars ? random_.id() : random_.text();
    }
    void text_or_empty(std::string_view key, std::string& value, int max) { text(key, value, max); }
    void fen(std::string_view, Fen& value, wire::Range = {}) { value = random_.fen(); }
    void fen_or_zero(std::string_view, Fen& value) { value = random_.fen(); }
    void number_or_zero(std::string_view key, int& value, wire::Range range) { number(key, value, range); }
    void number(std::string_view, int& value, wire::Range range) {
        value = static_cast<int>(range.min) + random_.number(9);
    }
    void flag(std::string_view, bool& value) { value = random_.coin(); }
    void flag_or_false(std::string_view, bool& value) { value = random_.coin(); }
    template <class Enum>
    void name(std::string_view, Enum& value) {
        value = random_.one_of(last_of(Enum{}));
    }
    template <class Enum>
    void name_or(std::string_view key, Enum& value) {
        name(key, value);
    }
    template <class Enum>
    void name_if(std::string_view, std::optional<Enum>& value) {
        value = random_.maybe([&] { return random_.one_of(last_of(Enum{})); });
    }
    void instant(std::string_view, Instant& value) { value = random_.instant(); }
    void instant(std::string_view, std::optional<Instant>& value) {
        value = random_.maybe([&] { return random_.instant(); });
    }
    void duration(std::string_view, Duration& value) { value = {random_.number(1'000'000)}; }
    void duration(std::string_view, std::optional<Duration>& value) {
        value = random_.maybe([&] { return Duration{random_.number(1'000'000)}; });
    }
    void evidence(std::string_view, std::vector<EvidenceId>& ids) { ids = random_.evidence(); }
    void texts(std::string_view, std::vector<std::string>& texts, int) {
        texts = random_.list(3, [&] { return random_.id(); });
    }
    template <class T>
    void part(std::string_view, T& value) {
        value = make<T>();
    }
    template <class T>
    void nullable(std::string_view, std::optional<T>& value) {
        value = random_.maybe([&] { return make<T>(); });
    }
    template <class T>
    void part_if(std::string_view key, std::optional<T>& value) {
        nullable(key, value);
    }
    template <class T>
    void list(std::string_view, std::vector<T>& items, int) {
        items = random_.list(3, [&] { return make<T>(); });
    }

  private:
    template <class T>
    T make() {
        if constexpr (std::is_same_v<T, Address>) {
            return random_.address();
        } else if constexpr (std::is_same_v<T, Parcel>) {
            return random_.parcel();
        } else if constexpr (std::is_same_v<T, Request>) {
            return random_.request();
        } else if constexpr (std::is_same_v<T, Quote>) {
            return random_.quote();
        } else {
            return random_.filled_with_fields<T>();
        }
    }

    Random& random_;
};

template <class T>
T Random::filled_with_fields() {
    T out;
    RandomFields io(*this);
    fields(io, out);
    return out;
}

/// The event with this index in the variant.
inline EventRecord Random::event_record(std::size_t index) {
    Event event = Event::of_kind(index);
    RandomFields io(*this);
    std::visit([&](auto& one) { fields(io, one); }, event);
    return {1 + number(1'000), instant(), {one_of(ActorKind::system), coin() ? id() : ""}, std::move(event)};
}

inline std::vector<Command> Random::commands() {
    std::vector<Command> all;
    for (int kind = 0; kind < command_kind_count; ++kind) {
        constexpr CommandKind of_others[] = {CommandKind::apply,         CommandKind::parcel_signed,
                                             CommandKind::record_refund, CommandKind::record_collection,
                                             CommandKind::order_changed, CommandKind::time_out};
        auto const is_it = [&](CommandKind other) { return static_cast<int>(other) == kind; };
        if (std::any_of(std::begin(of_others), std::end(of_others), is_it)) continue;
        Command command = Command::of_kind(static_cast<std::size_t>(kind));
        RandomFields io(*this);
        std::visit(
            [&](auto& one) {
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(one)>, Modify>) {
                    one.apply = apply();
                } else if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(one)>, Apply>) {
                    fields(io, one);
                }
            },
            command);
        all.push_back(std::move(command));
    }
    return all;
}

}  // namespace afterdesk::wire_random
