#!/usr/bin/env bash
# The same set-up as run.sh, then all tests, without a screen. Arguments go to ctest: ./test.sh -R golden
# VARAD_SHARED  folder with reference numbers (default: ../shared beside the source). Without one their tests
#               are skipped, or fail where CI is set.
set -euo pipefail

here=$PWD
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$root/packaging/build-release.sh"

export QT_QPA_PLATFORM=offscreen
if [[ -n ${VARAD_SHARED:-} && $VARAD_SHARED != /* ]]; then
    export VARAD_SHARED="$here/$VARAD_SHARED"
fi

log="$root/build/release/tests.log"
cd "$root"
result=0
ctest --preset release --output-on-failure -j2 "$@" 2>&1 | tee "$log" || result=$?
# The line that counts, where one looks for it.
grep -E '^[0-9]+% tests passed' "$log" | tail -n 1 || true
exit "$result"
