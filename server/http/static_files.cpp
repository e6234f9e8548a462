#include "http/static_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "crypto/digest.hpp"
#include "http/coding.hpp"
#include "http/respond.hpp"

namespace afterdesk::http {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t hash_chars = 32;

std::optional<std::string> read_file(fs::path const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
}

/// "buyer.3f2a9c04abcd.wasm": the part before the ending is a hash of the content.
bool has_hash(std::string_view name) {
    std::size_t const ending = name.rfind('.');
    if (ending == std::string_view::npos || ending == 0) return false;
    std::size_t const before = name.rfind('.', ending - 1);
    if (before == std::string_view::npos) return false;
    std::string_view const part = name.substr(before + 1, ending - before - 1);
    return part.size() >= 8 && std::all_of(part.begin(), part.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

/// What stands in the page's elements of this name, as its policy names it, by hashes.
std::string hashes_of_inline(std::string_view html, std::string const& element) {
    std::string all;
    for (std::size_t at = html.find("<" + element); at != std::string_view::npos;
         at = html.find("<" + element, at)) {
        std::size_t const start = html.find('>', at);
        std::size_t const end =
            start == std::string_view::npos ? start : html.find("</" + element + ">", start);
        if (end == std::string_view::npos) break;
        at = end;
        if (end == start + 1) continue;
        std::string const hash = crypto::base64(crypto::sha256(html.substr(start + 1, end - start - 1)));
        all += " 'sha256-" + hash + "'";
    }
    return all;
}

/// The page's policy, which lets in the style sheet and the scripts that stand in the page itself.
std::string policy_of(std::string_view html, std::string policy) {
    for (std::string const element : {"style", "script"}) {
        std::string const own = element + "-src 'self'";
        policy.insert(policy.find(own) + own.size(), hashes_of_inline(html, element));
    }
    return policy;
}

/// data-buyer="a.wasm …": the first is asked for at once, not only when the page's script says so.
std::map<std::string, std::string, std::less<>> programs_of(std::string_view html) {
    constexpr std::string_view open = " data-";
    std::map<std::string, std::string, std::less<>> found;
    for (std::size_t at = html.find(open); at != std::string_view::npos; at = html.find(open, at)) {
        at += open.size();
        std::string_view const rest = html.substr(at);
        std::size_t const name_end = rest.find("=\""), program_end = rest.find(' ');
        if (program_end == std::string_view::npos || name_end > program_end) continue;
        std::string_view const program = rest.substr(name_end + 2, program_end - name_end - 2);
        found[std::string(rest.substr(0, name_end))] =
            "</" + std::string(program) + ">; rel=preload; as=fetch; type=\"application/wasm\"; crossorigin";
    }
    return found;
}

/// True when the If-None-Match list names the tag.
bool names_tag(std::string_view list, std::string_view tag) {
    return list == "*" || list.find(tag) != std::string_view::npos;
}

}  // namespace

std::string_view type_of(std::string_view name) {
    struct Type {
        std::string_view ending, type;
    };
    constexpr std::array types = {
        Type{".html", "text/html; charset=utf-8"},
        Type{".js", "text/javascript; charset=utf-8"},
        Type{".mjs", "text/javascript; charset=utf-8"},
        Type{".css", "text/css; charset=utf-8"},
        Type{".wasm", "application/wasm"},
        Type{".json", "application/json"},
        Type{".webmanifest", "application/manifest+json"},
        Type{".svg", "image/svg+xml"},
        Type{".png", "image/png"},
        Type{".jpg", "image/jpeg"},
        Type{".jpeg", "image/jpeg"},
        Type{".webp", "image/webp"},
        Type{".ico", "image/x-icon"},
        Type{".txt", "text/plain; charset=utf-8"},
        Type{".woff2", "font/woff2"},
    };
    for (Type const& type : types) {
        if (ends_with(name, type.ending)) return type.type;
    }
    return "application/octet-stream";
}

Result<StaticFiles, std::string> StaticFiles::load(std::string const& folder, std::size_t most_bytes,
                                                   std::vector<std::string> const& image_origins) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return Err{"There is no folder " + folder + "."};
    StaticFiles loaded;
    std::size_t bytes = 0;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (!at->is_regular_file(error)) continue;
        std::string const name = fs::relative(at->path(), folder, error).generic_string();
        auto content = read_file(at->path());
        if (!content) return Err{"The file " + at->path().string() + " cannot be read."};
        bytes += content->size();
        if (bytes > most_bytes) return Err{"The folder " + folder + " holds too much to be kept in memory."};
        bool const br = ends_with(name, ".br"), gz = ends_with(name, ".gz");
        File& file = loaded.files_[br || gz ? name.substr(0, name.size() - 3) : name];
        (br ? file.br.emplace() : gz ? file.gz.emplace() : file.plain) = std::move(*content);
        if (br || gz) continue;
        file.type = type_of(name);
        file.hash = crypto::sha256_hex(file.plain).substr(0, hash_chars);
        file.for_ever = has_hash(name);
        // A service worker may do what its own script's policy says.
        if (file.type.rfind("text/html", 0) == 0) {
            file.policy = policy_of(file.plain, page_policy(image_origins));
            file.programs = programs_of(file.plain);
        } else if (file.type.rfind("text/javascript", 0) == 0)
            file.policy = page_policy(image_origins);
    }
    if (error) return Err{"The folder " + folder + " cannot be read (" + error.message() + ")."};
    std::erase_if(loaded.files_, [](auto const& entry) { return entry.second.hash.empty(); });
    return loaded;
}

std::optional<Response> StaticFiles::serve(std::string_view path, std::string_view accept_encoding,
                                           std::string_view if_none_match, std::string_view program) const {
    auto const found = files_.find(path.empty() ? std::string_view("index.html") : path);
    if (found == files_.end()) return std::nullopt;
    File const& file = found->second;

    Response response;
    response.content_type = file.type;
    std::string const* form = &file.plain;
    std::string coding;
    if (file.br && accepts(accept_encoding, "br")) {
        form = &*file.br, coding = "br";
    } else if (file.gz && accepts(accept_encoding, "gzip")) {
        form = &*file.gz, coding = "gzip";
    }
    std::string const tag = "\"" + file.hash + (coding.empty() ? "" : "-" + coding) + "\"";
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Cache-Control",
                                  file.for_ever ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.br || file.gz) response.headers.emplace_back("Vary", "Accept-Encoding");
    if (auto const likely = file.programs.find(program); likely != file.programs.end())
        response.headers.emplace_back("Link", likely->second);
    if (!file.policy.empty()) response.headers.emplace_back("Content-Security-Policy", file.policy);
    if (!if_none_match.empty() && names_tag(if_none_match, tag)) {
        response.status = 304;
        return response;
    }
    if (!coding.empty()) response.headers.emplace_back("Content-Encoding", coding);
    response.body = *form;
    return response;
}

}  // namespace afterdesk::http
