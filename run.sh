#!/usr/bin/env bash
# The main job, from a bare Debian 12: installs what is missing and builds. With a display it then opens the
# window, which shows the example being made; without one the same is done as text: pictures of buttons are
# generated, the good ones teach a product, the defects on the others are found, and a report with pictures is
# written whose path is printed. Arguments go to the program: ./run.sh --fresh (text), ./run.sh FOLDER (window)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$root/packaging/build-release.sh"
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    (($# > 0)) || set -- --example
    exec "$root/build/release/bin/varad-inspector" "$@"
fi
exec "$root/build/release/bin/varad" demo "$@"
