#!/usr/bin/env bash
# One zip per function, ready for Lambda, in target/lambda. For arm64 where
# that target is installed, else for this machine's own architecture; which one
# it was is written beside them, and deploy.sh tells the template.
#
# Fat LTO: a function links anew in about a minute on two cores. `package.sh
# needs` packages that function alone.
set -euo pipefail
cd "$(dirname "$0")/../.."
functions=(directory schedule needs referrals survey console dispatch)
[ $# -eq 0 ] || functions=("$@")
# What aws-lc gathers at its start and Lambda's machines already have.
export AWS_LC_SYS_NO_JITTER_ENTROPY=1

target=() built=target/deploy architecture=arm64
if [ "$(uname -m)" != aarch64 ]; then
  if rustc --print target-libdir --target aarch64-unknown-linux-gnu >/dev/null 2>&1 \
    && [ -d "$(rustc --print target-libdir --target aarch64-unknown-linux-gnu)" ]; then
    target=(--target aarch64-unknown-linux-gnu)
    built=target/aarch64-unknown-linux-gnu/deploy
  else
    architecture=x86_64
    echo "package: the target aarch64-unknown-linux-gnu is not installed; building for x86_64" >&2
  fi
fi

mkdir -p target/lambda
# Built together, what they share is compiled once.
packages=() features=()
for function in "${functions[@]}"; do
  packages+=(-p "$function" --bin "$function-lambda")
  features+=("$function/lambda")
done
cargo build --locked --profile deploy "${target[@]}" "${packages[@]}" --features "$(IFS=,; echo "${features[*]}")"
for function in "${functions[@]}"; do
  python3 infra/aws/glibc.py "$built/$function-lambda"
  python3 - "$built/$function-lambda" "target/lambda/$function.zip" <<'PY'
import sys
import zipfile

program, package = sys.argv[1:]
entry = zipfile.ZipInfo("bootstrap", (2020, 1, 1, 0, 0, 0))
entry.external_attr = 0o755 << 16
entry.compress_type = zipfile.ZIP_DEFLATED
with zipfile.ZipFile(package, "w", compresslevel=9) as made, open(program, "rb") as binary:
    made.writestr(entry, binary.read())
PY
  echo "package: target/lambda/$function.zip $(stat -c %s "target/lambda/$function.zip") bytes"
done
echo "$architecture" >target/lambda/architecture
