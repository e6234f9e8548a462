#pragma once
// Alipay under chaos: it speaks the open platform's forms, signed by RSA2, and behaves as badly as it may.

#include "chaos_teller.hpp"
#include "wire/json.hpp"

namespace afterdesk::fault {

inline constexpr char const* alipay_app = "2021000000000001";

class AlipayTeller final : public Teller {
  public:
    explicit AlipayTeller(Chance const& chance) : Teller(chance, "alipay") {}

    std::optional<Letter> next_letter() override;

  private:
    outside::HttpsAnswer handle(outside::HttpsRequest const& request) override;
    void decide(std::string const& refund_no, Given& given) override;
    /// What stands under the method's key.
    std::string refund(wire::Value const& asked);
    std::string query(wire::Value const& asked);
    /// Why it says no to a request; nothing when it takes it on.
    std::optional<std::string> refusal(Received const& payment, std::string const& refund_no, Fen fen);
    std::string taken(Received const& payment, Given const& given, char const* fund_change);
    std::string answer(std::string const& method, std::string said) const;

    std::string crossed_;  ///< an answer about another payment
    std::string lie_;      ///< what the next answer says in somebody's name
};

}  // namespace afterdesk::fault
