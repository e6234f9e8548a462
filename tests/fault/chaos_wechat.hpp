#pragma once
// WeChat Pay under chaos: it speaks APIv3, signed and sealed, and behaves as badly as it may.

#include "chaos_teller.hpp"

namespace afterdesk::fault {

class WechatTeller final : public Teller {
  public:
    explicit WechatTeller(Chance const& chance) : Teller(chance, "wechat") {}

    void see_to(std::string const& refund_no) override;
    std::optional<Letter> next_letter() override;
    /// Whether the server has our other account now: else what is told of it is not for us.
    void has_other(bool has) { has_other_ = has; }

  private:
    outside::HttpsAnswer handle(outside::HttpsRequest const& request) override;
    /// A rude one's line brings it all the same, as long as its signature lasts.
    void given_up(outside::HttpsRequest const& request) override {
        if (is_rude()) late_.push_back(request);
    }
    void decide(std::string const& refund_no, Given& given) override;
    outside::HttpsAnswer refund(outside::HttpsRequest const& request);
    outside::HttpsAnswer query(outside::HttpsRequest const& request);
    void check_account(outside::HttpsRequest const& request, std::string const& refund_no,
                       std::string const& trade_no) const;
    std::string const& account_of(std::string const& trade_no) const;
    /// Why it says no to a request at once; nothing when it takes it on.
    std::optional<outside::HttpsAnswer> refusal(Received const& payment, std::string const& refund_no,
                                                Fen fen);
    outside::HttpsAnswer shown(std::string const& refund_no, Given const& given);
    outside::HttpsAnswer error(int status, std::string_view code) const;
    outside::HttpsAnswer answer(int status, std::string body, Flaw flaw = Flaw::none) const;
    std::string document(std::string const& refund_no, Given const& given, Standing standing) const;
    std::string sealed_notice(std::string const& refund_no, Given const& given, Standing standing,
                              std::string const& mchid) const;
    Letter forged();

    bool has_other_ = true;
    std::string crossed_;  ///< an answer to somebody else's question
};

}  // namespace afterdesk::fault
