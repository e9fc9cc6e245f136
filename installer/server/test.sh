#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Installs the server's package in a bare Debian 12 in a folder, serves a demo as its own user with
# what its unit says, uses it by fundctl over loopback, and removes it without a trace.
#
#     installer/server/test.sh SERVER.deb FUNDDESK.deb      as root, from the top folder
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source installer/system.sh

readonly SERVER=$1 PACKAGE=$2
readonly ROOT=build/packages/try-server
readonly DEBS=$BASES/bookworm-debs
readonly HOME_INSIDE=/var/lib/funddesk-server

((EUID == 0)) || fail "only root can make a system in a folder: run ./dev package --test as root"
# Copies that useradd and its like keep of their own files (/etc/passwd-) are theirs.
readonly copies=(-name '*-' -path './etc/*' -prune -o)
serving=
trap '[[ -z $serving ]] || kill "$serving" 2>/dev/null || true; drop_system "$ROOT"' EXIT

say "server: a fresh Debian 12"
base=$(bare_system bookworm)
fresh_system "$base" "$ROOT"
mkdir -p "$DEBS/partial" "$ROOT/debs"
mount --bind "$DEBS" "$ROOT/debs"
apt=(apt-get -q -y -o Dpkg::Use-Pty=0 -o APT::Keep-Downloaded-Packages=true
    -o Dir::Cache::archives=/debs -o APT::Sandbox::User=root --no-install-recommends)
log=build/packages/try-server.log
: >"$log"
cp "$SERVER" "$ROOT/tmp/server.deb"
cp "$PACKAGE" "$ROOT/tmp/funddesk.deb"
inside "$ROOT" apt-get -q update >>"$log" 2>&1 || fail "apt-get update failed there: see $log"
depends=$(dpkg-deb -f "$SERVER" Depends)
inside "$ROOT" "${apt[@]}" satisfy "$depends" >>"$log" 2>&1 ||
    fail "its dependencies can't be installed: see $log"
inside "$ROOT" "${apt[@]}" install /tmp/funddesk.deb >>"$log" 2>&1 ||
    fail "fundctl can't be installed: see $log"
inside "$ROOT" useradd -m zhang
list_files "${copies[@]}" >build/packages/server-before

say "server: install"
inside "$ROOT" "${apt[@]}" install /tmp/server.deb >>"$log" 2>&1 ||
    fail "the package can't be installed: see $log"
inside "$ROOT" dpkg --verify funddesk-server
[[ $(stat -c '%U %a' "$ROOT$HOME_INSIDE/served/key.pem" 2>/dev/null || true) == *" 600" ]] ||
    fail "the key is not its owner's alone"

say "server: use"
as_server=(setpriv --reuid=fundserver --regid=fundserver --clear-groups env HOME=$HOME_INSIDE)
as_zhang=(setpriv --reuid=zhang --regid=zhang --clear-groups env HOME=/home/zhang)
inside "$ROOT" "${as_server[@]}" fundctl demo $HOME_INSIDE/demo | head -1
inside "$ROOT" sed -i 's/^listen=.*/listen=127.0.0.1:0/' $HOME_INSIDE/served/server.ini
inside "$ROOT" "${as_server[@]}" fundserver add $HOME_INSIDE/served guzhang \
    $HOME_INSIDE/demo/guzhang.fund
start=$(sed -n 's/^ExecStart=//p' "$ROOT/lib/systemd/system/funddesk-server.service")
# shellcheck disable=SC2086
become_inside "$ROOT" "${as_server[@]}" $start >"$log.listening" 2>>"$log" &
serving=$!
for _ in $(seq 100); do
    [[ -s $log.listening ]] && break
    sleep 0.1
done
url=$(sed -n 's/^listening on //p' "$log.listening")
[[ $url ]] || fail "the server does not listen: see $log"
fingerprint=$(inside "$ROOT" "${as_server[@]}" fundserver check $HOME_INSIDE/served |
    sed -n 's/.*指纹 //p')
PASSWORD_INSIDE='Demo-2019!' inside "$ROOT" "${as_zhang[@]}" fundctl execution "$url/guzhang" \
    --fingerprint "$fingerprint" --user auditor1 --as-of 2019-06-30 | tail -1
PASSWORD_INSIDE='Demo-2019!' inside "$ROOT" "${as_zhang[@]}" fundctl verify "$url/guzhang" \
    --fingerprint "$fingerprint" --user auditor1
! PASSWORD_INSIDE='Demo-2019!' inside "$ROOT" "${as_zhang[@]}" fundctl verify "$url/guzhang" \
    --user auditor1 2>>"$log" || fail "a certificate that nobody vouched for was believed"
kill -USR1 "$serving"
for _ in $(seq 100); do
    compgen -G "$ROOT$HOME_INSIDE/demo/guzhang.fund.backups/*.fund-backup" >/dev/null && break
    sleep 0.1
done
inside "$ROOT" "${as_server[@]}" sh -c \
    "fundctl verify $HOME_INSIDE/demo/guzhang.fund.backups/*.fund-backup"
kill "$serving"
wait "$serving" || fail "the server did not end well"
serving=
rm -rf "$ROOT$HOME_INSIDE/demo"

say "server: remove"
inside "$ROOT" "${apt[@]}" purge funddesk-server >>"$log" 2>&1 ||
    fail "it can't be removed: see $log"
list_files "${copies[@]}" >build/packages/server-after
diff build/packages/server-before build/packages/server-after ||
    fail "removing it left the above behind, altered it, or took it along"
say "server: removed without a trace"
