# SPDX-License-Identifier: GPL-3.0-only
# Bare Debian systems in a folder, to try packages in; sourced by the tests of the packages.
#
#     base=$(bare_system bookworm)     a cached, never used one, made by debootstrap if need be
#     fresh_system "$base" "$root"     a copy to work in, with /proc and /dev
#     inside "$root" COMMAND…          runs there with a clean environment
#     drop_system "$root"              unmounts and removes it

readonly BASES=build/bases
# Where this machine's own apt gets Debian's packages from.
MIRROR=${FUNDDESK_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null |
    grep -v security | head -n 1)}
readonly MIRROR

say() { printf '%s\n' "$*"; }
fail() {
    printf 'dev: %s\n' "$*" >&2
    exit 1
}

bare_system() { # bare_system SUITE: prints its folder
    local folder=$BASES/$1
    if [[ ! -e $folder.whole ]]; then
        rm -rf "$folder"
        mkdir -p "$BASES"
        debootstrap --variant=minbase "$1" "$folder" "$MIRROR" >"$folder.log" 2>&1 ||
            fail "debootstrap could not make a bare $1: see $folder.log"
        touch "$folder.whole"
    fi
    printf '%s\n' "$folder"
}

fresh_system() { # fresh_system BASE ROOT
    drop_system "$2"
    mkdir -p "$(dirname "$2")"
    cp -a "$1" "$2"
    mount -t proc proc "$2/proc"
    mount --bind /dev "$2/dev"
    cp /etc/resolv.conf "$2/etc/resolv.conf"
    # No service may be started from inside.
    printf '#!/bin/sh\nexit 101\n' >"$2/usr/sbin/policy-rc.d"
    chmod 755 "$2/usr/sbin/policy-rc.d"
}

drop_system() { # drop_system ROOT
    [[ -d $1 ]] || return 0
    mountpoint -q "$1/debs" && umount "$1/debs"
    mountpoint -q "$1/proc" && umount "$1/proc"
    mountpoint -q "$1/dev" && umount "$1/dev"
    # A mount that stayed would be emptied through it.
    ! grep -q " $(realpath "$1")/" /proc/self/mounts || fail "$1 has mounts left; not removed"
    rm -rf "$1"
}

inside() { # inside ROOT COMMAND…
    (become_inside "$@")
}

# As `inside`, in the place of this shell: `become_inside … &` leaves the program's own id in $!.
become_inside() {
    local root=$1
    shift
    exec env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive ${DISPLAY_INSIDE:+DISPLAY=$DISPLAY_INSIDE} \
        ${PASSWORD_INSIDE:+FUNDCTL_PASSWORD=$PASSWORD_INSIDE} \
        chroot "$root" "$@"
}

# A display of ours for programs inside. The X server's abstract socket is seen from any root
# folder of this machine, so nothing needs to be installed there.
start_display() {
    local number
    for number in {90..120}; do
        [[ -e /tmp/.X11-unix/X$number || -e /tmp/.X$number-lock ]] || break
    done
    Xvfb ":$number" -screen 0 1366x768x24 >/dev/null 2>&1 &
    XVFB=$!
    DISPLAY_INSIDE=:$number
    for _ in {1..50}; do
        [[ -S /tmp/.X11-unix/X$number ]] && return
        sleep 0.1
    done
    fail "Xvfb did not start"
}

stop_display() { [[ -z ${XVFB:-} ]] || kill "$XVFB" 2>/dev/null || true; }

# Waits for the window and logs in with keys, as a person would.
log_in_as() { # log_in_as USER
    local window
    window=$(DISPLAY=$DISPLAY_INSIDE timeout 60 xdotool search --sync --onlyvisible --name . |
        tail -1) || fail "no window appeared within a minute"
    sleep 5
    export DISPLAY=$DISPLAY_INSIDE
    xdotool windowfocus "$window" sleep 0.5 type --delay 30 "$1"
    xdotool key Tab type --delay 30 'Demo-2019!'
    xdotool key Return sleep 5
}

# A picture of the whole display; it fails where nothing but one colour is to be seen.
take_picture() { # take_picture FILE
    import -display "$DISPLAY_INSIDE" -window root "$1"
    local colours
    colours=$(identify -format '%k' "$1")
    ((colours > 50)) || fail "the window shows nothing: $1 has $colours colours"
    say "a picture of the window: $1 ($colours colours)"
}

# Whether a printed page holds that text, whole, in fonts that came along.
must_say() { # must_say FILE.pdf TEXT
    local text fonts
    text=$(pdftotext -layout "$1" -) || fail "$1 is no PDF"
    [[ $text == *"$2"* ]] || fail "the printed page does not say $2: $1"
    fonts=$(pdffonts "$1" | awk 'NR > 2 {print $1}' | sort -u | xargs)
    say "printed: $1, with $fonts"
}

# What is on the disk, but for the user's own files, logs, and what apt and dpkg note about
# themselves: every name, and of files a hash of what is in them. What else is to be left
# out is said in find's words.
list_files() { # list_files [-name NAME -prune -o]…, of the system in $ROOT
    local -a left_out=()
    local folder
    for folder in proc dev debs tmp run home/zhang var/log var/lib/apt var/lib/dpkg/status \
        var/lib/dpkg/lock var/lib/dpkg/lock-frontend var/cache; do
        left_out+=(-path "./$folder" -prune -o)
    done
    (cd "$ROOT" && find . -xdev "${left_out[@]}" -name '*-old' -prune -o \
        "$@" \( -type f -exec sha256sum {} + -o -printf '%y %l %p\n' \) | sort -k 2)
}
