// The child's side of re-encoding. It trusts nothing it reads and is trusted with nothing.

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <new>

#include "files/pixels.hpp"
#include "files/reencode_wire.hpp"
#include "files/sandbox.hpp"

// A sanitizer reserves terabytes of addresses, and asks the kernel for things of its own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define AFTERDESK_WATCHED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define AFTERDESK_WATCHED
#endif
#endif

namespace afterdesk::files {

namespace {

[[maybe_unused]] constexpr rlim_t memory_bytes = 512u << 20;
constexpr rlim_t cpu_seconds = 5;
constexpr rlim_t open_files = 4;
constexpr std::size_t max_input = 64u << 20;

void limit(int what, rlim_t most) {
    rlimit const both{most, most};
    if (::setrlimit(static_cast<__rlimit_resource_t>(what), &both) != 0) end_child(ChildExit::failed);
}

void limit_myself() {
#if !defined(AFTERDESK_WATCHED)
    limit(RLIMIT_AS, memory_bytes);
#endif
    limit(RLIMIT_CPU, cpu_seconds);
    limit(RLIMIT_NOFILE, open_files);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NPROC, 0);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
#if !defined(AFTERDESK_WATCHED)
    close_the_door();  // where the kernel can not, the limits above remain
#endif
}

std::string read_all(int fd) {
    std::string out;
    char buffer[1 << 16];
    for (;;) {
        ssize_t const n = ::read(fd, buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) end_child(ChildExit::failed);
        if (n == 0) return out;
        if (out.size() > max_input) end_child(ChildExit::too_large);
        out.append(buffer, static_cast<std::size_t>(n));
    }
}

void write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t const n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) end_child(ChildExit::failed);
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

}  // namespace

int run_reencode_child() {
    limit_myself();
    try {
        std::string const bytes = read_all(STDIN_FILENO);
        auto const head = read_picture_head(bytes);
        if (!head) end_child(ChildExit::not_a_picture);
        Pixels const pixels = turn_upright(decode_picture(bytes, *head), head->orientation);
        Reencoded answer;
        answer.width = pixels.width;
        answer.height = pixels.height;
        answer.jpeg = encode_jpeg(pixels, jpeg_quality);
        answer.thumbnail = encode_jpeg(shrink(pixels, thumbnail_side_px), jpeg_quality);
        write_all(STDOUT_FILENO, write_answer(answer));
    } catch (std::bad_alloc const&) {
        end_child(ChildExit::too_large);
    }
    end_child(ChildExit::ok);
}

}  // namespace afterdesk::files
