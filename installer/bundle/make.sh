#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Packs the program with everything it needs to run on an older Linux: Qt, its plugins, every
# library of theirs, the C library and its loader, two Chinese fonts, a launcher, a menu script.
#
#     installer/bundle/make.sh BUILD-TREE VERSION     prints the path of the tar.xz
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly TREE=$1 NAME=funddesk-$2-linux-x86_64
readonly OUT=build/packages
readonly TOP=$OUT/$NAME
readonly HERE=installer/bundle
PLUGINS=$(qtpaths6 --query QT_INSTALL_PLUGINS 2>/dev/null || qmake6 -query QT_INSTALL_PLUGINS)
TRANSLATIONS=$(qmake6 -query QT_INSTALL_TRANSLATIONS)

rm -rf "$TOP"
mkdir -p "$TOP"/{bin,lib,plugins,translations,fonts,etc,share/X11,LICENSES}

# Everything packed, by where it came from: for its licence.
origins=$OUT/bundle-origins
: >"$origins"
pack() { # pack FILE FOLDER
    cp -L "$1" "$2/"
    printf '%s\n' "$1" >>"$origins"
}

DESTDIR=$(realpath "$OUT")/bundle-stage
rm -rf "$DESTDIR"
DESTDIR=$DESTDIR cmake --install "$TREE" --prefix /usr --strip >/dev/null
DESTDIR=$DESTDIR cmake --install "$TREE" --prefix /usr --strip --component server >/dev/null
cp "$DESTDIR"/usr/bin/* "$TOP/bin/"
cp -r "$DESTDIR/usr/lib/funddesk" "$TOP/lib/"
cp -r "$DESTDIR"/usr/share/{icons,mime} "$TOP/share/"
programs=()
for program in "$TOP"/bin/*; do
    programs+=("$(basename "$program")")
    cp "$HERE/launcher.sh" "$TOP/$(basename "$program")"
    chmod 755 "$TOP/$(basename "$program")"
done
desktop=
[[ ! -x $TOP/bin/funddesk ]] || desktop=yes

if [[ $desktop ]]; then
    cp -r "$DESTDIR/usr/share/applications" "$TOP/share/"
    cp "$HERE/add-to-menu.sh" "$TOP/"
    chmod 755 "$TOP/add-to-menu.sh"
    for plugin in platforms/libq{xcb,offscreen,minimal}.so imageformats/libq{svg,jpeg,ico}.so \
        iconengines/libqsvgicon.so xcbglintegrations/libqxcb-{glx,egl}-integration.so \
        platforminputcontexts/lib{compose,ibus,fcitx5}platforminputcontextplugin.so; do
        [[ -f $PLUGINS/$plugin ]] || { echo "dev: Qt's plugin $plugin is not there" >&2; exit 1; }
        mkdir -p "$TOP/plugins/$(dirname "$plugin")"
        pack "$PLUGINS/$plugin" "$TOP/plugins/$(dirname "$plugin")"
    done
    pack "$TRANSLATIONS/qtbase_zh_CN.qm" "$TOP/translations"
    pack /usr/share/fonts/truetype/wqy/wqy-zenhei.ttc "$TOP/fonts"
    pack /usr/share/fonts/truetype/arphic/uming.ttc "$TOP/fonts"
    pack /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf "$TOP/fonts" # for ✓ ✗ ⚠, which those lack
    cp "$HERE/fonts.conf" "$TOP/etc/"
    cp -rL /usr/share/X11/{xkb,locale} "$TOP/share/X11/"
    printf '%s\n' /usr/share/X11/xkb/rules/evdev /usr/share/X11/locale/locale.dir >>"$origins"
fi

# Libraries of libraries: ldd names them all. What is loaded by name at run time is a plugin above.
needed() { ldd "$@" 2>/dev/null | awk '$2 == "=>" && $3 ~ /^\// {print $3}' | sort -u; }
mapfile -t plugins < <(find "$TOP/plugins" -name "*.so")
mapfile -t libraries < <(needed "$TOP"/bin/* "$TOP"/lib/funddesk/modules/*.so "${plugins[@]}")
for library in "${libraries[@]}"; do
    pack "$library" "$TOP/lib"
done
pack /lib64/ld-linux-x86-64.so.2 "$TOP/lib"
# Qt looks for qt.conf beside the running program, which is the loader.
printf '[Paths]\nPrefix = ..\nPlugins = plugins\nTranslations = translations\n' >"$TOP/lib/qt.conf"
cp "$HERE/README.txt" "$TOP/"

# Licences: ours, and those of each Debian package of which something was packed.
cp LICENSE "$TOP/LICENSES/FundDesk.txt"
{
    echo "Packed here from Debian 12, unchanged. Their sources: apt-get source NAME=VERSION."
    echo
    while read -r file; do
        real=$(realpath "$file")
        for path in "$file" "/usr$file" "$real" "${real#/usr}"; do
            dpkg-query -S "$path" 2>/dev/null && break
        done | head -1 | sed 's/:.*//' | grep . ||
            { echo "dev: no package owns $file" >&2; exit 1; }
    done <"$origins" | sort -u | tee "$OUT/bundle-packages" |
        xargs dpkg-query -W -f='${source:Package}=${source:Version}  (${Package})\n'
} >"$TOP/LICENSES/PACKAGES.txt"
while read -r package; do
    cp -L "/usr/share/doc/$package/copyright" "$TOP/LICENSES/$package.txt"
done <"$OUT/bundle-packages"
mkdir "$TOP/LICENSES/common-licenses"
cp -L /usr/share/common-licenses/* "$TOP/LICENSES/common-licenses/"

rm -rf "$DESTDIR"
tar -C "$OUT" --sort=name --owner=0 --group=0 --numeric-owner \
    ${SOURCE_DATE_EPOCH:+--mtime=@$SOURCE_DATE_EPOCH} -c "$NAME" | xz -T2 -6 >"$OUT/$NAME.tar.xz"
(cd "$OUT" && sha256sum "$NAME.tar.xz" >"$NAME.tar.xz.sha256")
printf '%s\n' "$OUT/$NAME.tar.xz"
