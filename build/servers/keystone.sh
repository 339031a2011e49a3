#!/bin/bash
# Runs a small cloud on 127.0.0.1: a private Keystone with accounts to sign in with, and a Zaqar of its own that takes its tokens.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: build/servers/keystone.sh VERB

  up          starts Keystone with its accounts, and the Zaqar, unless they run and answer already
  down        stops them; accounts and messages are gone
  restart     stop-api, then start-api: the accounts stay, and the tokens live as long as is set now
  stop-api    stops Keystone and keeps the accounts
  start-api   starts Keystone again
  status      says what runs; exit code 0 when Keystone and the Zaqar answer, else 3
  accounts    prints addresses, users, projects, the application credential and the trusts as JSON
  zaqar VERB  what build/servers/zaqar.sh does, with this Zaqar: zaqar stop-api

  For tests of failures:

  kill-api      SIGKILL; start again with start-api
  pause-api     SIGSTOP: connections stay, nobody answers
  continue-api  SIGCONT

Environment:
  EVENTSINKS_TEST_KEYSTONE_PORT           15050
  EVENTSINKS_TEST_KEYSTONE_ZAQAR_PORT     18889
  EVENTSINKS_TEST_KEYSTONE_REDIS_PORT     28889
  EVENTSINKS_TEST_KEYSTONE_TOKEN_SECONDS  how long a token lives, from the next start of Keystone on (3600)
  EVENTSINKS_TEST_SERVERS_DIR             data and logs go to the folder 'cloud' in it (.servers in the repository)
USAGE
}

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly HERE
readonly PORT=${EVENTSINKS_TEST_KEYSTONE_PORT:-15050}
readonly ZAQAR_PORT=${EVENTSINKS_TEST_KEYSTONE_ZAQAR_PORT:-18889}
readonly REDIS_PORT=${EVENTSINKS_TEST_KEYSTONE_REDIS_PORT:-28889}
readonly TOKEN_SECONDS=${EVENTSINKS_TEST_KEYSTONE_TOKEN_SECONDS:-3600}
readonly DIR=${EVENTSINKS_TEST_SERVERS_DIR:-$(dirname "$(dirname "$HERE")")/.servers}/cloud
readonly URL=http://127.0.0.1:$PORT/v3
readonly ZAQAR_URL=http://127.0.0.1:$ZAQAR_PORT
readonly ADMIN_PASSWORD=admin-password
# Written when all accounts are made. The catalog names the addresses, so other ports need accounts of their own.
readonly ACCOUNTS=$DIR/accounts-$PORT-$ZAQAR_PORT.json
# shellcheck source-path=SCRIPTDIR source=processes.sh
source "$HERE/processes.sh"
export PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore

keystone_answers() { [[ $(http_status "$URL") == 200 ]]; }

# --- Keystone

require_ready() {
    [[ $TOKEN_SECONDS =~ ^[1-9][0-9]*$ ]] ||
        fail "EVENTSINKS_TEST_KEYSTONE_TOKEN_SECONDS is a number of seconds from 1, but is '$TOKEN_SECONDS'"
    require_programs curl setsid flock
    require_modules keystone keystoneclient gunicorn
}

start_keystone() {
    if running keystone; then
        return
    fi
    free_port
    write_config
    : >"$DIR/keystone.log"
    # The database takes one writer at a time, so there is one worker, and it does one thing at a time.
    # Middleware looks for a configuration of its own, at home before it does in /etc.
    start keystone env HOME="$DIR" "$PYTHON" -m gunicorn --preload --bind "127.0.0.1:$PORT" --workers 1 --worker-class sync \
        --timeout 120 --graceful-timeout 2 --pythonpath "$HERE" keystone_wsgi:application
    await keystone
}

free_port() {
    stop keystone
    require_port EVENTSINKS_TEST_KEYSTONE_PORT "$PORT"
}

write_config() {
    # Files are named relative to the folder. Without a policy file and folders for more of its own, Keystone would read
    # the system's.
    echo '# the defaults' >"$DIR/policy.yaml"
    mkdir --parents "$DIR/keystone.conf.d" "$DIR/policy.d"
    cat >"$DIR/keystone.conf" <<CONFIG
[DEFAULT]
use_stderr = true
public_endpoint = http://127.0.0.1:$PORT/

[database]
connection = sqlite:///keystone.db
sqlite_synchronous = false

[token]
expiration = $TOKEN_SECONDS
allow_expired_window = 0

[fernet_tokens]
key_repository = fernet

[fernet_receipts]
key_repository = fernet

[credential]
key_repository = credential

# The least bcrypt does: the passwords are no secrets, and each sign-in would wait for it.
[identity]
password_hash_rounds = 4

[cache]
backend = dogpile.cache.memory

[oslo_policy]
policy_file = policy.yaml
policy_dirs = policy.d

[oslo_messaging_notifications]
driver = noop
CONFIG
}

