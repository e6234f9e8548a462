// Every fuzzer without libFuzzer, for a moment: its samples, and what becomes of them when they are altered.
// Hours of them, and guided ones: tools/soak.

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "fault/soak.hpp"
#include "server/sample_files.hpp"
#include "testing.hpp"

#define AFTERDESK_FUZZERS(each)                                                                            \
    each(bill) each(channel) each(command) each(courier) each(form) each(head_gate) each(host)             \
        each(launch_token) each(order) each(pdf) each(picture) each(place) each(policy) each(policy_draft) \
            each(proof) each(quote) each(script) each(search) each(table) each(video)
#define AFTERDESK_DECLARE(name) extern "C" int name##_fuzz(unsigned char const* data, std::size_t size);
AFTERDESK_FUZZERS(AFTERDESK_DECLARE)

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds usual_time{500};
constexpr int share = 6;  ///< of a soak, in hundredths
constexpr std::size_t most_bytes = 8'192;

struct Fuzzer {
    char const* name;
    int (*run)(unsigned char const* data, std::size_t size);
};
#define AFTERDESK_ROW(name) Fuzzer{#name, name##_fuzz},
constexpr Fuzzer fuzzers[] = {AFTERDESK_FUZZERS(AFTERDESK_ROW)};

std::vector<std::string> samples_of(std::string const& name) {
    std::vector<std::string> out;
    std::error_code none;
    std::string const folder = std::string(AFTERDESK_ROOT) + "/tests/fuzz/seeds/" + name;
    for (auto const& entry : std::filesystem::directory_iterator(folder, none)) {
        std::ifstream in(entry.path(), std::ios::binary);
        out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    if (name == "pdf" || name == "video") {
        for (std::string const& file : afterdesk::test::sample_files()) out.push_back(file);
    }
    return out;
}

/// A sample that somebody has laid hands on: bytes changed, put in, taken out, or from another sample.
class Alterer {
  public:
    Alterer(std::vector<std::string> const& samples, unsigned seed) : samples_(samples), random_(seed) {}
    std::string next() {
        std::string text = any();
        for (std::size_t times = 1 + below(4); times > 0; --times) alter(text);
        if (text.size() > most_bytes) text.resize(most_bytes);
        return text;
    }

  private:
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
    std::string const& any() { return samples_[below(samples_.size())]; }
    char byte() {
        static constexpr std::string_view telling = "\"{}[]:,;=.%-\r\n\\ \t0129\xff\xe7\x80";
        return below(2) == 0 ? telling[below(telling.size())] : static_cast<char>(below(256));
    }
    void alter(std::string& text) {
        std::size_t const at = below(text.size() + 1);
        switch (below(5)) {
            case 0:
                if (at < text.size()) text[at] = byte();
                break;
            case 1: text.insert(at, 1 + below(3), byte()); break;
            case 2: text.erase(at, 1 + below(9)); break;
            case 3: text.insert(at, text.substr(below(text.size() + 1), below(40))); break;
            case 4: {
                std::string const& other = any();
                text.insert(at, other.substr(below(other.size() + 1), below(200)));
                break;
            }
        }
    }

    std::vector<std::string> const& samples_;
    std::minstd_rand random_;
};

int run(Fuzzer const& fuzzer, std::string const& text) {
    return fuzzer.run(reinterpret_cast<unsigned char const*>(text.data()), text.size());
}

}  // namespace

TEST_CASE("whatever comes in from outside, the promises of its reader hold") {
    unsigned const seed = std::random_device()();
    std::string said = "seed " + std::to_string(seed) + ":";
    for (Fuzzer const& fuzzer : fuzzers) {
        CAPTURE(fuzzer.name);
        CAPTURE(seed);
        auto const samples = samples_of(fuzzer.name);
        REQUIRE(!samples.empty());
        for (std::string const& sample : samples) CHECK(run(fuzzer, sample) == 0);
        Alterer alterer(samples, seed);
        auto const until = Steady::now() + afterdesk::fault::time_for(usual_time, share);
        int times = 0;
        for (; Steady::now() < until; ++times) CHECK(run(fuzzer, alterer.next()) == 0);
        said += std::string(" ") + fuzzer.name + " " + std::to_string(times);
    }
    MESSAGE(said);
}
