#pragma once
// What changed from one semantic frame to the next, as bytes that web/mirror.js carries out on the DOM.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "widgets/semantic.hpp"

namespace afterdesk::platform {

/// Remembers the nodes that the DOM has, and says in the fewest words how to get from there to a new frame.
class Mirror {
  public:
    /// The changes that turn the mirror into `frame`; empty when there are none. Valid until the next call.
    /// Units: positions are sent in quarters of a CSS pixel, relative to the parent's content: a scrolled or
    /// moved box takes its children along without a word about them.
    /// Rule: a dialog hangs at the root, whatever box it was drawn in, since all outside it becomes inert.
    std::string_view changes(ui::SemanticFrame const& frame);

  private:
    struct Place {
        std::int32_t x = 0, y = 0, w = 0, h = 0;
        bool operator==(Place const&) const = default;
    };
    struct Kept {
        ui::Node node;
        Place place;
        std::uint32_t state = 0;
        std::uint64_t seen = 0;               ///< the frame it was last in
        std::vector<std::uint32_t> children;  ///< as the DOM has them
    };
    struct Drawn {
        ui::Node const* node = nullptr;
        std::uint32_t id = 0;
        std::uint32_t state = 0;
        Place place;
        std::vector<std::uint32_t> children;
    };

    void resolve(ui::SemanticFrame const& frame);
    void put(Drawn const& drawn);
    void drop_unseen();
    void order_children(std::uint32_t parent, std::vector<std::uint32_t> const& wanted,
                        std::vector<std::uint32_t>& have);

    void write_u8(std::uint32_t value);
    void write_u32(std::uint32_t value);
    void write_f32(float value);
    void write_text(std::string_view text);

    std::unordered_map<std::uint32_t, Kept> kept_;
    std::vector<std::uint32_t> root_children_;
    std::vector<Drawn> drawn_;
    std::vector<std::uint32_t> drawn_root_children_;
    std::unordered_map<std::uint32_t, int> met_;  ///< how often an id was met in this frame
    std::string title_, language_;
    std::uint64_t frame_number_ = 0;
    std::string out_;
};

}  // namespace afterdesk::platform
