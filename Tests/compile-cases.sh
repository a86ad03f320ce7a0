#!/bin/sh
# Proves that what Bindery makes of every case compiles without a warning: generates all cases that bind into one package,
# adds the sources that a case has in its folder `sources`, and builds it against the runtime, with the upcoming features
# that the project uses and, with PLAIN=1, without them.
# RUNTIME is the package that has BinderyRuntime, this one by default.
#
#     Tests/compile-cases.sh <bindery executable> [work folder] [case name …]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
bindery=$1
runtime=${RUNTIME:-$root}
work=${2:-$(mktemp -d)}
[ $# -lt 2 ] || shift
shift
cases=${*:-$(ls "$root/Tests/Cases")}
mkdir -p "$work"
rm -rf "$work/Sources"

manifest=$work/Package.swift.new
{
    echo '// swift-tools-version: 6.2'
    echo 'import PackageDescription'
    echo 'let runtime = Target.Dependency.product(name: "BinderyRuntime", package: "'"${runtime##*/}"'")'
    echo 'let xml = Target.Dependency.product(name: "BinderyXML", package: "'"${runtime##*/}"'")'
    echo 'let package = Package(name: "cases", platforms: [.macOS(.v15)],'
    echo '    dependencies: [.package(path: "'"$runtime"'")], targets: ['
} >"$manifest"

# target <name> <folder> <dependencies>: a target of the package.
target() {
    echo "        .target(name: \"$1\", dependencies: [$3], path: \"$2\")," >>"$manifest"
}

bound=0
for case in $cases; do
    folder=$root/Tests/Cases/$case
    document=$folder/openapi.yaml
    [ -e "$folder/openapi.json" ] && document=$folder/openapi.json
    [ -e "$document" ] || continue
    module=$(echo "$case" | awk -F- '{ for (i = 1; i <= NF; i++) printf "%s", toupper(substr($i, 1, 1)) substr($i, 2) }')
    sources=Sources
    if [ -e "$folder/bindery.yaml" ]; then
        # As the case configures it, under a module name of its own.
        sources=Sources/$module.case/generated
        mkdir -p "$work/Sources"
        cp -R "$folder" "$work/Sources/$module.case"
        sed "s/^module: .*/module: $module/" "$folder/bindery.yaml" >"$work/Sources/$module.case/bindery.yaml"
        "$bindery" generate --config "$work/Sources/$module.case/bindery.yaml" >/dev/null 2>"$work/errors.txt" || continue
    else
        "$bindery" generate "$document" --output "$work" --module "$module" >/dev/null 2>"$work/errors.txt" || continue
    fi
    bound=$((bound + 1))
    # What is written by hand belongs to the module of the models.
    api=$module
    [ -d "$work/$sources/$module" ] || api=${module}API
    [ -d "$work/$sources/$api" ] || continue
    [ ! -d "$folder/sources" ] || cp -R "$folder/sources" "$work/$sources/$api"
    needs=runtime
    if grep -qr 'import BinderyXML' "$work/$sources/$api"; then needs='runtime, xml'; fi
    target "$api" "$sources/$api" "$needs"
    for half in Client Server; do
        [ ! -d "$work/$sources/$module$half" ] || target "$module$half" "$sources/$module$half" "\"$api\", runtime"
    done
done
{
    echo '    ], swiftLanguageModes: [.v6])'
    echo 'for target in package.targets { target.swiftSettings = [.unsafeFlags(["-warnings-as-errors"])'
    if [ -z "${PLAIN:-}" ]; then
        echo '    , .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault")'
        echo '    , .enableUpcomingFeature("MemberImportVisibility")'
    fi
    echo ']}'
} >>"$manifest"
if ! cmp -s "$manifest" "$work/Package.swift"; then mv "$manifest" "$work/Package.swift"; fi
echo "$bound cases bind; building them in $work"
exec swift build --package-path "$work" --disable-index-store
