#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Makes the handbook's pictures, which are README's too, anew from the demo: ./dev screenshots,
# then reduced to a palette. Run it from the top folder whenever the window changed. NAME-dark.png
# is the dark look of NAME; what no page shows by itself comes from the pictures of states.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly SHOTS=build/screenshots
mapfile -t names < <(grep -o 'src="[a-z-]*\.png"' resources/handbook/index.html |
    sed 's/src="//; s/\.png"//' | sort -u)
wanted=$(printf '%s\n' "${names[@]%-dark}" | paste -sd,)
FUNDDESK_LOOK=light-1366,dark-1366 FUNDDESK_SHOTS=$wanted ./dev screenshots "$SHOTS"
for name in "${names[@]}"; do
    from=$SHOTS/light-1366/$name.png
    [[ $name != *-dark ]] || from=$SHOTS/dark-1366/${name%-dark}.png
    [[ -f $from ]] || from=$SHOTS/light-states/$name.png
    convert "$from" -resize 960x -unsharp 0x0.6 +dither -colors 48 -strip \
        -define png:compression-level=9 -define png:exclude-chunks=date,time \
        "PNG8:resources/handbook/$name.png"
done
du -ch resources/handbook/*.png | tail -1
