#include "service/copying.hpp"

#include <sys/statvfs.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>

#include "crypto/digest.hpp"
#include "files/evidence_files.hpp"
#include "files/mapped_file.hpp"
#include "files/small_file.hpp"
#include "outside/simulated/book.hpp"
#include "service/erasure.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"
#include "wire/fields.hpp"
#include "wire/reader.hpp"

namespace afterdesk::copying {

namespace {

namespace fs = std::filesystem;

constexpr int max_files = 100;
constexpr std::int64_t max_bytes = INT64_MAX;
constexpr int most_chars = 1'000;
constexpr wire::ParseLimits limits{64 << 20, 6};

std::string unfinished_in(std::string const& target) { return target + "/unfinished"; }
std::string paid_later_file(std::string const& data_dir) { return data_dir + "/paid_later.json"; }

wire::Value file_json(KeptFile const& file) {
    return wire::Object{{"name", file.name}, {"sha256", file.sha256}, {"bytes", file.bytes}};
}

KeptFile read_file(wire::Value const& value, std::string const& path, Mistakes& mistakes) {
    wire::ObjectReader reader(value, path, mistakes);
    KeptFile file;
    file.name = reader.text("name", most_chars);
    file.sha256 = reader.text("sha256", most_chars);
    file.bytes = reader.integer("bytes", {0, max_bytes});
    // A name leads nowhere but into the folder.
    if (file.name.find('/') != std::string::npos || file.name.starts_with("."))
        reader.mistake(Rule::bad_characters, "name");
    reader.finish();
    return file;
}

void move_in(fs::path const& from, fs::path const& to) { fs::rename(from, to / from.filename()); }

}  // namespace

Result<Manifest, CopyProblem> read_manifest(std::string const& folder) {
    std::string const path = folder + "/" + std::string(manifest_name);
    auto const text = files::read_small_file(path);
    auto const parsed =
        text ? wire::parse_json(*text, limits) : Result<wire::Value, Mistakes>(Err{Mistakes{}});
    if (!parsed.ok()) return Err{CopyProblem{CopyFault::not_a_backup, path}};
    Mistakes mistakes;
    wire::ObjectReader reader(*parsed, "", mistakes);
    Manifest manifest;
    std::int64_t const format = reader.integer("format", {1, max_bytes});
    manifest.moment = {reader.integer("moment_ms", {0, max_bytes})};
    manifest.files = reader.list("files", max_files, read_file);
    reader.finish();
    if (format > manifest_format) return Err{CopyProblem{CopyFault::newer_program, path}};
    if (!mistakes.empty()) return Err{CopyProblem{CopyFault::not_a_backup, path}};
    return manifest;
}

void write_manifest(std::string const& folder, Manifest const& manifest) {
    wire::Object const document{{"format", manifest_format},
                                {"moment_ms", manifest.moment.ms},
                                {"files", wire::list_json(manifest.files, file_json)}};
    files::write_small_file(folder + "/" + std::string(manifest_name), wire::write_json(document, 2) + "\n");
}

KeptFile kept_file(std::string const& folder, std::string const& name) {
    std::string const path = folder + "/" + name;
    auto const file = files::MappedFile::open(path);
    std::string_view const bytes = file ? file->bytes() : std::string_view();
    return {name, crypto::sha256_hex(bytes), static_cast<std::int64_t>(bytes.size())};
}

std::optional<CopyProblem> Place::refusal(std::string const& target) {
    std::error_code none;
    if (fs::exists(unfinished_in(target), none)) return CopyProblem{CopyFault::target_unfinished, target};
    bool const free =
        !fs::exists(target, none) || (fs::is_directory(target, none) && fs::is_empty(target, none));
    if (!free) return CopyProblem{CopyFault::target_taken, target};
    return std::nullopt;
}

Place::Place(std::string target) : target_(std::move(target)), path_(unfinished_in(target_)) {
    files::make_folder(target_);
    fs::permissions(target_, fs::perms::owner_all);
    files::make_folder(path_);
}

void Place::finish(std::string_view last) const {
    std::vector<fs::path> all;
    for (auto const& entry : fs::directory_iterator(path_)) all.push_back(entry.path());
    for (fs::path const& one : all)
        if (one.filename() != last) move_in(one, target_);
    files::make_durable(target_);
    if (fs::exists(path_ + "/" + std::string(last))) move_in(path_ + "/" + std::string(last), target_);
    fs::remove(path_);
    files::make_durable(target_);
}

std::optional<CopyProblem> overlap(std::string const& a, std::string const& b) {
    auto const within = [](fs::path const& inner, fs::path const& outer) {
        return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
    };
    auto const clean = [](std::string const& path) {
        std::string text = fs::weakly_canonical(path).string();
        while (text.size() > 1 && text.ends_with('/')) text.pop_back();
        return fs::path(text);
    };
    fs::path const one = clean(a), other = clean(b);
    if (!within(one, other) && !within(other, one)) return std::nullopt;
    return CopyProblem{CopyFault::target_inside, b};
}

std::optional<CopyProblem> lack_of_room(std::string const& target, std::int64_t bytes) {
    struct statvfs about {};
    if (::statvfs(target.c_str(), &about) != 0) return std::nullopt;
    auto const room = static_cast<std::int64_t>(about.f_bavail * about.f_frsize);
    if (room >= bytes) return std::nullopt;
    return CopyProblem{CopyFault::no_room, std::to_string(bytes - room)};
}

void take_files(std::string const& from, std::string const& to, bool may_link, Copied& out) {
    using Taken = files::EvidenceFiles::Taken;
    files::EvidenceFiles const theirs(from), ours(to);
    store::Moment moment(to);
    for (std::string const& name : store::kept_files(moment.tx())) {
        switch (ours.take(theirs, name, may_link)) {
            case Taken::missing: out.missing.push_back(name); break;
            case Taken::linked: ++out.linked; break;
            case Taken::copied: ++out.copied; break;
        }
    }
}

namespace {

/// True when the tables that live on do not speak of all these files any more.
bool was_erased(std::string const& data_dir, std::vector<std::string> const& files) {
    store::Moment moment(data_dir);
    return std::any_of(files.begin(), files.end(),
                       [&](std::string const& one) { return !store::is_file_kept(moment.tx(), one); });
}

void drop_unkept(std::string const& data_dir, std::vector<std::string>& files) {
    store::Moment moment(data_dir);
    std::erase_if(files, [&](std::string const& one) { return !store::is_file_kept(moment.tx(), one); });
}

}  // namespace

void take_evidence(std::string const& from, std::string const& to, bool may_link, Copied& out) {
    take_files(from, to, may_link, out);
    if (out.missing.empty() || !was_erased(from, out.missing)) return;
    {
        // A file goes when the list names what it was erased with.
        store::Store store(store::StoreOptions{to, store::Sharing::beside, 1});
        erase_again(store, {from + "/" + erased_list}, out.moment);
    }
    drop_unkept(to, out.missing);
}

int note_paid_later(std::string const& data_dir) {
    namespace simulated = outside::simulated;
    if (!fs::exists(simulated::book_file(data_dir))) return 0;
    store::Moment moment(data_dir);
    auto const known = store::all_refunds(moment.tx());
    wire::Array later;
    simulated::Book book(simulated::book_file(data_dir));
    for (auto const& entry : book.all())
        if (!known.contains(entry.refund_no)) later.emplace_back(entry.refund_no);
    int const count = static_cast<int>(later.size());
    if (count > 0)
        files::write_small_file(paid_later_file(data_dir),
                                wire::write_json(wire::Object{{"refunds", std::move(later)}}) + "\n");
    return count;
}

}  // namespace afterdesk::copying

namespace afterdesk {

std::vector<std::string> paid_later(std::string const& data_dir) {
    std::vector<std::string> out;
    auto const text = files::read_small_file(data_dir + "/paid_later.json");
    auto const parsed =
        text ? wire::parse_json(*text, copying::limits) : Result<wire::Value, Mistakes>(Err{Mistakes{}});
    wire::Value const* const refunds = parsed.ok() ? parsed->find("refunds") : nullptr;
    wire::Array const* const list = refunds != nullptr ? refunds->as<wire::Array>() : nullptr;
    if (list == nullptr) return out;
    for (wire::Value const& one : *list)
        if (auto const* number = one.as<std::string>()) out.push_back(*number);
    return out;
}

}  // namespace afterdesk
