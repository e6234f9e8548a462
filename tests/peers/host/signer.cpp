// How the desk signs events, for programs of others: one question in JSON on each line of standard input, the
// header's value on each line of standard output.

#include <iostream>

#include "crypto/digest.hpp"
#include "outside/webhook/signature.hpp"
#include "wire/peek.hpp"

using namespace afterdesk;

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        auto const question = wire::parse_json(line);
        if (!question.ok()) return 1;
        std::vector<std::string> secrets;
        for (wire::Value const& one : *question->find("secrets")->as<wire::Array>())
            secrets.push_back(*one.as<std::string>());
        std::string const body = crypto::from_base64(wire::text_in(*question, "body64")).value_or("");
        std::int64_t const seconds = *question->find("seconds")->as<std::int64_t>();
        std::cout << outside::webhook::signatures_of(secrets, wire::text_in(*question, "id"), seconds, body)
                  << std::endl;
    }
    return 0;
}
