#!/usr/bin/env bash
# What `make test` runs: part after part, each a target of the Makefile. One
# that fails stops no other. The last words are the seconds of each, what did
# not run (part.sh, testkit::skipped), and what failed; the status says so too.
#
#   all.sh setup lint unit ...
set -uo pipefail
cd "$(dirname "$0")/../.."
skipped=.tools/skipped
mkdir -p .tools && rm -f "$skipped"
export MAY_SKIP=1
failed=() took=()
for part in "$@"; do
  began=$SECONDS
  "${MAKE:-make}" --no-print-directory --keep-going "$part" || failed+=("$part")
  took+=("$part $((SECONDS - began))")
done
echo "seconds: $(IFS=','; echo "${took[*]}" | sed 's/,/, /g'), together $SECONDS"
if [ -s "$skipped" ]; then
  echo "$(sort -u "$skipped" | wc -l) did not run:"
  sort -u "$skipped" | sed 's/^/  /'
else
  echo "nothing was skipped"
fi
if [ ${#failed[@]} -gt 0 ]; then
  echo "failed: ${failed[*]}"
  exit 1
fi
echo "every part that ran passed"
