#pragma once
// Evidence: pictures come in, are written anew elsewhere, and are kept; and they go out to those who may see
// them.

#include <string>
#include <string_view>

#include "files/evidence_files.hpp"
#include "files/reencode.hpp"
#include "service/caller.hpp"

namespace afterdesk {

struct Ground;

class Evidence {
  public:
    explicit Evidence(Ground& ground);

    /// Re-encodes in a child process and keeps by content hash. Errors: too_many_requests, not_a_picture,
    /// picture_cut_short, file_too_large, picture_too_large, picture_side_too_long, busy.
    Result<wire::EvidenceView, Mistakes> add(Caller const& caller, std::string_view bytes);
    struct File {
        std::string bytes, content_type;
    };
    /// Errors: not_found, also for pictures that are not his to see.
    Result<File, Mistakes> file(Caller const& caller, std::string_view id, bool thumbnail);

  private:
    Ground& ground_;
    files::Reencoder reencoder_;
    files::EvidenceFiles files_;
};

}  // namespace afterdesk
