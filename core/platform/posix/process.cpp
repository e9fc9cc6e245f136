// SPDX-License-Identifier: GPL-3.0-only
#include <platform/process.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>

#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/stat.h>

namespace platform {

void protectProcess() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    // A limit of nothing does not stop a system that pipes core images to a program.
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
    ::umask(077);
    // A file that may grow no further and a pipe that nobody reads are failures with a sentence.
    std::signal(SIGXFSZ, SIG_IGN); // NOLINT(cert-err33-c): these two can't fail
    std::signal(SIGPIPE, SIG_IGN); // NOLINT(cert-err33-c)
}

std::optional<std::string> takeFromEnvironment(const char* name) {
    char* given = std::getenv(name); // NOLINT(concurrency-mt-unsafe): before any thread
    if (!given)
        return std::nullopt;
    std::string value = given;
    wipe(given, std::strlen(given));
    ::unsetenv(name); // NOLINT(concurrency-mt-unsafe)
    return value;
}

namespace {
thread_local bool yields = false;
}

void yieldToOthers() {
    yields = true;
#ifdef __linux__
    // Linux gives each thread a niceness of its own; elsewhere it would be the whole process's.
    if (::getpriority(PRIO_PROCESS, 0) < 10)
        ::setpriority(PRIO_PROCESS, 0, 10);
#endif
}

bool yieldsToOthers() {
    return yields;
}

void wipe(void* memory, std::size_t size) {
    ::explicit_bzero(memory, size);
}

std::filesystem::path programFile() {
    std::error_code error;
    std::filesystem::path file = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::filesystem::path() : file;
}

} // namespace platform
