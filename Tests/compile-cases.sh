#!/bin/sh
# Proves that what Bindery makes of every case compiles without a warning: generates all cases that bind into one package
# and builds it against the runtime, with the upcoming features that the project uses and, with PLAIN=1, without them.
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
    echo 'let package = Package(name: "cases", platforms: [.macOS(.v15)],'
    echo '    dependencies: [.package(path: "'"$runtime"'")], targets: ['
} >"$manifest"

bound=0
for case in $cases; do
    folder=$root/Tests/Cases/$case
    document=$folder/openapi.yaml
    [ -e "$folder/openapi.json" ] && document=$folder/openapi.json
    [ -e "$document" ] || continue
    module=$(echo "$case" | awk -F- '{ for (i = 1; i <= NF; i++) printf "%s", toupper(substr($i, 1, 1)) substr($i, 2) }')
    "$bindery" generate "$document" --output "$work" --module "$module" >/dev/null 2>"$work/errors.txt" || continue
    bound=$((bound + 1))
    [ -d "$work/Sources/${module}API" ] || continue
    echo "        .target(name: \"${module}API\", dependencies: [runtime])," >>"$manifest"
    for half in Client Server; do
        [ -d "$work/Sources/$module$half" ] || continue
        echo "        .target(name: \"$module$half\", dependencies: [\"${module}API\", runtime])," >>"$manifest"
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
