#!/usr/bin/env bash
# DynamoDB Local (AWS's own, for tests only): installs it once into .tools/,
# starts it in memory in the background, and stops it.
#
#   dynamodb-local.sh install        fetches it
#   dynamodb-local.sh start [port]   prints its URL when it answers; on a free
#                                    port where none is given; one that runs
#                                    already is used again
#   dynamodb-local.sh url            prints the URL of the one that runs
#   dynamodb-local.sh stop           ends it; what it held is gone
#
# Parts of the tests that run side by side have one each: DYNAMODB_LOCAL_RUN is
# the folder that knows of it, .tools/dynamodb-local where none is named.
#
# Needs npm (the jar is in a package), node and Java 17 or later.
set -euo pipefail

package=amplify-dynamodb-simulator
version=2.9.30
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
home="$root/.tools/dynamodb-local"
emulator="$home/$version/package/emulator"
run="${DYNAMODB_LOCAL_RUN:-$home}"

fail() {
  echo "dynamodb-local: $*" >&2
  exit 1
}

install() {
  [ -f "$emulator/DynamoDBLocal.jar" ] && return
  command -v npm >/dev/null || fail "npm is needed to install it"
  local fresh
  mkdir -p "$home"
  fresh=$(mktemp -d "$home/install.XXXXXX")
  echo "dynamodb-local: installing $package@$version into .tools/" >&2
  (cd "$fresh" && npm pack --silent "$package@$version" >/dev/null && tar -xzf ./*.tgz && rm ./*.tgz) \
    || fail "could not fetch $package@$version with npm"
  [ -f "$fresh/package/emulator/DynamoDBLocal.jar" ] || fail "$package@$version holds no DynamoDBLocal.jar"
  rm -rf "${home:?}/$version"
  mv "$fresh" "$home/$version"
}

answers() {
  # Any HTTP answer will do: it refuses an unsigned request with 400.
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET / HTTP/1.0\r\n\r\n' >&3
    read -r -t 2 line <&3
    [[ $line == HTTP/* ]]
  ) 2>/dev/null
}

is_ours() {
  # The process may be gone and its number taken by another.
  ps -p "$1" -o args= 2>/dev/null | grep -q DynamoDBLocal.jar
}

running_port() {
  [ -f "$run/pid" ] && [ -f "$run/port" ] || return 1
  is_ours "$(cat "$run/pid")" && answers "$(cat "$run/port")" || return 1
  cat "$run/port"
}

# Below the ports from which the machine takes the near end of a connection.
free_port() {
  local port=$((10000 + RANDOM % 9000))
  while answers "$port"; do port=$((port + 1)); done
  echo "$port"
}

start() {
  local port
  if port=$(running_port) && [ "${1:-$port}" = "$port" ]; then
    echo "http://127.0.0.1:$port"
    return
  fi
  stop
  command -v java >/dev/null || fail "java (17 or later) is needed to run it"
  install
  port=${1:-$(free_port)}
  if answers "$port"; then
    fail "port $port is taken by another program"
  fi
  mkdir -p "$run/tmp"
  cd "$emulator"
  nohup java -Xmx1g "-Djava.io.tmpdir=$run/tmp" -Djava.library.path=./DynamoDBLocal_lib \
    -jar DynamoDBLocal.jar -inMemory -sharedDb -port "$port" -disableTelemetry \
    >"$run/server.log" 2>&1 </dev/null &
  local pid=$!
  echo "$pid" >"$run/pid"
  echo "$port" >"$run/port"
  for _ in $(seq 150); do
    if answers "$port" && kill -0 "$pid" 2>/dev/null; then
      echo "http://127.0.0.1:$port"
      return
    fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  cat "$run/server.log" >&2
  stop
  fail "it did not start; what it said is above"
}

stop() {
  [ -f "$run/pid" ] || return 0
  local pid
  pid=$(cat "$run/pid")
  if is_ours "$pid"; then
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 50); do
      is_ours "$pid" || break
      sleep 0.1
    done
    if is_ours "$pid"; then
      kill -9 "$pid" 2>/dev/null || true
    fi
  fi
  rm -rf "$run/pid" "$run/port" "$run/tmp"
}

url() {
  local port
  port=$(running_port) || fail "it is not running; start it with: tests/tools/dynamodb-local.sh start"
  echo "http://127.0.0.1:$port"
}

case "${1:-}" in
  install) install ;;
  start) start "${2:-}" ;;
  stop) stop ;;
  url) url ;;
  *) fail "usage: dynamodb-local.sh install | start [port] | url | stop" ;;
esac
