#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Makes the setup program for Windows around a stand-in (programs of a few lines, no Qt) and, where
# wine is, installs and removes that: what is tried is package.cmake and CPack's NSIS, not FundDesk.
#
#     installer/windows/setup_test.sh       from the top folder; ./dev check windows does it
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly TRIAL=$PWD/build/windows-setup
fail() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}

rm -rf "$TRIAL"
mkdir -p "$TRIAL"/qt/{bin,translations,plugins/{platforms,styles,imageformats,iconengines}}
for file in bin/Qt6{Core,Gui,Widgets,Svg,Charts,OpenGL}.dll bin/libsqlite3-0.dll \
    plugins/platforms/qwindows.dll translations/qtbase_zh_CN.qm; do
    printf 'stand-in\n' >"$TRIAL/qt/$file"
done
cp installer/windows/stand-in/CMakeLists.txt "$TRIAL/"
ln -s "$PWD"/{installer,resources,LICENSE} "$TRIAL/"

cmake -S "$TRIAL" -B "$TRIAL/tree" -G Ninja -DQT_FOLDER="$TRIAL/qt" \
    -DCMAKE_TOOLCHAIN_FILE="$PWD/installer/windows/mingw-w64.cmake" >"$TRIAL/log" 2>&1 &&
    cmake --build "$TRIAL/tree" >>"$TRIAL/log" 2>&1 &&
    (cd "$TRIAL/tree" && timeout 300 cpack -G NSIS) >>"$TRIAL/log" 2>&1 ||
    fail "no setup program could be made: see $TRIAL/log"
setup=$TRIAL/build/packages/FundDesk-0.9.0-win64.exe
[[ -s $setup ]] || fail "CPack made no setup program: see $TRIAL/log"

if ! command -v wine >/dev/null; then
    echo "no wine here: the setup program was made and not run"
    exit
fi
export WINEPREFIX=$TRIAL/wine WINEDEBUG=-all
trap 'wineserver -k 2>/dev/null || true' EXIT
readonly DRIVE=$WINEPREFIX/drive_c
timeout 300 wine wineboot -i >>"$TRIAL/log" 2>&1 || fail "wine does not start: see $TRIAL/log"
wineserver -w

# Every file of the drive and key of the registry: what setup adds, removing it must take away.
# The list of network cards is left out: wine writes it anew when it starts.
state() { # state FILE
    wineserver -w
    (cd "$DRIVE" && find . -type f ! -path './users/*/Temp/*' | sort) >"$1"
    grep -h '^\[' "$WINEPREFIX"/{system,user}.reg | grep -v NetworkCards |
        sed 's/\] [0-9]*$/]/' | sort >>"$1"
}
state "$TRIAL/before"
timeout 120 wine "$setup" /S || fail "the setup program fails under wine"
state "$TRIAL/installed"
there=("Program Files/FundDesk/bin/fundctl.exe"
    "Program Files/FundDesk/lib/funddesk/modules/fundpaper.dll"
    "Program Files/FundDesk/bin/plugins/platforms/qwindows.dll"
    "Program Files/FundDesk/bin/translations/qtbase_zh_CN.qm")
for file in "${there[@]}"; do
    [[ -f $DRIVE/$file ]] || fail "setup did not install $file"
done
[[ -n $(find "$DRIVE/ProgramData" -name '专项资金管理台.lnk') ]] || fail "there is no menu entry"
grep -Fq '@="\"C:\\Program Files\\FundDesk\\bin\\funddesk.exe\" \"%1\""' \
    "$WINEPREFIX/system.reg" || fail "a fund file does not open with the program"
[[ $(wine "$DRIVE/Program Files/FundDesk/bin/fundctl.exe") == stand-in* ]] ||
    fail "what was installed does not start"
timeout 120 wine 'C:\Program Files\FundDesk\Uninstall.exe' /S || fail "removing it fails under wine"
for _ in {1..50}; do # the uninstaller goes on as a copy of itself
    [[ -e $DRIVE/Program\ Files/FundDesk/Uninstall.exe ]] || break
    sleep 0.2
done
state "$TRIAL/removed"
added=$(diff "$TRIAL/before" "$TRIAL/installed" | grep -c '^>' || true)
((added > 15)) || fail "setup left only $added files and keys: the comparison sees nothing"
diff "$TRIAL/before" "$TRIAL/removed" || fail "removing it left the above behind"
# What is left behind on purpose must be seen.
: >"$DRIVE/left behind.dll"
state "$TRIAL/canary"
! diff -q "$TRIAL/before" "$TRIAL/canary" >/dev/null || fail "a file left behind was not noticed"
echo "a setup program around a stand-in: under wine it added $added files and keys, and removing" \
    "it took all of them away"
