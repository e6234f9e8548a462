#include "service/evidence.hpp"

#include "service/ground.hpp"
#include "service/load.hpp"
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

Evidence::Evidence(Ground& ground)
    : ground_(ground),
      reencoder_(ground.config.reencode_program,
                 {wire::max_evidence_bytes, wire::max_evidence_side_px, wire::max_evidence_pixels}),
      files_(ground.store.data_dir()) {}

Result<wire::EvidenceView, Mistakes> Evidence::add(Caller const& caller, std::string_view bytes) {
    Instant const hour_ago{ground_.now().ms - hours(1).ms};
    int const lately = ground_.store.read([&](store::ReadTx& tx) {
        return store::count_evidence_since(tx, caller.tenant, caller.audience, caller.actor_id, hour_ago);
    });
    if (lately >= uploads_per_hour) return Err{one_mistake(Rule::too_many_requests, "", uploads_per_hour)};

    files::Reencoded picture;
    auto const outcome = reencoder_.reencode(bytes, picture);
    if (outcome != files::ReencodeOutcome::done) {
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
    ground_.store.write([&](store::WriteTx& tx) {
        store::add_evidence(tx, caller.tenant, row, ground_.now());
        return true;
    });
    return wire::EvidenceView{row.id.value, row.bytes, row.width, row.height};
}

Result<Evidence::File, Mistakes> Evidence::file(Caller const& caller, std::string_view id, bool thumbnail) {
    EvidenceId const wanted{std::string(id)};
    auto const thumb_hash = ground_.store.read([&](store::ReadTx& tx) -> std::optional<std::string> {
        bool const may = store::owns_evidence(tx, caller.tenant, caller.audience, caller.actor_id, wanted) ||
                         store::evidence_in_scope(tx, scope_of(caller), wanted);
        if (!may) return std::nullopt;
        return store::thumbnail_of(tx, caller.tenant, wanted);
    });
    if (!thumb_hash) return Err{one_mistake(Rule::not_found, "id")};
    auto bytes = files_.read(thumbnail ? *thumb_hash : wanted.value);
    if (!bytes) {
        ground_.log("evidence: a kept file is missing or damaged: " + wanted.value);
        return Err{one_mistake(Rule::failed, "id")};
    }
    return File{std::move(*bytes), "image/jpeg"};
}

}  // namespace afterdesk
