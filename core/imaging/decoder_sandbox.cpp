// core/imaging/decoder_sandbox.cpp - layer: varad_decoding (std and Linux only)
#include "core/imaging/decoder_sandbox.h"

#include "core/imaging/decoder_protocol.h"

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define VARAD_SANITIZED 1
#else
#define VARAD_SANITIZED 0
#endif

// The architecture whose calls the filter knows by number.
#if VARAD_SANITIZED
// none
#elif defined(__x86_64__) && !defined(__ILP32__)
#define VARAD_FILTER_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__) && defined(__AARCH64EL__)
#define VARAD_FILTER_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

namespace varad::imaging {
namespace {

void require(bool done)
{
    if (!done)
        ::_exit(3);
}

void limit(__rlimit_resource_t what, rlim_t most)
{
    const rlimit both{most, most};
    require(::setrlimit(what, &both) == 0);
}

/// Whatever the program or its libraries did not keep to themselves.
void closeForgotten()
{
#if defined(SYS_close_range)
    if (::syscall(SYS_close_range, kDecoderSocket + 1, ~0u, 0) == 0)
        return;
#endif
    constexpr int many = 1024; // kernels before 5.9; programs rarely have more
    for (int descriptor = kDecoderSocket + 1; descriptor < many; ++descriptor)
        ::close(descriptor);
}

#if defined(VARAD_FILTER_ARCHITECTURE)

// Offsets into what the kernel shows the filter; arguments have 64 bits, their low half comes first on both
// architectures.
constexpr std::uint32_t kNumber = offsetof(seccomp_data, nr);
constexpr std::uint32_t kArch = offsetof(seccomp_data, arch);
constexpr std::uint32_t argument(std::uint32_t index)
{
    return static_cast<std::uint32_t>(offsetof(seccomp_data, args)) + 8 * index;
}

class Filter {
public:
    Filter()
    {
        load(kArch);
        add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, VARAD_FILTER_ARCHITECTURE, 1, 0));
        deny();
        load(kNumber);
    }
    void allow(long call)
    {
        add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1));
        accept();
    }
    /// Only while none of `bits` is set in an argument.
    void allowWithout(long call, std::uint32_t index, std::uint32_t bits)
    {
        add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 4));
        load(argument(index));
        add(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0));
        accept();
        deny();
    }
    /// Only with this argument.
    void allowWith(long call, std::uint32_t index, std::uint32_t value)
    {
        add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 4));
        load(argument(index));
        add(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
        accept();
        deny();
    }
    void install()
    {
        deny();
        const sock_fprog program{static_cast<unsigned short>(m_code.size()), m_code.data()};
        // All threads: libraries may have started some before main().
        const long result =
            ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
        const bool unknown = result < 0 && (errno == ENOSYS || errno == EINVAL);
        require(result == 0 || unknown);
    }

private:
    void add(sock_filter step) { m_code.push_back(step); }
    void load(std::uint32_t offset) { add(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset)); }
    void accept() { add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)); }
    void deny() { add(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)); }

    std::vector<sock_filter> m_code;
};

void filterSystemCalls()
{
    Filter filter;
    for (const long call : {SYS_recvmsg,        SYS_sendmsg,
                            SYS_read,           SYS_write,
                            SYS_writev,         SYS_close,
                            SYS_fstat,          SYS_lseek,
                            SYS_munmap,         SYS_mremap,
                            SYS_madvise,        SYS_brk,
                            SYS_futex,          SYS_exit,
                            SYS_exit_group,     SYS_restart_syscall,
                            SYS_rt_sigreturn,   SYS_rt_sigaction,
                            SYS_rt_sigprocmask, SYS_sigaltstack,
                            SYS_getpid,         SYS_gettid,
                            SYS_clock_gettime,  SYS_gettimeofday,
                            SYS_sched_yield,    SYS_sched_getaffinity,
                            SYS_getrandom})
        filter.allow(call);
    // Memory, but no new code.
    filter.allowWithout(SYS_mmap, 2, PROT_EXEC);
    filter.allowWithout(SYS_mprotect, 2, PROT_EXEC);
    filter.allowWith(SYS_tgkill, 0, static_cast<std::uint32_t>(::getpid())); // abort()
    filter.install();
}

#endif

} // namespace

void giveUpRights()
{
    require(::chdir("/") == 0);
    closeForgotten();
    // Three more: the file, room for pixels, and a larger one. Sanitizers look at memory through pipes.
    limit(RLIMIT_NOFILE, kDecoderSocket + (VARAD_SANITIZED ? 32 : 4));
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0); // would hold the picture
    limit(RLIMIT_NPROC, 0);
    require(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
#if defined(VARAD_FILTER_ARCHITECTURE)
    filterSystemCalls();
#endif
}

} // namespace varad::imaging
