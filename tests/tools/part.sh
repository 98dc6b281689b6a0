#!/usr/bin/env bash
# Runs one part of the tests where what it needs is there.
#
#   part.sh "browser tests" npm chromium -- command...
#
# What is absent is named with what installs it. Alone, the part then fails; in
# `make test`, which says MAY_SKIP=1, it is noted in .tools/skipped and the
# other parts go on.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
part=$1
shift
lacking=()
while [ "$1" != -- ]; do
  "$tools/has.sh" "$1" || lacking+=("$("$tools/has.sh" --how "$1")")
  shift
done
shift
if [ ${#lacking[@]} = 0 ]; then exec "$@"; fi
line="$part: $(IFS=';'; echo "${lacking[*]}")"
echo "not run: $line" >&2
[ "${MAY_SKIP:-}" = 1 ] || exit 1
mkdir -p "$tools/../../.tools"
echo "$line" >>"$tools/../../.tools/skipped"
