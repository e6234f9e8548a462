#include "service/evidence_uploads.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "files/mapped_file.hpp"
#include "files/pdf.hpp"
#include "files/small_file.hpp"
#include "files/video.hpp"
#include "service/evidence.hpp"
#include "service/ground.hpp"
#include "store/erasure.hpp"

namespace afterdesk {

namespace {

constexpr Duration unfinished_is_kept = days(1);
constexpr std::size_t enough_to_tell = 16;  ///< bytes that say of what kind a file is
constexpr std::size_t id_chars = 32;
constexpr std::int64_t blank_bytes = 1 << 20;  ///< at a time

Err<Mistakes> refused(Rule rule, std::string path = {}, std::int64_t limit = -1) {
    return Err{one_mistake(rule, std::move(path), limit)};
}

enum class Kind : unsigned char { video, report, other };

Kind kind_of(std::string_view bytes) {
    if (files::is_pdf(bytes)) return Kind::report;
    return files::is_iso_media(bytes) || files::is_ebml(bytes) ? Kind::video : Kind::other;
}

/// What is wrong with a file that begins like this.
std::optional<Mistake> beginning_problem(std::string_view bytes, std::int64_t size) {
    Kind const kind = kind_of(bytes);
    std::int64_t const most = kind == Kind::report ? wire::max_report_bytes : wire::max_video_bytes;
    if (kind == Kind::other) return Mistake{Rule::file_kind_not_taken, "", -1};
    if (size > most) return Mistake{Rule::file_too_large, "", most};
    return std::nullopt;
}

/// Before anything of it is there its name tells the limit.
std::int64_t most_bytes(std::string_view name) {
    std::string_view const end = name.substr(name.size() - std::min<std::size_t>(name.size(), 4));
    return end == ".pdf" || end == ".PDF" ? wire::max_report_bytes : wire::max_video_bytes;
}

Rule rule_for(files::PdfFault fault) {
    switch (fault) {
        case files::PdfFault::not_a_pdf: return Rule::not_a_report;
        case files::PdfFault::cut_short: return Rule::file_cut_short;
        case files::PdfFault::encrypted: return Rule::report_encrypted;
        case files::PdfFault::active: return Rule::report_acts;
    }
    CHECK(false);
}

wire::UploadView view_of(store::UploadRow const& row) {
    return {row.id, row.bytes, row.kept_bytes, wire::max_piece_bytes};
}

/// A picture of his own.
std::optional<store::EvidenceRow> picture_of(store::ReadTx& tx, Caller const& caller, std::string const& id) {
    auto row = store::own_evidence(tx, caller.tenant, caller.audience, caller.actor_id, EvidenceId{id});
    return row && kind_of(*row) == wire::EvidenceKind::photo ? row : std::nullopt;
}

/// Where and by whom it was filmed is nobody's business.
void blank(std::string const& path, files::VideoHead const& head) {
    for (files::VideoHead::Part const& part : head.private_parts) {
        files::write_piece(path, static_cast<std::int64_t>(part.name_at), "free");
        auto const end = static_cast<std::int64_t>(part.at + part.bytes);
        for (auto at = static_cast<std::int64_t>(part.at); at < end; at += blank_bytes) {
            std::string const nothing(static_cast<std::size_t>(std::min(blank_bytes, end - at)), '\0');
            files::write_piece(path, at, nothing);
        }
    }
}

}  // namespace

Uploads::Uploads(Ground& ground)
    : ground_(ground), uploads_(ground.store.data_dir()), kept_(ground.store.data_dir()) {}

std::mutex& Uploads::door_of(std::string_view id) {
    return doors_[std::hash<std::string_view>()(id) % doors_.size()];
}

std::optional<store::UploadRow> Uploads::find(Caller const& caller, std::string_view id) {
    return ground_.store.read([&](store::ReadTx& tx) {
        return store::find_upload(tx, caller.tenant, caller.audience, caller.actor_id, id);
    });
}

Result<wire::UploadView, Mistakes> Uploads::begin(Caller const& caller, wire::UploadBody const& body,
                                                  std::string_view key) {
    if (body.bytes <= 0) return refused(Rule::must_be_positive, "bytes");
    std::int64_t const most = most_bytes(body.name);
    if (body.bytes > most) return refused(Rule::file_too_large, "", most);
    store::UploadRow row;
    row.id = crypto::sha256_hex(caller.tenant.value + "\n" + std::string(wire::name_of(caller.audience)) +
                                "\n" + caller.actor_id + "\n" + std::string(key))
                 .substr(0, id_chars);
    row.audience = caller.audience;
    row.actor_id = caller.actor_id;
    row.name = body.name;
    row.bytes = body.bytes;
    row.poster = body.poster;
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::UploadView, Mistakes> {
        auto const before = store::find_upload(tx, caller.tenant, caller.audience, caller.actor_id, row.id);
        if (before) {
            bool const same =
                before->name == row.name && before->bytes == row.bytes && before->poster == row.poster;
            if (!same) return refused(Rule::idempotency_key_reused);
            return view_of(*before);
        }
        bool const his_poster = row.poster.empty() || picture_of(tx, caller, row.poster);
        if (!his_poster) return refused(Rule::evidence_unknown, "poster");
        if (auto over = count_file(tx, ground_, caller, row.bytes)) return Err{std::move(*over)};
        store::add_upload(tx, caller.tenant, row, ground_.now());
        return view_of(row);
    });
}

