#!/usr/bin/env bash
# Checks that take too long, or need too special a build, for every test run:
#   the file readers: hostile files under AddressSanitizer and UndefinedBehaviorSanitizer, and in a release build with
#   the promised bounds of memory and time; then, with --minutes N, N minutes of fuzzing, shared out evenly;
#   with --scale instead: whether scores of fresh good parts lie where the scale puts them, on larger pictures.
# Usage: tests/heavy.sh [--minutes N | --scale]
# Needs VARAD_SHARED (default ../shared beside the source) and, for fuzzing, clang with libFuzzer
# (Debian: clang-14 libclang-rt-14-dev). Counts add up from run to run in build/heavy/fuzz-counts.tsv.
set -euo pipefail

minutes=0
scale=
while (($# > 0)); do
    case $1 in
    --minutes)
        minutes=${2:?--minutes needs a number}
        shift 2
        ;;
    --scale)
        scale=1
        shift
        ;;
    *)
        echo "usage: tests/heavy.sh [--minutes N | --scale]" >&2
        exit 2
        ;;
    esac
done
[[ $minutes =~ ^[0-9]+$ ]] || { echo "--minutes needs a whole number" >&2; exit 2; }

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export VARAD_SHARED=${VARAD_SHARED:-$root/../shared}
hostile="$VARAD_SHARED/corpora/hostile"
[[ -d $hostile ]] || { echo "no hostile files at $hostile (set VARAD_SHARED)" >&2; exit 2; }
hostile=$(cd "$hostile" && pwd)
VARAD_SHARED=$(cd "$VARAD_SHARED" && pwd)
out="$root/build/heavy"
mkdir -p "$out"
cd "$root"

# build FOLDER TARGET configure-options...
build() {
    local folder=$1 target=$2
    shift 2
    if ! { cmake "$@" -B "$out/$folder" -DVARAD_NN_ONLY=ON && cmake --build "$out/$folder" --target "$target" -j2; } \
        >"$out/$folder.log" 2>&1; then
        tail -n 30 "$out/$folder.log" >&2
        exit 1
    fi
}

if [[ $scale ]]; then
    cmake -S . --preset release >/dev/null
    cmake --build build/release --target held_out_test varad_engine -j2
    CI=1 VARAD_HEAVY=1 VARAD_THREADS=2 QTEST_FUNCTION_TIMEOUT=3600000 build/release/bin/tests/held_out_test -maxwarnings 0
    exit
fi

failed=0
for kind in asan release; do
    echo "== readers, $kind build"
    build "$kind" varad_formats_tests --preset "$kind"
    for test in zip_reader_test pickle_test pth_reader_test safetensors_test golden_tensor_files hostile_files_test; do
        result=0
        CI=1 "$out/$kind/bin/tests/$test" >"$out/$kind-$test.log" 2>&1 || result=$?
        if ((result == 0)); then
            echo "ok   $test"
        else
            echo "FAIL $test (exit code $result)"
            grep -vE '^pass' "$out/$kind-$test.log" | head -n 30
            failed=1
        fi
        grep '^hostile checkpoints:' "$out/$kind-$test.log" || true
    done
done

((minutes > 0)) || exit "$failed"

clang=$(command -v clang++-14 || command -v clang++ || true)
[[ -n $clang ]] || { echo "fuzzing needs clang (Debian: clang-14 libclang-rt-14-dev)" >&2; exit 2; }
echo "== fuzzing, $minutes minutes"
build fuzz varad_formats_fuzzers -S . -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER="$clang" -DVARAD_FUZZ=ON

counts="$out/fuzz-counts.tsv"
targets=(pth safetensors zip)
declare -A seeds=([pth]=pth [safetensors]=safetensors [zip]=pth)
seconds=$((minutes * 60 / ${#targets[@]}))
for target in "${targets[@]}"; do
    corpus="$out/corpus-$target"
    log="$out/fuzz-$target.log"
    mkdir -p "$corpus" "$out/findings"
    result=0
    "$out/fuzz/bin/fuzz/fuzz_$target" -max_total_time="$seconds" -max_len=65536 -rss_limit_mb=512 -timeout=2 \
        -print_final_stats=1 -dict="tests/formats/fuzz_$target.dict" -artifact_prefix="$out/findings/$target-" \
        "$corpus" "$hostile/${seeds[$target]}" >"$log" 2>&1 || result=$?
    executed=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
    printf '%s\t%s\t%s\t%s\n' "$(date -u +%F)" "$target" "${executed:-0}" "$result" >>"$counts"
    total=$(awk -F'\t' -v target="$target" '$2 == target { sum += $3 } END { printf "%d", sum }' "$counts")
    coverage=$(grep -oE 'cov: [0-9]+' "$log" | tail -n 1 || true)
    if ((result == 0)); then
        echo "ok   $target: ${executed:-0} inputs now, $total in all, $coverage"
    else
        echo "FAIL $target: a finding, see $out/findings and $log"
        tail -n 30 "$log"
        failed=1
    fi
done
exit "$failed"
