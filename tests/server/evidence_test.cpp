// Evidence: only pictures come in, upright and without metadata; bombs and lies do not; files are what their
// names say.

#include <png.h>
#include <webp/encode.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdlib>

#include "crypto/digest.hpp"
#include "files/evidence_files.hpp"
#include "files/picture.hpp"
#include "files/pixels.hpp"
#include "files/reencode.hpp"
#include "files/sandbox.hpp"
#include "files/small_file.hpp"
#include "store/erasure.hpp"
#include "store/sessions.hpp"
#include "world.hpp"

using namespace afterdesk;
using namespace afterdesk::files;
using world::World;

namespace {

/// Red on the left, blue on the right, so that turning shows.
Pixels two_colours(int width, int height) {
    Pixels out{width, height, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            bool const left = x < width / 2;
            out.rgb.insert(out.rgb.end(),
                           {std::uint8_t(left ? 255 : 0), std::uint8_t(0), std::uint8_t(left ? 0 : 255)});
        }
    }
    return out;
}

/// 'r' or 'b' at this place, '?' for anything else.
char colour(Pixels const& pixels, int x, int y) {
    auto const at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)) *
        3;
    if (pixels.rgb[at] > 180 && pixels.rgb[at + 2] < 80) return 'r';
    return pixels.rgb[at] < 80 && pixels.rgb[at + 2] > 180 ? 'b' : '?';
}

Pixels decoded(std::string const& jpeg) {
    auto const head = read_picture_head(jpeg);
    REQUIRE(head);
    return decode_picture(jpeg, *head);
}

std::string be16(std::size_t n) { return {static_cast<char>(n >> 8), static_cast<char>(n & 0xff)}; }

/// An EXIF block with an orientation and something private.
std::string exif(int orientation) {
    std::string tiff("MM\0*\0\0\0\x08\0\x01", 10);
    tiff += std::string("\x01\x12\0\x03\0\0\0\x01\0", 9) + static_cast<char>(orientation) +
            std::string("\0\0\0\0\0\0", 6);
    return tiff + "GPS 30.2741N 120.1551E";
}

std::string jpeg_with_exif(int orientation) {
    std::string jpeg = encode_jpeg(two_colours(80, 40), 90);
    std::string const block = std::string("Exif\0\0", 6) + exif(orientation);
    return jpeg.insert(2, "\xff\xe1" + be16(block.size() + 2) + block);
}

std::string png_of(Pixels const& pixels, bool transparent = false) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(pixels.width);
    image.height = static_cast<png_uint_32>(pixels.height);
    image.format = transparent ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
    std::vector<std::uint8_t> bytes = pixels.rgb;
    if (transparent)
        bytes.assign(static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 4, 0);
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&image, nullptr, &size, 0, bytes.data(), 0, nullptr);
    std::string out(size, '\0');
    REQUIRE(png_image_write_to_memory(&image, out.data(), &size, 0, bytes.data(), 0, nullptr) != 0);
    out.resize(size);
    return out;
}

std::string webp_of(Pixels const& pixels, bool lossless) {
    std::uint8_t* bytes = nullptr;
    std::size_t const size =
        lossless
            ? WebPEncodeLosslessRGB(pixels.rgb.data(), pixels.width, pixels.height, pixels.width * 3, &bytes)
            : WebPEncodeRGB(pixels.rgb.data(), pixels.width, pixels.height, pixels.width * 3, 90.0F, &bytes);
    std::string out(reinterpret_cast<char const*>(bytes), size);
    WebPFree(bytes);
    return out;
}

/// The same file that says it has other measures.
std::string png_that_claims(std::uint32_t width, std::uint32_t height) {
    std::string png = png_of(two_colours(10, 10));
    for (std::size_t i = 0; i < 4; ++i) {
        png[16 + i] = static_cast<char>(width >> (24 - 8 * i) & 0xff);
        png[20 + i] = static_cast<char>(height >> (24 - 8 * i) & 0xff);
    }
    return png;
}

Reencoder& reencoder() {
    static Reencoder one(AFTERDESK_REENCODE, {});
    return one;
}

Reencoded rewritten(std::string const& bytes) {
    Reencoded out;
    REQUIRE(reencoder().reencode(bytes, out) == ReencodeOutcome::done);
    return out;
}

