#pragma once
// Every call into the browser, as bridge.js defines them. Texts are UTF-8 and end with NUL. What comes back
// arrives at the page_… functions of main.cpp.

namespace afterdesk::platform {

/// A glyph, or a line, on the canvas. Units: device pixels from the pen's position on the baseline, outwards.
struct GlyphBox {
    float advance = 0, left = 0, ascent = 0, right = 0, descent = 0;
};

/// Units: CSS pixels; flags are 0 or 1.
struct BrowserView {
    float w = 0, h = 0, pixel_ratio = 1, text_scale = 1;
    float safe_top = 0, safe_right = 0, safe_bottom = 0, safe_left = 0;
    float dark = 0, reduced_motion = 0, forced_colors = 0;
    float canvas = 0, canvas_text = 0, link_text = 0;  ///< the user's colours, 0xRRGGBB
};

extern "C" {

// Page
int bridge_open();  ///< sets the listeners; 1 when the address asks for the HTML view
/// A random seed (two words), minutes east of UTC; to the inbox: hash, launch token, language, the address
/// below, the version, and where the regions stood.
void bridge_started(unsigned* seed, int* offset);
void bridge_view(BrowserView* view);  ///< also gives the canvas its size
void bridge_show(int as_html);        ///< takes the skeleton away
void bridge_style(char const* property, char const* value);
void bridge_mirror(char const* changes, unsigned long size);
void bridge_settle();  ///< fields and boxes go back to what the program says

// Glyphs
void bridge_font_metrics(unsigned weight, float px, float* ascent_descent);
void bridge_glyph_choose(char const* text, unsigned weight, float px);
/// Of what was chosen last, as is drawing, in a colour 0xRRGGBB.
void bridge_glyph_measure(GlyphBox* box);
void bridge_glyph_draw(int left, int baseline, int w, int h, unsigned color, unsigned char* rgba);

// Effects
void bridge_http(int id, char const* method, char const* path, char const* body, char const* key,
                 char const* language, int file_handle);  ///< the file is the body when there is one
/// A part of a file; which part it is stands in its headers.
void bridge_piece(int id, char const* path, char const* language, int file_handle, int offset, int bytes,
                  int last);
void bridge_cancel(int id);
void bridge_navigate(char const* hash, int replace);
void bridge_back();
void bridge_reload();
void bridge_load_rest(int here);     ///< the next file of the program
void bridge_live(char const* path);  ///< empty: only closes
void bridge_store(char const* key, char const* text);
void bridge_load(char const* key);  ///< text to the inbox
void bridge_keep(char const* key, char const* text, int file_handle);
void bridge_recall(char const* prefix);
void bridge_forget(char const* prefix);
void bridge_shrink(int file_handle, int most_edge);
void bridge_poster(int file_handle, int most_edge);
/// Keeps where the regions stand for a reload of this tab.
void bridge_keep_places(char const* places);
void bridge_timer(char const* name, int delay_ms);
void bridge_release_file(int handle);
void bridge_read(int file_handle);
void bridge_check_signature(int file_handle, char const* key, char const* value, char const* text);

}  // extern "C"

}  // namespace afterdesk::platform
