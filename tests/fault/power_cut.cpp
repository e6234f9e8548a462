#include "power_cut.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>

namespace afterdesk::fault {

namespace {

using disk::Act;
using disk::Op;

/// What a disk writes in one piece. Units: bytes.
constexpr std::size_t sector = 512;

std::string folder_of(std::string const& name) {
    auto const slash = name.rfind('/');
    return slash == std::string::npos ? std::string() : name.substr(0, slash);
}

bool changes_file(Act act) { return act == Act::write || act == Act::cut; }
bool changes_names(Act act) { return act == Act::name || act == Act::unname || act == Act::folder; }

/// A disk that comes back: first what is certain, then what may be.
class Disk {
  public:
    Disk(disk::Recording const& recording, Cut const& cut, std::string_view never_cut)
        : recording_(recording), cut_(cut), never_cut_(never_cut), random_(cut.seed) {
        names_ = recording.names;
        contents_ = recording.contents;
        folders_.insert(recording.folders.begin(), recording.folders.end());
        for (auto const& [name, file] : names_) find_party(name, file);
        for (std::size_t i = 0; i < cut.after; ++i) find_party(recording.ops[i].name, recording.ops[i].file);
    }

    void run() {
        std::vector<bool> const certain = certain_ops();
        for (std::size_t i = 0; i < cut_.after; ++i) {
            Op const& op = recording_.ops[i];
            if (changes_file(op.act)) certain[i] ? apply(op) : perhaps(op);
            if (changes_names(op.act) && (certain[i] || name_survives())) apply_name(op);
        }
    }

    void write(std::string const& root) const {
        std::filesystem::create_directories(root);
        for (std::string const& folder : folders_) {
            std::error_code no_parent;
            std::filesystem::create_directory(root + "/" + folder, no_parent);
        }
        for (auto const& [name, file] : names_) {
            // A folder that is lost is lost with all that stood in it.
            std::ofstream out(root + "/" + name, std::ios::binary);
            auto const found = contents_.find(file);
            if (found != contents_.end()) out << found->second;
        }
    }

  private:
    void find_party(std::string const& name, int file) {
        if (file >= 0 && !never_cut_.empty() && name.starts_with(never_cut_)) others_.insert(file);
    }

    /// Walked from the end: what came before a later sync began is certain.
    std::vector<bool> certain_ops() const {
        std::vector<bool> certain(cut_.after, false);
        std::map<int, std::size_t> synced;  ///< so many calls had been made then
        std::map<std::string, std::size_t> synced_folders;
        auto const certain_from = [](std::size_t& calls, Op const& sync) {
            calls = std::max(calls, static_cast<std::size_t>(sync.at));
        };
        for (std::size_t i = cut_.after; i-- > 0;) {
            Op const& op = recording_.ops[i];
            if (op.act == Act::sync && cut_.lies != Lies::of_files) certain_from(synced[op.file], op);
            if (op.act == Act::sync_folder && cut_.lies != Lies::of_folders)
                certain_from(synced_folders[op.name], op);
            bool const other =
                others_.contains(op.file) || (!never_cut_.empty() && op.name.starts_with(never_cut_));
            if (changes_file(op.act)) certain[i] = other || i < synced[op.file];
            if (changes_names(op.act)) certain[i] = other || i < synced_folders[folder_of(op.name)];
        }
        return certain;
    }

    /// Names are kept in their order: from the first that is lost on, all are.
    bool name_survives() {
        if (cut_.unsynced == Unsynced::kept) return true;
        if (cut_.unsynced == Unsynced::lost || random_() % 3 == 0) names_lost_ = true;
        return !names_lost_;
    }

    void perhaps(Op const& op) {
        if (cut_.unsynced == Unsynced::lost) return;
        if (cut_.unsynced == Unsynced::kept) return apply(op);
        switch (random_() % 3) {
            case 0: break;
            case 1: apply(op); break;
            case 2: op.act == Act::write ? tear(op) : apply(op); break;
        }
    }

    /// Some of its sectors, or its first bytes.
    void tear(Op const& op) {
        if (random_() % 2 == 0) {
            Op part = op;
            part.text.resize(random_() % (op.text.size() + 1));
            return apply(part);
        }
        for (std::size_t from = 0; from < op.text.size();) {
            std::size_t const place = static_cast<std::size_t>(op.at) + from;
            std::size_t const size = std::min(op.text.size() - from, sector - place % sector);
            Op part = op;
            part.at += static_cast<std::int64_t>(from);
            part.text = op.text.substr(from, size);
            if (random_() % 2 == 0) apply(part);
            from += size;
        }
    }

    void apply(Op const& op) {
        std::string& contents = contents_[op.file];
        auto const at = static_cast<std::size_t>(op.at);
        if (op.act == Act::cut) return contents.resize(at, '\0');
        if (op.text.empty()) return;
        if (contents.size() < at + op.text.size()) contents.resize(at + op.text.size(), '\0');
        contents.replace(at, op.text.size(), op.text);
    }

    void apply_name(Op const& op) {
        if (op.act == Act::folder) folders_.insert(op.name);
        if (op.act == Act::unname) names_.erase(op.name);
        if (op.act != Act::name) return;
        int file = op.file;
        if (file < 0) {
            auto const old_name = names_.find(op.of);
            if (old_name == names_.end()) return;  // its first name was lost
            file = old_name->second;
            names_.erase(old_name);
        }
        names_[op.name] = file;
    }

    disk::Recording const& recording_;
    Cut const& cut_;
    std::string_view never_cut_;
    std::minstd_rand random_;
    std::map<std::string, int> names_;
    std::map<int, std::string> contents_;
    std::set<std::string> folders_;
    std::set<int> others_;  ///< files of the party whose power stays on
    bool names_lost_ = false;
};

}  // namespace

void write_state(disk::Recording const& recording, Cut const& cut, std::string const& folder,
                 std::string_view never_cut) {
    Disk disk(recording, cut, never_cut);
    disk.run();
    disk.write(folder);
}

std::vector<std::string> promised(disk::Recording const& recording, std::size_t after) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < after; ++i) {
        if (recording.ops[i].act == Act::note) out.push_back(recording.ops[i].text);
    }
    return out;
}

}  // namespace afterdesk::fault