# in_folder NAME COMMAND...: a step of the set-up, in the folder and without the lock; its log is NAME.log.
in_folder() {
    local name=$1
    shift
    (cd "$DIR" && exec "$@" </dev/null >"$DIR/$name.log" 2>&1 {lock}>&-) || fail_with_log "$name" "the $name could not be made"
}

make_database() {
    # An earlier set-up may not have been finished.
    forget
    write_config
    in_folder database "$PYTHON" "$HERE/keystone_database.py" "$URL" "$ADMIN_PASSWORD"
}

make_accounts() {
    in_folder accounts "$PYTHON" "$HERE/keystone_accounts.py" "$URL" "$ZAQAR_URL" "$ADMIN_PASSWORD" "$ACCOUNTS"
}

# --- The Zaqar beside it

# zaqar VERB
zaqar() {
    # Without our lock, or Redis and Zaqar would hold it for ever.
    env EVENTSINKS_TEST_ZAQAR_PORT="$ZAQAR_PORT" EVENTSINKS_TEST_REDIS_PORT="$REDIS_PORT" \
        EVENTSINKS_TEST_ZAQAR_KEYSTONE_URL="$URL" EVENTSINKS_TEST_SERVERS_DIR="$DIR/zaqar" \
        "$HERE/zaqar.sh" "$1" {lock}>&-
}

# --- Verbs

# What 'up' has to take down if it fails: the verb for Zaqar, whether Keystone, and the 'zaqar up' that is under way.
undo_zaqar=
undo_keystone=
zaqar_up=

# shellcheck disable=SC2317 # called by trap
undo_up() {
    local code=$?
    trap - EXIT
    if [[ -n $zaqar_up ]]; then
        wait "$zaqar_up" 2>/dev/null || true
    fi
    if [[ -n $undo_zaqar ]]; then
        zaqar "$undo_zaqar" >/dev/null || echo "$SCRIPT: 'zaqar $undo_zaqar' failed; something of it may still run" >&2
    fi
    if [[ -n $undo_keystone ]]; then
        stop keystone
    fi
    exit "$code"
}

# Whatever runs and answers now was not started by this call.
plan_undo() {
    case $(zaqar status || true) in
        *'redis answers'*'zaqar answers'*) undo_zaqar= ;;
        *'redis answers'*) undo_zaqar=stop-api ;;
        *) undo_zaqar=down ;;
    esac
    if [[ ! -e $ACCOUNTS ]] || ! running keystone; then
        undo_keystone=yes
    fi
    trap undo_up EXIT
}

up() {
    require_ready
    if running keystone && [[ -e $ACCOUNTS ]] && zaqar status >/dev/null 2>&1; then
        echo "Keystone is up already: $URL"
        return
    fi
    if [[ ! -e $ACCOUNTS ]] || ! running keystone; then
        free_port
    fi
    plan_undo
    # Zaqar asks for Keystone only when someone asks for Zaqar, so it starts meanwhile.
    zaqar up >/dev/null &
    zaqar_up=$!
    if [[ -e $ACCOUNTS ]]; then
        start_keystone
    else
        make_database
        start_keystone
        make_accounts
    fi
    wait "$zaqar_up" ||
        fail "Zaqar did not start; its ports here are EVENTSINKS_TEST_KEYSTONE_ZAQAR_PORT and EVENTSINKS_TEST_KEYSTONE_REDIS_PORT"
    trap - EXIT
    echo "Keystone is up: $URL, with Zaqar: $ZAQAR_URL"
}

down() {
    zaqar down >/dev/null
    stop keystone
    forget
    echo "Keystone and its Zaqar are down"
}

start_api() {
    require_ready
    [[ -e $ACCOUNTS ]] || fail "there are no accounts for $URL and $ZAQAR_URL; use 'up'"
    start_keystone
    echo "Keystone is up: $URL, its tokens live $TOKEN_SECONDS s"
}

# Keystone's database with its keys, and what is known of the accounts.
forget() { rm --recursive --force "$DIR"/keystone.db* "$DIR/fernet" "$DIR/credential" "$DIR"/accounts-*.json*; }

status() {
    local code=0
    describe keystone
    zaqar status || code=$?
    running keystone && [[ -e $ACCOUNTS ]] || code=3
    return "$code"
}

case $#:${1:-} in
    1:-h | 1:--help) usage; exit 0 ;;
    1:up | 1:down | 1:restart | 1:stop-api | 1:start-api | 1:status | 1:accounts) ;;
    1:kill-api | 1:pause-api | 1:continue-api | 2:zaqar) ;;
    *) usage >&2; exit 2 ;;
esac

take_lock
case $1 in
    up) up ;;
    down) down ;;
    restart) require_ready; stop keystone; start_api ;;
    stop-api) stop keystone; echo "Keystone is down, the accounts and Zaqar stay" ;;
    start-api) start_api ;;
    status) status ;;
    zaqar) zaqar "$2" ;;
    accounts) cat "$ACCOUNTS" 2>/dev/null || fail "there are no accounts for $URL and $ZAQAR_URL; use 'up'" ;;
    kill-api) signal keystone KILL ;;
    pause-api) signal keystone STOP ;;
    continue-api) signal keystone CONT ;;
esac
