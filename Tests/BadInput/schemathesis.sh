#!/bin/bash
# Tests/BadInput/schemathesis.sh SERVER [OPTION…]: requests made up from Specs/content-library.yaml, good and bad, for a
# server that has a library, an item, and sessions on it. No answer may be a server error or of a status that the
# document does not know, and each must be of the described type. OPTIONs go to schemathesis.
set -euo pipefail
cd "$(dirname "$0")/../.."
server=$1
shift
tools=.build/schemathesis
[ -x $tools/bin/schemathesis ] || { python3 -m venv $tools && $tools/bin/pip --quiet install 'schemathesis>=4.32,<5'; }

work=$(mktemp -d)
trap 'kill "$process" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
"$server" serve --data "$work/data" --port 0 --user admin:secret --log-level error > "$work/address" &
process=$!
until [ -s "$work/address" ]; do kill -0 $process; sleep 0.1; done
url=$(sed 's/^listening on //' "$work/address")/api

call() { curl --silent --show-error --fail --user admin:secret --json "$2" "$url/content/$1"; }
library=$(call local-library '{"name":"library","type":"LOCAL","storage_backings":[{"type":"DATASTORE","datastore_id":"datastore-1"}]}')
item=$(call library/item "{\"library_id\":$library,\"name\":\"item\"}")
session=$(call library/item/update-session "{\"library_item_id\":$item}")
download=$(call library/item/download-session "{\"library_item_id\":$item}")

cat > "$work/schemathesis.toml" <<END
# Half of what is made up names what is there.
[parameters]
libraryId = $library
library = $library
library_id = $library
libraryItemId = $item
library_item_id = $item
sourceLibraryItemId = $item
item = $item
updateSessionId = $session
downloadSessionId = $download
END

# A session that is busy is RESOURCE_BUSY with the status 500, as the document has it; the operation that ends the login
# is left out, for Basic credentials have none to end.
run() {
    $tools/bin/schemathesis "${config[@]}" run Specs/content-library.yaml --url "$url" --auth admin:secret --no-color \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
        --phases examples,coverage,fuzzing --seed 1 --continue-on-failure "$@"
}
failed=0
config=()
run "$@" || failed=1
config=(--config-file "$work/schemathesis.toml")
run "$@" || failed=1
kill -0 $process
exit $failed
