#pragma once
// A file that is written piece by piece, to be read again at once: it need not outlive a crash.

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace afterdesk::outside {

class FileWriter {
  public:
    /// Begins it anew.
    explicit FileWriter(std::string const& path) : file_(std::fopen(path.c_str(), "wbe")) {}
    ~FileWriter() { finish(); }
    FileWriter(FileWriter const&) = delete;
    FileWriter& operator=(FileWriter const&) = delete;

    /// False when the disk refuses it, or it is longer than any bill.
    bool add(std::string_view piece) {
        bytes_ += static_cast<std::int64_t>(piece.size());
        good_ = good_ && file_ != nullptr && bytes_ <= most_bytes &&
                std::fwrite(piece.data(), 1, piece.size(), file_) == piece.size();
        return good_;
    }
    /// Promise: true when all of it can be read.
    bool finish() {
        if (file_ == nullptr) return false;
        if (!finished_) good_ = std::fclose(file_) == 0 && good_;
        finished_ = true;
        return good_;
    }

  private:
    static constexpr std::int64_t most_bytes = std::int64_t{4} << 30;
    std::FILE* file_;
    std::int64_t bytes_ = 0;
    bool good_ = true, finished_ = false;
};

}  // namespace afterdesk::outside
