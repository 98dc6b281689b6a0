#!/usr/bin/env bash
# What one machine carries: survey submissions through HTTP with everything
# running, and before and after them, in the same run, what a bare loop commits
# of the same rows, 64 submissions to a transaction.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --locked --release -p permanence -p bench
target/release/bench "$@"
# Without arguments, what the search takes is measured too.
if [ $# -eq 0 ]; then target/release/bench --search; fi
