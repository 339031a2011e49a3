#!/bin/bash
# Runs a private Zaqar and its Redis on 127.0.0.1; without authentication, unless it is given a Keystone.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: build/servers/zaqar.sh VERB

  up         starts Redis and Zaqar, unless they run and answer already
  down       stops both; the messages are gone
  restart    down, then up
  stop-api   stops Zaqar and keeps Redis, and with it the messages
  start-api  starts Zaqar again
  status     says what runs; exit code 0 when Zaqar answers, else 3

  For tests of failures; what a process was told to keep outlives it:

  kill-api, kill-redis          SIGKILL; start again with start-api or start-redis
  start-redis                   starts Redis with what it had kept
  pause-api, pause-redis        SIGSTOP: connections stay, nobody answers
  continue-api, continue-redis  SIGCONT

Environment:
  EVENTSINKS_TEST_ZAQAR_PORT   18888
  EVENTSINKS_TEST_REDIS_PORT   28888
  EVENTSINKS_TEST_SERVERS_DIR  where data and logs go (.servers in the repository)
  EVENTSINKS_TEST_ZAQAR_KEYSTONE_URL
                               when set, every request needs a token of this Keystone (http://host:port/v3);
                               build/servers/keystone.sh starts such a pair
USAGE
}

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly HERE
readonly ZAQAR_PORT=${EVENTSINKS_TEST_ZAQAR_PORT:-18888}
readonly REDIS_PORT=${EVENTSINKS_TEST_REDIS_PORT:-28888}
readonly DIR=${EVENTSINKS_TEST_SERVERS_DIR:-$(dirname "$(dirname "$HERE")")/.servers}
readonly KEYSTONE_URL=${EVENTSINKS_TEST_ZAQAR_KEYSTONE_URL:-}
readonly URL=http://127.0.0.1:$ZAQAR_PORT
# What Zaqar answers to a ping: where it wants a token, its refusal is the sign of life.
if [[ -n $KEYSTONE_URL ]]; then readonly ALIVE=401; else readonly ALIVE=204; fi
# shellcheck source-path=SCRIPTDIR source=processes.sh
source "$HERE/processes.sh"

# --- Answers

# One that is paused takes the connection and never answers.
redis_answers() { [[ $(timeout 3 redis-cli -p "$REDIS_PORT" ping 2>/dev/null) == PONG ]]; }

# Even without authentication, Zaqar wants to know client and project.
zaqar_answers() {
    [[ $(http_status --header 'Client-ID: 00000000-0000-0000-0000-000000000000' --header 'X-Project-Id: ping' \
        "$URL/v2/ping") == "$ALIVE" ]]
}

# --- The two servers

require_installed() {
    require_programs redis-server redis-cli curl setsid flock timeout
    require_modules zaqar redis gunicorn
}

start_redis() {
    if running redis; then
        return
    fi
    stop redis
    require_port EVENTSINKS_TEST_REDIS_PORT "$REDIS_PORT"
    : >"$DIR/redis.log"
    # Each change is handed to the system before it is answered, so it outlives Redis, though not the machine.
    start redis redis-server --bind 127.0.0.1 --port "$REDIS_PORT" --save '' --appendonly yes --appendfsync no --maxmemory-policy noeviction
    await redis
}

start_zaqar() {
    if running zaqar; then
        return
    fi
    running redis || fail "Redis does not run on port $REDIS_PORT; use 'up'"
    stop zaqar
    require_port EVENTSINKS_TEST_ZAQAR_PORT "$ZAQAR_PORT"
    write_config
    : >"$DIR/zaqar.log"
    # gthread keeps idle connections open without giving a worker to each; with --preload, no single worker's
    # failure to start ends the server later.
    # Middleware looks for a configuration of its own, at home before it does in /etc.
    start zaqar env HOME="$DIR" ZAQAR_CONFIG_FILE="$DIR/zaqar.conf" ZAQAR_CONFIG_DIR="$DIR/zaqar.conf.d" PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore \
        "$PYTHON" -m gunicorn --preload --bind "127.0.0.1:$ZAQAR_PORT" --workers 2 --worker-class gthread --threads 4 \
        --keep-alive 75 --timeout 120 --graceful-timeout 2 --pythonpath "$HERE" zaqar_wsgi:application
    await zaqar
}

write_config() {
    # Files are named relative to this one. Without a policy file and folders for more of its own, Zaqar would read the
    # system's.
    echo '# the defaults' >"$DIR/policy.yaml"
    mkdir --parents "$DIR/zaqar.conf.d" "$DIR/policy.d"
    cat >"$DIR/zaqar.conf" <<CONFIG
[DEFAULT]
admin_mode = true
use_stderr = true
${KEYSTONE_URL:+auth_strategy = keystone}

[drivers]
transport = wsgi
message_store = redis
management_store = redis

# Redis is beside us: a long time-out for a busy machine, and few attempts, so that a missing Redis is an answer soon.
[drivers:message_store:redis]
uri = redis://127.0.0.1:$REDIS_PORT?dbid=0&socket_timeout=5
max_reconnect_attempts = 2
reconnect_sleep = 0.1

[drivers:management_store:redis]
uri = redis://127.0.0.1:$REDIS_PORT?dbid=1&socket_timeout=5
max_reconnect_attempts = 2
reconnect_sleep = 0.1

[signed_url]
secret_key = only-for-tests

[oslo_policy]
policy_file = policy.yaml
policy_dirs = policy.d
CONFIG
    if [[ -n $KEYSTONE_URL ]]; then
        write_keystone_config >>"$DIR/zaqar.conf"
    fi
}

# Zaqar's own account is one of those keystone_accounts.py makes.
write_keystone_config() {
    cat <<CONFIG

[keystone_authtoken]
www_authenticate_uri = $KEYSTONE_URL
auth_url = $KEYSTONE_URL
auth_type = password
username = zaqar
password = zaqar-password
project_name = service
user_domain_id = default
project_domain_id = default
region_name = RegionOne
CONFIG
}

status() {
    describe redis
    describe zaqar
    running redis && running zaqar || return 3
}

up() {
    require_installed
    if running redis && running zaqar; then
        echo "Zaqar is up already: $URL"
        return
    fi
    if ! running redis; then
        forget
    fi
    start_redis
    start_zaqar
    echo "Zaqar is up: $URL"
}

down() {
    stop zaqar
    stop redis
    forget
    echo "Zaqar is down"
}

# What Redis has kept.
forget() { rm --recursive --force "$DIR/appendonlydir"; }

if (($# != 1)); then
    usage >&2
    exit 2
fi
case $1 in
    -h | --help) usage; exit 0 ;;
    up | down | restart | stop-api | start-api | status) ;;
    kill-api | kill-redis | start-redis | pause-api | pause-redis | continue-api | continue-redis) ;;
    *) usage >&2; exit 2 ;;
esac

take_lock
case $1 in
    up) up ;;
    down) down ;;
    restart) down; up ;;
    stop-api) stop zaqar; echo "Zaqar is down, Redis stays up" ;;
    start-api) require_installed; start_zaqar; echo "Zaqar is up: $URL" ;;
    status) status ;;
    kill-api) signal zaqar KILL ;;
    kill-redis) signal redis KILL ;;
    start-redis) require_installed; start_redis; echo "Redis is up" ;;
    pause-api) signal zaqar STOP ;;
    pause-redis) signal redis STOP ;;
    continue-api) signal zaqar CONT ;;
    continue-redis) signal redis CONT ;;
esac
