#pragma once
// A question in SQL that grows with what is asked for. Promise: its text is of constants alone, every value
// is bound.

#include "base/check.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

class Question {
  public:
    /// A constant of the source: a literal, or put together from such.
    Question& add(std::string_view constant) {
        text_ += constant;
        return *this;
    }
    /// The same, in which each "?" stands for the next of the values. Units: they outlive the question.
    Question& add(std::string_view constant, std::initializer_list<Param> values) {
        auto value = values.begin();
        for (char const c : constant) {
            if (c != '?') {
                text_ += c;
                continue;
            }
            text_ += bind(*value++);
        }
        CHECK(value == values.end());
        return *this;
    }
    /// " AND name IN (…)"; nothing where there are no values.
    template <class Values, class Word>
    Question& one_of(std::string_view name, Values const& values, Word word) {
        if (values.empty()) return *this;
        add(" AND ").add(name);
        char const* before = " IN (?";
        for (auto const& value : values) {
            add(before, {Param(word(value))});
            before = ", ?";
        }
        return add(")");
    }

    /// What stands for a value: "$3".
    std::string bind(Param value) {
        params_.push_back(value);
        return "$" + std::to_string(params_.size());
    }

    std::string const& text() const { return text_; }
    Params params() const { return params_; }

  private:
    std::string text_;
    std::vector<Param> params_;
};

inline Rows query(ReadTx& tx, Question const& asked) { return sql(tx).query(asked.text(), asked.params()); }

}  // namespace afterdesk::store