Result<wire::UploadView, Mistakes> Uploads::look(Caller const& caller, std::string_view id) {
    auto const row = find(caller, id);
    if (!row) return refused(Rule::not_found, "id");
    return view_of(*row);
}

Mistakes Uploads::why_not(Caller const& caller, std::string_view id, std::int64_t offset,
                          std::int64_t bytes) {
    auto const row = find(caller, id);
    if (!row) return one_mistake(Rule::not_found, "id");
    if (offset != row->kept_bytes) return one_mistake(Rule::piece_out_of_place);
    if (bytes > row->bytes - row->kept_bytes) return one_mistake(Rule::file_too_large, "", row->bytes);
    return {};
}

Result<wire::UploadView, Mistakes> Uploads::append(Caller const& caller, std::string_view id,
                                                   std::int64_t offset, std::string_view piece) {
    std::lock_guard const lock(door_of(id));
    auto row = find(caller, id);
    if (!row) return refused(Rule::not_found, "id");
    if (offset != row->kept_bytes) return refused(Rule::piece_out_of_place);
    auto const bytes = static_cast<std::int64_t>(piece.size());
    if (bytes > row->bytes - row->kept_bytes) return refused(Rule::file_too_large, "", row->bytes);
    bool const tells = offset == 0 && piece.size() >= enough_to_tell;
    if (auto const problem = tells ? beginning_problem(piece, row->bytes) : std::nullopt)
        return Err{Mistakes{*problem}};
    if (piece.empty()) return view_of(*row);
    uploads_.write(id, offset, piece);
    row->kept_bytes += bytes;
    bool const there = ground_.store.write(
        [&](store::WriteTx& tx) { return store::set_kept_bytes(tx, caller.tenant, id, row->kept_bytes); });
    if (!there) return refused(Rule::not_found, "id");  // cleared away meanwhile
    return view_of(*row);
}

