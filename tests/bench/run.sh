#!/usr/bin/env bash
# What one machine carries: survey submissions through HTTP with everything
# running, and before and after them, in the same run, what a bare loop commits
# of the same rows, 64 submissions to a transaction.
set -euo pipefail
cd "$(dirname "$0")/../.."

# The planner against HiGHS; alone: run.sh --plan [SECONDS of HiGHS for each]
plan() {
  cargo build --locked --release -p rota-planner --example propose
  python=.tools/venv/bin/python
  "$python" -c 'import highspy' 2>/dev/null || { echo "the planner's bench: \`make setup\` first" >&2; return 1; }
  "$python" tests/bench/plan.py "${CARGO_TARGET_DIR:-target}/release/examples/propose" "$@"
}
if [ "${1:-}" = --plan ]; then
  plan "${@:2}"
  exit
fi
cargo build --locked --release -p permanence -p bench
target/release/bench "$@"
if [ $# -eq 0 ]; then
  # Without arguments, what the search takes is measured too.
  target/release/bench --search
  # Last: it ends with 1 where the planner misses an aim.
  plan
fi
