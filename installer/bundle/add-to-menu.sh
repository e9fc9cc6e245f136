#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-only
# 把专项资金管理台加入本用户的菜单,不需要管理员权限。
#
#     ./add-to-menu.sh            加入菜单,并登记 .fund 文件类型
#     ./add-to-menu.sh --remove   从菜单中移除
#
# 移动本文件夹后请再运行一次。
set -eu
here=$(dirname "$(readlink -f "$0")")
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/funddesk.desktop
type=$data/mime/packages/funddesk.xml
icons=$data/icons/hicolor

refresh() {
    command -v update-desktop-database >/dev/null 2>&1 &&
        update-desktop-database "$data/applications" >/dev/null 2>&1 || true
    command -v update-mime-database >/dev/null 2>&1 &&
        update-mime-database "$data/mime" >/dev/null 2>&1 || true
}

case "${1:-}" in
    '')
        mkdir -p "$data/applications" "$data/mime/packages"
        # Exec wants quotes, and a backslash before what is special within them.
        program=$(printf '%s/funddesk' "$here" | sed 's/[\\"`$]/\\&/g; s/%/%%/g')
        sed "s|^Exec=.*|Exec=\"$(printf '%s' "$program" | sed 's/[\\&|]/\\&/g')\" %f|" \
            "$here/share/applications/funddesk.desktop" >"$entry"
        cp "$here/share/mime/packages/funddesk.xml" "$type"
        (cd "$here/share/icons/hicolor" && find . -name 'funddesk.*') | while read -r icon; do
            mkdir -p "$icons/$(dirname "$icon")"
            cp "$here/share/icons/hicolor/$icon" "$icons/$icon"
        done
        refresh
        echo "已加入菜单: 专项资金管理台"
        ;;
    --remove)
        rm -f "$entry" "$type"
        [ ! -d "$icons" ] || find "$icons" -name 'funddesk.png' -o -name 'funddesk.svg' |
            while read -r icon; do rm -f "$icon"; done
        refresh
        echo "已从菜单中移除"
        ;;
    *)
        echo "用法: ./add-to-menu.sh [--remove]" >&2
        exit 2
        ;;
esac
