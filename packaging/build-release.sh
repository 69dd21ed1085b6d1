#!/usr/bin/env bash
# What run.sh and test.sh share: installs what is missing, builds the release preset into build/release.
# Exit codes: those of install-dependencies.sh; 1 the build failed (its last lines are printed).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/packaging/install-dependencies.sh"

build="$root/build/release"
log="$build/build.log"
mkdir -p "$build"

fail() {
    tail -n 40 "$log" >&2
    echo "The build failed; all of it is in $log." >&2
    exit 1
}

if [[ -e $build/bin/varad ]]; then
    echo "Building what has changed ..."
else
    echo "Building for the first time; on two cores this takes 10 minutes or more ..."
fi
start=$SECONDS
cd "$root"
cmake --preset release >"$log" 2>&1 || fail

# One line per tenth of the way: enough to see that it goes on.
show_progress() {
    awk -v log_file="$log" '
        { print >> log_file }
        match($0, /^\[[0-9]+\/[0-9]+\]/) {
            split(substr($0, 2, RLENGTH - 2), part, "/")
            tenth = int(10 * part[1] / part[2])
            if (part[2] >= 20 && tenth > shown) { printf "  %d %%\n", 10 * tenth; fflush(); shown = tenth }
        }'
}
cmake --build --preset release 2>&1 | show_progress || fail
echo "Built in $((SECONDS - start)) s."
