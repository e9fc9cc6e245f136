#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# Makes the handbook's pictures and README's anew from the demo: ./dev screenshots, then reduced to
# a palette. Run it from the top folder whenever the window changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly SHOTS=build/screenshots
FUNDDESK_LOOK=light-1366 ./dev screenshots "$SHOTS"
mapfile -t names < <(grep -o 'src="[a-z-]*\.png"' resources/handbook/index.html |
    sed 's/src="//; s/\.png"//' | sort -u)
for name in "${names[@]}"; do
    convert "$SHOTS/light-1366/$name.png" -resize 960x -unsharp 0x0.6 +dither -colors 48 -strip \
        -define png:compression-level=9 -define png:exclude-chunks=date,time \
        "PNG8:resources/handbook/$name.png"
done
du -ch resources/handbook/*.png | tail -1
