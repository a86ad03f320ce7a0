#!/usr/bin/env bash
# Builds and runs the examples from a clean clone of the last commit: all of them, or those that are named.
#
#   Examples/run.sh [BuildTime] [Import] [ServerStub] [Regenerate]
#
# The clone is made in a temporary folder. EXAMPLES_FOLDER names another one, which is kept, and in which the next run
# builds only what has changed.
set -euo pipefail

repository=$(cd "$(dirname "$0")/.." && pwd)
folder=${EXAMPLES_FOLDER:-$(mktemp -d)}
[ -n "${EXAMPLES_FOLDER:-}" ] || trap 'rm -rf "$folder"' EXIT
clone=$folder/bindery
examples=("$@")
[ $# -gt 0 ] || examples=(BuildTime Import ServerStub Regenerate)

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

fail() {
    echo "$*" >&2
    exit 1
}

clone() {
    if [ -d "$clone/.git" ]; then
        git -C "$clone" fetch --quiet "$repository" HEAD
        git -C "$clone" reset --quiet --hard FETCH_HEAD
        git -C "$clone" clean --quiet -d --force  # not what is ignored: the builds
    else
        mkdir -p "$folder"
        git clone --quiet "$repository" "$clone"
    fi
}

# The first block of text in the README says what the example prints.
expected() { awk '/^```text$/ { inside = 1; next } /^```$/ && inside { exit } inside' README.md; }

# Runs a product and compares what it prints with the README.
run_product() {
    swift build --quiet --product "$1"
    diff <(expected) <("$(swift build --show-bin-path)/$1") || fail "$1 does not print what README.md says"
    expected
}

# shellcheck source=Examples/build-time.sh
. "$repository/Examples/build-time.sh"

run_BuildTime() {
    run_product Tides
    for module in "$(swift build --show-bin-path)"/Modules/{Hummingbird,NIOCore,AsyncHTTPClient,GRDB}.swiftmodule; do
        [ ! -e "$module" ] || fail "a target that only uses the plugin has built $(basename "$module" .swiftmodule)"
    done
    check_regeneration
}

run_Import() { run_product Sessions; }

run_ServerStub() { run_product Board; }

# What the README shows of the report, and what is reported now.
shown_report() { awk '/report: begin/ { inside = 1; next } /report: end/ { exit } inside' README.md; }
made_report() {
    "${bindery[@]}" diff Specs/notes.yaml Specs/next/notes.yaml --config bindery.yaml --format markdown |
        sed -n '/^## /,$p'
}

run_Regenerate() {
    bindery=(swift package --allow-writing-to-package-directory bindery)
    diff <(shown_report) <(made_report) || fail "README.md does not show what diff reports"
    "${bindery[@]}" check --config bindery.yaml
    run_product Desk
    cp Specs/next/notes.yaml Specs/notes.yaml
    if "${bindery[@]}" check --config bindery.yaml >check.txt 2>&1; then fail "the old bindings pass for current"; fi
    grep -q '^differs: Generated/NotebookAPI/Models/Models.swift$' check.txt || fail "check does not say what differs"
    grep -q '^+    public var labels: \[String\]?$' check.txt || fail "check does not show what differs"
    "${bindery[@]}" generate --config bindery.yaml
    "${bindery[@]}" check --config bindery.yaml
    swift build --quiet --product Desk
    "$(swift build --show-bin-path)/Desk" | grep '^Notebook 2.0.0$'
}

clone
for example in "${examples[@]}"; do
    say "$example"
    cd "$clone/Examples/$example"
    SECONDS=0
    "run_$example"
    echo "$example: $SECONDS s"
done
