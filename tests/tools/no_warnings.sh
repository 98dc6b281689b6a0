#!/usr/bin/env bash
# Runs a build and fails where the compiler warned of anything.
set -euo pipefail
said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$@" 2>&1 | tee "$said"
if grep -q '^warning' "$said"; then
  echo "warnings are to be mended, or allowed where they stand with a reason" >&2
  exit 1
fi
