// Forms with a file: what is taken out of them, and what is refused.
#include "http/form.hpp"

#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::http;

namespace {

constexpr std::string_view type = "multipart/form-data; boundary=b";

/// A part with this after "form-data".
std::string part(std::string const& more, std::string const& content) {
    return "--b\r\nContent-Disposition: form-data" + more + "\r\n\r\n" + content + "\r\n";
}

std::string const end = "--b--\r\n";
std::string const photo = part("; name=\"photo\"; filename=\"1.jpg\"\r\nContent-Type: image/jpeg", "JPEG");
std::string const remark = part("; name=\"remark\"", "a text");

/// The file's content, or the name of the rule: "!form_malformed".
std::string file_of(std::string_view content_type, std::string const& body) {
    auto const file = file_of_form(content_type, body);
    if (file.ok()) return std::string(*file);
    return file.error() == Rule::one_file_expected ? "!one_file_expected"
           : file.error() == Rule::form_malformed  ? "!form_malformed"
                                                   : "!";
}

std::string repeated(std::string const& text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

}  // namespace

TEST_CASE("the one file of a form is found, whatever stands around it") {
    struct Row {
        char const* name;
        std::string body;
        std::string want = "JPEG";
    };
    std::string const malformed = "!form_malformed";
    std::string const not_one = "!one_file_expected";
    for (Row const& row : std::initializer_list<Row>{
             {"a file alone", photo + end},
             {"texts before and after it", remark + photo + remark + end},
             {"no line end after the end", photo + "--b--"},
             {"something after the end", photo + end + "epilogue\r\n--b\r\n"},
             {"something before the beginning", "preamble\r\n" + photo + end},
             {"blanks after a boundary", "--b \t\r\n" + photo.substr(5) + end},
             {"names without quotes", part("; name=photo; filename=1.jpg", "JPEG") + end},
             {"a name with what else has a meaning",
              part(R"(; name="a;b"; filename="x\"; y=\"z;.jpg")", "JPEG") + end},
             {"a Windows path", part(R"(; name="a"; filename="C:\fotos\1.jpg")", "JPEG") + end},
             {"a Chinese name", part("; name=\"图\"; filename=\"划痕.jpg\"", "JPEG") + end},
             {"only the newer form of a name",
              part("; name=a; filename*=UTF-8''%E5%9B%BE.jpg", "JPEG") + end},
             {"other case",
              "--b\r\ncontent-DISPOSITION: Form-Data; NAME=a; FileName=b\r\n\r\nJPEG\r\n" + end},
             {"an encoding that is none",
              part("; name=a; filename=b\r\nContent-Transfer-Encoding: binary", "JPEG") + end},
             {"content with line ends", part("; name=a; filename=b", "\r\n--c\r\n\r\n") + end,
              "\r\n--c\r\n\r\n"},
             {"an empty file with a name", part("; name=a; filename=b", "") + end, ""},
             {"another field's file that was not chosen", part("; name=b; filename=\"\"", "") + photo + end},
             {"no part at all", end, not_one},
             {"texts only", remark + end, not_one},
             {"a file that was not chosen", part("; name=a; filename=\"\"", "") + end, not_one},
             {"two files", photo + photo + end, not_one},
             {"nothing", "", malformed},
             {"another boundary", "--c\r\n" + photo.substr(5) + "--c--\r\n", malformed},
             {"no end", photo, malformed},
             {"an end that is cut", photo + "--b-", malformed},
             {"cut in a head", photo.substr(0, 30), malformed},
             {"a boundary that goes on", part("; name=a; filename=b", "\r\n--bc") + end, malformed},
             {"bare line feeds", "--b\nContent-Disposition: form-data; name=a\n\nx\n--b--\n", malformed},
             {"a line feed in a head", part("; name=a; filename=b\nX: y", "JPEG") + end, malformed},
             {"a zero byte in a head", part("; name=a; filename=b" + std::string(1, '\0'), "JPEG") + end,
              malformed},
             {"no disposition", "--b\r\nContent-Type: image/jpeg\r\n\r\nJPEG\r\n" + end, malformed},
             {"another disposition", "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nJPEG\r\n" + end,
              malformed},
             {"two dispositions", part("; name=a\r\nContent-Disposition: form-data; name=b", "x") + end,
              malformed},
             {"no name", part("; filename=b", "JPEG") + end, malformed},
             {"a name twice", part("; name=a; name=b; filename=c", "JPEG") + end, malformed},
             {"quotes that stay open", part("; name=\"a; filename=b", "JPEG") + end, malformed},
             {"a word without a value", part("; name=a; filename", "JPEG") + end, malformed},
             {"something after the quotes", part("; name=\"a\"b; filename=c", "JPEG") + end, malformed},
             {"a line without a colon", part("; name=a; filename=b\r\nhello", "JPEG") + end, malformed},
             {"a line without a name", part("; name=a; filename=b\r\n: x", "JPEG") + end, malformed},
             {"base64", part("; name=a; filename=b\r\nContent-Transfer-Encoding: base64", "SlBFRw==") + end,
              malformed},
             {"a huge head", part("; name=a; filename=" + std::string(5'000, 'x'), "JPEG") + end, malformed},
             {"a huge preamble", std::string(5'000, 'x') + "\r\n" + photo + end, malformed},
             {"as many texts as may be", repeated(remark, max_form_parts - 1) + photo + end},
             {"one more", repeated(remark, max_form_parts) + photo + end, malformed},
         }) {
        CAPTURE(row.name);
        CHECK(file_of(type, row.body) == row.want);
    }
}

TEST_CASE("a form says what stands between its parts") {
    struct Row {
        std::string content_type;
        std::string boundary;  ///< "": none
    };
    for (Row const& row : std::initializer_list<Row>{
             {"multipart/form-data; boundary=b", "b"},
             {"Multipart/Form-Data;Boundary=\"a b\"", "a b"},
             {"multipart/form-data; charset=utf-8; boundary=----WebKitFormBoundaryAb0",
              "----WebKitFormBoundaryAb0"},
             {"multipart/form-data; boundary=" + std::string(70, 'x'), std::string(70, 'x')},
             {"multipart/form-data; boundary=" + std::string(71, 'x'), ""},
             {"multipart/form-data", ""},
             {"multipart/form-data; boundary=", ""},
             {"multipart/form-data; boundary=\"\"", ""},
             {"multipart/form-data; boundary=\"a", ""},
             {"multipart/form-data; boundary=\"a \"", ""},
             {"multipart/form-data; boundary=a; boundary=b", ""},
             {"multipart/form-data; boundary=a\"b", ""},
             {"multipart/form-data; boundary=图", ""},
             {"multipart/mixed; boundary=b", ""},
             {"image/jpeg; boundary=b", ""},
             {"", ""},
         }) {
        CAPTURE(row.content_type);
        CHECK(form_boundary(row.content_type).value_or("") == row.boundary);
    }
}

TEST_CASE("damaged forms end in a part of the body or a refusal") {
    std::uint64_t state = 11;
    auto const random = [&] {
        state = state * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
        return static_cast<std::size_t>(state >> 33);
    };
    constexpr std::string_view pieces[] = {"\r\n",     "--b", "--", "\"", ";",       "=",
                                           "\r\n\r\n", "\\",  ":",  "\n", "filename"};
    std::string const whole = remark + photo + end;
    for (std::size_t n = 0; n + 2 < whole.size(); ++n) {
        CAPTURE(n);
        CHECK(!file_of_form(type, whole.substr(0, n)).ok());
    }
    for (int round = 0; round < 20'000; ++round) {
        std::string body = whole;
        for (std::size_t i = 0; i < 1 + random() % 4; ++i) {
            std::size_t const at = random() % body.size();
            std::size_t const how = random() % 3;
            if (how == 0) body[at] = static_cast<char>(random() & 0xff);
            if (how == 1) body.insert(at, pieces[random() % std::size(pieces)]);
            if (how == 2) body.erase(at, random() % 8);
        }
        auto const file = file_of_form(type, body);
        if (!file.ok()) continue;
        CAPTURE(round);
        CHECK(file->data() >= body.data());
        CHECK(file->data() + file->size() <= body.data() + body.size());
    }
}
