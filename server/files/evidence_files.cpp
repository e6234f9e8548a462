#include "files/evidence_files.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "crypto/digest.hpp"
#include "files/small_file.hpp"

namespace afterdesk::files {

bool is_sha256_hex(std::string_view text) {
    auto const is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == 64 && std::all_of(text.begin(), text.end(), is_digit);
}

std::string EvidenceFiles::path_of(std::string_view sha256_hex) const {
    CHECK(is_sha256_hex(sha256_hex));
    return folder_ + "/" + std::string(sha256_hex.substr(0, 2)) + "/" + std::string(sha256_hex);
}

std::string EvidenceFiles::keep(std::string_view bytes) const {
    std::string name = crypto::sha256_hex(bytes);
    std::string const folder = folder_ + "/" + name.substr(0, 2);
    make_folder(folder_);
    make_folder(folder);
    if (read(name)) {
        // Another request may be just about to sync the same picture; our row must not be there before it.
        make_durable(path_of(name));
    } else {
        write_small_file(path_of(name), bytes);
    }
    return name;
}

std::optional<std::string> EvidenceFiles::read(std::string_view sha256_hex) const {
    if (!is_sha256_hex(sha256_hex)) return std::nullopt;
    auto bytes = read_small_file(path_of(sha256_hex));
    if (bytes && crypto::sha256_hex(*bytes) != sha256_hex) return std::nullopt;
    return bytes;
}

}  // namespace afterdesk::files
