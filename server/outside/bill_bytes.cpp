#include "outside/bill_bytes.hpp"

#include <iconv.h>
#include <zip.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "base/check.hpp"

namespace afterdesk::outside {

namespace {

constexpr std::size_t piece_bytes = 65'536;
/// Of one text, unpacked: a bill of ten million lines.
constexpr std::int64_t most_bytes = std::int64_t{4} << 30;
constexpr zip_int64_t most_entries = 64;
constexpr int gzip_window = 15 + 16;

class FileBytes final : public Bytes {
  public:
    explicit FileBytes(std::string const& path) : file_(std::fopen(path.c_str(), "rbe")) {}
    ~FileBytes() override {
        if (file_ != nullptr) std::fclose(file_);
    }
    std::string_view next() override {
        if (file_ == nullptr) return {};
        std::size_t const count = std::fread(piece_.data(), 1, piece_.size(), file_);
        return {piece_.data(), count};
    }
    bool is_sound() const override { return file_ != nullptr && std::ferror(file_) == 0; }

  private:
    std::FILE* file_;
    std::array<char, piece_bytes> piece_{};
};

class MemoryBytes final : public Bytes {
  public:
    explicit MemoryBytes(std::string_view bytes) : left_(bytes) {}
    std::string_view next() override {
        std::string_view const piece = left_.substr(0, piece_bytes);
        left_.remove_prefix(piece.size());
        return piece;
    }
    bool is_sound() const override { return true; }

  private:
    std::string_view left_;
};

/// What is taken from another one, and turned into something else.
class Turned : public Bytes {
  public:
    explicit Turned(std::unique_ptr<Bytes> from) : from_(std::move(from)) {}
    bool is_sound() const override { return sound_ && from_->is_sound(); }

  protected:
    std::unique_ptr<Bytes> from_;
    bool sound_ = true;
};

class Gunzipped final : public Turned {
  public:
    explicit Gunzipped(std::unique_ptr<Bytes> from) : Turned(std::move(from)) {
        CHECK(inflateInit2(&stream_, gzip_window) == Z_OK);
    }
    ~Gunzipped() override { inflateEnd(&stream_); }

    std::string_view next() override {
        std::size_t count = 0;
        while (count == 0 && sound_) {
            refill();
            if (ended_ && stream_.avail_in == 0) break;
            if (std::exchange(ended_, false)) inflateReset(&stream_);
            count = unpack();
        }
        total_ += static_cast<std::int64_t>(count);
        if (total_ > most_bytes) sound_ = false;
        return sound_ ? std::string_view(out_.data(), count) : std::string_view();
    }

  private:
    void refill() {
        if (stream_.avail_in > 0 || exhausted_) return;
        in_ = from_->next();
        exhausted_ = in_.empty();
        stream_.next_in = reinterpret_cast<Bytef*>(in_.data());
        stream_.avail_in = static_cast<uInt>(in_.size());
    }
    std::size_t unpack() {
        stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
        stream_.avail_out = static_cast<uInt>(out_.size());
        int const done = inflate(&stream_, Z_NO_FLUSH);
        ended_ = done == Z_STREAM_END;
        bool const wants_more = done == Z_BUF_ERROR && stream_.avail_in == 0 && !exhausted_;
        sound_ = done == Z_OK || ended_ || wants_more;
        return out_.size() - stream_.avail_out;
    }

    z_stream stream_{};
    std::string in_;
    std::array<char, piece_bytes> out_{};
    std::int64_t total_ = 0;
    bool ended_ = false, exhausted_ = false;
};

class Recoded final : public Turned {
  public:
    explicit Recoded(std::unique_ptr<Bytes> from)
        : Turned(std::move(from)), cd_(iconv_open("UTF-8", "GB18030")) {
        CHECK(cd_ != reinterpret_cast<iconv_t>(-1));
    }
    ~Recoded() override { iconv_close(cd_); }

