#include "http/downloads.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

namespace afterdesk::http {

std::string chunk_text(std::string_view piece) {
    std::array<char, 20> hex{};
    auto const end = std::to_chars(hex.data(), hex.data() + hex.size(), piece.size(), 16).ptr;
    return std::string(hex.data(), end).append("\r\n").append(piece).append("\r\n");
}

void Downloads::open(ConnectionId connection, Pieces pieces, bool chunked) {
    std::lock_guard const lock(mutex_);
    files_[connection] = std::make_shared<File>(File{std::move(pieces), chunked});
}

bool Downloads::drained(ConnectionId connection) {
    std::shared_ptr<File> file;
    {
        std::lock_guard const lock(mutex_);
        auto const found = files_.find(connection);
        if (found == files_.end()) return false;
        file = found->second;
    }
    bool const goes_on =
        !file->ended && sink_.work([this, connection, file] { send_next(connection, *file); });
    if (!goes_on) sink_.drop(connection);
    return true;
}

void Downloads::send_next(ConnectionId connection, File& file) const {
    try {
        std::string const piece = file.pieces();
        file.ended = piece.empty();
        if (file.ended && !file.chunked) return sink_.drop(connection);
        sink_.push(connection, file.chunked ? chunk_text(piece) : piece);
    } catch (std::exception const&) {  // the store, or memory: the reader sees that the end is missing
        sink_.drop(connection);
    }
}

void Downloads::closed(ConnectionId connection) {
    std::lock_guard const lock(mutex_);
    files_.erase(connection);
}

}  // namespace afterdesk::http
