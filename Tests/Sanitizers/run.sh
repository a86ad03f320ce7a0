#!/bin/bash
# Tests/Sanitizers/run.sh thread|address: the tests of the runtime and of the server, with a sanitizer. What it reports
# fails them.
set -euo pipefail
cd "$(dirname "$0")/../.."
sanitizer=$1
folder=.build-$sanitizer
options=(--sanitize="$sanitizer" --scratch-path "$folder")

swift build --build-tests "${options[@]}"
if [ "$sanitizer" = thread ] && [ "$(uname)" = Linux ]; then
    # Swift's own, for it knows how Swift calls.
    "$(dirname "$(command -v swift)")/clang" -shared -fPIC -O1 -o "$folder/mutex_order.so" Tests/Sanitizers/mutex_order.c
    export LD_PRELOAD=$PWD/$folder/mutex_order.so
fi
# One test after the other: what a sanitizer slows down shall not slow down the others past their time limits.
exec swift test --skip-build --disable-xctest --no-parallel "${options[@]}" --filter 'BinderyRuntimeTests|ContentLibraryTests'
