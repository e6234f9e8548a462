// Reports: whatever the bytes, they are looked at to their end and no further.

#include <string>

#include "files/pdf.hpp"

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string const bytes(reinterpret_cast<char const*>(data), size);
    static_cast<void>(afterdesk::files::check_pdf(bytes));
    return 0;
}
