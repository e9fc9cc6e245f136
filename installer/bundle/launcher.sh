#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-only
# Starts the program of this file's name with the libraries packed beside it, and nothing else's.
here=$(dirname "$(readlink -f "$0")")
name=$(basename "$0")

# The C library packed here knows C.UTF-8 by itself; the language stays the user's.
LANG=${LC_ALL:-${LANG:-zh_CN.UTF-8}}
LC_CTYPE=C.UTF-8
export LANG LC_CTYPE
unset LC_ALL LD_PRELOAD QT_PLUGIN_PATH QT_QPA_PLATFORMTHEME QT_STYLE_OVERRIDE

# Some desktops ask for a platform of their own Qt; X11 they all have.
case "${QT_QPA_PLATFORM:-}" in
    offscreen | minimal) ;;
    *) QT_QPA_PLATFORM=xcb && export QT_QPA_PLATFORM ;;
esac

FONTCONFIG_FILE=$here/etc/fonts.conf
export FONTCONFIG_FILE
[ -d /usr/share/X11/xkb ] || { XKB_CONFIG_ROOT=$here/share/X11/xkb && export XKB_CONFIG_ROOT; }
[ -d /usr/share/X11/locale ] || { XLOCALEDIR=$here/share/X11/locale && export XLOCALEDIR; }

exec "$here/lib/ld-linux-x86-64.so.2" --library-path "$here/lib" --argv0 "$0" \
    "$here/bin/$name" "$@"
