#include "platform/canvas_font.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

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

constexpr int margin = 1;       // smoothing reaches over the measured box
constexpr int most_edge = 512;  // of what the browser draws at once

/// Units: device pixels from the pen's position on the baseline.
struct Ink {
    int left = 0, top = 0, w = 0, h = 0;
    bool nothing() const { return w <= 2 * margin || h <= 2 * margin; }
};

Ink ink_of(GlyphBox const& box) {
    int const left = static_cast<int>(std::floor(-box.left)) - margin;
    int const top = static_cast<int>(std::floor(-box.ascent)) - margin;
    return {left, top, static_cast<int>(std::ceil(box.right)) + margin - left,
            static_cast<int>(std::ceil(box.descent)) + margin - top};
}

/// The part of `drawn`, RGBA of `box`, in which something shows.
Ink shown_part(Ink const& box, unsigned char const* drawn) {
    int left = box.w, top = box.h, right = 0, bottom = 0;
    for (int y = 0; y < box.h; ++y) {
        for (int x = 0; x < box.w; ++x) {
            if (drawn[(y * box.w + x) * 4 + 3] == 0) continue;
            left = std::min(left, x), right = std::max(right, x + 1);
            top = std::min(top, y), bottom = y + 1;
        }
    }
    return {box.left + left, box.top + top, right - left, bottom - top};
}

/// CJK Unified Ideographs: hundreds on a page, and each fills its square (their fonts' em box), so they are
/// not measured one by one.
bool is_ideograph(ImWchar codepoint) { return codepoint >= 0x4e00 && codepoint <= 0x9fff; }

GlyphBox ideograph_box(float px) {
    return {.advance = px, .left = 0, .ascent = px * 0.92f, .right = px, .descent = px * 0.16f};
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar codepoint,
                ImFontGlyph* glyph, float* advance_only) {
    if (!contains_glyph(atlas, source, codepoint)) return false;
    float const density = density_of(*source, *baked);
    GlyphBox box;
    bool const measure_only = (source->FontLoaderFlags & measuring) != 0;
    char text[5];
    ImTextCharToUtf8(text, codepoint);
    bridge_glyph_choose(text, weight_of(*source), baked->Size * density);
    if (is_ideograph(codepoint)) {
        box = ideograph_box(baked->Size * density);
    } else {
        bridge_glyph_measure(&box);
    }
    float const advance = (measure_only ? box.advance : std::round(box.advance)) / density;
    if (advance_only != nullptr) {
        *advance_only = advance;
        return true;
    }
    glyph->Codepoint = codepoint;
    glyph->AdvanceX = advance;
    if (measure_only) return true;
    Ink const drawn = ink_of(box);
    if (drawn.nothing() || drawn.w > most_edge || drawn.h > most_edge) return true;

    ImVector<unsigned char>& pixels = atlas->Builder->TempBuffer;
    pixels.resize(drawn.w * drawn.h * 4);
    bridge_glyph_draw(-drawn.left, -drawn.top, drawn.w, drawn.h, 0, pixels.Data);
    Ink const ink = shown_part(drawn, pixels.Data);
    if (ink.h <= 0) return true;
    ImFontAtlasRectId const pack_id = ImFontAtlasPackAddRect(atlas, ink.w, ink.h);
    if (pack_id == ImFontAtlasRectId_Invalid) return false;
    ImTextureRect* const rect = ImFontAtlasPackGetRect(atlas, pack_id);

    glyph->Colored = is_colored(pixels.Data, drawn.w * drawn.h);
    glyph->Visible = true;
    glyph->PackId = pack_id;
    glyph->X0 = static_cast<float>(ink.left) / density;
    glyph->Y0 = static_cast<float>(ink.top) / density + baked->Ascent;
    glyph->X1 = glyph->X0 + static_cast<float>(ink.w) / density;
    glyph->Y1 = glyph->Y0 + static_cast<float>(ink.h) / density;
    unsigned char* const from = pixels.Data + ((ink.top - drawn.top) * drawn.w + ink.left - drawn.left) * 4;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, rect, from, ImTextureFormat_RGBA32,
                                       drawn.w * 4);
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

/// A line, measured for its font.
struct Measured {
    ImFontConfig const& source;
    ImFontBaked const& baked;
    float density;
    GlyphBox box;
};

Measured measure(ImFont& font, float px, std::string const& line) {
    ImFontConfig const& source = *font.Sources[0];
    ImFontBaked const& baked = *font.GetFontBaked(px);
    Measured made{source, baked, density_of(source, baked), {}};
    bridge_glyph_choose(line.c_str(), weight_of(source), baked.Size * made.density);
    bridge_glyph_measure(&made.box);
    return made;
}

float line_width(ImFont& font, float px, std::string const& line) {
    Measured const measured = measure(font, px, line);
    return measured.box.advance / measured.density;
}

// In its own colour, not white to be tinted: it may hold an emoji.
void draw_line(ImFont& font, float px, std::string const& line, ui::Color color,
               std::vector<ui::LinePiece>& pieces) {
    if ((font.Sources[0]->FontLoaderFlags & measuring) != 0) return;
    auto const [source, baked, density, box] = measure(font, px, line);
    Ink const ink = ink_of(box);
    if (ink.nothing() || ink.h > most_edge) return;
    ImFontAtlas& atlas = *font.ContainerAtlas;
    std::vector<unsigned char> pixels;
    for (int from = 0; from < ink.w; from += most_edge) {
        int const w = std::min(most_edge, ink.w - from);
        ImFontAtlasRect place;
        ImFontAtlasRectId const id = atlas.AddCustomRect(w, ink.h, &place);
        if (id == ImFontAtlasRectId_Invalid) break;
        pixels.resize(static_cast<std::size_t>(w * ink.h * 4));
        bridge_glyph_draw(-ink.left - from, -ink.top, w, ink.h, color >> 8, pixels.data());
        for (int y = 0; y < ink.h; ++y)
            std::memcpy(atlas.TexData->GetPixelsAt(place.x, place.y + y),
                        &pixels[static_cast<std::size_t>(y * w * 4)], static_cast<std::size_t>(w * 4));
        pieces.push_back({id,
                          {static_cast<float>(ink.left + from) / density,
                           static_cast<float>(ink.top) / density + baked.Ascent,
                           static_cast<float>(w) / density, static_cast<float>(ink.h) / density}});
    }
}

}  // namespace

ui::LineSetter canvas_lines() { return {line_width, draw_line}; }

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
