#!/usr/bin/env bash
# The last word of `make test`: what could not run, counted and named. A part
# that has to skip something writes one line about it into .tools/skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."
skipped=.tools/skipped
if [ -s "$skipped" ]; then
  count=$(wc -l <"$skipped")
  echo "every part passed; $count could not run:"
  sed 's/^/  /' "$skipped"
else
  echo "every part passed; nothing was skipped"
fi
