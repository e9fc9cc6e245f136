#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Unpacks the bundle in a bare Debian 11 (glibc 2.31, no Qt) in a folder and uses it as a user
# without rights would.
#
#     installer/bundle/test.sh BUNDLE.tar.xz      as root, from the top folder
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source installer/system.sh

readonly BUNDLE=$1
readonly ROOT=build/packages/try-bundle
readonly PICTURES=build/packages

((EUID == 0)) || fail "only root can make a system in a folder: run ./dev bundle --test as root"
trap 'stop_display; drop_system "$ROOT"' EXIT
log=build/packages/try-bundle.log
: >"$log"

say "bundle: a fresh Debian 11"
base=$(bare_system bullseye)
fresh_system "$base" "$ROOT"
say "bundle: $(inside "$ROOT" ldd --version | head -1)"
[[ -z $(find "$ROOT" -xdev -name 'libQt*' -print -quit) ]] || fail "there is a Qt in that system"
inside "$ROOT" useradd -m zhang
as_zhang=(setpriv --reuid=zhang --regid=zhang --clear-groups env HOME=/home/zhang
    XDG_RUNTIME_DIR=/tmp/runtime-zhang)
tar -C "$ROOT/home/zhang" -xf "$BUNDLE"
folder=/home/zhang/$(basename "$BUNDLE" .tar.xz)
# A path with blanks and Chinese, as people have them; for everybody to read, for nobody to write.
mv "$ROOT$folder" "$ROOT/home/zhang/资金 管理台"
folder="/home/zhang/资金 管理台"

say "bundle: use"
inside "$ROOT" "${as_zhang[@]}" "$folder/fundctl" --version
inside "$ROOT" "${as_zhang[@]}" "$folder/funddesk" --version
inside "$ROOT" "${as_zhang[@]}" "$folder/fundctl" demo /home/zhang/demo | head -1
fund=/home/zhang/demo/guzhang.fund
inside "$ROOT" "${as_zhang[@]}" "$folder/fundctl" verify $fund
PASSWORD_INSIDE='Demo-2019!' inside "$ROOT" "${as_zhang[@]}" "$folder/fundctl" execution $fund \
    --user auditor1 --as-of 2019-06-30 | tail -1
PASSWORD_INSIDE='Demo-2019!' inside "$ROOT" "${as_zhang[@]}" "$folder/fundctl" print $fund \
    execution 2019-06-30 --user auditor1 --out /home/zhang/execution.pdf
cp "$ROOT/home/zhang/execution.pdf" "$PICTURES/try-bundle.pdf"
must_say "$PICTURES/try-bundle.pdf" 预算执行情况表

if [[ -x "$ROOT$folder/funddesk" ]]; then
    start_display
    become_inside "$ROOT" "${as_zhang[@]}" "$folder/funddesk" $fund >>"$log" 2>&1 &
    desktop=$!
    log_in_as auditor1
    kill -0 "$desktop" 2>/dev/null || fail "the desktop ended by itself: see $log"
    take_picture "$PICTURES/try-bundle.png"
    # Nothing of the system's may be loaded, or the next system will not do.
    mapfile -t loaded < <(sed -n 's|^[^/]*\(/.*\.so[.0-9]*\)$|\1|p' "/proc/$desktop/maps" | sort -u)
    ((${#loaded[@]} > 20)) || fail "only ${#loaded[@]} libraries are to be seen in the desktop"
    strangers=$(printf '%s\n' "${loaded[@]}" | grep -v '/资金 管理台/' || true)
    [[ -z $strangers ]] || fail "libraries of the system are loaded: $strangers"
    say "bundle: ${#loaded[@]} libraries loaded, all of them its own"
    kill "$desktop"
    wait "$desktop" || true

    inside "$ROOT" "${as_zhang[@]}" "$folder/add-to-menu.sh"
    entry=$ROOT/home/zhang/.local/share/applications/funddesk.desktop
    desktop-file-validate "$entry"
    grep -Fqx "Exec=\"$folder/funddesk\" %f" "$entry" || fail "the menu entry starts something else"
    inside "$ROOT" "${as_zhang[@]}" "$folder/add-to-menu.sh" --remove
    [[ -z $(find "$ROOT/home/zhang/.local" -type f) ]] || fail "the menu entry left files behind"
fi
say "bundle: runs there"
