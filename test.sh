#!/bin/bash
# The whole test command for a fresh Debian 12 with the .NET 10 SDK. The last line is the result: "N passed, N failed".
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: ./test.sh [--filter EXPRESSION] [--no-servers]

Installs what is missing (apt, with sudo where it is not root), builds the solution, starts a private
Zaqar with Redis, and Keystone with a Zaqar of its own, on 127.0.0.1, runs every test, and stops what it started.

  --filter EXPRESSION  only these tests, as for 'dotnet test': --filter 'FullyQualifiedName~Zaqar'
  --no-servers         no installation, no servers, and no tests that need them

The ports and the folder of the servers can be changed; see --help of build/servers/zaqar.sh
and build/servers/keystone.sh.
USAGE
}

filter=
servers=true
while (($# > 0)); do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --filter)
            if (($# < 2)); then
                usage >&2
                exit 2
            fi
            filter=$2
            shift
            ;;
        --filter=*) filter=${1#*=} ;;
        --no-servers) servers=false ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly ROOT
readonly ZAQAR=$ROOT/build/servers/zaqar.sh
readonly KEYSTONE=$ROOT/build/servers/keystone.sh
readonly RESULTS=$ROOT/artifacts/test-results
readonly CONFIGURATION=Release
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# The lines of 'dotnet test' are counted below.
export DOTNET_CLI_UI_LANGUAGE=en
cd "$ROOT"

# The scripts of the servers to stop at the end.
started=()
job=

say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }

# shellcheck disable=SC2317 # called by trap
clean_up() {
    local code=$?
    trap - EXIT INT TERM HUP
    if [[ -n $job ]] && kill -0 "$job" 2>/dev/null; then
        kill -TERM -- "-$job" 2>/dev/null || true
        wait "$job" 2>/dev/null || true
    fi
    each_started down || true
    exit "$code"
}

# Runs all scripts of started servers with a verb, at the same time.
each_started() {
    local script pid code=0 pids=()
    for script in "${started[@]}"; do
        "$script" "$1" >/dev/null &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do
        wait "$pid" || code=$?
    done
    return "$code"
}

# Runs a step in a process group of its own and waits for it: so a signal is answered at once, and reaches all of the step.
run() {
    set -m
    "$@" </dev/null &
    job=$!
    set +m
    local code=0
    wait "$job" || code=$?
    job=
    return "$code"
}

# Like run, but shows the output only when the step fails.
run_quietly() {
    local log=$ROOT/artifacts/test.log
    mkdir --parents "$ROOT/artifacts"
    if ! run "$@" >"$log" 2>&1; then
        cat "$log"
        say "FAILED: $*"
        return 1
    fi
}

# Adds up the line each test project ends with, such as: Passed!  - Failed: 0, Passed: 2, Skipped: 0, Total: 2, …
count() {
    sed --quiet --regexp-extended "s/^(Passed|Failed|Skipped)! +- (.* )?$1: +([0-9]+),.*/\3/p" "$RESULTS/output.txt" |
        { sum=0; while read -r number; do sum=$((sum + number)); done; echo "$sum"; }
}

# shellcheck disable=SC2317 # called by run
# Runs the tests, keeps the whole output for counting, and shows what a person wants to see of it.
run_tests() {
    dotnet test EventSinks.sln "$@" 2>&1 | tee "$RESULTS/output.txt" | {
        grep --line-buffered --invert-match --extended-regexp \
            '^(Test run for |VSTest version |Starting test execution|A total of |Results File: |WARNING: Overwriting|No test (matches|is available)|Additionally, path to test adapters|$)' || true
    }
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

if ! command -v dotnet >/dev/null; then
    echo "test.sh: there is no 'dotnet'; install the .NET 10 SDK (https://dot.net)" >&2
    exit 1
fi

if $servers; then
    say "install missing packages"
    # Not in a group of its own: sudo may ask for a password at the terminal.
    build/install-servers.sh
fi

say "build ($CONFIGURATION)"
run_quietly dotnet build EventSinks.sln --configuration "$CONFIGURATION" --nologo --verbosity quiet

if $servers; then
    say "start servers"
    for server in "$ZAQAR" "$KEYSTONE"; do
        if "$server" status >/dev/null 2>&1; then
            # Someone works with it; it stays when we go.
            name=$(basename "$server" .sh)
            say "${name^} was up before and will be left running"
        else
            started+=("$server")
        fi
    done
    run each_started up
    EVENTSINKS_TEST_ZAQAR_URL=http://127.0.0.1:${EVENTSINKS_TEST_ZAQAR_PORT:-18888}
    EVENTSINKS_TEST_ZAQAR_SCRIPT=$ZAQAR
    EVENTSINKS_TEST_KEYSTONE_URL=http://127.0.0.1:${EVENTSINKS_TEST_KEYSTONE_PORT:-15050}/v3
    EVENTSINKS_TEST_KEYSTONE_SCRIPT=$KEYSTONE
    export EVENTSINKS_TEST_ZAQAR_URL EVENTSINKS_TEST_ZAQAR_SCRIPT EVENTSINKS_TEST_KEYSTONE_URL EVENTSINKS_TEST_KEYSTONE_SCRIPT
else
    filter="TestCategory!=Servers${filter:+&($filter)}"
fi

say "test"
rm --recursive --force "$RESULTS"
mkdir --parents "$RESULTS"
# One project after the other: two cores are soon busy, and tests of time and order should not starve.
code=0
arguments=(--no-build --configuration "$CONFIGURATION" --nologo --maxcpucount:1)
arguments+=(--logger 'console;verbosity=minimal' --logger trx --results-directory "$RESULTS")
if [[ -n $filter ]]; then
    arguments+=(--filter "$filter")
fi
run run_tests "${arguments[@]}" || code=$?

passed=$(count Passed)
failed=$(count Failed)
skipped=$(count Skipped)
if ((passed + failed == 0)); then
    say "FAILED: no test ran"
    code=1
elif ((code != 0 && failed == 0)); then
    # A test host that crashed, for example: whoever reads only the last line should see it.
    say "FAILED: dotnet test ended with $code, though it counted no failed test; its output: $RESULTS/output.txt"
    failed=1
elif ((failed > 0)); then
    code=1
fi

if ((${#started[@]} > 0)); then
    say "stop servers"
    if ! each_started down; then
        say "FAILED: not all servers could be stopped; try 'build/servers/zaqar.sh down' and 'build/servers/keystone.sh down'"
        code=1
    fi
    started=()
fi
say "done"
if ((skipped > 0)); then
    # A rule of the contract that a destination cannot show, for example; each says why.
    echo "$skipped skipped"
fi
echo "$passed passed, $failed failed"
exit "$code"
