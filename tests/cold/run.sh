#!/usr/bin/env bash
# Cold starts of every function, beside a bare program, Node and Python.
# Packages first (fat LTO, several minutes); PACKAGE=no measures what is there.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -z "${DYNAMODB_LOCAL_URL:-}" ]; then exec tests/tools/with-dynamodb.sh "$0" "$@"; fi
[ "${PACKAGE:-yes}" = no ] || infra/aws/package.sh
binaries=$(infra/aws/build.sh -p bare-lambda --bin bare-lambda)
cargo build --locked --release -p cold -p permanence-aws

if ! [ -x tests/cold/node/node_modules/.bin/aws-lambda-ric ]; then
  if [ "$(id -u)" = 0 ] && ! command -v cmake >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends cmake autoconf automake libtool g++ make
  fi
  npm ci --prefix tests/cold/node --no-audit --no-fund --loglevel=error
fi
if ! [ -x .tools/cold/bin/python ]; then
  python3 -m venv .tools/cold
  .tools/cold/bin/python -m pip install --quiet --disable-pip-version-check -r tests/cold/python/requirements.txt
fi

export AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1 AWS_ACCESS_KEY_ID=cold AWS_SECRET_ACCESS_KEY=cold
export AWS_ENDPOINT_URL_DYNAMODB=$DYNAMODB_LOCAL_URL PERMANENCE_SERVER_KEY=a-key-for-cold-starts-only-0123456789abcdef
table=cold$$
target/release/permanence-aws create-table --table "$table"
target/release/permanence-aws first-start --table "$table" --base-url https://permanence.test \
  --email coordinator@permanence.test --name Coordinator >/dev/null
PERMANENCE_TABLE=$table .tools/cold/bin/python tests/cold/python/warm.py
target/release/cold --table "$table" --binaries "$binaries" "$@"
