#!/usr/bin/env bash
# What one machine carries: survey submissions through HTTP with everything
# running, and beside them, in the same run, what a bare loop commits of the
# same rows, 64 submissions to a transaction.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --locked --release -p permanence -p bench
cargo build --locked --release -p store-embedded --example bare_loop
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT

echo "== through HTTP, dispatch running"
target/release/bench "$@" | tee "$data/http"

echo "== bare table loop: 3 rows to a submission, 64 submissions to a transaction"
target/release/examples/bare_loop --rows 180000 --rows-per-submission 3 --submissions-per-transaction 64 \
  --row-bytes "${ROW_BYTES:-220}" --file "$data/bare.redb" | tee "$data/bare"

http=$(awk '/^per_second/ {print $2}' "$data/http")
bare=$(grep -oE '[0-9.]+ submissions/s' "$data/bare" | tail -n 1 | cut -d ' ' -f 1)
awk -v http="$http" -v bare="$bare" 'BEGIN {printf "== share of the bare loop: %.2f (aim: 0.50 or more)\n", http / bare}'
