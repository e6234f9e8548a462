#pragma once
// Evidence: pictures come in, are written anew elsewhere, and are kept; and all that is kept goes out to
// those who may see it. Videos and reports come in by evidence_uploads.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "files/evidence_files.hpp"
#include "files/reencode.hpp"
#include "service/caller.hpp"
#include "store/tx.hpp"

namespace afterdesk {

struct Ground;

/// Nothing when he may send one more file of so many bytes now. Errors: too_many_requests, and for buyers
/// too_many_files_today, too_many_bytes_today.
std::optional<Mistakes> over_limits(store::ReadTx& tx, Ground const& ground, Caller const& caller,
                                    std::int64_t bytes);
/// The same; when he may, it is counted, whatever becomes of it. Rule: what is refused or repeated costs as
/// much as what is kept.
std::optional<Mistakes> count_file(store::WriteTx& tx, Ground const& ground, Caller const& caller,
                                   std::int64_t bytes);

class Evidence {
  public:
    explicit Evidence(Ground& ground);

    /// What a picture of so many bytes would be refused for before it is there. Errors: those of over_limits.
    Mistakes why_not(Caller const& caller, std::int64_t bytes);
    /// Re-encodes in a child process and keeps by content hash. Errors: those of count_file, not_a_picture,
    /// picture_cut_short, file_too_large, picture_too_large, picture_side_too_long, busy.
    Result<wire::EvidenceView, Mistakes> add(Caller const& caller, std::string_view bytes);

    /// A kept file, or the small picture that shows it.
    struct Found {
        std::string sha256, type, name;
        std::int64_t bytes = 0;
    };
    /// Errors: not_found, also for files that are not his to see, and where there is no small picture.
    Result<Found, Mistakes> find(Caller const& caller, std::string_view id, bool thumbnail);
    struct Part {
        std::int64_t from = 0, bytes = 0;
    };
    /// Units: the whole is checked against its hash, a part is not. Errors: failed.
    Result<std::string, Mistakes> read(Found const& found, std::optional<Part> part = std::nullopt);

  private:
    void take_back(Caller const& caller, std::int64_t bytes);

    Ground& ground_;
    files::Reencoder reencoder_;
    files::EvidenceFiles files_;
};

}  // namespace afterdesk
