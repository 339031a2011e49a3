# shellcheck shell=bash
# Servers as processes: start, stop, signal, wait. Sourced by the scripts beside it.
# Such a script has set DIR, where pids, logs and the lock are kept, and defines NAME_answers for each of its servers.

SCRIPT=$(basename "$0")
readonly SCRIPT
# Debian's own Python, which has Debian's modules; another one may come first in PATH.
readonly PYTHON=/usr/bin/python3
readonly START_SECONDS=60
readonly TERM_SECONDS=10
readonly KILL_SECONDS=5

fail() {
    echo "$SCRIPT: $*" >&2
    exit 1
}

# fail_with_log NAME MESSAGE...
fail_with_log() {
    local log=$DIR/$1.log
    shift
    echo "$SCRIPT: $*" >&2
    if [[ -s $log ]]; then
        echo "--- the end of $log" >&2
        tail --lines=15 "$log" >&2
    fi
    exit 1
}

# --- What must be there

# Makes the folder, and lets one script at a time work in it.
take_lock() {
    mkdir --parents "$DIR" 2>/dev/null || true
    [[ -w $DIR ]] || fail "cannot write to $DIR; set EVENTSINKS_TEST_SERVERS_DIR"
    exec {lock}>"$DIR/lock"
    flock --timeout $((2 * START_SECONDS)) "$lock" || fail "another $SCRIPT has held $DIR/lock for too long"
}

require_programs() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || fail "$program is not installed; run build/install-servers.sh"
    done
}

require_modules() {
    local modules
    printf -v modules ', %s' "$@"
    "$PYTHON" -c "import ${modules#, }" 2>/dev/null || fail "$PYTHON lacks one of the modules ${modules#, }; run build/install-servers.sh"
}

# require_port VARIABLE PORT
require_port() {
    ! port_taken "$2" || fail "port $2 is in use by another program; set $1 to a free port"
}

port_taken() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

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
        cd "$DIR" || exit
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
        echo "$SCRIPT: $name (pid $pid) does not stop; killing it" >&2
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

# http_status CURL-ARGUMENT...: prints the status of the answer, 000 without one.
http_status() { curl --silent --noproxy '*' --max-time 3 --output /dev/null --write-out '%{http_code}' "$@"; }

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

# Says in a line what a server does.
describe() {
    local pid
    if ! pid=$(pid_of "$1"); then
        echo "$1 is down"
    elif "$1_answers"; then
        echo "$1 answers (pid $pid)"
    else
        echo "$1 runs, but does not answer (pid $pid)"
    fi
}
