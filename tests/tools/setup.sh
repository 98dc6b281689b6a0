#!/usr/bin/env bash
# What linting, the journeys and the browser tests need beside the workspace:
#
#   .tools/venv                 Python packages of tests/interop and tests/template/requirements.txt
#   tests/interop/node_modules  npm packages of its lock file
#   tests/browser/node_modules  npm packages of its lock file
#   tests/template/node_modules npm packages of its lock file
#   chromium-headless-shell     Debian's, installed with apt where it is absent;
#                               chromium itself serves too, and takes longer
#   zbarimg, pdftoppm           the same: they read QR codes on printed sheets
#   .tools/dynamodb-local       DynamoDB Local, where there is a Java to run it
#
# `setup.sh template` installs no more than the template's checks need, which is
# all that a deployment asks for: no browser.
#
# These programs and npm may be absent: what needs them then says so itself
# (part.sh, the test). Safe to run again; quick when nothing changed: a stamp holds the
# digest of the lists that were installed.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
tools="$root/.tools"
mkdir -p "$tools"

fail() {
  echo "setup: $*" >&2
  exit 1
}

digest() {
  cat "$@" | sha256sum | cut -d' ' -f1
}

fresh() { # <stamp> <thing that must exist> <lists...>: whether it is as listed
  local stamp=$1 thing=$2
  shift 2
  [ -e "$thing" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(digest "$@")" ]
}

python_packages() {
  local lists=("$root/tests/interop/requirements.txt" "$root/tests/template/requirements.txt") stamp="$tools/venv.stamp"
  fresh "$stamp" "$tools/venv/bin/python" "${lists[@]}" && return
  command -v python3 >/dev/null || fail "python3 is needed"
  echo "setup: Python packages into .tools/venv" >&2
  rm -rf "$tools/venv"
  python3 -m venv "$tools/venv" || fail "python3 -m venv does not work; on Debian: apt-get install python3-venv"
  "$tools/venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "${lists[0]}" -r "${lists[1]}"
  digest "${lists[@]}" >"$stamp"
}

node_packages() { # <folder>
  local folder="$root/tests/$1" stamp="$tools/node-$1.stamp"
  fresh "$stamp" "$folder/node_modules" "$folder/package-lock.json" && return
  if ! "$root/tests/tools/has.sh" npm; then
    "$root/tests/tools/has.sh" --how npm >&2
    return
  fi
  echo "setup: npm packages into tests/$1/node_modules" >&2
  npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  digest "$folder/package-lock.json" >"$stamp"
}

debian_programs() {
  local program absent=()
  for program in chromium-headless-shell zbarimg pdftoppm; do
    "$root/tests/tools/has.sh" "$program" || absent+=("$program")
  done
  [ ${#absent[@]} = 0 ] && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    for program in "${absent[@]}"; do "$root/tests/tools/has.sh" --how "$program" >&2; done
    return
  fi
  echo "setup: ${absent[*]} with apt" >&2
  (apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell fonts-dejavu-core zbar-tools poppler-utils) \
    >"$tools/apt.log" 2>&1 || echo "setup: ${absent[*]} could not be installed; see .tools/apt.log" >&2
}

# Parts that run side by side then find it there.
dynamodb_local() {
  "$root/tests/tools/has.sh" java && "$root/tests/tools/has.sh" npm || return 0
  "$root/tests/tools/dynamodb-local.sh" install
}

case "${1:-all}" in
  template)
    python_packages
    node_packages template
    ;;
  all)
    python_packages
    node_packages interop
    node_packages browser
    node_packages template
    debian_programs
    dynamodb_local
    ;;
  *) fail "say nothing, or: template" ;;
esac
