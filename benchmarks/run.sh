#!/bin/bash
# Answers questions about speed: what is asked, or all. benchmarks/README.md says how to read the answers.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: benchmarks/run.sh [--check] [--save] [QUESTION]...

Builds the benchmarks, installs what they need (apt, with sudo where it is not root), measures, and prints
a table for each question: environment, hostile. Without a question, all are answered.

  --check  the exit code is 1 if a target was not reached
  --save   keeps the answers in benchmarks/results
USAGE
}

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly ROOT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
cd "$ROOT"

arguments=()
while (($# > 0)); do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --save)
            mkdir --parents benchmarks/results
            arguments+=(--save benchmarks/results)
            ;;
        *) arguments+=("$1") ;;
    esac
    shift
done

# Only PyYAML is needed, not the servers of the integration tests.
if ! /usr/bin/python3 -c 'import yaml' 2>/dev/null; then
    build/install-servers.sh python3-yaml
fi

dotnet build benchmarks/EventSinks.Benchmarks --configuration Release --nologo --verbosity quiet
exec dotnet artifacts/bin/EventSinks.Benchmarks/release/EventSinks.Benchmarks.dll "${arguments[@]}"
