#include "doctor.hpp"

namespace afterdesk {

namespace {

using Kind = Diagnosis::Kind;

/// Rule: 快递100's 503 (signature), 600 and 601 (key).
bool knows_us(std::string const& code) {
    return !code.starts_with("503") && !code.starts_with("600") && !code.starts_with("601");
}

Diagnosis examine_pickups(outside::Courier& courier, Instant now) {
    std::string const who = courier.picks_up_by();
    outside::PickupOrder asked{.booking_no = "examine", .task_id = "0"};
    asked.now = asked.sent_at = now;
    auto const answer = courier.look(asked);
    if (answer.outcome == outside::Outcome::unknown)
        return {
            Kind::remark,
            {"上门取件服务没有给出可用的回答（" + answer.code + "）：请检查 --kuaidi100-order-url 和网络。",
             "Whoever books door pickups gave no answer to go by (" + answer.code +
                 "): check --kuaidi100-order-url and the network."}};
    if (!knows_us(answer.code))
        return {Kind::wrong,
                {"上门取件服务不认可我方签名（" + answer.code +
                     "）：请核对 --kuaidi100-key 和 --kuaidi100-secret。",
                 "Whoever books door pickups does not know our signature (" + answer.code +
                     "): check --kuaidi100-key and --kuaidi100-secret."}};
    return {Kind::sound, {"可以预约上门取件（" + who + "）。", "Door pickups can be booked (" + who + ")."}};
}

}  // namespace

std::vector<Diagnosis> examine_couriers(ServeConfig const& config, Instant now) {
    std::vector<Diagnosis> out;
    bool const demo = !config.demo_dir.empty();
    if (demo || config.courier.secret_file.empty()) return out;
    auto const courier = connect_courier(config.courier, demo, config.channels.by, config.public_url);
    if (!courier.ok()) {
        for (Said const& problem : courier.error()) out.push_back({Kind::wrong, problem});
        return out;
    }
    if (*courier) out.push_back(examine_pickups(**courier, now));
    return out;
}

}  // namespace afterdesk
