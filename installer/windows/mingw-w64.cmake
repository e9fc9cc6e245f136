# Builds for Windows on Debian with mingw-w64 (package g++-mingw-w64-x86-64-posix).
#
#     cmake --preset windows -DQT_FOLDER=/opt/qt-mingw     # a Qt 6.4 or newer made for mingw-w64,
#     cmake --build build/windows                          # with SQLite, libsodium, libzip and
#     (cd build/windows && cpack -G NSIS)                  # the others of ./dev beside it
#
# Debian has no such Qt; see installer/README.md for what was run and what was not.

set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(triplet x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${triplet}-gcc-posix)
set(CMAKE_CXX_COMPILER ${triplet}-g++-posix)
set(CMAKE_RC_COMPILER ${triplet}-windres)

# Libraries and headers from there only; programs (moc, rcc) from this machine's Qt.
set(CMAKE_FIND_ROOT_PATH /usr/${triplet} ${QT_FOLDER})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(QT_HOST_PATH /usr CACHE PATH "the Qt of this machine, for moc and rcc")
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES QT_FOLDER)

# Windows 7 and newer; the wide calls.
add_compile_definitions(UNICODE _UNICODE WINVER=0x0601 _WIN32_WINNT=0x0601)
# The compiler's own libraries go into the programs.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static-libgcc -static-libstdc++")
