#pragma once
// Small videos and reports, made by hand, so that each may be wrong in one way.

#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::test {

/// An ISO box, an EBML element.
std::string box(std::string_view type, std::string_view content);
std::string element(std::string_view id, std::string_view content);

struct SampleVideo {
    std::string brand = "isom";  ///< "qt  ": a MOV
    std::string handler = "vide", codec = "avc1";
    int width = 64, height = 48;
    std::string about{};  ///< boxes beside the tracks
    std::string data = "pictures";
};
std::string sample_mp4(SampleVideo const& video = {});
/// The contents behind the pictures, as phones write them.
std::string sample_mov();

struct SampleWebm {
    std::string doc_type = "webm", codec = "V_VP9";
    int track_type = 1;
    bool endless = false;  ///< sizes are not said, as recorders in browsers write
};
std::string sample_webm(SampleWebm const& video = {});

struct SamplePdf {
    std::string catalog{};            ///< more in the document's first object
    std::vector<std::string> more{};  ///< more objects
    std::string trailer{};
};
std::string sample_pdf(SamplePdf const& pdf = {});
/// An object with a packed stream. `head` stands in its dictionary.
std::string packed_object(std::string_view head, std::string_view text);

/// One of each kind, and some that are refused.
std::vector<std::string> sample_files();

}  // namespace afterdesk::test
