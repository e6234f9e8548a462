#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "files/small_file.hpp"
#include "service/backup.hpp"
#include "service/copying.hpp"
#include "service/erasure.hpp"
#include "store/copies.hpp"
#include "store/store.hpp"

namespace afterdesk {

namespace {

namespace fs = std::filesystem;

std::optional<CopyProblem> damage_in(std::string const& source, copying::Manifest const& manifest) {
    for (copying::KeptFile const& file : manifest.files) {
        copying::KeptFile const now = copying::kept_file(source, file.name);
        if (now.sha256 != file.sha256 || now.bytes != file.bytes)
            return CopyProblem{CopyFault::damaged, source + "/" + file.name};
    }
    return std::nullopt;
}

std::optional<CopyProblem> refusal(RestoreOptions const& options, copying::Manifest const& manifest) {
    if (auto problem = copying::overlap(options.source, options.data_dir)) return problem;
    if (auto problem = copying::Place::refusal(options.data_dir)) return problem;
    if (options.until && *options.until > manifest.moment)
        return CopyProblem{CopyFault::later_than_backup, options.source};
    for (std::string const& list : options.erased)
        if (!fs::is_regular_file(list) || !std::ifstream(list))
            return CopyProblem{CopyFault::no_erased_list, list};
    return damage_in(options.source, manifest);
}

/// A restored mall begins anew where going on would be wrong, at the time that was asked for.
void begin_again(RestoreOptions const& options, std::string const& folder, Restored& out) {
    store::Store store(store::StoreOptions{folder});
    auto const ended = store.write([](store::WriteTx& tx) { return store::begin_anew(tx); });
    out.sessions = ended.sessions;
    out.uploads = ended.uploads;
    if (options.until) out.rewound = rewind(store, *options.until);
    std::vector<std::string> lists = options.erased;
    lists.push_back(folder + "/" + erased_list);
    out.erased = erase_again(store, lists, out.copied.moment);
}

}  // namespace

Result<Restored, CopyProblem> restore(RestoreOptions const& options) {
    TRY(manifest, copying::read_manifest(options.source));
    if (auto problem = refusal(options, manifest)) return Err{*problem};
    copying::Place const place(options.data_dir);
    Restored out;
    for (copying::KeptFile const& file : manifest.files) out.copied.bytes += file.bytes;
    if (auto problem = copying::lack_of_room(options.data_dir, out.copied.bytes)) {
        fs::remove(place.path());
        return Err{*problem};
    }
    for (copying::KeptFile const& file : manifest.files) {
        std::string const from = options.source + "/" + file.name;
        if (!files::copy_file(from, place.path() + "/" + file.name))
            throw std::system_error(ENOENT, std::generic_category(), "open " + from);
    }
    // Never a second name of the backup's own: what happens to one does not happen to the other.
    copying::take_files(options.source, place.path(), false, out.copied);
    out.copied.moment = options.until.value_or(manifest.moment);
    begin_again(options, place.path(), out);
    out.copied.paid_later = copying::note_paid_later(place.path());
    out.copied.found = verify_folder(place.path());
    place.finish(fs::path(store::tables_file(place.path())).filename().string());
    return out;
}

}  // namespace afterdesk
