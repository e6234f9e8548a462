#pragma once
// Pictures from outside are decoded and written anew in a process of its own, with little memory, little time
// and nothing to open: a flaw in a picture library ends that process, not the server.

#include <atomic>
#include <semaphore>
#include <string>
#include <string_view>

namespace afterdesk::files {

inline constexpr int thumbnail_side_px = 320;
inline constexpr int jpeg_quality = 85;
inline constexpr char const* reencode_command = "reencode";

struct ReencodeLimits {
    std::size_t bytes = 10u << 20;
    int side_px = 12'000;
    std::int64_t pixels = 40'000'000;
};

/// Two JPEGs without metadata. Units: width and height of the full one, upright.
struct Reencoded {
    std::string jpeg, thumbnail;
    int width = 0, height = 0;
};

enum class ReencodeOutcome : unsigned char {
    done,
    file_too_large,
    not_a_picture,
    cut_short,          ///< the rest of the picture is missing
    side_too_long,      ///< more than side_px
    too_many_pixels,    ///< more than pixels
    picture_too_large,  ///< more work than a picture may be
    busy,               ///< others were at it for too long
    failed,             ///< the child process could not be run
};

class Reencoder {
  public:
    /// `program` is run as `program reencode`; normally this program itself.
    Reencoder(std::string program, ReencodeLimits limits) : program_(std::move(program)), limits_(limits) {}

    /// Promise: `out` is filled when it is done. At most two child processes at a time.
    ReencodeOutcome reencode(std::string_view bytes, Reencoded& out);

  private:
    std::string program_;
    ReencodeLimits limits_;
    std::counting_semaphore<2> free_{2};
    std::atomic<int> waiting_{0};
};

/// What the child process does: limits itself, reads the picture from standard input, writes the result to
/// standard output, ends. Promise: the exit status tells how it went (ChildExit).
int run_reencode_child();

}  // namespace afterdesk::files
