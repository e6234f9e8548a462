#pragma once
// What somebody shows of the goods: the files of a request that is being written, and how their uploads go;
// and those that stand on a ticket.

#include "screens/page_view.hpp"
#include "wire/api.hpp"

namespace afterdesk::screens {

struct ProofItem {
    wire::EvidenceKind kind = wire::EvidenceKind::photo;
    std::string label;      ///< "视频 2"
    std::string name;       ///< the file's
    std::string thumb_url;  ///< empty: an icon
    std::string size;       ///< "12 MB", of videos and reports
};
struct UploadItem {
    ProofItem file;
    std::string status;  ///< progress or error sentence, empty when uploaded
    std::string retry_label, remove_label;
    bool failed = false;
    bool can_retry = false;
    int percent = -1;  ///< of a running upload
};
struct ProofView {
    bool shown = false;
    /// Of a form that has several such lists: which one, and what it and its button are called.
    std::string field{}, title{}, add{};
    std::string hint;
    std::vector<UploadItem> items;
    bool can_add = true;
};
/// What stands for a file without a picture.
std::string_view icon_of(wire::EvidenceKind kind);
void draw_proof(ui::Ui& ui, text::Language language, ProofView const& view, Intents& out);

/// A kept file, and where the browser shows it.
struct EvidenceItem {
    ProofItem file;
    std::string href;
};
void draw_files(ui::Ui& ui, std::string_view key, std::vector<EvidenceItem> const& items);

}  // namespace afterdesk::screens
