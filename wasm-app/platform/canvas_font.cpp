#include "platform/canvas_font.hpp"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"
#include "platform/bridge.hpp"

namespace afterdesk::platform {

namespace {

float density_of(ImFontConfig const& source, ImFontBaked const& baked) {
    return source.RasterizerDensity * baked.RasterizerDensity;
}

constexpr unsigned measuring = 1u << 16;  ///< beside the weight in a source's flags

unsigned weight_of(ImFontConfig const& source) { return source.FontLoaderFlags & ~measuring; }

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar codepoint) {
    return codepoint >= 0x20 && !(codepoint >= 0x7f && codepoint < 0xa0) &&
           !(codepoint >= 0xd800 && codepoint < 0xe000);
}

// The baseline lies where CSS puts it, which centres the font's ascent and descent in the line.
bool init_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
    float const density = density_of(*source, *baked);
    float ascent_descent[2];
    bridge_font_metrics(weight_of(*source), baked->Size * density, ascent_descent);
    float const baseline = (baked->Size * density + ascent_descent[0] - ascent_descent[1]) / 2;
    baked->Ascent = std::round(baseline) / density;
    baked->Descent = baked->Ascent - baked->Size;
    return true;
}

// Black ink on nothing: what is not black is an emoji. The rest becomes white, to be tinted.
bool is_colored(unsigned char* rgba, int pixels) {
    bool colored = false;
    for (unsigned char* p = rgba; p != rgba + pixels * 4; p += 4)
        colored |= p[3] != 0 && (p[0] | p[1] | p[2]) != 0;
    if (colored) return true;
    for (unsigned char* p = rgba; p != rgba + pixels * 4; p += 4) p[0] = p[1] = p[2] = 255;
    return false;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar codepoint,
                ImFontGlyph* glyph, float* advance_only) {
    if (!contains_glyph(atlas, source, codepoint)) return false;
    float const density = density_of(*source, *baked);
    GlyphBox box;
    bool const measure_only = (source->FontLoaderFlags & measuring) != 0;
    bridge_glyph_measure(codepoint, weight_of(*source), baked->Size * density, &box);
    float const advance = (measure_only ? box.advance : std::round(box.advance)) / density;
    if (advance_only != nullptr) {
        *advance_only = advance;
        return true;
    }
    glyph->Codepoint = codepoint;
    glyph->AdvanceX = advance;
    if (measure_only) return true;
    int const left = static_cast<int>(std::floor(-box.left)), top = static_cast<int>(std::floor(-box.ascent));
    int const w = static_cast<int>(std::ceil(box.right)) - left,
              h = static_cast<int>(std::ceil(box.descent)) - top;
    if (w <= 0 || h <= 0 || w > 512 || h > 512) return true;

    constexpr int margin = 1;  // smoothing reaches over the measured box
    int const full_w = w + 2 * margin, full_h = h + 2 * margin;
    ImFontAtlasRectId const pack_id = ImFontAtlasPackAddRect(atlas, full_w, full_h);
    if (pack_id == ImFontAtlasRectId_Invalid) return false;
    ImTextureRect* const rect = ImFontAtlasPackGetRect(atlas, pack_id);
    ImVector<unsigned char>& pixels = atlas->Builder->TempBuffer;
    pixels.resize(full_w * full_h * 4);
    bridge_glyph_draw(margin - left, margin - top, full_w, full_h, pixels.Data);

    glyph->Colored = is_colored(pixels.Data, full_w * full_h);
    glyph->Visible = true;
    glyph->PackId = pack_id;
    glyph->X0 = static_cast<float>(left - margin) / density;
    glyph->Y0 = static_cast<float>(top - margin) / density + baked->Ascent;
    glyph->X1 = glyph->X0 + static_cast<float>(full_w) / density;
    glyph->Y1 = glyph->Y0 + static_cast<float>(full_h) / density;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rect, pixels.Data, ImTextureFormat_RGBA32,
                                       full_w * 4);
    return true;
}

ImFontLoader const& canvas_loader() {
    static ImFontLoader const loader = [] {
        ImFontLoader made;
        made.Name = "canvas";
        made.FontSrcContainsGlyph = contains_glyph;
        made.FontBakedInit = init_baked;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return loader;
}

}  // namespace

ImFont* add_canvas_font(ImFontAtlas& atlas, unsigned weight) {
    ImFontConfig config;
    config.FontLoader = &canvas_loader();
    config.FontLoaderFlags = weight;
    config.SizePixels = 16;
    return atlas.AddFont(&config);
}

void only_measure(ImFont& font, bool only) {
    unsigned& flags = font.Sources[0]->FontLoaderFlags;
    flags = only ? flags | measuring : flags & ~measuring;
    ImFontAtlasFontDiscardBakes(font.ContainerAtlas, &font, 0);
}

}  // namespace afterdesk::platform
