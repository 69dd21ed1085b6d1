#!/usr/bin/env bash
# Builds and tests the last commit in a bare Debian of its own: nothing of this machine's packages counts.
#   packaging/check-in-debian.sh bookworm|trixie [FOLDER]
# FOLDER (default: a new one below TMPDIR, removed at the end) holds the system; one that is kept is used
# again, which saves the installation. Needs root, debootstrap, network and about 6 GB.
# VARAD_SHARED   folder with reference numbers (default: ../shared beside the source)
# VARAD_MIRROR   package mirror (default: http://deb.debian.org/debian)
# Exit codes: those of test.sh; 2 wrong use.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
shared=$(realpath "${VARAD_SHARED:-$root/../shared}")
suite=${1:-}
if [[ $suite != bookworm && $suite != trixie ]] || ((EUID != 0)) || ! command -v debootstrap >/dev/null; then
    sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
fi
if [[ ! -d $shared/golden ]]; then
    echo "No reference numbers at $shared (set VARAD_SHARED)." >&2
    exit 2
fi

kept=${2:-}
system=${kept:-$(mktemp -d)}
mkdir -p "$system"
system=$(realpath "$system")

leave() {
    for place in shared proc; do
        mountpoint -q "$system/$place" && umount "$system/$place"
    done
    [[ -n $kept ]] || rm -rf --one-file-system "$system"
}
trap leave EXIT

if [[ ! -e $system/usr/bin/apt-get ]]; then
    echo "Setting up $suite in $system ..."
    if ! said=$(debootstrap --variant=minbase "$suite" "$system" "${VARAD_MIRROR:-http://deb.debian.org/debian}" 2>&1); then
        tail -n 20 <<<"$said" >&2
        exit 1
    fi
fi
mkdir -p "$system/shared" "$system/src"
mount -t proc proc "$system/proc"
mount --bind -o ro "$shared" "$system/shared"
rm -rf "$system/src/varad" && mkdir "$system/src/varad"
git -C "$root" archive HEAD | tar -x -C "$system/src/varad"

start=$SECONDS
result=0
chroot "$system" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 CI=true \
    VARAD_SHARED=/shared /src/varad/test.sh || result=$?
echo "$suite, $(chroot "$system" sh -c '. /etc/os-release; echo "$PRETTY_NAME"'):" \
    "$(chroot "$system" dpkg-query -W -f '${Package} ${Version}, ' g++ libtorch-dev qt6-base-dev libopencv-dev)" \
    "test.sh ended with $result after $((SECONDS - start)) s."
exit "$result"
