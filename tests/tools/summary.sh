#!/usr/bin/env bash
# The last word of `make test`: what could not run, counted and named. A part
# that is left out (part.sh) and a test that leaves itself out
# (testkit::skipped) each write a line into .tools/skipped, which `make test`
# empties when it begins.
set -euo pipefail
cd "$(dirname "$0")/../.."
skipped=.tools/skipped
if [ -s "$skipped" ]; then
  echo "every part that ran passed; $(sort -u "$skipped" | wc -l) did not run:"
  sort -u "$skipped" | sed 's/^/  /'
else
  echo "every part passed; nothing was skipped"
fi
