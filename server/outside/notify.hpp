#pragma once
// People who want to hear of their tickets, as the desk tells them: by mail, by short message.

#include <string>
#include <utility>
#include <vector>

#include "outside/ports.hpp"
#include "wire/notification_api.hpp"

namespace afterdesk::outside {

/// Something to be told, ready to be read.
struct Letter {
    std::string id;    ///< of [0-9a-f]; however often it is handed over, it is one
    std::string kind;  ///< what it is about: a template's name
    std::string person;
    wire::NotificationContact to;
    std::string title, text;                                    ///< in the receiver's language
    std::vector<std::pair<std::string, std::string>> params{};  ///< what a template is filled with
    Instant made{};
    Instant now{};  ///< by the machine's clock
};

enum class Handed : unsigned char {
    taken,    ///< somebody else sees to it now
    refused,  ///< a definite no, which concerns this one alone
    later,    ///< not now, and perhaps others all the same
    away,     ///< nobody takes any: no connection, or we are not let in
};
struct HandedOver {
    Handed outcome = Handed::away;
    std::string code{};  ///< why not; kept, shown to staff
};

/// Called outside any transaction, from one thread at a time.
class Notifier : public Party {
  public:
    /// Whether somebody with this contact can be told this way.
    virtual bool reaches(wire::NotificationContact const& contact) const = 0;
    /// Errors: in the answer; an exception counts as away.
    virtual HandedOver hand_over(Letter const& letter) = 0;
    /// Whether one could be handed over now; none is. Promise: taken, or why not. Units: the machine's clock.
    virtual HandedOver examine(Instant now) = 0;
};

}  // namespace afterdesk::outside
