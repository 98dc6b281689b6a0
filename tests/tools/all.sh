#!/usr/bin/env bash
# What `make test` runs: part after part, each a target of the Makefile. One
# that fails stops no other. The last words are the seconds of each, what did
# not run (part.sh, testkit::skipped), and what failed; the status says so too.
# Two parts with a + between them run side by side: the first mostly waits for
# others, and says what it has to say when both are done.
#
#   all.sh setup+clippy lint unit ...
set -uo pipefail
cd "$(dirname "$0")/../.."
skipped=.tools/skipped
mkdir -p .tools && rm -f "$skipped"
export MAY_SKIP=1
failed=() took=()
run() { "${MAKE:-make}" --no-print-directory --keep-going "$1"; }
for part in "$@"; do
  began=$SECONDS
  beside=${part%+*}
  if [ "$beside" != "$part" ]; then
    run "$beside" >".tools/$beside.log" 2>&1 &
  fi
  run "${part#*+}" || failed+=("${part#*+}")
  if [ "$beside" != "$part" ]; then
    wait $! || failed+=("$beside")
    cat ".tools/$beside.log"
  fi
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
