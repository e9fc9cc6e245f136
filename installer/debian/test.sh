#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Installs the package in a bare Debian 12 in a folder, uses it, and removes it without a trace.
#
#     installer/debian/test.sh PACKAGE.deb      as root, from the top folder
#
# The bare system and the packages it fetched are kept in build/bases, so that a second run takes
# a minute.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source installer/system.sh

readonly PACKAGE=$1
readonly ROOT=build/packages/try-debian
readonly DEBS=$BASES/bookworm-debs
readonly PICTURES=build/packages

((EUID == 0)) || fail "only root can make a system in a folder: run ./dev package --test as root"
trap 'stop_display; drop_system "$ROOT"' EXIT

say "package: a fresh Debian 12"
base=$(bare_system bookworm)
fresh_system "$base" "$ROOT"
mkdir -p "$DEBS/partial" "$ROOT/debs"
mount --bind "$DEBS" "$ROOT/debs"
apt=(apt-get -q -y -o Dpkg::Use-Pty=0 -o APT::Keep-Downloaded-Packages=true
    -o Dir::Cache::archives=/debs -o APT::Sandbox::User=root --no-install-recommends)
log=build/packages/try-debian.log
: >"$log"

cp "$PACKAGE" "$ROOT/tmp/funddesk.deb"
depends=$(dpkg-deb -f "$PACKAGE" Depends)
inside "$ROOT" apt-get -q update >>"$log" 2>&1 || fail "apt-get update failed there: see $log"
say "package: what it depends on"
inside "$ROOT" "${apt[@]}" satisfy "$depends" >>"$log" 2>&1 ||
    fail "its dependencies can't be installed: see $log"
# What a desktop has, and the package recommends: file types, icon theme, a Chinese font.
inside "$ROOT" "${apt[@]}" install shared-mime-info hicolor-icon-theme fonts-wqy-zenhei \
    >>"$log" 2>&1 || fail "what it recommends can't be installed: see $log"
inside "$ROOT" useradd -m zhang
list_files >build/packages/files-before

say "package: install"
inside "$ROOT" "${apt[@]}" install /tmp/funddesk.deb >>"$log" 2>&1 ||
    fail "the package can't be installed: see $log"
inside "$ROOT" dpkg --verify funddesk
inside "$ROOT" grep -q x-funddesk-fund /usr/share/mime/globs2 ||
    fail "the file type is not known after installing"

say "package: use"
as_zhang=(setpriv --reuid=zhang --regid=zhang --clear-groups env HOME=/home/zhang
    XDG_RUNTIME_DIR=/tmp/runtime-zhang)
inside "$ROOT" "${as_zhang[@]}" fundctl --version
inside "$ROOT" "${as_zhang[@]}" fundctl demo /home/zhang/demo | head -1
fund=/home/zhang/demo/guzhang.fund
inside "$ROOT" "${as_zhang[@]}" fundctl verify $fund
PASSWORD_INSIDE='Demo-2019!' inside "$ROOT" "${as_zhang[@]}" fundctl execution $fund \
    --user auditor1 --as-of 2019-06-30 | tail -1
PASSWORD_INSIDE='Demo-2019!' inside "$ROOT" "${as_zhang[@]}" fundctl print $fund execution \
    2019-06-30 --user auditor1 --out /home/zhang/execution.pdf
cp "$ROOT/home/zhang/execution.pdf" "$PICTURES/try-debian.pdf"
must_say "$PICTURES/try-debian.pdf" 预算执行情况表
if [[ -x $ROOT/usr/bin/funddesk ]]; then
    inside "$ROOT" "${as_zhang[@]}" funddesk --version
    start_display
    become_inside "$ROOT" "${as_zhang[@]}" funddesk $fund >>"$log" 2>&1 &
    desktop=$!
    log_in_as auditor1
    kill -0 "$desktop" 2>/dev/null || fail "the desktop ended by itself: see $log"
    take_picture "$PICTURES/try-debian.png"
    kill "$desktop"
    wait "$desktop" || true
else
    say "package: the desktop is not in it"
fi

say "package: remove"
inside "$ROOT" "${apt[@]}" purge funddesk >>"$log" 2>&1 || fail "it can't be removed: see $log"
list_files >build/packages/files-after
diff build/packages/files-before build/packages/files-after ||
    fail "removing it left the above behind, altered it, or took it along"
# What is left behind on purpose must be seen: a file, and a line added to one.
touch "$ROOT/usr/share/mime/left-behind"
! list_files | diff -q build/packages/files-after - >/dev/null ||
    fail "a file left behind was not noticed"
rm "$ROOT/usr/share/mime/left-behind"
echo 'left behind' >>"$ROOT/etc/shells"
! list_files | diff -q build/packages/files-after - >/dev/null ||
    fail "an altered file was not noticed"
say "package: removed without a trace ($(wc -l <build/packages/files-after) names and contents as" \
    "before; a file and a line left behind on purpose are noticed)"
