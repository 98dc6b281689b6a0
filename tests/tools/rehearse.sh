#!/usr/bin/env bash
# The cloud, rehearsed: every Lambda program behind a Runtime API and a
# gateway with the template's routes and roles, DynamoDB Local, SES's stand-in,
# and the table's stream; then the same journeys that the local host passes,
# and those that only this home can have: rehearse.sh FILE... of
# tests/journeys/tests.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -z "${DYNAMODB_LOCAL_URL:-}" ]; then exec tests/tools/with-dynamodb.sh "$0" "$@"; fi

# As every other part of the tests builds them, so that they are built once.
all=(--locked --workspace --all-features)
export RUSTC_WORKSPACE_WRAPPER=${RUSTC_WORKSPACE_WRAPPER-$(command -v clippy-driver || true)}
cargo test --no-run --quiet "${all[@]}"

mkdir -p target/rehearsal
.tools/venv/bin/python tests/template/expand.py <infra/aws/template.yaml >target/rehearsal/template.json
export REHEARSAL_TEMPLATE=$PWD/target/rehearsal/template.json
coproc SES { exec .tools/venv/bin/python tests/rehearsal/ses.py 2>target/rehearsal/ses.log; }
ses=$SES_PID
trap 'kill "$ses" 2>/dev/null || true' EXIT
read -r -t 60 REHEARSAL_SES REHEARSAL_SES_CONTROL <&"${SES[0]}" || { cat target/rehearsal/ses.log >&2; exit 1; }
export REHEARSAL_SES REHEARSAL_SES_CONTROL

export JOURNEYS_HOME=cloud
if [ "${REHEARSE:-}" = cost ]; then
  cargo test "${all[@]}" --test cost -- --ignored --nocapture
  exit
fi
if command -v cargo-nextest >/dev/null; then
  files=$(printf ' + binary(%s)' "$@")
  # They wait for one another's programs more than for a processor.
  cargo nextest run --no-fail-fast --test-threads 4 "${all[@]}" -E "package(journeys) & (${files:3})"
else
  cargo test --no-fail-fast --locked -p journeys --features cloud "${@/#/--test=}"
fi
