#pragma once
// Somebody who works with the desk over HTTP as the page does, and nothing else.

#include "server/site.hpp"

namespace afterdesk::test {

class Person {
  public:
    Person(Site& site, wire::Audience audience, Fields cookie)
        : site_(site), root_("/api/v1/" + std::string(wire::name_of(audience))), cookie_(std::move(cookie)) {}

    static Person buyer(Site& site, std::string const& id = "b1") {
        return {site, wire::Audience::buyer, site.sign_in_buyer(id)};
    }
    static Person merchant(Site& site) {
        return {site, wire::Audience::merchant,
                site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1")};
    }
    static Person reviewer(Site& site) {
        return {site, wire::Audience::merchant,
                site.sign_in_staff(wire::Audience::merchant, "shenhe", "right-4")};
    }
    static Person platform(Site& site) {
        return {site, wire::Audience::platform,
                site.sign_in_staff(wire::Audience::platform, "admin", "right-3")};
    }

    Answer get(std::string const& path) { return site_.call("GET", root_ + path, cookie_); }
    Answer post(std::string const& path, std::string const& json) {
        return site_.post(root_ + path, json, with(cookie_, "Idempotency-Key", site_.next_key()));
    }
    Answer put(std::string const& path, std::string const& json) {
        return site_.call("PUT", root_ + path, with(cookie_, "Content-Type", "application/json"), json);
    }
    /// A picture of his own; its id.
    std::string picture() {
        Answer const added =
            site_.call("POST", root_ + "/evidence", with(cookie_, "Content-Type", "image/png"), small_png());
        REQUIRE(added.status == 201);
        return member(added.body, "id");
    }

    /// {"quote","digest"} or an error.
    Answer quote(std::string const& order_no, std::string const& request, std::string const& changing = "") {
        std::string const ticket = changing.empty() ? "" : R"(,"ticket_no":")" + changing + "\"";
        return post("/quotes", R"({"order_no":")" + order_no + R"(","request":)" + request + ticket + "}");
    }
    /// The body of an application for what the quote says now.
    std::string application(std::string const& order_no, std::string const& request,
                            std::string const& evidence = "", std::string const& changing = "") {
        Answer const quoted = quote(order_no, request, changing);
        REQUIRE(quoted.status == 200);
        std::string const pictures = evidence.empty() ? "[]" : "[\"" + evidence + "\"]";
        return R"({"order_no":")" + order_no + R"(","request":)" + request + R"(,"quote":{"refund_fen":)" +
               member(member(quoted.body, "quote"), "refund_fen") + R"(,"digest":")" +
               member(quoted.body, "digest") + R"("},"remark":"","evidence":)" + pictures + "}";
    }
    Answer apply(std::string const& order_no, std::string const& request, std::string const& evidence = "") {
        return post("/tickets", application(order_no, request, evidence));
    }
    /// `fields` are the command's own, beginning with a comma.
    Answer give(std::string const& ticket_no, std::string const& command, std::string const& fields = "") {
        return give_on(version_of(ticket_no), ticket_no, command, fields);
    }
    Answer give_on(std::string const& version, std::string const& ticket_no, std::string const& command,
                   std::string const& fields = "") {
        return post("/tickets/" + ticket_no + "/commands",
                    R"({"command":")" + command + R"(","version":)" + version + fields + "}");
    }
    std::string version_of(std::string const& ticket_no) {
        return of_ticket(get("/tickets/" + ticket_no), "version");
    }
    std::string state_of(std::string const& ticket_no) {
        return of_ticket(get("/tickets/" + ticket_no), "state");
    }

    static std::string of_ticket(Answer const& answer, std::string const& key) {
        return member(member(answer.body, "ticket"), key);
    }
    static std::string number_in(Answer const& answer) { return of_ticket(answer, "no"); }

  private:
    Site& site_;
    std::string root_;
    Fields cookie_;
};

/// A request for pieces of one line.
inline std::string wish(std::string const& type, std::string const& reason, std::string const& quantity,
                        std::string const& more = "") {
    return R"({"type":")" + type + R"(","reason":")" + reason + R"(","lines":[{"line_no":1,"quantity":)" +
           quantity + more + "}]}";
}

inline std::string const address_field =
    R"(,"address":{"name":"售后组","phone":"0571-1","text":"杭州市余杭区 18 号"})";

}  // namespace afterdesk::test
