#pragma once
// Result<T, E>: a value, or the rule that was broken.

#include <utility>
#include <variant>

#include "base/check.hpp"

namespace afterdesk {

template <class E>
struct Err {
    E error;
};
template <class E>
Err(E) -> Err<E>;

/// The success of a function that returns nothing else.
struct Done {
    bool operator==(Done const&) const = default;
};

/// Either a T or an E. Promise: reading the wrong side is a bug (CHECK), never undefined.
template <class T, class E>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Err<E> err) : state_(std::in_place_index<1>, std::move(err.error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T const& value() const& {
        CHECK(ok());
        return *std::get_if<0>(&state_);
    }
    T& value() & {
        CHECK(ok());
        return *std::get_if<0>(&state_);
    }
    T&& value() && {
        CHECK(ok());
        return std::move(*std::get_if<0>(&state_));
    }
    E const& error() const& {
        CHECK(!ok());
        return *std::get_if<1>(&state_);
    }
    E&& error() && {
        CHECK(!ok());
        return std::move(*std::get_if<1>(&state_));
    }
    T const& operator*() const& { return value(); }
    T const* operator->() const { return &value(); }

  private:
    std::variant<T, E> state_;
};

}  // namespace afterdesk

/// Takes the value out of a Result into `name`, or returns its error to the caller.
#define TRY(name, expression)                                                           \
    auto name##_result = (expression);                                                  \
    if (!name##_result.ok()) return ::afterdesk::Err{std::move(name##_result).error()}; \
    auto name = std::move(name##_result).value()
