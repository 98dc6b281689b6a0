#!/usr/bin/env bash
# Whether a program that tests need is there; with --how, what installs it.
#
#   has.sh chromium          has.sh --how chromium
set -euo pipefail
if [ "$1" != --how ]; then
  [[ $1 = chromium* ]] && [ -n "${CHROMIUM:-}" ] && exit
  [ "$1" = chromium ] && command -v chromium-headless-shell >/dev/null && exit
  command -v "$1" >/dev/null
  exit
fi
case "$2" in
  chromium) packages="chromium-headless-shell fonts-dejavu-core" ;;
  java) packages="default-jre-headless" ;;
  npm) packages="nodejs npm" ;;
  pdftoppm) packages="poppler-utils" ;;
  zbarimg) packages="zbar-tools" ;;
  *) packages=$2 ;;
esac
echo "$2 is absent; on Debian, as root: apt-get update && apt-get install -y --no-install-recommends $packages"