ReencodeOutcome outcome(std::string const& bytes) {
    Reencoded out;
    return reencoder().reencode(bytes, out);
}

}  // namespace

TEST_CASE("heads are read without decoding") {
    Pixels const pixels = two_colours(80, 40);
    struct Row {
        std::string bytes;
        PictureKind kind;
    };
    for (Row const& row : {Row{encode_jpeg(pixels, 90), PictureKind::jpeg},
                           {png_of(pixels), PictureKind::png},
                           {webp_of(pixels, false), PictureKind::webp},
                           {webp_of(pixels, true), PictureKind::webp}}) {
        auto const head = read_picture_head(row.bytes);
        REQUIRE(head);
        CHECK(head->kind == row.kind);
        CHECK(head->width == 80);
        CHECK(head->height == 40);
        // Cut anywhere, it is read without harm.
        for (std::size_t n = 0; n < std::min<std::size_t>(row.bytes.size(), 400); ++n) {
            read_picture_head(std::string_view(row.bytes).substr(0, n));
        }
    }
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CHECK(read_picture_head(jpeg_with_exif(orientation))->orientation == orientation);
    }
    CHECK(read_picture_head(jpeg_with_exif(9))->orientation == 1);
}

TEST_CASE("JPEG, PNG and WebP come out as JPEG with a thumbnail") {
    Pixels const pixels = two_colours(800, 400);
    for (std::string const& bytes :
         {encode_jpeg(pixels, 90), png_of(pixels), webp_of(pixels, false), webp_of(pixels, true)}) {
        Reencoded const out = rewritten(bytes);
        CHECK(out.width == 800);
        CHECK(out.height == 400);
        Pixels const full = decoded(out.jpeg);
        CHECK(colour(full, 100, 200) == 'r');
        CHECK(colour(full, 700, 200) == 'b');
        Pixels const small = decoded(out.thumbnail);
        CHECK(small.width == 320);
        CHECK(small.height == 160);
        CHECK(colour(small, 40, 80) == 'r');
    }
    // What can be seen through becomes white.
    Pixels const clear = decoded(rewritten(png_of(pixels, true)).jpeg);
    CHECK(clear.rgb[0] > 250);
    CHECK(clear.rgb[1] > 250);
}

TEST_CASE("pictures stand upright and tell nothing else") {
    struct Row {
        int orientation;
        char const* corners;  ///< top left, top right, bottom left, bottom right
    };
    for (Row const& row : {Row{1, "rbrb"},
                           {2, "brbr"},
                           {3, "brbr"},
                           {4, "rbrb"},
                           {5, "rrbb"},
                           {6, "rrbb"},
                           {7, "bbrr"},
                           {8, "bbrr"}}) {
        CAPTURE(row.orientation);
        std::string const original = jpeg_with_exif(row.orientation);
        REQUIRE(original.find("GPS 30") != std::string::npos);
        Reencoded const out = rewritten(original);
        bool const on_its_side = row.orientation >= 5;
        CHECK(out.width == (on_its_side ? 40 : 80));
        Pixels const full = decoded(out.jpeg);
        int const right = full.width - 5;
        int const bottom = full.height - 5;
        std::string const corners{colour(full, 5, 5), colour(full, right, 5), colour(full, 5, bottom),
                                  colour(full, right, bottom)};
        CHECK(corners == row.corners);
        for (std::string const* jpeg : {&out.jpeg, &out.thumbnail}) {
            CHECK(jpeg->find("GPS") == std::string::npos);
            CHECK(jpeg->find("Exif") == std::string::npos);
        }
    }
}

