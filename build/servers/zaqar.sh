#!/bin/bash
# Runs a private Zaqar, without authentication, and its Redis on 127.0.0.1.
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
USAGE
}

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly HERE
readonly ZAQAR_PORT=${EVENTSINKS_TEST_ZAQAR_PORT:-18888}
readonly REDIS_PORT=${EVENTSINKS_TEST_REDIS_PORT:-28888}
readonly DIR=${EVENTSINKS_TEST_SERVERS_DIR:-$(dirname "$(dirname "$HERE")")/.servers}
readonly URL=http://127.0.0.1:$ZAQAR_PORT
# Debian's own Python, which has Debian's modules; another one may come first in PATH.
readonly PYTHON=/usr/bin/python3
readonly START_SECONDS=60
readonly TERM_SECONDS=10
readonly KILL_SECONDS=5

fail() {
    echo "zaqar.sh: $*" >&2
    exit 1
}

# fail_with_log NAME MESSAGE...
fail_with_log() {
    local log=$DIR/$1.log
    shift
    echo "zaqar.sh: $*" >&2
    if [[ -s $log ]]; then
        echo "--- the end of $log" >&2
        tail --lines=15 "$log" >&2
    fi
    exit 1
}

# --- Processes. A server is the leader of a session of its own, so its pid also names its process group.
# DIR/NAME.pid holds the pid and the start time: a pid the system has given to another program since is not ours.

# Prints state, process group and start time of a process.
stat_of() {
    local stat fields
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    # The second field, the program's name in brackets, may hold spaces.
    read -ra fields <<<"${stat##*) }"
    echo "${fields[0]} ${fields[2]} ${fields[19]}"
}

# Prints the pid of a server that was started here, as long as one process of its group is alive.
pid_of() {
    local pid started state group since
    { read -r pid started <"$DIR/$1.pid"; } 2>/dev/null || return 1
    if read -r state group since < <(stat_of "$pid"); then
        [[ $since == "$started" ]] || return 1
    fi
    group_lives "$pid" || return 1
    echo "$pid"
}

# A zombie still answers kill -0; it is dead all the same.
group_lives() {
    local process state group since
    for process in /proc/[0-9]*; do
        read -r state group since < <(stat_of "${process#/proc/}") || continue
        [[ $group != "$1" || $state == [ZX] ]] || return 0
    done
    return 1
}

# start NAME COMMAND...
start() {
    local name=$1 pid state group since
    shift
    (
        cd "$DIR"
        # The lock belongs to this script alone, or the server would hold it for ever.
        exec setsid "$@" </dev/null >>"$DIR/$name.log" 2>&1 {lock}>&-
    ) &
    pid=$!
    read -r state group since < <(stat_of "$pid") || fail_with_log "$name" "$name ended at once"
    echo "$pid $since" >"$DIR/$name.pid"
    # Until setsid has run, the process is still in our group.
    wait_until "$KILL_SECONDS" leads_or_ended "$pid"
}

leads_or_ended() { group_lives "$1" || ! kill -0 "$1" 2>/dev/null; }

stop() {
    local name=$1 pid
    if ! pid=$(pid_of "$name"); then
        rm --force "$DIR/$name.pid"
        return
    fi
    kill -TERM "$pid" 2>/dev/null || true
    # One that is paused would not come to know of it.
    kill -CONT -- "-$pid" 2>/dev/null || true
    if ! wait_until "$TERM_SECONDS" gone "$pid"; then
        echo "zaqar.sh: $name (pid $pid) does not stop; killing it" >&2
        kill -KILL -- "-$pid" 2>/dev/null || true
        wait_until "$KILL_SECONDS" gone "$pid" || fail "$name (pid $pid) survives even SIGKILL"
    fi
    rm --force "$DIR/$name.pid"
}

gone() { ! group_lives "$1"; }

# signal NAME SIGNAL: to all processes of a server.
signal() {
    local pid
    pid=$(pid_of "$1") || fail "$1 does not run"
    kill "-$2" -- "-$pid"
    if [[ $2 == KILL ]]; then
        wait_until "$KILL_SECONDS" gone "$pid" || fail "$1 (pid $pid) survives even SIGKILL"
        rm --force "$DIR/$1.pid"
    fi
    echo "$1 was sent SIG$2"
}

