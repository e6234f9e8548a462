// People and their roles, one's own account, and the mall's shops.
#include "http/routes.hpp"
#include "wire/reader.hpp"

namespace afterdesk::http {

namespace {

Response nothing(Request const& request, Result<Done, Mistakes> const& done) {
    if (!done.ok()) return refuse(request, done.error());
    Response response;
    response.status = 204;
    return response;
}

/// A body of one text.
auto one_text(std::string_view key, int max) {
    return [key, max](wire::Value const& body) -> Result<std::string, Mistakes> {
        Mistakes mistakes;
        wire::ObjectReader reader(body, "", mistakes);
        std::string text = reader.text(key, max);
        reader.finish();
        if (!mistakes.empty()) return Err{std::move(mistakes)};
        return text;
    };
}

/// Passwords are slow on purpose: each in its turn, on threads of their own.
Response in_turn(Rooms const& rooms, Request const& request, Answer answer) {
    return later(Lane::passwords, {person_of(request.caller), true},
                 [&rooms, answer](Request const& again) { return answer(rooms, again); });
}

Response add_person(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_staff_body, [&](auto const& body) {
        return reply(request, rooms.staff.add(request.caller, field(request.query, "shop"), body), 201);
    });
}

Response make_password(Rooms const& rooms, Request const& request) {
    return with_body(request, read_nothing, [&](Done) {
        return reply(request, rooms.staff.new_password(request.caller, field(request.path, "id")));
    });
}

Response take_own_password(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_password_body, [&](auto const& body) {
        auto const done = rooms.account.set_password(request.caller, request.session_token, body);
        return renewed(rooms, request, nothing(request, done), "password_changed");
    });
}

Response begin_two_step(Rooms const& rooms, Request const& request) {
    return with_body(request, one_text("password", wire::max_password_chars), [&](std::string const& text) {
        return reply(request, rooms.account.set_up(request.caller, text));
    });
}

}  // namespace

Response show_staff(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.staff.view(request.caller, field(request.query, "shop")));
}

Response add_staff(Rooms const& rooms, Request const& request) { return in_turn(rooms, request, add_person); }

Response change_staff(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_change_body, [&](auto const& body) {
        return reply(request, rooms.staff.change(request.caller, field(request.path, "id"), body));
    });
}

Response reset_password(Rooms const& rooms, Request const& request) {
    return in_turn(rooms, request, make_password);
}

Response end_sessions(Rooms const& rooms, Request const& request) {
    return nothing(request, rooms.staff.end_sessions(request.caller, field(request.path, "id")));
}

Response drop_two_step(Rooms const& rooms, Request const& request) {
    return nothing(request, rooms.staff.take_two_step_off(request.caller, field(request.path, "id")));
}

Response add_role(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_role_body, [&](auto const& body) {
        return reply(request, rooms.staff.add_role(request.caller, field(request.query, "shop"), body), 201);
    });
}

Response change_role(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_role_body, [&](auto const& body) {
        return reply(request, rooms.staff.change_role(request.caller, field(request.path, "id"), body));
    });
}

Response drop_role(Rooms const& rooms, Request const& request) {
    return nothing(request, rooms.staff.drop_role(request.caller, field(request.path, "id")));
}

Response set_own_password(Rooms const& rooms, Request const& request) {
    return in_turn(rooms, request, take_own_password);
}

Response show_two_step(Rooms const& rooms, Request const& request) {
    return json(200, to_json(rooms.account.two_step(request.caller)));
}

Response set_up_two_step(Rooms const& rooms, Request const& request) {
    return in_turn(rooms, request, begin_two_step);
}

Response confirm_two_step(Rooms const& rooms, Request const& request) {
    return with_body(request, one_text("code", max_code_chars), [&](std::string const& text) {
        return renewed(rooms, request, reply(request, rooms.account.confirm(request.caller, text)),
                       "two_step_on");
    });
}

Response renew_recovery_codes(Rooms const& rooms, Request const& request) {
    return with_body(request, one_text("code", max_code_chars), [&](std::string const& text) {
        return renewed(rooms, request, reply(request, rooms.account.renew_recovery(request.caller, text)),
                       "recovery_renewed");
    });
}

Response take_two_step_off(Rooms const& rooms, Request const& request) {
    return with_body(request, one_text("code", max_code_chars), [&](std::string const& text) {
        return renewed(rooms, request, nothing(request, rooms.account.take_off(request.caller, text)),
                       "two_step_off");
    });
}

Response show_shops(Rooms const& rooms, Request const& request) {
    return json(200, to_json(rooms.staff.shops(request.caller)));
}

Response add_shop(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_shop_body, [&](auto const& body) {
        return reply(request, rooms.staff.add_shop(request.caller, body), 201);
    });
}

}  // namespace afterdesk::http
