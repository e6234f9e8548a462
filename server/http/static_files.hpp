#pragma once
// Files of a folder, kept in memory: the built page, and the demo's pictures.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace afterdesk::http {

class StaticFiles {
  public:
    /// No files.
    StaticFiles() = default;

    /// Reads a folder with all below it. A file that lies there as x, x.br and x.gz is one file in three
    /// forms.
    /// Errors: one sentence, also when it holds more than `most_bytes`.
    /// Pages may show pictures of `image_origins` too.
    static Result<StaticFiles, std::string> load(std::string const& folder,
                                                 std::size_t most_bytes = max_bytes,
                                                 std::vector<std::string> const& image_origins = {});
    static constexpr std::size_t max_bytes = 256u << 20;

    bool empty() const { return files_.empty(); }

    /// The answer for a file, in the smallest form that `accept_encoding` allows; nothing when there is no
    /// such file.
    /// "" is index.html. A name with a hash in it (buyer.3f2a9c04abcd.wasm) may be kept for ever, others are
    /// asked for again; with the file's ETag in `if_none_match` the answer is 304.
    /// A page says which program of it is likely wanted: `program`, one of those in its data attributes.
    std::optional<Response> serve(std::string_view path, std::string_view accept_encoding,
                                  std::string_view if_none_match, std::string_view program = {}) const;

  private:
    struct File {
        std::string type;
        std::string hash;  ///< of the plain form
        bool for_ever = false;
        std::map<std::string, std::string, std::less<>> programs;  ///< Link headers, by program
        std::string policy;  ///< what the file may do, as Content-Security-Policy
        std::string plain;
        std::optional<std::string> br, gz;
    };
    std::map<std::string, File, std::less<>> files_;
};

/// The MIME type of a file by its name's end; application/octet-stream when unknown.
std::string_view type_of(std::string_view name);

}  // namespace afterdesk::http
