#pragma once
// Launch tokens with whatever claims a mall may write, signed with a secret that the folder knows.

#include "crypto/digest.hpp"
#include "files/small_file.hpp"
#include "server/world.hpp"
#include "service/launch_token.hpp"

namespace afterdesk::test {

class SignedLinks {
  public:
    explicit SignedLinks(world::World& w) : w_(w) {
        files::write_small_file(
            launch_key_path(w.folder.path()),
            R"({"keys":[{"tenant":"mall","alg":"HS256","secret":")" + crypto::base64url(secret_) + "\"}]}");
    }

    std::int64_t now_s() const { return w_.now_ms.load() / 1'000; }

    /// A token with exactly this claims set.
    std::string raw(std::string const& claims, std::string const& header = R"({"alg":"HS256"})") const {
        std::string const text = crypto::base64url(header) + "." + crypto::base64url(claims);
        return text + "." + crypto::base64url(crypto::hmac_sha256(secret_, text));
    }
    /// One for a buyer, for a minute. `more` is more claims, each beginning with a comma; `exp` as written.
    std::string of(std::string const& buyer, std::string const& more = "", std::string const& exp = "") {
        return raw(R"({"iss":"mall","aud":"afterdesk","tenant":"mall","sub":")" + buyer + R"(","jti":"j)" +
                   std::to_string(++count_) + R"(","exp":)" +
                   (exp.empty() ? std::to_string(now_s() + 60) : exp) + more + "}");
    }
    /// "" when the token signs in, else the rule and where.
    std::string refusal(std::string const& token) const {
        auto const in = w_.service->sessions.sign_in_by_launch(token);
        if (in.ok()) return "";
        Mistake const& first = in.error().front();
        // One sentence for the buyer, so one mistake.
        return in.error().size() == 1 ? std::string(wire::name_of(first.rule)) + " " + first.path : "several";
    }
    /// What the buyer is called when he comes with these claims.
    std::string name_after(std::string const& buyer, std::string const& more) {
        auto const in = w_.service->sessions.sign_in_by_launch(of(buyer, more));
        if (!in.ok()) FAIL(in.error().front().path << " in " << more);
        return in->view.name;
    }

  private:
    world::World& w_;
    std::string secret_ = std::string(32, 's');
    int count_ = 0;
};

}  // namespace afterdesk::test
