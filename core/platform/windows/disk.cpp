// SPDX-License-Identifier: GPL-3.0-only
#include <platform/disk.h>

#include <cerrno>
#include <string>

#include <windows.h>

#include <aclapi.h>
#include <fcntl.h>
#include <io.h>
#include <sddl.h>

namespace platform {

namespace fs = std::filesystem;

bool forceFile(const fs::path& file) {
    const HANDLE handle =
        ::CreateFileW(file.c_str(), GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                      OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return false;
    const bool done = ::FlushFileBuffers(handle) != 0;
    return ::CloseHandle(handle) != 0 && done;
}

void startWriting(const fs::path&) {}

// Windows has no such call; MOVEFILE_WRITE_THROUGH below is its way to say the same.
bool forceFolder(const fs::path& folder) {
    const DWORD kind = ::GetFileAttributesW(folder.empty() ? L"." : folder.c_str());
    return kind != INVALID_FILE_ATTRIBUTES && (kind & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

bool renameExclusively(const fs::path& from, const fs::path& to) {
    // Without MOVEFILE_REPLACE_EXISTING and MOVEFILE_COPY_ALLOWED: one step, or none.
    return ::MoveFileExW(from.c_str(), to.c_str(), MOVEFILE_WRITE_THROUGH) != 0;
}

bool hardLink(const fs::path& file, const fs::path& second) {
    if (::CreateHardLinkW(second.c_str(), file.c_str(), nullptr) != 0)
        return true;
    return ::CopyFileW(file.c_str(), second.c_str(), TRUE) != 0 && forceFile(second);
}

bool replaceFile(const fs::path& from, const fs::path& to) {
    return ::MoveFileExW(from.c_str(), to.c_str(),
                         MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)
           != 0;
}

bool makePrivate(const fs::path& file) {
    const HANDLE handle = ::CreateFileW(file.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_NEW,
                                        FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE) {
        errno = ::GetLastError() == ERROR_FILE_EXISTS ? EEXIST : EACCES;
        return false;
    }
    ::CloseHandle(handle);
    return restrictToOwner(file);
}

bool makePrivateFolder(const fs::path& folder) {
    if (::CreateDirectoryW(folder.c_str(), nullptr) == 0) {
        errno = ::GetLastError() == ERROR_ALREADY_EXISTS ? EEXIST : EACCES;
        return false;
    }
    return restrictToOwner(folder);
}

namespace {

PathKind kindOf(HANDLE handle) {
    switch (::GetFileType(handle)) {
    case FILE_TYPE_DISK:
        return PathKind::File;
    case FILE_TYPE_PIPE:
    case FILE_TYPE_CHAR:
        return PathKind::Stream;
    default:
        return PathKind::Other;
    }
}

} // namespace

PathKind kindOf(const fs::path& path) {
    const DWORD attributes = ::GetFileAttributesW(path.c_str());
    if (attributes == INVALID_FILE_ATTRIBUTES)
        return PathKind::Missing;
    if ((attributes & FILE_ATTRIBUTE_DIRECTORY) != 0)
        return PathKind::Folder;
    const HANDLE handle =
        ::CreateFileW(path.c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                      nullptr, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return PathKind::Other;
    const PathKind kind = kindOf(handle);
    ::CloseHandle(handle);
    return kind;
}

PathKind kindOf(int descriptor) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): that is how the library hands handles out
    return kindOf(reinterpret_cast<HANDLE>(::_get_osfhandle(descriptor)));
}

bool isLink(const fs::path& path) {
    const DWORD attributes = ::GetFileAttributesW(path.c_str());
    return attributes != INVALID_FILE_ATTRIBUTES
           && (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0;
}

// Whose it is, is said by the rights that the folder passes on.
bool isOurs(const fs::path& path) {
    return ::GetFileAttributesW(path.c_str()) != INVALID_FILE_ATTRIBUTES;
}

int openPrivately(const fs::path& folder, const fs::path& name) {
    makePrivateFolder(folder);
    const fs::path file = folder / name;
    makePrivate(file);
    if (isLink(folder) || isLink(file) || kindOf(file) != PathKind::File || !restrictToOwner(file))
        return -1;
    return ::_wopen(file.c_str(), _O_WRONLY | _O_APPEND | _O_BINARY | _O_NOINHERIT);
}

// What is open without leave to be deleted is held.
struct Hold::Handle {
    explicit Handle(const fs::path& path)
        : handle(::CreateFileW(path.c_str(),
                               FILE_READ_ATTRIBUTES | SYNCHRONIZE | FILE_LIST_DIRECTORY,
                               FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING,
                               FILE_FLAG_BACKUP_SEMANTICS, nullptr)) {}
    ~Handle() {
        if (handle != INVALID_HANDLE_VALUE)
            ::CloseHandle(handle);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    HANDLE handle;
};

Hold::Hold(const fs::path& fileOrFolder)
    : m_handle(std::make_unique<Handle>(fileOrFolder)),
      m_taken(m_handle->handle != INVALID_HANDLE_VALUE) {}

Hold::~Hold() = default;

bool isHeld(const fs::path& file) {
    const HANDLE handle =
        ::CreateFileW(file.c_str(), DELETE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                      nullptr, OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return ::GetLastError() == ERROR_SHARING_VIOLATION;
    ::CloseHandle(handle);
    return false;
}

// The list of who may do what; the owner is who makes the file.
void takeRights(const fs::path& before, const fs::path& file) {
    PSECURITY_DESCRIPTOR rights = nullptr;
    PACL list = nullptr;
    std::wstring from = before.native();
    std::wstring to = file.native();
    if (::GetNamedSecurityInfoW(from.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr,
                                nullptr, &list, nullptr, &rights)
        != ERROR_SUCCESS)
        return;
    ::SetNamedSecurityInfoW(to.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr, nullptr,
                            list, nullptr);
    ::LocalFree(rights);
}

bool removeAbandoned(const fs::path& fileOrFolder) {
    if (isLink(fileOrFolder))
        return false;
    const HANDLE handle = ::CreateFileW(
        fileOrFolder.c_str(), DELETE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
        nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return false;
    ::CloseHandle(handle);
    std::error_code failed;
    return fs::remove_all(fileOrFolder, failed) > 0 && !failed;
}

bool restrictToOwner(const fs::path& fileOrFolder) {
    // Protected from what the folder above would pass on; full rights for owner and system,
    // passed on to what is made inside.
    PSECURITY_DESCRIPTOR rights = nullptr;
    if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"D:P(A;OICI;FA;;;OW)(A;OICI;FA;;;SY)", SDDL_REVISION_1, &rights, nullptr))
        return false;
    BOOL given = FALSE;
    BOOL byDefault = FALSE;
    PACL list = nullptr;
    bool done = ::GetSecurityDescriptorDacl(rights, &given, &list, &byDefault) != 0;
    if (done) {
        std::wstring path = fileOrFolder.wstring();
        done =
            ::SetNamedSecurityInfoW(path.data(), SE_FILE_OBJECT,
                                    DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                                    nullptr, nullptr, list, nullptr)
            == ERROR_SUCCESS;
    }
    ::LocalFree(rights);
    return done;
}

bool onNetwork(const fs::path& fileOrFolder) {
    // Judged before it is made absolute: a library may not know \\server\share as a root.
    std::wstring text = fileOrFolder.wstring();
    for (wchar_t& c : text)
        c = c == L'/' ? L'\\' : c;
    if (text.starts_with(L"\\\\?\\UNC\\"))
        return true;
    if (text.starts_with(L"\\\\?\\") || text.starts_with(L"\\\\.\\"))
        text.erase(0, 4);
    else if (text.starts_with(L"\\\\"))
        return true;
    std::error_code unknown;
    const fs::path whole = fs::absolute(text, unknown);
    return !unknown && ::GetDriveTypeW(whole.root_path().c_str()) == DRIVE_REMOTE;
}

} // namespace platform
