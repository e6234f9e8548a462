#include "cli_tools.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace afterdesk {

namespace {

constexpr std::size_t max_input_bytes = 512u << 20;

struct CloseFile {
    void operator()(std::FILE* file) const {
        if (file != stdin) std::fclose(file);
    }
};

}  // namespace

std::optional<std::string> read_input(std::string const& path) {
    std::unique_ptr<std::FILE, CloseFile> const file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
    if (!file) return std::nullopt;
    std::string text;
    std::array<char, 65'536> chunk{};
    for (;;) {
        std::size_t const got = std::fread(chunk.data(), 1, chunk.size(), file.get());
        text.append(chunk.data(), got);
        if (std::ferror(file.get()) != 0 || text.size() > max_input_bytes) return std::nullopt;
        if (got == 0) return text;
    }
}

std::optional<store::Tenant> pick_tenant(store::Store& store, std::string const& id) {
    auto const all = store.read([](store::ReadTx& tx) { return store::tenants(tx); });
    if (id.empty()) return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
    for (store::Tenant const& tenant : all) {
        if (tenant.id.value == id) return tenant;
    }
    return std::nullopt;
}

wire::Language terminal_language(std::string const& name) {
    if (!name.empty()) return wire::language_from(name);
    for (char const* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        char const* const value = std::getenv(variable);
        if (value != nullptr && *value != '\0') return wire::language_from(value);
    }
    return wire::Language::zh_cn;
}

Instant clock_now() {
    auto const since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
}

int guarded(char const* name, std::function<int()> const& command) {
    try {
        return command();
    } catch (std::exception const& failure) {
        std::fprintf(stderr, "%s: %s\n", name, failure.what());
        return 1;
    }
}

}  // namespace afterdesk