# wait_until SECONDS COMMAND...
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}

# --- Answers

port_taken() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

redis_answers() { [[ $(redis-cli -p "$REDIS_PORT" ping 2>/dev/null) == PONG ]]; }

# Even without authentication, Zaqar wants to know client and project.
zaqar_answers() {
    [[ $(curl --silent --noproxy '*' --max-time 3 --output /dev/null --write-out '%{http_code}' \
        --header 'Client-ID: 00000000-0000-0000-0000-000000000000' --header 'X-Project-Id: ping' \
        "$URL/v2/ping") == 204 ]]
}

answers_or_ended() { "$1_answers" || ! pid_of "$1" >/dev/null; }

# Workers whose leader was killed still answer for a moment; they do not count.
running() {
    local pid state group since
    pid=$(pid_of "$1") && read -r state group since < <(stat_of "$pid") && [[ $state != [ZX] ]] && "$1_answers"
}

# await NAME: a server that has just been started answers, or its log says why not.
await() {
    wait_until "$START_SECONDS" answers_or_ended "$1" || fail_with_log "$1" "$1 does not answer within $START_SECONDS s"
    pid_of "$1" >/dev/null || fail_with_log "$1" "$1 ended while starting"
}

# --- The two servers

require_programs() {
    local program
    for program in redis-server redis-cli curl setsid flock; do
        command -v "$program" >/dev/null || fail "$program is not installed; run build/install-servers.sh"
    done
    "$PYTHON" -c 'import zaqar, redis, gunicorn' 2>/dev/null ||
        fail "$PYTHON lacks zaqar, redis or gunicorn; run build/install-servers.sh"
}

require_port() {
    ! port_taken "$2" || fail "port $2 is in use by another program; set $1 to a free port"
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
    start zaqar env ZAQAR_CONFIG_FILE="$DIR/zaqar.conf" PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore \
        "$PYTHON" -m gunicorn --preload --bind "127.0.0.1:$ZAQAR_PORT" --workers 2 --worker-class gthread --threads 4 \
        --keep-alive 75 --timeout 120 --graceful-timeout 2 --pythonpath "$HERE" zaqar_wsgi:application
    await zaqar
}

write_config() {
    # Files are named relative to this one. Without a policy file of its own, Zaqar would read the system's.
    echo '# the defaults' >"$DIR/policy.yaml"
    cat >"$DIR/zaqar.conf" <<CONFIG
[DEFAULT]
admin_mode = true
use_stderr = true

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
CONFIG
}

status() {
    local name pid
    for name in redis zaqar; do
        if ! pid=$(pid_of "$name"); then
            echo "$name is down"
        elif "${name}_answers"; then
            echo "$name answers (pid $pid)"
        else
            echo "$name runs, but does not answer (pid $pid)"
        fi
    done
    running zaqar || return 3
}

up() {
    require_programs
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

mkdir --parents "$DIR" 2>/dev/null || true
[[ -w $DIR ]] || fail "cannot write to $DIR; set EVENTSINKS_TEST_SERVERS_DIR"
exec {lock}>"$DIR/lock"
flock --timeout $((2 * START_SECONDS)) "$lock" || fail "another zaqar.sh has held $DIR/lock for too long"

case $1 in
    up) up ;;
    down) down ;;
    restart) down; up ;;
    stop-api) stop zaqar; echo "Zaqar is down, Redis stays up" ;;
    start-api) require_programs; start_zaqar; echo "Zaqar is up: $URL" ;;
    status) status ;;
    kill-api) signal zaqar KILL ;;
    kill-redis) signal redis KILL ;;
    start-redis) require_programs; start_redis; echo "Redis is up" ;;
    pause-api) signal zaqar STOP ;;
    pause-redis) signal redis STOP ;;
    continue-api) signal zaqar CONT ;;
    continue-redis) signal redis CONT ;;
esac
