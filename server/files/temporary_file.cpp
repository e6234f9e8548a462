#include "files/temporary_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace afterdesk::files {

TemporaryFile::TemporaryFile(std::string const& folder) {
    std::string name = folder + "/.temporary-XXXXXX";
    fd_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "a temporary file in " + folder);
    ::unlink(name.c_str());
    path_ = "/proc/self/fd/" + std::to_string(fd_);
}

TemporaryFile::~TemporaryFile() { ::close(fd_); }

}  // namespace afterdesk::files
