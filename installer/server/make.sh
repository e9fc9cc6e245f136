#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Makes the Debian package of the server out of a built tree.
#
#     installer/server/make.sh BUILD-TREE VERSION     prints the package's path
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly TREE=$1 VERSION=$2 HERE=installer/server OUT=build/packages
ARCHITECTURE=$(dpkg --print-architecture)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

mkdir -p "$OUT"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/stage
mkdir -p "$stage/DEBIAN" "$work/debian"
chmod 755 "$stage"
DESTDIR=$stage cmake --install "$TREE" --prefix /usr --component server --strip >/dev/null
chmod -R u=rwX,go=rX "$stage"
mkdir -p "$stage/lib/systemd/system"
install -m 644 "$HERE"/*.service "$HERE"/*.timer "$stage/lib/systemd/system/"
install -m 755 "$HERE"/{postinst,prerm,postrm} "$stage/DEBIAN/"

printf 'Source: funddesk\n\nPackage: funddesk-server\nArchitecture: any\n' >"$work/debian/control"
shlibs=$(cd "$work" && dpkg-shlibdeps -O stage/usr/bin/fundserver 2>/dev/null |
    sed -n 's/^shlibs:Depends=//p')
[[ $shlibs ]] || { echo "dev: what fundserver links is of no package" >&2; exit 1; }
size=$(du -sk --exclude=DEBIAN "$stage" | cut -f1)
sed -e "s|@VERSION@|$VERSION|" -e "s|@ARCHITECTURE@|$ARCHITECTURE|" -e "s|@SHLIBS@|$shlibs|" \
    -e "s|@SIZE@|$size|" "$HERE/control.in" >"$stage/DEBIAN/control"
(cd "$stage" && find . -type f -not -path './DEBIAN/*' -printf '%P\0' | sort -z |
    xargs -0 md5sum >DEBIAN/md5sums)
chmod 644 "$stage/DEBIAN/control" "$stage/DEBIAN/md5sums"
find "$stage" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
package=$OUT/funddesk-server_$VERSION-1_$ARCHITECTURE.deb
dpkg-deb --root-owner-group -Zxz --build "$stage" "$package" >/dev/null
printf '%s\n' "$package"