/// Looks at the whole file, takes out what tells of its maker, and keeps it.
Result<store::EvidenceRow, Mistakes> Uploads::check(Caller const& caller, store::UploadRow const& upload) {
    std::string const path = uploads_.path_of(upload.id);
    store::EvidenceRow row;
    row.audience = caller.audience;
    row.actor_id = caller.actor_id;
    row.name = upload.name;
    row.bytes = upload.bytes;
    {
        auto const file = files::MappedFile::open(path);
        if (!file || !std::cmp_equal(file->bytes().size(), upload.bytes))
            return refused(Rule::file_cut_short);
        if (auto const problem = beginning_problem(file->bytes(), upload.bytes))
            return Err{Mistakes{*problem}};
        if (kind_of(file->bytes()) == Kind::report) {
            if (auto const fault = files::check_pdf(file->bytes())) return refused(rule_for(*fault));
            row.type = "application/pdf";
        } else {
            auto const head = files::read_video(file->bytes());
            if (!head.ok()) {
                bool const cut = head.error() == files::VideoFault::cut_short;
                return refused(cut ? Rule::file_cut_short : Rule::not_a_video);
            }
            row.type = head->kind == files::VideoKind::webm ? "video/webm" : "video/mp4";
            row.width = head->width;
            row.height = head->height;
            blank(path, *head);
        }
    }
    auto const file = files::MappedFile::open(path);
    if (!file) return refused(Rule::failed);
    row.id = {crypto::sha256_hex(file->bytes())};
    kept_.adopt(path, row.id.value);
    return row;
}

Result<wire::EvidenceView, Mistakes> Uploads::finish(Caller const& caller, std::string_view id) {
    std::lock_guard const lock(door_of(id));
    auto const upload = find(caller, id);
    if (!upload) return refused(Rule::not_found, "id");
    if (upload->kept_bytes != upload->bytes) return refused(Rule::piece_out_of_place);
    if (upload->evidence_id.empty()) {
        auto checked = check(caller, *upload);
        if (!checked.ok()) return Err{checked.error()};
        // The file is on the disk before the row that speaks of it. The same one may have been erased since:
        // erased files are removed in transactions as well, so what is there in ours stays.
        bool const there = ground_.store.write([&](store::WriteTx& tx) {
            store::EvidenceRow row = *checked;
            if (!store::has_upload(tx, id)) {  // he was erased himself
                if (!store::is_file_kept(tx, row.id.value)) kept_.remove(row.id.value);
                return false;
            }
            if (!kept_.read(row.id.value, 0, 1)) kept_.adopt(uploads_.path_of(id), row.id.value);
            auto const poster = picture_of(tx, caller, upload->poster);
            if (poster && kind_of(row) == wire::EvidenceKind::video) row.thumb_hash = poster->thumb_hash;
            store::add_evidence(tx, caller.tenant, row, ground_.now());
            store::set_upload_evidence(tx, caller.tenant, id, row.id);
            return true;
        });
        if (!there) return refused(Rule::not_found, "id");
    }
    uploads_.remove(id);  // also when the desk was killed before it came to this
    auto const kept = ground_.store.read([&](store::ReadTx& tx) {
        auto const done = store::find_upload(tx, caller.tenant, caller.audience, caller.actor_id, id);
        EvidenceId const became{done ? done->evidence_id : std::string()};
        return store::own_evidence(tx, caller.tenant, caller.audience, caller.actor_id, became);
    });
    if (!kept) return refused(Rule::not_found, "id");
    return store::view_of(*kept);
}

Result<bool, Mistakes> Uploads::cancel(Caller const& caller, std::string_view id) {
    std::lock_guard const lock(door_of(id));
    if (!find(caller, id)) return refused(Rule::not_found, "id");
    ground_.store.write([&](store::WriteTx& tx) {
        store::remove_upload(tx, caller.tenant, id);
        return true;
    });
    uploads_.remove(id);
    return true;
}

void clear_old_uploads(Ground& ground) {
    Instant const before{ground.now().ms - unfinished_is_kept.ms};
    ground.store.write([&](store::WriteTx& tx) {
        store::forget_sent(tx, before);
        return store::remove_uploads_before(tx, before);
    });
    // A file without a row is nobody's: rows come first and go first.
    files::UploadFiles const uploads(ground.store.data_dir());
    for (std::string const& id : uploads.all()) {
        bool const known = ground.store.read([&](store::ReadTx& tx) { return store::has_upload(tx, id); });
        if (!known) uploads.remove(id);
    }
}

}  // namespace afterdesk
