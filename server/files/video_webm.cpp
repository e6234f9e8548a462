// WebM: elements in elements, down to the first track of pictures.

#include <algorithm>
#include <array>
#include <optional>

#include "files/bytes.hpp"
#include "files/video.hpp"

namespace afterdesk::files {

namespace {

using Fault = VideoFault;

constexpr int max_elements = 4'096;  ///< looked at in one element
constexpr std::array codecs = {"V_VP8", "V_VP9", "V_AV1"};

/// Rule: RFC 8794 §7, RFC 9559 §5.1. With the bits that tell their length.
enum Id : std::uint32_t {
    ebml = 0x1A45DFA3,
    doc_type = 0x4282,
    segment = 0x18538067,
    cluster = 0x1F43B675,
    tracks = 0x1654AE6B,
    track_entry = 0xAE,
    track_type = 0x83,
    codec_id = 0x86,
    video = 0xE0,
    pixel_width = 0xB0,
    pixel_height = 0xBA,
};

struct Element {
    std::uint32_t id = 0;
    std::string_view content;
    bool endless = false;  ///< its size is not said: it goes on to the end
};

class Elements {
  public:
    explicit Elements(std::string_view content) : in_(content) {}

    /// Nothing at the end, for what is none, and for one that goes on behind the end (`cut`).
    std::optional<Element> next() {
        if (next_ >= in_.size() || ++count_ > max_elements) return std::nullopt;
        Element out;
        std::size_t const id_bytes = length_at(next_);
        if (id_bytes == 0 || id_bytes > 4) return std::nullopt;
        out.id = in_.number(next_, static_cast<int>(id_bytes));
        std::size_t const size_at = next_ + id_bytes;
        std::size_t const size_bytes = length_at(size_at);
        if (size_bytes == 0) return std::nullopt;
        std::uint64_t size = in_.number(size_at, 1) & (0xFFu >> size_bytes);
        bool all_ones = size == 0xFFu >> size_bytes;
        for (std::size_t i = 1; i < size_bytes; ++i) {
            std::uint32_t const byte = in_.number(size_at + i, 1);
            size = size << 8 | byte;
            all_ones = all_ones && byte == 0xFF;
        }
        std::size_t const from = std::min(size_at + size_bytes, in_.size());
        out.endless = all_ones;
        if (!all_ones && size > in_.size() - from) {
            cut_ = true;
            size = in_.size() - from;
        }
        auto const bytes = all_ones ? in_.size() - from : static_cast<std::size_t>(size);
        out.content = in_.part(from, bytes);
        next_ = from + bytes;
        return out;
    }
    bool cut() const { return cut_; }

  private:
    /// How many bytes a number has: one more than the zeros it begins with.
    std::size_t length_at(std::size_t at) const {
        std::uint32_t const first = in_.number(at, 1);
        for (std::size_t n = 1; n <= 8; ++n) {
            if ((first & (0x80u >> (n - 1))) != 0) return n;
        }
        return 0;
    }

    Bytes in_;
    std::size_t next_ = 0;
    int count_ = 0;
    bool cut_ = false;
};

std::string_view inside(std::string_view content, Id id) {
    Elements elements(content);
    auto found = elements.next();
    while (found && found->id != id) found = elements.next();
    return found ? found->content : std::string_view();
}

int number_in(std::string_view content, Id id) {
    std::string_view const digits = inside(content, id);
    if (digits.size() > 4) return 0;
    std::uint32_t const number = Bytes(digits).number(0, static_cast<int>(digits.size()));
    return number > 65'535 ? 0 : static_cast<int>(number);
}

bool read_track(std::string_view entry, VideoHead& head) {
    if (number_in(entry, track_type) != 1) return false;
    std::string_view codec = inside(entry, codec_id);
    codec = codec.substr(0, codec.find('\0'));
    if (std::find(codecs.begin(), codecs.end(), codec) == codecs.end()) return false;
    head.codec = std::string(codec);
    head.width = number_in(inside(entry, video), pixel_width);
    head.height = number_in(inside(entry, video), pixel_height);
    return head.width > 0 && head.height > 0;
}

bool read_tracks(std::string_view content, VideoHead& head) {
    Elements entries(content);
    while (auto const entry = entries.next()) {
        if (entry->id == track_entry && read_track(entry->content, head)) return true;
    }
    return false;
}

}  // namespace

bool is_ebml(std::string_view bytes) { return Bytes(bytes).number(0, 4) == ebml; }

Result<VideoHead, VideoFault> read_webm(std::string_view bytes) {
    Elements elements(bytes);
    auto const first = elements.next();
    if (!first || first->id != ebml || first->endless) return Err{Fault::not_a_video};
    std::string_view const type = inside(first->content, doc_type);
    if (type.substr(0, type.find('\0')) != "webm") return Err{Fault::not_a_video};
    auto const body = elements.next();
    if (!body || elements.cut()) return Err{Fault::cut_short};
    if (body->id != segment) return Err{Fault::not_a_video};
    VideoHead head;
    head.kind = VideoKind::webm;
    bool has_tracks = false, has_pictures = false, has_data = false;
    Elements parts(body->content);
    // A cluster whose size is not said goes on to the end: what stands behind it is not looked at.
    while (auto const part = parts.next()) {
        if (part->id == cluster) has_data |= !part->content.empty();
        if (part->id != tracks) continue;
        has_tracks = true;
        if (!has_pictures) has_pictures = read_tracks(part->content, head);
    }
    if (parts.cut() || !has_tracks || !has_data) return Err{Fault::cut_short};
    if (!has_pictures) return Err{Fault::not_a_video};
    return head;
}

}  // namespace afterdesk::files
