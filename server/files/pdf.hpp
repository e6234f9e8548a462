#pragma once
// PDF reports: what they are made of, and whether something in them acts by itself. Only names are looked
// for, in the file and in its packed parts; nothing is drawn, so a walk of ours is smaller and safer than any
// library that reads PDF.

#include <cstdint>
#include <optional>
#include <string_view>

namespace afterdesk::files {

enum class PdfFault : unsigned char {
    not_a_pdf,
    cut_short,  ///< the end, or the table of contents that it names, is missing
    encrypted,
    active,  ///< scripts, programs, attachments, or parts that can not be looked into
};

bool is_pdf(std::string_view bytes);

/// Nothing when it is a PDF that only shows. Rule: ISO 32000-1 §7.3.5 (names and their #-spellings), §7.5
/// (structure), §7.5.7 (packed objects), §12.6.4 (actions).
std::optional<PdfFault> check_pdf(std::string_view bytes);

}  // namespace afterdesk::files
