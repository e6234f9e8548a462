#include "files/pdf.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace afterdesk::files {

namespace {

constexpr std::size_t max_name = 32;              ///< longer ones are none that we look for
constexpr std::size_t max_spelled = 128;          ///< bytes of such a name, each as #xx, and what follows
constexpr std::size_t max_unpacked = 256u << 20;  ///< of all packed parts together
constexpr std::size_t unpack_step = 256u << 10;
constexpr std::size_t tail_bytes = 2'048;  ///< in which the end has to say where the contents are

constexpr std::array<std::string_view, 11> acting = {
    "JavaScript", "Launch",     "EmbeddedFile", "EmbeddedFiles", "Rendition", "RichMedia",
    "XFA",        "SubmitForm", "ImportData",   "GoToE",         "Movie"};
/// Ways to pack that we do not undo.
constexpr std::array<std::string_view, 9> odd_filters = {
    "LZWDecode", "LZW", "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "RunLengthDecode", "RL", "Crypt"};

template <std::size_t N>
bool is_one_of(std::array<std::string_view, N> const& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_blank(char c) { return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '; }
bool ends_word(char c) {
    return is_blank(c) || std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The name at a slash, with its #-spellings undone, and where it ends.
struct Name {
    std::string text;
    std::size_t end = 0;
};
Name name_at(std::string_view text, std::size_t slash) {
    Name out{"", slash + 1};
    while (out.end < text.size() && !ends_word(text[out.end])) {
        int const high = out.end + 2 < text.size() ? hex_value(text[out.end + 1]) : -1;
        int const low = out.end + 2 < text.size() ? hex_value(text[out.end + 2]) : -1;
        bool const spelled = text[out.end] == '#' && high >= 0 && low >= 0;
        if (out.text.size() <= max_name)
            out.text += spelled ? static_cast<char>(high * 16 + low) : text[out.end];
        out.end += spelled ? 3 : 1;
    }
    return out;
}

/// "/OpenAction [3 0 R /Fit]", as office programs write it: a place, not an action.
bool names_a_place(std::string_view text, std::size_t at) {
    while (at < text.size() && is_blank(text[at])) ++at;
    return at < text.size() && text[at] == '[';
}

bool acts(std::string_view text, Name const& name) {
    return is_one_of(acting, name.text) || (name.text == "OpenAction" && !names_a_place(text, name.end));
}

/// Unpacks zlib's format in steps, so that a bomb costs time and no memory.
class Unpacking {
  public:
    explicit Unpacking(std::string_view packed) {
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream_.avail_in = static_cast<uInt>(packed.size());
        good_ = ::inflateInit(&stream_) == Z_OK;
    }
    ~Unpacking() { ::inflateEnd(&stream_); }
    Unpacking(Unpacking const&) = delete;
    Unpacking& operator=(Unpacking const&) = delete;

    /// Appends the next step; false when nothing more comes.
    bool more(std::string& to) {
        if (!good_) return false;
        std::size_t const before = to.size();
        to.resize(before + unpack_step);
        stream_.next_out = reinterpret_cast<Bytef*>(to.data() + before);
        stream_.avail_out = static_cast<uInt>(unpack_step);
        good_ = ::inflate(&stream_, Z_NO_FLUSH) == Z_OK;
        to.resize(before + unpack_step - stream_.avail_out);
        return to.size() > before;
    }

  private:
    z_stream stream_{};
    bool good_ = false;
};

/// Goes through the whole file once. Whatever lies in a stream is looked at, too: a reader that is led there
/// by the table of contents would find it.
class Scan {
  public:
    explicit Scan(std::string_view text) : text_(text) {}

    std::optional<PdfFault> run() {
        while (at_ < text_.size() && !fault_) {
            if (text_[at_] == '/') {
                take_name();
            } else if (ends_word(text_[at_])) {
                ++at_;
            } else {
                take_word();
            }
        }
        if (!fault_ && packs_objects_ && packs_oddly_) fault_ = PdfFault::active;
        if (!fault_ && !(has_object_ && has_root_)) fault_ = PdfFault::not_a_pdf;
        return fault_;
    }

  private:
    void take_name() {
        Name const name = name_at(text_, at_);
        at_ = name.end;
        // Two letters may stand anywhere in packed pixels; the action itself is named in full as well.
        if (acts(text_, name) || (name.text == "JS" && !in_stream_)) fault_ = PdfFault::active;
        if (name.text == "Encrypt") fault_ = PdfFault::encrypted;
        has_root_ |= name.text == "Root";
        packs_oddly_ |= is_one_of(odd_filters, name.text);
        packs_objects_ |= name.text == "XRef" || name.text == "XRefStm" || name.text == "ObjStm";
        object_is_packed_ |= name.text == "ObjStm";
        predicted_ |= name.text == "Predictor";
    }

    void take_word() {
        std::size_t const from = at_;
        while (at_ < text_.size() && !ends_word(text_[at_])) ++at_;
        std::string_view const word = text_.substr(from, at_ - from);
        has_object_ |= word == "obj";
        if (word == "obj" || word == "endobj" || word == "endstream") in_stream_ = false;
        if (word == "stream") begin_stream();
    }

    void begin_stream() {
        in_stream_ = true;
        if (object_is_packed_ && predicted_) fault_ = PdfFault::active;
        object_is_packed_ = predicted_ = false;
        std::size_t from = at_;
        while (from < text_.size() && is_blank(text_[from])) ++from;
        look_into(text_.substr(from));
    }

    /// What begins with a number, as packed objects do, is looked through: all that can be unpacked of it.
    void look_into(std::string_view packed) {
        Unpacking unpacking(packed);
        std::string text;
        bool more = unpacking.more(text);
        std::size_t begin = 0;
        while (begin < text.size() && is_blank(text[begin])) ++begin;
        bool const may_hold_objects =
            begin == text.size() || std::string_view("0123456789%/<").find(text[begin]) != std::string::npos;
        while (more && may_hold_objects && !fault_) {
            unpacked_ += text.size();
            if (unpacked_ > max_unpacked) fault_ = PdfFault::active;
            std::size_t const whole = text.size() - std::min(text.size(), max_spelled);
            look_at(text, whole);
            text.erase(0, whole);
            more = unpacking.more(text);
        }
        if (may_hold_objects) look_at(text, text.size());
    }

    /// The names that begin before `end`.
    void look_at(std::string_view text, std::size_t end) {
        for (std::size_t at = text.find('/'); at < end; at = text.find('/', at + 1)) {
            Name const name = name_at(text, at);
            if (acts(text, name) || name.text == "JS") fault_ = PdfFault::active;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0, unpacked_ = 0;
    bool in_stream_ = false, has_root_ = false, has_object_ = false;
    bool packs_objects_ = false, packs_oddly_ = false;
    bool object_is_packed_ = false, predicted_ = false;  ///< of what was named since the last stream
    std::optional<PdfFault> fault_;
};

/// The end says where the table of contents is, and it is there.
bool has_contents(std::string_view bytes) {
    std::string_view const tail = bytes.substr(bytes.size() - std::min(bytes.size(), tail_bytes));
    std::size_t const mark = tail.rfind("startxref");
    if (mark == std::string_view::npos || tail.find("%%EOF", mark) == std::string_view::npos) return false;
    std::size_t from = mark + std::string_view("startxref").size();
    while (from < tail.size() && is_blank(tail[from])) ++from;
    std::size_t place = 0;
    auto const read = std::from_chars(tail.data() + from, tail.data() + tail.size(), place);
    if (read.ec != std::errc() || place >= bytes.size()) return false;
    std::string_view contents = bytes.substr(place);
    while (!contents.empty() && is_blank(contents.front())) contents.remove_prefix(1);
    if (contents.substr(0, 4) == "xref") return contents.find("trailer") != std::string_view::npos;
    // A packed table: "12 0 obj".
    return contents.substr(0, 32).find("obj") != std::string_view::npos;
}

}  // namespace

bool is_pdf(std::string_view bytes) { return bytes.substr(0, 5) == "%PDF-"; }

std::optional<PdfFault> check_pdf(std::string_view bytes) {
    bool const has_version = bytes.size() > 5 && (bytes[5] == '1' || bytes[5] == '2');
    if (!is_pdf(bytes) || !has_version) return PdfFault::not_a_pdf;
    if (!has_contents(bytes)) return PdfFault::cut_short;
    return Scan(bytes).run();
}

}  // namespace afterdesk::files
