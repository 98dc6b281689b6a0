#!/usr/bin/env bash
# Builds one program as it is deployed, and says in which folder it lies:
#
#   infra/aws/build.sh -p needs --bin needs-lambda --features needs/lambda
#
# For arm64 where that target is installed, else for this machine's own
# architecture. Programs stand at a fixed address: one that may stand anywhere
# rewrites tens of thousands of pointers before it begins (docs/measurements.md).
# As all code is generated when the program is linked, the flag is for it alone.
set -euo pipefail
cd "$(dirname "$0")/../.."

built=${CARGO_TARGET_DIR:-target} target=()
if [ "$(uname -m)" != aarch64 ] && [ -d "$(rustc --print target-libdir --target aarch64-unknown-linux-gnu 2>/dev/null)" ]; then
  target=(--target aarch64-unknown-linux-gnu)
  built=$built/aarch64-unknown-linux-gnu
fi
cargo rustc --locked --profile deploy "${target[@]}" "$@" -- -C relocation-model=static >&2
echo "$built/deploy"
