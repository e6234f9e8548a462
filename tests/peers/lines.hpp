#pragma once
// A part of the server for programs of others: one question in JSON on each line of standard input, one
// answer on each line of standard output. Settings: a line of its own, the first.

#include <iostream>
#include <string>
#include <string_view>

#include "payment_channels.hpp"
#include "wire/peek.hpp"

namespace afterdesk::test {

/// A peer's `begin(settings)` says what does not fit, its `answer(question)` an object. Units: the exit
/// status: 0 at the end, 1 for a line that is no JSON, 2 when the settings do not fit.
template <class Peer>
int answer_lines(Peer peer) {
    auto const say = [](wire::Object const& answer) { std::cout << wire::write_json(answer) << std::endl; };
    bool begun = false;
    for (std::string line; std::getline(std::cin, line);) {
        auto const question = wire::parse_json(line);
        if (!question.ok()) return 1;
        if (begun) {
            say(peer.answer(*question));
            continue;
        }
        auto const problems = peer.begin(*question);
        wire::Array sentences;
        for (Said const& one : problems) sentences.emplace_back(one.en + " | " + one.zh);
        say({{"problems", std::move(sentences)}});
        if (!problems.empty()) return 2;
        begun = true;
    }
    return 0;
}

}  // namespace afterdesk::test
