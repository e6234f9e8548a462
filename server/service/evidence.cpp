#include "service/evidence.hpp"

#include <utility>

#include "service/ground.hpp"
#include "service/load.hpp"
#include "store/erasure.hpp"
#include "store/evidence.hpp"

namespace afterdesk {

namespace {

constexpr int uploads_per_hour = 200;

Rule rule_for(files::ReencodeOutcome outcome) {
    switch (outcome) {
        case files::ReencodeOutcome::file_too_large: return Rule::file_too_large;
        case files::ReencodeOutcome::not_a_picture: return Rule::not_a_picture;
        case files::ReencodeOutcome::cut_short: return Rule::picture_cut_short;
        case files::ReencodeOutcome::side_too_long: return Rule::picture_side_too_long;
        case files::ReencodeOutcome::too_many_pixels:
        case files::ReencodeOutcome::picture_too_large: return Rule::picture_too_large;
        case files::ReencodeOutcome::busy: return Rule::busy;
        case files::ReencodeOutcome::done:
        case files::ReencodeOutcome::failed: return Rule::failed;
    }
    CHECK(false);
}

std::int64_t limit_for(files::ReencodeOutcome outcome) {
    switch (outcome) {
        case files::ReencodeOutcome::file_too_large:
            return static_cast<std::int64_t>(wire::max_evidence_bytes);
        case files::ReencodeOutcome::side_too_long: return wire::max_evidence_side_px;
        case files::ReencodeOutcome::too_many_pixels: return wire::max_evidence_pixels;
        case files::ReencodeOutcome::not_a_picture:
        case files::ReencodeOutcome::cut_short:
        case files::ReencodeOutcome::picture_too_large:
        case files::ReencodeOutcome::busy:
        case files::ReencodeOutcome::done:
        case files::ReencodeOutcome::failed: return -1;
    }
    CHECK(false);
}

}  // namespace

std::optional<Mistakes> over_limits(store::ReadTx& tx, Ground const& ground, Caller const& caller,
                                    std::int64_t bytes) {
    auto const lately = [&](Duration time) {
        Instant const since{ground.now().ms - time.ms};
        return store::sent_since(tx, caller.tenant, caller.audience, caller.actor_id, since);
    };
    if (lately(hours(1)).files >= uploads_per_hour)
        return one_mistake(Rule::too_many_requests, "", hours(1).ms / 1'000);
    if (caller.audience != wire::Audience::buyer) return std::nullopt;
    DailyEvidence const& most = ground.config.daily_evidence;
    store::Sent const today = lately(days(1));
    if (today.files >= most.files) return one_mistake(Rule::too_many_files_today, "", most.files);
    if (today.bytes + bytes > most.bytes()) return one_mistake(Rule::too_many_bytes_today, "", most.bytes());
    return std::nullopt;
}

std::optional<Mistakes> count_file(store::WriteTx& tx, Ground const& ground, Caller const& caller,
                                   std::int64_t bytes) {
    if (auto over = over_limits(tx, ground, caller, bytes)) return over;
    store::count_sent(tx, caller.tenant, caller.audience, caller.actor_id, {1, bytes}, ground.now());
    return std::nullopt;
}

Evidence::Evidence(Ground& ground)
    : ground_(ground),
      reencoder_(ground.config.reencode_program,
                 {wire::max_evidence_bytes, wire::max_evidence_side_px, wire::max_evidence_pixels}),
      files_(ground.store.data_dir()) {}

Mistakes Evidence::why_not(Caller const& caller, std::int64_t bytes) {
    auto const over =
        ground_.store.read([&](store::ReadTx& tx) { return over_limits(tx, ground_, caller, bytes); });
    return over.value_or(Mistakes{});
}

/// It was not looked at, and that was not his doing.
void Evidence::take_back(Caller const& caller, std::int64_t bytes) {
    ground_.store.write([&](store::WriteTx& tx) {
        store::count_sent(tx, caller.tenant, caller.audience, caller.actor_id, {-1, -bytes}, ground_.now());
        return true;
    });
}

namespace {

/// The same picture may have been erased since: erased files are removed in transactions as well, so what is
/// there in ours stays.
void keep_again(files::EvidenceFiles const& files, files::Reencoded const& picture,
                store::EvidenceRow const& row) {
    if (!files.read(row.id.value, 0, 1)) files.keep(picture.jpeg);
    if (!files.read(row.thumb_hash, 0, 1)) files.keep(picture.thumbnail);
}

/// Its sender was erased while it was written anew: it goes, too.
void let_go(store::ReadTx& tx, files::EvidenceFiles const& files, store::EvidenceRow const& row) {
    for (std::string const& name : {row.id.value, row.thumb_hash})
        if (!store::is_file_kept(tx, name)) files.remove(name);
}

bool is_gone(store::ReadTx& tx, Caller const& caller) {
    return caller.audience == wire::Audience::buyer &&
           store::is_buyer_gone(tx, caller.tenant, {caller.actor_id});
}

}  // namespace

Result<wire::EvidenceView, Mistakes> Evidence::add(Caller const& caller, std::string_view bytes) {
    auto const size = static_cast<std::int64_t>(bytes.size());
    auto const refused =
        ground_.store.write([&](store::WriteTx& tx) { return count_file(tx, ground_, caller, size); });
    if (refused) return Err{*refused};

    files::Reencoded picture;
    auto const outcome = reencoder_.reencode(bytes, picture);
    if (outcome != files::ReencodeOutcome::done) {
        bool const ours =
            outcome == files::ReencodeOutcome::failed || outcome == files::ReencodeOutcome::busy;
        if (ours) take_back(caller, size);
        if (outcome == files::ReencodeOutcome::failed) ground_.log("evidence: the child process failed");
        return Err{one_mistake(rule_for(outcome), "", limit_for(outcome))};
    }
    // The files are on the disk before the row that speaks of them.
    store::EvidenceRow row;
    row.id = {files_.keep(picture.jpeg)};
    row.thumb_hash = files_.keep(picture.thumbnail);
    row.audience = caller.audience;
    row.actor_id = caller.actor_id;
    row.bytes = static_cast<std::int64_t>(picture.jpeg.size());
    row.width = picture.width;
    row.height = picture.height;
    bool const there = ground_.store.write([&](store::WriteTx& tx) {
        if (is_gone(tx, caller)) {
            let_go(tx, files_, row);
            return false;
        }
        keep_again(files_, picture, row);
        store::add_evidence(tx, caller.tenant, row, ground_.now());
        return true;
    });
    if (!there) return Err{one_mistake(Rule::not_signed_in)};
    return store::view_of(row);
}

Result<Evidence::Found, Mistakes> Evidence::find(Caller const& caller, std::string_view id, bool thumbnail) {
    EvidenceId const wanted{std::string(id)};
    auto const row = ground_.store.read([&](store::ReadTx& tx) -> std::optional<store::EvidenceRow> {
        auto own = store::own_evidence(tx, caller.tenant, caller.audience, caller.actor_id, wanted);
        if (own || !store::evidence_in_scope(tx, scope_of(caller), wanted)) return own;
        return store::find_evidence(tx, caller.tenant, wanted);
    });
    if (!row || (thumbnail && row->thumb_hash.empty())) return Err{one_mistake(Rule::not_found, "id")};
    if (thumbnail) return Found{row->thumb_hash, "image/jpeg", "", 0};
    return Found{row->id.value, row->type, row->name, row->bytes};
}

Result<std::string, Mistakes> Evidence::read(Found const& found, std::optional<Part> part) {
    auto bytes = part ? files_.read(found.sha256, part->from, static_cast<std::size_t>(part->bytes))
                      : files_.read(found.sha256);
    bool const whole = bytes && (!part || std::cmp_equal(bytes->size(), part->bytes));
    if (!whole) {
        ground_.log("evidence: a kept file is missing or damaged: " + found.sha256);
        return Err{one_mistake(Rule::failed, "id")};
    }
    return std::move(*bytes);
}

}  // namespace afterdesk
