#include "widgets/text_wrap.hpp"

#include "base/char_ranges.hpp"
#include "base/text.hpp"

namespace afterdesk::ui {
namespace {

/// How a character behaves at the edge of a line. The names in brackets are those of UAX #14.
enum class Class : std::uint8_t {
    letter,      ///< Latin and all that is not listed: no break inside a word [AL]
    digit,       ///< [NU]
    ideograph,   ///< hanzi, kana, hangul, full-width letters, emoji: breaks on both sides [ID]
    no_start,    ///< full-width signs that may not begin a line [CL, NS, EX]
    close,       ///< half-width signs that may not begin a line; glued to a letter that follows [IS, CP, QU]
    open,        ///< may not end a line [OP, PR]
    hyphen,      ///< may not begin a line, a word may be broken behind it [HY]
    dash,        ///< — : not between two of them [B2]
    glue,        ///< no break on either side [GL, WJ]
    attached,    ///< belongs to the character before it [CM, ZWJ]
    zero_space,  ///< an invisible place to break [ZW]
    space,
    newline,
};

bool one_of(std::uint32_t c, std::u32string_view set) {
    return set.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

constexpr std::u32string_view full_no_start =
    U"，。！？、；：）》」』】〕〉〗〙〛｝］｠…·・～〜％‰℃％｡､｣々〻ーゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッ"
    U"ャュョヮ／｜–";
constexpr std::u32string_view half_close = U"!),.:;?]}%’”»›°";
constexpr std::u32string_view opening = U"（《「『【〔〈〖〘〚｛［｟“‘«‹([{¥￥$€£＄￡＃№｢";

bool is_attached(std::uint32_t c) {
    static constexpr CharRange marks[] = {{0x0300, 0x036F},  {0x20D0, 0x20FF},   {0x3099, 0x309A},
                                          {0xFE00, 0xFE0F},  {0x1F3FB, 0x1F3FF}, {0x200D, 0x200D},
                                          {0xE0020, 0xE007F}};
    return within(c, marks);
}

bool is_ideograph(std::uint32_t c) {
    static constexpr CharRange wide[] = {{0x1100, 0x115F},   {0x2600, 0x27BF},  {0x2E80, 0x33FF},
                                         {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},  {0xA000, 0xA4CF},
                                         {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},  {0xFF01, 0xFF60},
                                         {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFD}};
    return within(c, wide);
}

Class class_of(std::uint32_t c) {
    if (c == '\n' || c == 0x2028) return Class::newline;
    if (c == ' ' || c == '\t' || c == '\r' || c == 0x3000) return Class::space;
    if (c >= '0' && c <= '9') return Class::digit;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Class::letter;
    if (c == 0x200B) return Class::zero_space;
    if (c == 0x00A0 || c == 0x202F || c == 0x2060) return Class::glue;
    if (c == '-' || c == 0x2010) return Class::hyphen;
    if (c == 0x2014 || c == 0x2E3A) return Class::dash;
    if (one_of(c, half_close)) return Class::close;
    if (one_of(c, full_no_start)) return Class::no_start;
    if (one_of(c, opening)) return Class::open;
    if (is_attached(c)) return Class::attached;
    return is_ideograph(c) ? Class::ideograph : Class::letter;
}

bool is_word(Class c) { return c == Class::letter || c == Class::digit; }

bool is_flag_letter(std::uint32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

/// The half-width brackets and currency signs stick to a word before them ("f(x)", "US$"); full-width ones do
/// not.
bool sticks_to_word(std::uint32_t c) { return c == '(' || c == '[' || c == '{' || c == '$'; }

/// A sign in front of an amount: "+¥5.00", "−¥5.00".
bool is_sign(std::uint32_t c) { return c == '+' || c == 0x2212 || c == 0x00B1; }

/// Quotes that look the same on both sides stick to both.
bool is_plain_quote(std::uint32_t c) { return c == '"' || c == '\''; }

/// True when the character can not stand at the beginning of a line.
bool never_starts(Class c) {
    return c == Class::no_start || c == Class::close || c == Class::hyphen || c == Class::glue ||
           c == Class::attached || c == Class::zero_space;
}

}  // namespace

bool can_break_between(std::uint32_t before, std::uint32_t after) {
    Class const a = class_of(before);
    Class const b = class_of(after);
    if (a == Class::zero_space) return true;
    if (never_starts(b) || is_plain_quote(before) || is_plain_quote(after)) return false;
    if (a == Class::glue || a == Class::open || before == 0x200D || before == 0xFF0F) return false;
    if (a == Class::dash && b == Class::dash) return false;
    if (a == Class::attached) return !is_word(b);
    if (is_word(a)) return !is_word(b) && !(b == Class::open && (sticks_to_word(after) || is_sign(before)));
    if (a == Class::close) return !is_word(b);
    if (a == Class::hyphen) return b == Class::letter;
    return true;
}

namespace {

/// Walks over the text once and cuts a line whenever the next character does not fit.
class Breaker {
  public:
    Breaker(std::string_view text, float max_width, Advance advance)
        : text_(text), max_width_(max_width), advance_(advance) {}

    std::vector<TextLine> run() {
        std::size_t at = 0;
        while (at < text_.size()) {
            std::size_t const here = at;
            std::uint32_t const c = next_char(text_, at);
            take(c, here, at);
        }
        if (line_begin_ < text_.size() || ends_with_newline_) close_line(text_.size(), ink_end_, ink_width_);
        return std::move(lines_);
    }

  private:
    void take(std::uint32_t c, std::size_t here, std::size_t next) {
        Class const now = class_of(c);
        ends_with_newline_ = now == Class::newline;
        if (ends_with_newline_) {
            close_line(next, ink_end_, ink_width_);
            previous_ = 0;
            return;
        }
        if (now == Class::space) {
            width_ += advance_.of(advance_.context, c, here);
            after_space_ = true;
            return;
        }
        if (here > line_begin_ && may_break_before(c)) remember_break(here);
        float const own =
            now == Class::attached || now == Class::zero_space ? 0 : advance_.of(advance_.context, c, here);
        while (ink_end_ > line_begin_ && width_ + own > max_width_ &&
               (break_at_ > line_begin_ || !never_cut_before(c))) {
            break_before(here);
        }
        width_ += own;
        ink_end_ = next;
        ink_width_ = width_;
        flag_half_ = is_flag_letter(c) && !flag_half_;
        if (now != Class::attached || c == 0x200D) previous_ = c;
        after_space_ = false;
    }

    bool may_break_before(std::uint32_t c) const {
        if (previous_ == 0) return false;
        if (is_flag_letter(c) && flag_half_) return false;
        if (!after_space_) return can_break_between(previous_, c);
        return !never_starts(class_of(c)) && class_of(previous_) != Class::open;
    }

    /// Even a line without a place to break is never cut inside one visible character.
    bool never_cut_before(std::uint32_t c) const {
        return class_of(c) == Class::attached || previous_ == 0x200D || (is_flag_letter(c) && flag_half_);
    }

    void remember_break(std::size_t here) {
        break_at_ = here;
        break_ink_end_ = ink_end_;
        break_ink_width_ = ink_width_;
        break_width_ = width_;
    }

    void break_before(std::size_t here) {
        if (break_at_ > line_begin_) {
            float const carried = width_ - break_width_;
            float const carried_ink = ink_width_ - break_width_;
            std::size_t const ink_end = ink_end_;
            std::size_t const begin = break_at_;
            close_line(begin, break_ink_end_, break_ink_width_);
            if (ink_end <= begin) return;
            width_ = carried;
            ink_width_ = carried_ink;
            ink_end_ = ink_end;
        } else {
            close_line(here, ink_end_, ink_width_);
        }
    }

    void close_line(std::size_t next_begin, std::size_t end, float width) {
        std::size_t const shown = end > line_begin_ ? end : line_begin_;
        lines_.push_back({static_cast<std::uint32_t>(line_begin_), static_cast<std::uint32_t>(shown), width});
        line_begin_ = next_begin;
        ink_end_ = next_begin;
        ink_width_ = width_ = 0;
        after_space_ = false;
    }

    std::string_view text_;
    float max_width_;
    Advance advance_;
    std::vector<TextLine> lines_;
    std::size_t line_begin_ = 0;
    std::size_t ink_end_ = 0;  ///< behind the last character that is no blank
    float ink_width_ = 0, width_ = 0;
    std::size_t break_at_ = 0, break_ink_end_ = 0;
    float break_ink_width_ = 0, break_width_ = 0;
    std::uint32_t previous_ = 0;  ///< the last character that is no blank
    bool after_space_ = false, flag_half_ = false, ends_with_newline_ = false;
};

}  // namespace

std::vector<TextLine> wrap_text(std::string_view text, float max_width, Advance advance) {
    return Breaker(text, max_width, advance).run();
}

}  // namespace afterdesk::ui
