#!/bin/bash
# Tests/BadInput/schemathesis.sh SERVER [OPTION…]: requests made up from Specs/content-library.yaml, good and bad. No answer
# may be a failure of the server's or of a status that the document does not know, and each must be of the described type.
# OPTIONs go to schemathesis.
set -euo pipefail
cd "$(dirname "$0")/../.."
server=$1
shift
tools=.build/schemathesis
[ -x $tools/bin/schemathesis ] || { python3 -m venv $tools && $tools/bin/pip --quiet install 'schemathesis>=4.32,<5'; }

work=$(mktemp -d)
trap 'kill "$process" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
"$server" serve --data "$work/data" --port 0 --user admin:secret --allow-private-sources --session-timeout 3600 \
    --log-level critical > "$work/address" &
process=$!
until [ -s "$work/address" ]; do kill -0 $process; sleep 0.1; done
url=$(sed 's/^listening on //' "$work/address")/api

# Makes what requests can name, and writes down how.
call() { curl --silent --show-error --fail --user admin:secret --json "$2" "$url/content/$1"; }
text() { tr -d '"'; }
name_what_is_there() {
    local place='"storage_backings":[{"type":"DATASTORE","datastore_id":"datastore-1"}]' library item session
    local download mirror subscription usage
    library=$(call local-library "{\"name\":\"library\",\"type\":\"LOCAL\",$place,
        \"publish_info\":{\"published\":true,\"authentication_method\":\"NONE\"}}" | text)
    item=$(call library/item "{\"library_id\":\"$library\",\"name\":\"item\"}" | text)
    session=$(call library/item/update-session "{\"library_item_id\":\"$item\"}" | text)
    call "library/item/update-session/$session/file" '{"name":"f","source_type":"PUSH"}' > /dev/null
    download=$(call library/item/download-session "{\"library_item_id\":\"$item\"}" | text)
    mirror=$(call subscribed-library "{\"name\":\"mirror\",\"type\":\"SUBSCRIBED\",$place,
        \"subscription_info\":{\"authentication_method\":\"NONE\",\"on_demand\":true,
        \"subscription_url\":\"${url%/api}/cls/vcsp/lib/$library/lib.json\"}}" | text)
    subscription=$(call "library/$library/subscriptions" "{\"subscribed_library\":{\"target\":\"USE_EXISTING\",
        \"location\":\"LOCAL\",\"subscribed_library\":\"$mirror\"}}" | text)
    usage=$(call "library/$library/usages" '{"resource_urn":"urn:vmomi:vm:vm-1"}' | text)
    cat > "$work/schemathesis.toml" <<END
[parameters]
libraryId = "$library"
library = "$library"
library_id = "$library"
libraryItemId = "$item"
library_item_id = "$item"
sourceLibraryItemId = "$item"
item = "$item"
updateSessionId = "$session"
downloadSessionId = "$download"
subscription = "$subscription"
usage = "$usage"
fileName = "f"

[[operations]]
include-tag = "Content.SubscribedLibrary"
parameters = { libraryId = "$mirror" }
END
}

run() {
    SCHEMATHESIS_HOOKS=Tests.BadInput.checks PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1 \
        $tools/bin/schemathesis "${config[@]}" run Specs/content-library.yaml --url "$url" --auth admin:secret --no-color \
        --checks no_failure_of_the_server,status_code_conformance,content_type_conformance,response_schema_conformance \
        --phases examples,coverage,fuzzing --seed 1 --continue-on-failure "$@" || failed=1
}

# First nothing is there; then requests name what is, before others end or remove it.
failed=0
config=()
run "$@"
config=(--config-file "$work/schemathesis.toml")
name_what_is_there
run --exclude-operation-id-regex '_(delete|forceDelete|remove|cancel|fail|complete|convert|enterMaintenance)$' "$@"
for last in '_(complete|remove|enterMaintenance|convert)$' '_(cancel|fail)$' '(Session|Subscriptions)_delete$' \
    'Item_delete$' 'Library_(delete|forceDelete)$'; do
    name_what_is_there
    run --include-operation-id-regex "$last" "$@"
done
kill -0 $process
exit $failed
