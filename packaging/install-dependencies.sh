#!/usr/bin/env bash
# Installs what building and testing need on Debian 12, and nothing if it is all there.
# Exit codes: 0 all there; 3 something is missing and cannot be installed (the line to type is printed).
set -euo pipefail

packages=(
    g++ cmake ninja-build ccache        # build; ccache only makes rebuilding faster
    libtorch-dev                        # the networks
    libopenblas0-pthread                # 30 times the matrix speed of the reference BLAS
    libopencv-dev libyaml-cpp-dev zlib1g-dev
    qt6-base-dev qt6-svg-dev libqt6sql6-sqlite
    qt6-l10n-tools qt6-translations-l10n # texts in other languages
    fonts-dejavu-core fonts-wqy-microhei  # letters and Chinese characters
)

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is no Debian system: make sure that these or their counterparts are installed:" >&2
    echo "  ${packages[*]}" >&2
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
    exit 0
fi

as_root=()
if ((EUID != 0)); then
    # Without a terminal nobody can type a password.
    if command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
        as_root=(sudo)
    else
        echo "Some packages are missing, and installing them needs an administrator. Please type this once:" >&2
        echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 3
    fi
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing ${#missing[@]} packages (a few minutes): ${missing[*]}"
start=$SECONDS
if ! "${as_root[@]}" apt-get update >"$log" 2>&1 ||
    ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
    tail -n 15 "$log" >&2
    echo "The packages could not be installed. Check the network, then type:" >&2
    echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 3
fi
echo "Installed in $((SECONDS - start)) s."
