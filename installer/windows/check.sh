#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# What of the sources can be compiled for Windows on a Debian without a Qt for Windows.
#
# - core/platform/windows and its test: compiled and linked by mingw-w64, and run where wine is.
# - The rest of core, fundctl and the desktop: read by mingw-w64's compiler with this machine's Qt
#   headers, which ask it what system it compiles for; types and calls are checked, nothing is
#   linked.
# - The setup program: made around a stand-in (setup_test.sh).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly OUT=build/windows-check
readonly CXX=x86_64-w64-mingw32-g++-posix
rm -rf "$OUT"
mkdir -p "$OUT"/{include,rooms}
for room in core/*/; do
    ln -s "$(realpath "$room")" "$OUT/rooms/"
done
# Headers of libraries that are the same on every system; /usr/include itself is Linux's.
for header in sqlite3.h sodium.h sodium zip.h zipconf.h xlsxwriter.h xlsxwriter qrencode.h \
    catch2; do
    [[ ! -e /usr/include/$header ]] || ln -s "/usr/include/$header" "$OUT/include/"
done
qt=$(qmake6 -query QT_INSTALL_HEADERS)
flags=(-std=c++20 -Wall -Wextra -Werror -I"$OUT/rooms" -isystem "$OUT/include"
    -DUNICODE -D_UNICODE -DWINVER=0x0601 -D_WIN32_WINNT=0x0601)

printf '#define CATCH_CONFIG_MAIN\n#include <catch2/catch.hpp>\n' >"$OUT/main.cpp"
"$CXX" "${flags[@]}" -O1 -municode -static "$OUT/main.cpp" core/platform/windows/*.cpp \
    tests/core/platform/*.cpp -ladvapi32 -o "$OUT/platform_tests.exe"
if command -v wine >/dev/null; then
    WINEPREFIX=$(realpath "$OUT")/wine WINEDEBUG=-all timeout 300 wine "$OUT/platform_tests.exe" ||
        { echo "the Windows side of core/platform fails under wine" >&2; exit 1; }
else
    echo "no wine here: the Windows side of core/platform was linked and not run"
fi

defines=()
for define in QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING \
    QT_NO_KEYWORDS 'FUNDDESK_VERSION="0"'; do
    defines+=("-D$define")
done
qt_flags=("${flags[@]}" "${defines[@]}" -Wno-unknown-pragmas -isystem "$qt" -isystem "$qt/QtCore"
    -isystem "$qt/QtNetwork"
    -Iresources/include -Iapp)
# The headers that all sources share, read once.
printf '#include "%s"\n' "$(realpath cmake/precompiled.h)" >"$OUT/include/shared.h"
printf '#include "%s"\n' "$(realpath cmake/precompiled_face.h)" >"$OUT/include/face.h"

read_sources() { # read_sources SHARED-HEADER SOURCE…
    local shared=$1
    shift
    "$CXX" "${qt_flags[@]}" -x c++-header "$OUT/include/$shared" -o "$OUT/include/$shared.gch"
    printf '%s\0' "$@" | xargs -0 -n1 -P2 "$CXX" "${qt_flags[@]}" -include "$shared" \
        -fsyntax-only || { echo "the sources above do not compile for Windows" >&2; exit 1; }
}
core=(core/*/*.cpp app/fundctl/*.cpp)
read_sources shared.h "${core[@]}"
qt_flags+=(-Iui)
for module in "$qt"/Qt{Gui,Widgets,Svg,Charts,PrintSupport,Pdf,PdfWidgets,OpenGL,OpenGLWidgets}; do
    qt_flags+=(-isystem "$module")
done
face=(ui/*/*.cpp app/funddesk/*.cpp app/fundpaper/*.cpp)
read_sources face.h "${face[@]}"
echo "${#core[@]} sources of core and fundctl and ${#face[@]} of the desktop compile for Windows" \
    "against Qt's headers"

if command -v makensis >/dev/null; then
    installer/windows/setup_test.sh
else
    echo "no makensis here: no setup program was made"
fi