TEST_CASE("what is no picture, or too much of one, is refused") {
    CHECK(outcome("") == ReencodeOutcome::not_a_picture);
    CHECK(outcome("GIF89a..........") == ReencodeOutcome::not_a_picture);
    CHECK(outcome("<svg xmlns='http://www.w3.org/2000/svg'/>") == ReencodeOutcome::not_a_picture);
    CHECK(outcome(std::string((10u << 20) + 1, 'x')) == ReencodeOutcome::file_too_large);
    CHECK(outcome(png_that_claims(12'001, 10)) == ReencodeOutcome::side_too_long);
    CHECK(outcome(png_that_claims(8'000, 8'000)) == ReencodeOutcome::too_many_pixels);
    // Heads that lie: the child finds out.
    CHECK(outcome(png_that_claims(5'000, 5'000)) == ReencodeOutcome::not_a_picture);
    CHECK(outcome("\xff\xd8\xff\xc0" + be16(11) + std::string("\x08\0\x10\0\x10\x01\x01\x11\0", 9)) ==
          ReencodeOutcome::cut_short);
    std::string cut = png_of(two_colours(300, 300));
    cut.resize(cut.size() / 2);
    CHECK(outcome(cut) == ReencodeOutcome::cut_short);
    for (bool const lossless : {false, true}) {
        cut = webp_of(two_colours(300, 300), lossless);
        cut.resize(cut.size() / 2);
        CHECK(outcome(cut) == ReencodeOutcome::cut_short);
    }
}

TEST_CASE("damaged pictures never harm: random changes end in a picture or a refusal") {
    std::uint64_t state = 7;
    auto const random = [&] {
        return state = state * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
    };
    Pixels const pixels = two_colours(64, 48);
    std::string const originals[] = {encode_jpeg(pixels, 90), png_of(pixels), webp_of(pixels, false),
                                     webp_of(pixels, true)};
    for (int round = 0; round < 60; ++round) {
        std::string bytes = originals[round % 4];
        for (int i = 0; i < 4; ++i) {
            // The upper bits of the generator are the good ones.
            bytes[(random() >> 33) % bytes.size()] = static_cast<char>(random() >> 40);
        }
        CAPTURE(round);
        ReencodeOutcome const how = outcome(bytes);
        CHECK(how != ReencodeOutcome::failed);
        CHECK(how != ReencodeOutcome::busy);
    }
}

TEST_CASE("a child that hangs, dies or is not there does not harm the server") {
    std::string const picture = encode_jpeg(two_colours(10, 10), 90);
    Reencoded out;
    CHECK(Reencoder("/nowhere/afterdesk", {}).reencode(picture, out) == ReencodeOutcome::failed);
    CHECK(Reencoder("/bin/false", {}).reencode(picture, out) == ReencodeOutcome::failed);
    CHECK(Reencoder("/bin/true", {}).reencode(picture, out) == ReencodeOutcome::failed);
    // It does not read, does not answer, does not end: `yes reencode` talks for ever.
    CHECK(Reencoder("/usr/bin/yes", {}).reencode(picture, out) != ReencodeOutcome::done);
}

TEST_CASE("behind the closed door nothing can be opened, started or made executable") {
    pid_t const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // The kernel is asked directly: a sanitizer's wrappers have needs of their own.
        auto const end = [](int how) { ::syscall(SYS_exit_group, how); };
        auto const refused = [](long result) { return result == -1 && errno == EPERM; };
        if (!close_the_door()) end(42);
        long const memory =
            ::syscall(SYS_mmap, 0, 4'096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == -1) end(1);
        if (!refused(::syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY))) end(2);
        if (!refused(::syscall(SYS_chdir, "/"))) end(3);
        if (!refused(::syscall(SYS_socket, 2, 1, 0))) end(4);
        if (!refused(::syscall(SYS_mprotect, memory, 4'096, PROT_READ | PROT_EXEC))) end(5);
        if (::syscall(SYS_mprotect, memory, 4'096, PROT_READ) != 0) end(6);
        end(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    if (WEXITSTATUS(status) == 42) {
        MESSAGE("this kernel has no seccomp: skipped");
        return;
    }
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("files are kept once under their hash, and missed when they change") {
    world::Folder folder;
    EvidenceFiles const files(folder.path());
    std::string const name = files.keep("bytes");
    CHECK(name == crypto::sha256_hex("bytes"));
    CHECK(files.keep("bytes") == name);
    CHECK(files.read(name) == "bytes");
    std::string const path = folder.path() + "/evidence/" + name.substr(0, 2) + "/" + name;
    CHECK(std::filesystem::exists(path));
    write_small_file(path, "other");
    CHECK(!files.read(name));
    CHECK(files.keep("bytes") == name);
    CHECK(files.read(name) == "bytes");
    for (char const* bad : {"", "../../etc/passwd", "AB", "zz"}) CHECK(!files.read(bad));
    CHECK(!files.read(std::string(64, 'A')));
}

TEST_CASE("a buyer's picture is seen by him, by the shop of his ticket and by the platform only") {
    World w;
    w.reencode_program = AFTERDESK_REENCODE;
    w.start();
    auto const added = w.service->evidence.add(w.buyer, jpeg_with_exif(6));
    REQUIRE(added.ok());
    CHECK(added->width == 40);
    CHECK(added->height == 80);
    auto const sees = [&](Caller const& who, bool thumbnail = false) {
        return w.service->evidence.find(who, added->id, thumbnail).ok();
    };
    CHECK(sees(w.buyer));
    CHECK(sees(w.buyer, true));
    for (Caller const& who : {w.merchant, w.platform, w.other_buyer, w.other_merchant}) CHECK(!sees(who));

    auto body =
        w.application(w.buyer, "E2", World::request(TicketType::return_refund, "quality", {{1, 1, {}}}));
    body.apply.evidence = {{added->id}};
    REQUIRE(w.apply(w.buyer, body, "k").ok());
    CHECK(sees(w.merchant));
    CHECK(sees(w.merchant, true));
    CHECK(sees(w.platform));
    CHECK(!sees(w.other_buyer));
    CHECK(!sees(w.other_merchant));
    Caller elsewhere = w.platform;
    elsewhere.tenant = {"other"};
    CHECK(!sees(elsewhere));
    CHECK(w.service->evidence.find(w.buyer, "../../afterdesk.db", false).error().front().rule ==
          Rule::not_found);

    auto const found = w.service->evidence.find(w.merchant, added->id, false);
    CHECK(found->type == "image/jpeg");
    CHECK(crypto::sha256_hex(*w.service->evidence.read(*found)) == added->id);
    CHECK(w.differences().empty());
    std::filesystem::remove(w.folder.path() + "/evidence/" + added->id.substr(0, 2) + "/" + added->id);
    CHECK(w.differences().size() == 1);
}

TEST_CASE("a picture whose sender was erased while it came in is not kept, until he signs in again") {
    World w;
    w.reencode_program = AFTERDESK_REENCODE;
    w.start();
    w.store->write([](store::WriteTx& tx) {
        store::ErasedRows out;
        store::erase_buyer(tx, {"mall"}, {"b1"}, out);
        store::note_erasure(tx, {{"mall"}, store::Erasable::buyer, "b1", 0, world::noon});
        return true;
    });
    auto const refused = w.service->evidence.add(w.buyer, jpeg_with_exif(6));
    REQUIRE(!refused.ok());
    CHECK(refused.error().front().rule == Rule::not_signed_in);
    for (std::string const& folder : EvidenceFiles(w.folder.path()).folders())
        CHECK(std::filesystem::is_empty(folder));
    CHECK(w.service->evidence.add(w.other_buyer, jpeg_with_exif(6)).ok());

    w.store->write([](store::WriteTx& tx) {
        store::Session session;
        session.token_hash = std::string(32, 't');
        session.tenant = {"mall"};
        session.actor_id = "b1";
        session.created = session.seen = world::noon;
        session.idle = hours(1);
        session.expires = world::noon + hours(1);
        store::add_session(tx, session);
        return true;
    });
    CHECK(w.service->evidence.add(w.buyer, jpeg_with_exif(6)).ok());
}

TEST_CASE("a refused picture is told what is wrong with it") {
    World w;
    w.reencode_program = AFTERDESK_REENCODE;
    w.start();
    std::string cut = png_of(two_colours(300, 300));
    cut.resize(cut.size() / 2);
    struct Row {
        std::string bytes;
        Mistake mistake;
    };
    for (Row const& row : {Row{"no picture", {Rule::not_a_picture, ""}},
                           {cut, {Rule::picture_cut_short, ""}},
                           {png_that_claims(8'064, 6'048), {Rule::picture_too_large, "", 40'000'000}},
                           {png_that_claims(12'001, 1'000), {Rule::picture_side_too_long, "", 12'000}},
                           {std::string((10u << 20) + 1, 'x'), {Rule::file_too_large, "", 10 << 20}}}) {
        auto const added = w.service->evidence.add(w.buyer, row.bytes);
        REQUIRE(!added.ok());
        CHECK(added.error() == Mistakes{row.mistake});
    }
}
