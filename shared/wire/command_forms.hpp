#pragma once
// Commands as forms: which fields a person fills in, and the command that they make. Both come from the
// description that the API reads (command_fields.hpp).

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "wire/fields.hpp"

namespace afterdesk::wire {

/// What a field asks for, and how what was typed is written.
enum class FormKind : std::uint8_t {
    text,       ///< a short one
    long_text,  ///< several lines
    code,       ///< one of a list that the reader of the form knows: a reason, a refund part
    amount,     ///< "128.50", in yuan
    number,     ///< "5"
    duration,   ///< "24", in hours
    flag,       ///< "1": yes
    name,       ///< one of `choices`
    address,    ///< name, phone and text, one a line
    evidence,   ///< ids of uploaded pictures, blanks between
    /// "line_no:accepted:refused:seconds:scrap", blanks between; "lines[0].reason" and "….evidence" beside it
    lines,
};

struct FormField {
    std::string path;  ///< as mistakes name it: "parcel.tracking_no"
    FormKind kind = FormKind::text;
    bool required = false;
    Range range{};                            ///< amount, number
    int max_chars = 0;                        ///< text, long_text
    std::vector<std::string_view> choices{};  ///< name: as on the wire
};

/// What was typed, by path; a field that is missing or empty was left out.
using Typed = std::map<std::string, std::string, std::less<>>;

/// The fields of a command, in the order of its body. Apply and Modify, which hold what the page showed, have
/// none; in a program of buyers nor do those that only others give.
std::vector<FormField> form_fields(CommandKind kind);

/// The command that a form makes.
struct Filled {
    Command command;
    Mistakes mistakes;  ///< must_not_be_empty where a required field was left out, wrong_type, too_large
};
Filled fill_form(CommandKind kind, Typed const& typed);

}  // namespace afterdesk::wire
