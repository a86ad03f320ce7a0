# Sourced by run.sh, in the folder of BuildTime: changes its inputs, builds, and looks at which generated files were
# written anew, by content and time of modification, and which were not.

parts() { echo .build/plugins/outputs/buildtime/Tides/destination/BinderyPlugin/Tides; }

# A line for each generated file, with its time and its content.
snapshot() { (cd "$(parts)" && for file in *; do echo "$file $(stat -c %y "$file") $(sha256sum <"$file")"; done); }

# Builds, and compares what was written with what is expected.
#   expect_written "a property was added" Tides.Part1.swift …
expect_written() {
    local name=$1 before after written
    shift
    before=$(snapshot)
    swift build --quiet
    after=$(snapshot)
    written=$({ diff <(echo "$before") <(echo "$after") || true; } | sed -n 's/^> \([^ ]*\) .*/\1/p' | xargs)
    [ "$written" = "$*" ] || fail "$name: '$written' were written instead of '$*'"
    echo "$name: ${*:-nothing} written"
}

# Replaces a text in a file, which must be there.
replace() {
    grep -q -- "$1" "$3" || fail "'$1' is not in $3"
    sed -i "s|$1|$2|" "$3"
}

check_regeneration() {
    local sources=Sources/Tides
    # A configuration and a template, so that they can change.
    printf 'document: openapi.yaml\ntemplates: Layout\n' >$sources/bindery.yaml
    mkdir -p $sources/Layout
    cp ../../Templates/client-root.mustache $sources/Layout
    swift build --quiet

    expect_written "nothing changed"
    replace "In metres at low water" "In metres when the water is low" $sources/openapi.yaml
    expect_written "a description changed" Tides.Document.swift Tides.Part1.swift
    replace "        depth:" "        country: { type: string }\n        depth:" $sources/openapi.yaml
    expect_written "a property was added" Tides.Document.swift Tides.Part1.swift
    replace "  properties:" "  properties:\n    measured: { type: boolean }" $sources/Schemas/tide.yaml
    expect_written "a referenced file changed" Tides.Part1.swift
    replace "What the requests are sent by" "What all requests are sent by" $sources/Layout/client-root.mustache
    expect_written "a template changed" Tides.Part4.swift
    replace "document:" "# Layout has one template.\ndocument:" $sources/bindery.yaml
    expect_written "a comment in the configuration changed"

    replace "#/components/schemas/Problem" "#/components/schemas/Prblem" $sources/openapi.yaml
    if swift build >build.txt 2>&1; then fail "a reference that leads nowhere does not fail the build"; fi
    grep "^$(pwd -P)/$sources/openapi.yaml:[0-9]*:31: error: the reference '#/components/schemas/Prblem'" build.txt ||
        fail "the mistake is not at its line: $(cat build.txt)"
}
