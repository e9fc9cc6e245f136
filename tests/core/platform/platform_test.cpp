// SPDX-License-Identifier: GPL-3.0-only
#include <platform/disk.h>
#include <platform/process.h>
#include <platform/terminal.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <thread>

#ifdef __linux__
#include <sys/resource.h>
#endif

// Knows no Qt, as its room: ./dev check windows builds this file with mingw-w64, too, and runs it
// where there is a wine.

namespace fs = std::filesystem;

namespace {

class Folder {
public:
    Folder() {
        std::random_device random;
        m_path =
            fs::temp_directory_path() / fs::path(u8"fund 基金-").concat(std::to_string(random()));
        fs::create_directory(m_path);
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    fs::path with(const char8_t* name, const std::string& text) const {
        std::ofstream(m_path / name, std::ios::binary) << text;
        return m_path / name;
    }
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

std::string textOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string readAll(platform::Input& input, std::size_t step) {
    std::string all;
    std::string part(step, '\0');
    for (;;) {
        const std::ptrdiff_t size = input.read(part.data(), part.size());
        REQUIRE(size >= 0);
        if (size == 0)
            return all;
        all.append(part, 0, static_cast<std::size_t>(size));
    }
}

} // namespace

TEST_CASE("A file and a folder are forced to the disk, and what is not there is not") {
    const Folder folder;
    const fs::path file = folder.with(u8"古丈县.fund", "1");
    CHECK(platform::forceFile(file));
    CHECK(platform::forceFolder(folder.path()));
    CHECK_FALSE(platform::forceFile(folder.path() / "missing"));
    CHECK_FALSE(platform::forceFolder(folder.path() / "missing"));
    CHECK_FALSE(platform::forceFolder(file));
}

TEST_CASE("A rename moves the bytes and never replaces a file") {
    const Folder folder;
    const fs::path part = folder.with(u8"a.part", "new");
    const fs::path old = folder.with(u8"旧账.fund", "old");
    CHECK_FALSE(platform::renameExclusively(part, old));
    CHECK(textOf(old) == "old");
    CHECK(textOf(part) == "new");
    const fs::path fresh = folder.path() / fs::path(u8"新账.fund");
    CHECK(platform::renameExclusively(part, fresh));
    CHECK(textOf(fresh) == "new");
    CHECK_FALSE(fs::exists(part));
    CHECK_FALSE(platform::renameExclusively(folder.path() / "missing", folder.path() / "b"));
}

TEST_CASE("What is restricted is its owner's alone, and still the owner's to use") {
    const Folder folder;
    const fs::path file = folder.with(u8"a.fund", "1");
    CHECK(platform::restrictToOwner(file));
    CHECK(platform::restrictToOwner(folder.path()));
    CHECK_FALSE(platform::restrictToOwner(folder.path() / "missing"));
    CHECK(textOf(file) == "1");
    CHECK(textOf(folder.with(u8"b.fund", "2")) == "2");
#ifndef _WIN32
    CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(fs::status(folder.path()).permissions() == fs::perms::owner_all);
#endif
}

TEST_CASE("A folder of this machine is not on the network") {
    const Folder folder;
    CHECK_FALSE(platform::onNetwork(folder.path()));
    CHECK_FALSE(platform::onNetwork(folder.path() / "not yet made.fund"));
#ifdef _WIN32
    CHECK(platform::onNetwork(L"\\\\server\\share\\a.fund"));
    CHECK(platform::onNetwork(L"\\\\?\\UNC\\server\\share\\a.fund"));
    CHECK_FALSE(platform::onNetwork(L"\\\\?\\C:\\a.fund"));
#endif
}

TEST_CASE("A variable taken out of the environment is gone from it") {
    const char* const name = "FUNDDESK_PLATFORM_TEST";
#ifdef _WIN32
    REQUIRE(_putenv_s(name, "Demo-2019!") == 0);
#else
    REQUIRE(setenv(name, "Demo-2019!", 1) == 0); // NOLINT(concurrency-mt-unsafe)
#endif
    CHECK(platform::takeFromEnvironment(name).value_or("") == "Demo-2019!");
    CHECK_FALSE(platform::takeFromEnvironment(name));
    std::string secret = "secret";
    platform::wipe(secret.data(), secret.size());
    CHECK(secret == std::string(6, '\0'));
}

#ifdef __linux__
TEST_CASE("A thread that lets others go first does so alone") {
    const int before = ::getpriority(PRIO_PROCESS, 0);
    int within = before;
    std::thread([&] {
        platform::yieldToOthers();
        within = ::getpriority(PRIO_PROCESS, 0);
    }).join();
    CHECK(within == std::max(before, 10));
    CHECK(::getpriority(PRIO_PROCESS, 0) == before);
}
#endif

TEST_CASE("A program knows its own file, wherever it stands when it asks") {
    const Folder folder;
    const fs::path here = fs::current_path();
    const fs::path file = platform::programFile();
    CHECK(file.is_absolute());
    CHECK(fs::is_regular_file(file));
    CHECK(file.stem() == "platform_tests");
    fs::current_path(folder.path());
    CHECK(platform::programFile() == file);
    fs::current_path(here);
}

TEST_CASE("Bytes are read as they are, in steps of any size") {
    const Folder folder;
    const std::string bytes("a\r\nb\n\0\x1a\xff c", 10);
    const fs::path file = folder.with(u8"命令.jsonl", bytes);
    for (const std::size_t step : {std::size_t{1}, std::size_t{3}, std::size_t{64}}) {
        auto input = platform::Input::open(file);
        REQUIRE(input.ok());
        CHECK(readAll(input, step) == bytes);
    }
    CHECK_FALSE(platform::Input::open(folder.path() / "missing").ok());
}
