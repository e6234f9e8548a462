#include "cli_quote.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli_tools.hpp"
#include "wire/quote_text.hpp"

namespace afterdesk {

namespace {

constexpr int failed_status = 1;

struct CloseFile {
    void operator()(std::FILE* file) const {
        if (file != stdin) std::fclose(file);
    }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// The file, or somewhat more than may be read of it. Errors: nothing when reading fails (errno says why).
std::optional<std::string> read_all(std::FILE* file) {
    std::string text;
    std::array<char, 65'536> chunk{};
    while (text.size() <= wire::max_quote_file_bytes) {
        std::size_t const got = std::fread(chunk.data(), 1, chunk.size(), file);
        text.append(chunk.data(), got);
        if (std::ferror(file)) return std::nullopt;
        if (got == 0) break;
    }
    return text;
}

}  // namespace

int cli_quote(char const* path) {
    File const file(std::string_view(path) == "-" ? stdin : std::fopen(path, "rb"));
    std::optional<std::string> const text = file ? read_all(file.get()) : std::nullopt;
    if (!text) {
        std::fprintf(stderr, "afterdesk quote: cannot read %s: %s.\n", path, std::strerror(errno));
        return failed_status;
    }
    wire::CliResult const result = wire::quote_text(*text, terminal_language());
    bool const written = std::fwrite(result.out.data(), 1, result.out.size(), stdout) == result.out.size();
    if (!written || std::fflush(stdout) != 0) {
        std::fprintf(stderr, "afterdesk quote: cannot write the answer: %s.\n", std::strerror(errno));
        return failed_status;
    }
    return result.status;
}

}  // namespace afterdesk
