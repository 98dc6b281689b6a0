#!/usr/bin/env bash
# One zip per function, ready for Lambda, in target/lambda. For arm64 where
# that target is installed, else for this machine's own architecture; which one
# it was is written beside them, and deploy.sh tells the template.
#
# Fat LTO: a function links anew in about a minute on two cores. `package.sh
# needs` packages that function alone. Zopfli writes what every unzip reads, a
# thirtieth smaller than zlib at its best; it is installed beside the project.
set -euo pipefail
cd "$(dirname "$0")/../.."
functions=(directory schedule members needs referrals survey inform planner propose console dispatch)
[ $# -eq 0 ] || functions=("$@")
mkdir -p target/lambda
python=.tools/package/bin/python
if ! "$python" -c 'import zopfli' 2>/dev/null; then
  python3 -m venv .tools/package
  "$python" -m pip install --quiet --disable-pip-version-check -r infra/aws/requirements.txt
fi
for function in "${functions[@]}"; do
  built=$(infra/aws/build.sh -p "$function" --bin "$function-lambda" --features "$function/lambda")
  python3 infra/aws/glibc.py "$built/$function-lambda"
  "$python" infra/aws/zip.py "$built/$function-lambda" "target/lambda/$function.zip"
  echo "package: target/lambda/$function.zip $(stat -c %s "target/lambda/$function.zip") bytes"
done
case $(uname -m)$built in
  *aarch64*) echo arm64 >target/lambda/architecture ;;
  *)
    echo x86_64 >target/lambda/architecture
    echo "package: built for x86_64, as the target aarch64-unknown-linux-gnu is not installed" >&2
    ;;
esac
