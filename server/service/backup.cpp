#include "service/backup.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>

#include "files/small_file.hpp"
#include "outside/simulated/book.hpp"
#include "service/copying.hpp"
#include "service/erasure.hpp"
#include "store/copies.hpp"
#include "store/desk_clock.hpp"
#include "store/store.hpp"

namespace afterdesk {

namespace {

namespace fs = std::filesystem;

/// Keys, and what says that the folder is one. Those that are there are copied.
constexpr std::array<std::string_view, 7> beside_tables{
    "folder.id", "launch.key", "proof.key", "browser.key", "channel.key", "paid_later.json", erased_list};
/// More than the tables: keys, second names, what is still to come.
constexpr std::int64_t more_room = 16 << 20;

Instant desk_time(std::string const& data_dir) {
    store::Moment moment(data_dir);
    auto const clock = store::read_clock(moment.tx());
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count() + clock.offset.ms +
            clock.advanced.ms};
}

void copy_beside(std::string const& from, std::string const& to) {
    namespace simulated = outside::simulated;
    for (std::string_view const name : beside_tables) {
        std::string const file = "/" + std::string(name);
        files::copy_file(from + file, to + file);
    }
    std::string const book = simulated::book_file(from);
    if (fs::exists(book)) simulated::Book(book).copy_to(simulated::book_file(to));
}

/// All that lies at the top of the copy, with its sum.
copying::Manifest manifest_of(std::string const& folder, Instant moment) {
    copying::Manifest manifest{moment, {}};
    for (auto const& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file())
            manifest.files.push_back(copying::kept_file(folder, entry.path().filename().string()));
    }
    std::sort(manifest.files.begin(), manifest.files.end(),
              [](auto const& a, auto const& b) { return a.name < b.name; });
    return manifest;
}

}  // namespace

Result<Copied, CopyProblem> back_up(BackupOptions const& options) {
    if (!fs::exists(store::tables_file(options.data_dir)))
        return Err{CopyProblem{CopyFault::no_mall, options.data_dir}};
    if (auto problem = copying::overlap(options.data_dir, options.target)) return Err{*problem};
    if (auto problem = copying::Place::refusal(options.target)) return Err{*problem};
    copying::Place const place(options.target);
    std::int64_t const needed = store::bytes_of_tables(options.data_dir) + more_room;
    if (auto problem = copying::lack_of_room(options.target, needed)) {
        fs::remove(place.path());
        return Err{*problem};
    }
    Copied out;
    out.moment = desk_time(options.data_dir);
    // The tables first: what they speak of lies there longer than they do.
    store::copy_tables(options.data_dir, place.path());
    copy_beside(options.data_dir, place.path());
    copying::take_evidence(options.data_dir, place.path(), options.may_link, out);
    out.paid_later = copying::note_paid_later(place.path());
    out.found = verify_folder(place.path());
    copying::Manifest const manifest = manifest_of(place.path(), out.moment);
    for (copying::KeptFile const& file : manifest.files) out.bytes += file.bytes;
    copying::write_manifest(place.path(), manifest);
    place.finish(copying::manifest_name);
    return out;
}

}  // namespace afterdesk
