#include "service/unkept_files.hpp"

#include <string>
#include <vector>

#include "files/evidence_files.hpp"
#include "store/erasure.hpp"

namespace afterdesk {

namespace {

/// Those of one folder that no row speaks of.
std::vector<std::string> unkept(store::Store& store, std::vector<std::string> names) {
    if (names.empty()) return names;
    return store.read([&](store::ReadTx& tx) {
        std::vector<std::string> out;
        for (std::string const& name : names)
            if (!store::is_file_kept(tx, name)) out.push_back(name);
        return out;
    });
}

/// A file gets its row in a transaction that makes sure that it is there; so it goes in one.
bool remove_one(store::Store& store, files::EvidenceFiles const& evidence, std::string const& name) {
    return store.write([&](store::WriteTx& tx) {
        bool const kept = store::is_file_kept(tx, name);
        if (!kept) evidence.remove(name);
        return !kept;
    });
}

}  // namespace

int remove_unkept_files(store::Store& store, std::chrono::seconds untouched) {
    files::EvidenceFiles const evidence(store.data_dir());
    int removed = 0;
    for (std::string const& folder : evidence.folders()) {
        removed += evidence.remove_halves(folder, untouched);
        for (std::string const& name : unkept(store, evidence.untouched(folder, untouched)))
            removed += remove_one(store, evidence, name) ? 1 : 0;
    }
    return removed;
}

}  // namespace afterdesk
