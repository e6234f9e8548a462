#include "base/fold_text.hpp"

#include <algorithm>
#include <array>

#include "base/pasted.hpp"
#include "base/text.hpp"

namespace afterdesk {

namespace {

/// The letters of a script in the order of Unicode, each as the lower-case letter below its marks (made from
/// Unicode's data: the first code point of NFD; and what is crossed out, as people type it).
struct Letters {
    std::uint32_t first;
    std::u16string_view folded;
};
constexpr std::u16string_view latin =
    u"aaaaaaæceeeeiiiidnooooo×ouuuuyþßaaaaaaæceeeeiiiidnooooo÷ouuuuyþyaaaaaaccccccccddddeeeeeeeeeegggg"
    u"gggghhhhiiiiiiiiiiĳĳjjkkĸllllllllllnnnnnnnŋŋooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    u"bɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩiƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋƴƴzzʒƹƹƺƻƽƽƾƿǀǁǂǃǆǆǆǉǉǉǌǌǌaaiioouuuuuuuuuuǝaa"
    u"aaææǥǥggkkooooʒʒjǳǳǳggƕƿnnaaææooaaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹⱥȼȼƚⱦȿ"
    u"ɀɂɂbʉʌɇɇɉɉɋɋɍɍɏɏ";
constexpr std::u16string_view more_latin =
    u"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
    u"ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyẚsẜẝßẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    u"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ";
constexpr std::u16string_view greek =
    u"ͱͱͳͳʹ\u0375ͷͷ\u0378\u0379ͺͻͼͽ\u037eϳ\u0380\u0381\u0382\u0383\u0384\u0385α\u0387εηι\u038bο\u038dυ"
    u"ωιαβγδεζηθικλμνξοπρ\u03a2στυφχψωιυαεηιυαβγδεζηθικλμνξοπρσστυφχψωιυουωϗ"
    u"ϐϑϒϒϒϕϖϗϙϙϛϛϝϝϟϟϡϡϣϣϥϥϧϧϩϩϫϫϭϭϯϯϰϱϲϳθϵ\u03f6ϸϸϲϻϻϼͻͼͽ";
constexpr std::u16string_view cyrillic =
    u"ееђгєѕііјљњћкиуџабвгдежзииклмнопрстуфхцчшщъыьэюяабвгдежзииклмнопрстуфхцчшщъыьэюяееђгєѕііјљњћкиуџ"
    u"ѡѡѣѣѥѥѧѧѩѩѫѫѭѭѯѯѱѱѳѳѵѵѵѵѹѹѻѻѽѽѿѿҁҁ\u0482\u0483\u0484\u0485\u0486\u0487\u0488\u0489ҋҋҍҍҏҏґґғғҕҕҗҗ"
    u"ҙҙққҝҝҟҟҡҡңңҥҥҧҧҩҩҫҫҭҭүүұұҳҳҵҵҷҷҹҹһһҽҽҿҿ"
    u"ӏжжӄӄӆӆӈӈӊӊӌӌӎӎӏааааӕӕееәәәәжжззӡӡииииооөөөөээууууууччӷӷыыӻӻӽӽӿӿԁԁԃԃԅԅԇԇԉԉԋԋԍԍԏԏԑԑԓԓԕԕԗԗԙԙԛԛԝԝԟԟ"
    u"ԡԡԣԣԥԥԧԧԩԩԫԫԭԭԯԯ";
constexpr std::array<Letters, 4> scripts{
    {{0xC0, latin}, {0x370, greek}, {0x400, cyrillic}, {0x1E00, more_latin}}};
static_assert(latin.size() == 0x250 - 0xC0 && more_latin.size() == 0x100);
static_assert(greek.size() == 0x90 && cyrillic.size() == 0x130);

std::uint32_t fold_letter(std::uint32_t c) {
    if (c >= 'A' && c <= 'Z') return c + 'a' - 'A';
    for (Letters const& script : scripts) {
        if (c >= script.first && c - script.first < script.folded.size())
            return script.folded[c - script.first];
    }
    return c;
}

bool is_blank(std::uint32_t c) {
    return c <= ' ' || (c >= 0x7F && c <= 0x9F) || c == 0x1680 || c == 0x2028 || c == 0x2029 || c == 0x205F;
}

/// Drawn upon the character before it, or how that one is to look.
bool is_mark(std::uint32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xAD;
}

}  // namespace

std::string fold_text(std::string_view text) {
    std::string const narrow = half_width(text);
    std::string out;
    for (std::size_t at = 0; at < narrow.size();) {
        std::uint32_t const c = next_char(narrow, at);
        if (is_mark(c)) continue;
        std::uint32_t const folded = fold_letter(c);
        if (folded == U'æ') {
            out += "ae";
        } else if (folded == U'œ') {
            out += "oe";
        } else if (folded == U'ß') {
            out += "ss";
        } else {
            append_char(out, is_blank(folded) ? U' ' : folded);
        }
    }
    return out;
}

}  // namespace afterdesk
