#!/usr/bin/env bash
# The main job, from a bare Debian 12: installs what is missing, builds, then makes generated pictures of
# buttons, learns from the good ones, finds the defects on the others and writes a report with pictures.
# Arguments go to the demo: ./run.sh --fresh
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$root/packaging/build-release.sh"
exec "$root/build/release/bin/varad" demo "$@"
