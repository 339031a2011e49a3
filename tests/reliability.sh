#!/bin/bash
# Kills an engine and its destinations many times, and counts what arrives. docs/reliability.md says what is counted.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: tests/reliability.sh [--kills N] [--rounds N]

Builds, starts a private Zaqar with Redis on 127.0.0.1, kills an engine N times and each of its destinations
in N rounds, prints the counts, and stops what it started.

  --kills N   300; 0 for none
  --rounds N  10; 0 for none
USAGE
}

kills=300
rounds=10
while (($# > 0)); do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --kills | --rounds)
            if (($# < 2)) || ! [[ $2 =~ ^[0-9]+$ ]]; then
                usage >&2
                exit 2
            fi
            declare "${1#--}=$2"
            shift
            ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly ROOT
readonly ZAQAR=$ROOT/build/servers/zaqar.sh
readonly TESTS=tests/EventSinks.Integration.Tests
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
cd "$ROOT"

build/install-servers.sh
dotnet build "$TESTS" --configuration Release --nologo --verbosity quiet

if ! "$ZAQAR" status >/dev/null 2>&1; then
    trap '"$ZAQAR" down >/dev/null' EXIT
    "$ZAQAR" up >/dev/null
fi
EVENTSINKS_TEST_ZAQAR_URL=http://127.0.0.1:${EVENTSINKS_TEST_ZAQAR_PORT:-18888}
export EVENTSINKS_TEST_ZAQAR_URL EVENTSINKS_TEST_ZAQAR_SCRIPT=$ZAQAR
export EVENTSINKS_TEST_KILLS=$kills EVENTSINKS_TEST_FAULT_ROUNDS=$rounds

# What is to be done no times is left out.
filters=()
if ((kills > 0)); then
    filters+=('FullyQualifiedName~KillLoopTests')
fi
if ((rounds > 0)); then
    filters+=('FullyQualifiedName~FaultLoopTests')
fi
if ((${#filters[@]} > 0)); then
    dotnet test "$TESTS" --no-build --configuration Release --nologo --logger 'console;verbosity=normal' \
        --filter "$(IFS='|'; echo "${filters[*]}")"
fi
