#pragma once
// What a buyer shows of the goods: the files of a request that is being written, and how their uploads go.

#include "screens/page_view.hpp"

namespace afterdesk::screens {

struct PhotoView {
    std::string name, url, status;  ///< status: progress or error sentence, empty when uploaded
    bool failed = false;
    bool can_retry = false;
    int percent = -1;  ///< of a running upload
};
struct ProofView {
    bool shown = false;
    std::string hint;
    std::vector<PhotoView> items;
    bool can_add = true;
};
void draw_proof(ui::Ui& ui, text::Language language, ProofView const& view, Intents& out);

}  // namespace afterdesk::screens
