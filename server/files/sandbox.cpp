#include "files/sandbox.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <vector>

namespace afterdesk::files {

namespace {

#if defined(__x86_64__)
constexpr unsigned machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned machine = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned machine = 0;
#endif

constexpr unsigned allow = SECCOMP_RET_ALLOW;
constexpr unsigned refuse = SECCOMP_RET_ERRNO | EPERM;

/// Memory, the two pipes, the end.
constexpr unsigned allowed[] = {
    __NR_read,      __NR_write,        __NR_exit,           __NR_exit_group,    __NR_brk,
    __NR_munmap,    __NR_mremap,       __NR_madvise,        __NR_futex,         __NR_rt_sigreturn,
    __NR_getrandom, __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_clock_gettime,
};
/// Allowed too, but never to make something executable. Their third argument says what the memory is for.
constexpr unsigned memory_calls[] = {__NR_mmap, __NR_mprotect};

sock_filter load(std::size_t offset) {
    return {BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<unsigned>(offset)};
}
sock_filter answer(unsigned with) { return {BPF_RET | BPF_K, 0, 0, with}; }
/// Skips so many of the next instructions when the loaded word is not `value`.
sock_filter unless(unsigned value, unsigned char skip) { return {BPF_JMP | BPF_JEQ | BPF_K, 0, skip, value}; }
/// Skips the next instruction when none of these bits is set.
sock_filter if_set(unsigned bits) { return {BPF_JMP | BPF_JSET | BPF_K, 0, 1, bits}; }

std::vector<sock_filter> rules() {
    constexpr std::size_t third_argument = offsetof(seccomp_data, args) + 2 * sizeof(__u64);
    std::vector<sock_filter> out = {load(offsetof(seccomp_data, arch)), unless(machine, 1),
                                    load(offsetof(seccomp_data, nr))};
    // Another machine's numbers mean something else: the loaded word is then no call of ours.
    for (unsigned const call : allowed) {
        out.push_back(unless(call, 1));
        out.push_back(answer(allow));
    }
    for (unsigned const call : memory_calls) {
        out.push_back(unless(call, 4));
        out.push_back(load(third_argument));
        out.push_back(if_set(PROT_EXEC));
        out.push_back(answer(refuse));
        out.push_back(answer(allow));
    }
    out.push_back(answer(refuse));
    return out;
}

}  // namespace

bool close_the_door() {
    if (machine == 0) return false;
    std::vector<sock_filter> filter = rules();
    sock_fprog const program{static_cast<unsigned short>(filter.size()), filter.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

}  // namespace afterdesk::files
