#include "server/older_folder.hpp"

#include <algorithm>
#include <cstdlib>

#include "files/small_file.hpp"

namespace afterdesk::older {

namespace {

namespace fs = std::filesystem;

std::string const root = std::string(AFTERDESK_ROOT) + "/tests/fixtures/folders";
std::string const ending = ".tar.xz";

wire::Value const& member(wire::Value const& value, std::string_view key) {
    wire::Value const* const found = value.find(key);
    CAPTURE(key);
    REQUIRE(found != nullptr);
    return *found;
}

std::string text(wire::Value const& value, std::string_view key) {
    auto const* const found = member(value, key).as<std::string>();
    CAPTURE(key);
    REQUIRE(found != nullptr);
    return *found;
}

wire::Array const& list(wire::Value const& value, std::string_view key) {
    auto const* const found = member(value, key).as<wire::Array>();
    REQUIRE(found != nullptr);
    return *found;
}

/// A picture that no other person of the folder has sent.
std::string small_png() {
    constexpr unsigned char bytes[] = {0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d,
                                       'I',  'H',  'D',  'R',  0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01,
                                       0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00,
                                       0x0d, 'I',  'D',  'A',  'T',  0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0,
                                       0x1f, 0x00, 0x05, 0x00, 0x01, 0xff, 0x89, 0x99, 0x3d, 0x1d, 0x00, 0x00,
                                       0x00, 0x00, 'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82};
    return {reinterpret_cast<char const*>(bytes), sizeof bytes};
}

}  // namespace

std::vector<std::string> names() {
    std::vector<std::string> found;
    for (fs::directory_entry const& entry : fs::directory_iterator(root)) {
        std::string const name = entry.path().filename().string();
        if (name.ends_with(ending)) found.push_back(name.substr(0, name.size() - ending.size()));
    }
    std::sort(found.begin(), found.end());
    return found;
}

Contents contents_of(std::string const& name) {
    auto const file = files::read_small_file(root + "/" + name + ".json");
    REQUIRE(file);
    auto const parsed = wire::parse_json(*file);
    REQUIRE(parsed.ok());
    wire::Value const& said = *parsed;
    Contents out;
    out.written_by = text(said, "written_by");
    out.tenant = text(said, "tenant");
    auto const* const clock_ms = member(said, "clock_ms").as<std::int64_t>();
    REQUIRE(clock_ms != nullptr);
    out.left_at = {*clock_ms};
    for (wire::Value const& one : list(said, "logins")) {
        out.logins.push_back({text(one, "staff_id"), text(one, "login"), text(one, "password"),
                              text(one, "audience"), text(one, "shop_id"), text(one, "role")});
    }
    for (wire::Value const& one : list(said, "buyers")) out.buyers.push_back(*one.as<std::string>());
    wire::Value const& answered = member(said, "answered");
    out.answered = {text(answered, "buyer_id"), text(answered, "key"), text(answered, "body"),
                    text(answered, "ticket_no")};
    for (wire::Value const& one : list(said, "tickets")) {
        out.tickets.push_back({text(one, "no"), text(one, "order_no"), text(one, "shop_id"),
                               text(one, "buyer_id"), text(one, "type"), text(one, "state"),
                               text(one, "arbitration"), text(one, "what")});
    }
    return out;
}

void unpack(std::string const& name, std::string const& into) {
    std::string const command = "tar -xJf '" + root + "/" + name + ending + "' -C '" + into + "'";
    REQUIRE(std::system(command.c_str()) == 0);
}

Desk::Desk(std::string const& name) : contents(contents_of(name)) {
    unpack(name, folder.path());
    store = std::make_unique<store::Store>(store::StoreOptions{folder.path()});
    machine_ms_ = contents.left_at.ms;
    ServiceConfig config;
    config.demo = true;
    config.parties = outside::simulated::simulated_parties(folder.path());
    config.now = [this] { return Instant{machine_ms_}; };
    config.random64 = [this] { return next_random_++; };
    config.reencode_program = AFTERDESK_REENCODE;
    config.log = [](std::string_view said) { MESSAGE(std::string(said)); };
    service = std::make_unique<Service>(*store, std::move(config));
    // The clock had been moved, and the folder knows by how much.
    machine_ms_ -= service->jobs.clock().advanced_ms;
    REQUIRE(now().ms == contents.left_at.ms);
}

Desk::~Desk() = default;

Caller Desk::caller(std::string const& id) const {
    for (Login const& one : contents.logins) {
        if (one.staff_id != id) continue;
        auto const audience = wire::from_name<wire::Audience>(one.audience);
        REQUIRE(audience);
        Caller out = world::World::caller(*audience, id, one.shop_id);
        out.tenant = {contents.tenant};
        bool const shop = *audience == wire::Audience::merchant;
        if (one.role != "manager")
            out.rights = row_of(shop ? StaffRole::reviewer : StaffRole::arbiter).rights;
        return out;
    }
    Caller out = world::World::caller(wire::Audience::buyer, id, "");
    out.tenant = {contents.tenant};
    return out;
}

Caller Desk::merchant_of(std::string const& shop_id, std::string const& but) const {
    for (char const* const role : {"manager", "reviewer"}) {
        for (Login const& one : contents.logins) {
            bool const his = one.audience == "merchant" && one.shop_id == shop_id;
            if (his && one.role == role && one.staff_id != but) return caller(one.staff_id);
        }
    }
    FAIL("nobody is left in " << shop_id);
    return {};
}

wire::TicketDetail Desk::look(std::string const& ticket_no) const {
    auto detail = service->tickets.show(platform(), ticket_no);
    REQUIRE(detail.ok());
    return std::move(detail).value();
}

Result<Kept, Refusal> Desk::give(Caller const& who, wire::TicketDetail const& on, Command const& command) {
    wire::CommandBody const body{command, on.ticket.version};
    std::string const text = wire::write_json(wire::to_json(body));
    return service->tickets.command(who, on.ticket.no.value, body,
                                    {"older-" + std::to_string(++keys_), text});
}

EvidenceId Desk::picture(Caller const& whose) {
    auto const known = pictures_.find(whose.actor_id);
    if (known != pictures_.end()) return known->second;
    auto const added = service->evidence.add(whose, small_png());
    REQUIRE(added.ok());
    return pictures_[whose.actor_id] = EvidenceId{added->id};
}

void Desk::pass(Duration time) {
    service->jobs.run_due();
    REQUIRE(service->jobs.advance_clock(platform(), time).ok());
    service->jobs.run_due();
}

}  // namespace afterdesk::older
