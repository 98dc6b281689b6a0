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
mkdir -p target/lambda
for function in "${functions[@]}"; do
  built=$(infra/aws/build.sh -p "$function" --bin "$function-lambda" --features "$function/lambda")
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
case $(uname -m)$built in
  *aarch64*) echo arm64 >target/lambda/architecture ;;
  *)
    echo x86_64 >target/lambda/architecture
    echo "package: built for x86_64, as the target aarch64-unknown-linux-gnu is not installed" >&2
    ;;
esac
