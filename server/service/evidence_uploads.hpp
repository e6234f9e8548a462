#pragma once
// Videos and reports: they come in pieces, each of which is on the disk when it is acknowledged; whole, they
// are checked and kept as evidence.

#include <array>
#include <mutex>
#include <string>
#include <string_view>

#include "files/evidence_files.hpp"
#include "files/upload_files.hpp"
#include "service/caller.hpp"
#include "store/evidence.hpp"
#include "store/evidence_uploads.hpp"

namespace afterdesk {

struct Ground;

class Uploads {
  public:
    explicit Uploads(Ground& ground);

    /// `key` names the upload among his: asked again it is the same one. Errors: must_be_positive,
    /// file_too_large, evidence_unknown at "poster", idempotency_key_reused, those of count_file.
    Result<wire::UploadView, Mistakes> begin(Caller const& caller, wire::UploadBody const& body,
                                             std::string_view key);
    /// Errors of all that follow: not_found, also for uploads that are not his.
    Result<wire::UploadView, Mistakes> look(Caller const& caller, std::string_view id);
    /// What `append` would refuse a piece of so many bytes for before it is there.
    Mistakes why_not(Caller const& caller, std::string_view id, std::int64_t offset, std::int64_t bytes);
    /// Promise: the piece is on the disk when it returns. Errors: piece_out_of_place, file_too_large; of the
    /// first one also file_kind_not_taken.
    Result<wire::UploadView, Mistakes> append(Caller const& caller, std::string_view id, std::int64_t offset,
                                              std::string_view piece);
    /// All pieces are there. Promise: the same answer, asked again. Errors: piece_out_of_place,
    /// file_kind_not_taken, not_a_video, not_a_report, file_cut_short, report_encrypted, report_acts,
    /// file_too_large.
    Result<wire::EvidenceView, Mistakes> finish(Caller const& caller, std::string_view id);
    Result<bool, Mistakes> cancel(Caller const& caller, std::string_view id);

  private:
    std::mutex& door_of(std::string_view id);
    std::optional<store::UploadRow> find(Caller const& caller, std::string_view id);
    Result<store::EvidenceRow, Mistakes> check(Caller const& caller, store::UploadRow const& upload);

    Ground& ground_;
    files::UploadFiles uploads_;
    files::EvidenceFiles kept_;
    std::array<std::mutex, 16> doors_;  ///< one piece of a file at a time
};

/// Forgets what was begun more than a day ago.
void clear_old_uploads(Ground& ground);

}  // namespace afterdesk
