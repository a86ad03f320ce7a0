#!/bin/bash
# Tests/Conformance/run.sh CONFORMANCE SERVER [OPTION…]: checks a server of this build. OPTIONs go to CONFORMANCE.
set -euo pipefail
conformance=$1 server=$2
shift 2
work=$(mktemp -d)
trap 'kill "$process" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
"$server" serve --data "$work/data" --port 0 --user admin:secret --log-level error > "$work/address" &
process=$!
until [ -s "$work/address" ]; do kill -0 $process; sleep 0.1; done
"$conformance" "$(sed 's/^listening on //' "$work/address")" --user admin --password secret "$@"
