#include "platform/document_style.hpp"

#include <cstdio>
#include <utility>

#include "platform/bridge.hpp"
#include "widgets/theme.hpp"

namespace afterdesk::platform {

void style_document(ui::Theme const& theme) {
    ui::Palette const& color = theme.color;
    char value[32];
    for (auto const& [name, shown] : {std::pair{"--page", color.page},
                                      {"--surface", color.surface},
                                      {"--raised", color.surface_raised},
                                      {"--line", color.line},
                                      {"--line-strong", color.line_strong},
                                      {"--text", color.text},
                                      {"--text-muted", color.text_muted},
                                      {"--text-on-accent", color.text_on_accent},
                                      {"--accent", color.accent},
                                      {"--accent-hover", color.accent_hover},
                                      {"--accent-soft", color.accent_soft},
                                      {"--danger", color.danger},
                                      {"--danger-soft", color.danger_soft},
                                      {"--success", color.success},
                                      {"--success-soft", color.success_soft},
                                      {"--warning", color.warning},
                                      {"--warning-soft", color.warning_soft},
                                      {"--info", color.info},
                                      {"--info-soft", color.info_soft},
                                      {"--price", color.price},
                                      {"--disabled", color.disabled},
                                      {"--field", color.field},
                                      {"--scrim", color.scrim},
                                      {"--focus", color.focus}}) {
        std::snprintf(value, sizeof value, "#%08x", static_cast<unsigned>(shown));
        bridge_style(name, value);
    }
    std::snprintf(value, sizeof value, "%dpx", static_cast<int>(theme.radius));
    bridge_style("--radius", value);
    bridge_style("color-scheme", theme.dark ? "dark" : "light");
}

}  // namespace afterdesk::platform