    std::string_view next() override {
        std::size_t made = 0;
        while (made == 0 && sound_) {
            std::string_view const piece = from_->next();
            if (piece.empty()) {
                sound_ = in_.empty();  // the half of a character is left
                break;
            }
            in_ += piece;
            made = turn();
        }
        return sound_ ? std::string_view(out_.data(), made) : std::string_view();
    }

  private:
    std::size_t turn() {
        out_.resize(in_.size() * 3 + 16);  // two bytes become three at most, four become four
        char* in = in_.data();
        char* out = out_.data();
        std::size_t left = in_.size(), room = out_.size();
        bool const whole = iconv(cd_, &in, &left, &out, &room) != static_cast<std::size_t>(-1);
        if (!whole && errno != EINVAL) sound_ = false;  // EINVAL: its end is half of a character
        in_.erase(0, in_.size() - left);
        return out_.size() - room;
    }

    iconv_t cd_;
    std::string in_, out_;
};

class PutBack final : public Turned {
  public:
    PutBack(std::string first, std::unique_ptr<Bytes> from)
        : Turned(std::move(from)), first_(std::move(first)) {}
    std::string_view next() override {
        if (std::exchange(again_, false) && !first_.empty()) return first_;
        return from_->next();
    }

  private:
    std::string first_;
    bool again_ = true;
};

/// One file of a zip. Its checksum is looked at where it ends.
class ZipBytes final : public Bytes {
  public:
    explicit ZipBytes(zip_file_t* file) : file_(file) {}
    ~ZipBytes() override { zip_fclose(file_); }
    std::string_view next() override {
        if (!sound_) return {};
        zip_int64_t const count = zip_fread(file_, piece_.data(), piece_.size());
        total_ += std::max<zip_int64_t>(count, 0);
        sound_ = count >= 0 && total_ <= most_bytes;
        return sound_ ? std::string_view(piece_.data(), static_cast<std::size_t>(count)) : std::string_view();
    }
    bool is_sound() const override { return sound_; }

  private:
    zip_file_t* file_;
    std::array<char, piece_bytes> piece_{};
    std::int64_t total_ = 0;
    bool sound_ = true;
};

zip_t* open_zip(BillFile const& file) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source =
        file.path() != nullptr
            ? zip_source_file_create(file.path()->c_str(), 0, -1, &error)
            : zip_source_buffer_create(file.bytes().data(), file.bytes().size(), 0, &error);
    zip_t* const zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (zip == nullptr && source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    return zip;
}

}  // namespace

std::unique_ptr<Bytes> open_bytes(BillFile const& file) {
    if (file.path() != nullptr) return std::make_unique<FileBytes>(*file.path());
    return std::make_unique<MemoryBytes>(file.bytes());
}

std::unique_ptr<Bytes> gunzipped(std::unique_ptr<Bytes> from) {
    return std::make_unique<Gunzipped>(std::move(from));
}

std::unique_ptr<Bytes> recoded(std::unique_ptr<Bytes> from) {
    return std::make_unique<Recoded>(std::move(from));
}

std::unique_ptr<Bytes> put_back(std::string first, std::unique_ptr<Bytes> from) {
    return std::make_unique<PutBack>(std::move(first), std::move(from));
}

bool each_in_zip(BillFile const& file, std::function<bool(std::unique_ptr<Bytes> text)> const& goes_on) {
    zip_t* const zip = open_zip(file);
    if (zip == nullptr) return false;
    zip_int64_t const entries = zip_get_num_entries(zip, 0);
    bool sound = entries > 0 && entries <= most_entries;
    for (zip_int64_t i = 0; sound && i < entries; ++i) {
        zip_file_t* const one = zip_fopen_index(zip, static_cast<zip_uint64_t>(i), 0);
        sound = one != nullptr;  // a folder, or with a password
        if (sound && !goes_on(std::make_unique<ZipBytes>(one))) break;
    }
    zip_discard(zip);
    return sound;
}

}  // namespace afterdesk::outside
