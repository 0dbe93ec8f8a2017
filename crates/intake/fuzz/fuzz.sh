#!/bin/sh
# Builds the fuzz targets on stable and runs one, or all one after another: fuzz.sh TARGET|all [SECONDS]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-all}
seconds=${2:-600}
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module \
-Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
-Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
cd "$here"
cargo build --release --target "$host" --bins
built=${CARGO_TARGET_DIR:-target}/$host/release
[ "$target" = all ] && targets=$(sed -n 's/^name = "\([a-z]*\)"$/\1/p' Cargo.toml) || targets=$target
for one in $targets; do
    mkdir -p "corpus/$one" "artifacts/$one"
    [ ! -d "seeds/$one" ] || cp -n "seeds/$one"/* "corpus/$one/"
    find ../tests/hostile -maxdepth 1 -type f -exec cp -n {} "corpus/$one/" \;
    echo "== $one, $seconds seconds"
    "$built/$one" "corpus/$one" -max_total_time="$seconds" -max_len=65536 -timeout=20 -rss_limit_mb=2048 \
        -artifact_prefix="artifacts/$one/" -print_final_stats=1
done
