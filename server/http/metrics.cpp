#include "http/metrics.hpp"

#include <algorithm>

namespace afterdesk::http {

namespace {

void head_line(std::string& out, std::string_view name, std::string_view kind, std::string_view help) {
    out.append("# HELP ").append(name).append(" ").append(help).append("\n");
    out.append("# TYPE ").append(name).append(" ").append(kind).append("\n");
}

void line(std::string& out, std::string_view name, std::string_view labels, std::string const& value) {
    out.append(name);
    if (!labels.empty()) out.append("{").append(labels).append("}");
    out.append(" ").append(value).append("\n");
}

std::string seconds(std::int64_t us) {
    std::string const fraction = std::to_string(us % 1'000'000);
    return std::to_string(us / 1'000'000) + "." + std::string(6 - fraction.size(), '0') + fraction;
}

/// The same text, of one that stays.
std::string_view known(std::string_view method) {
    constexpr std::string_view methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    auto const found = std::find(std::begin(methods), std::end(methods), method);
    return found == std::end(methods) ? std::string_view("other") : *found;
}

}  // namespace

void Metrics::answered(std::string_view method, std::string_view pattern, int status,
                       std::chrono::microseconds took) {
    Answer const answer{known(method), pattern, status};
    std::lock_guard const lock(mutex_);
    ++requests_[answer];
    ++total_;
    total_us_ += took.count();
    for (std::size_t i = 0; i < limits_us.size(); ++i) {
        if (took.count() <= limits_us[i]) ++within_[i];
    }
}

void Metrics::refused(std::string_view why) {
    std::lock_guard const lock(mutex_);
    auto const found = refused_.find(why);
    if (found == refused_.end()) {
        refused_.emplace(why, 1);
    } else {
        ++found->second;
    }
}

void Metrics::watch(std::string name, Kind kind, std::string help, std::function<std::int64_t()> value) {
    std::lock_guard const lock(mutex_);
    watched_.push_back({std::move(name), kind, std::move(help), std::move(value)});
}

std::string Metrics::text() const {
    std::lock_guard const lock(mutex_);
    std::string out;
    head_line(out, "afterdesk_requests_total", "counter", "Requests by route and status.");
    std::map<std::string, std::int64_t> by_labels;
    for (auto const& [answer, count] : requests_)
        by_labels["method=\"" + std::string(answer.method) + "\",route=\"" + std::string(answer.pattern) +
                  "\",status=\"" + std::to_string(answer.status) + "\""] = count;
    for (auto const& [labels, count] : by_labels)
        line(out, "afterdesk_requests_total", labels, std::to_string(count));
    head_line(out, "afterdesk_refused_total", "counter",
              "Requests refused before a route saw them, by reason.");
    for (auto const& [why, count] : refused_) {
        line(out, "afterdesk_refused_total", "reason=\"" + why + "\"", std::to_string(count));
    }
    head_line(out, "afterdesk_request_seconds", "histogram", "Time from the whole request to its answer.");
    for (std::size_t i = 0; i < limits_us.size(); ++i) {
        line(out, "afterdesk_request_seconds_bucket", "le=\"" + seconds(limits_us[i]) + "\"",
             std::to_string(within_[i]));
    }
    line(out, "afterdesk_request_seconds_bucket", "le=\"+Inf\"", std::to_string(total_));
    line(out, "afterdesk_request_seconds_sum", "", seconds(total_us_));
    line(out, "afterdesk_request_seconds_count", "", std::to_string(total_));
    for (Watched const& w : watched_) {
        head_line(out, w.name, w.kind == Kind::counter ? "counter" : "gauge", w.help);
        line(out, w.name, "", std::to_string(w.value()));
    }
    return out;
}

}  // namespace afterdesk::http
