#!/usr/bin/env bash
# Binds documents and builds what comes of them with warnings as errors, and writes a table that says how it went.
#
#     Tests/Corpus/bind-and-build.sh [options] <bindery executable> <work folder> <<<"module<TAB>document"…
#
#     --no-build   only generate
#     --batch N    how many documents are built together (1): the more the faster, the fewer the less memory
#     --plain      build without the upcoming features that the project uses
#     --values P   try the examples, defaults and made values of each document, with the executable of round-trips
#     --table F    where the table goes (<work folder>/table.tsv)
#
# RUNTIME is the package that has BinderyRuntime, this one by default. One package is built again and again with other
# modules in it, so that the runtime is built once. The status is 0 where nothing crashed or hung and all that was bound
# was built. What is refused is told by the table only.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
runtime=${RUNTIME:-$root}
batch=1 build=yes values= features=(ExistentialAny InternalImportsByDefault MemberImportVisibility) table=
while [[ ${1-} == --* ]]; do
    case $1 in
        --no-build) build= ;;
        --batch) batch=$2; shift ;;
        --plain) features=() ;;
        --values) values=$(realpath "$2"); shift ;;
        --table) table=$2; shift ;;
        *) echo "unknown option $1" >&2; exit 64 ;;
    esac
    shift
done
bindery=$(realpath "$1")
mkdir -p "$2/logs"
work=$(realpath "$2")
table=${table:-$work/table.tsv}

# What 500 MB of address space and a minute do not suffice for is a fault of its own.
memory_for_generating=500000 seconds_for_generating=${SECONDS_FOR_GENERATING:-60} memory_for_building=8000000
rm -rf "$work/Sources"
mkdir "$work/Sources"

declare -A document outcome errors warnings seconds lines built cost tried
modules=()

# Generates the module $1; says how it went in the arrays.
generate() {
    local log=$work/logs/$1.txt status TIMEFORMAT='%U'
    echo 0 >"$log.status"
    seconds[$1]=$( {
        time { (
            ulimit -v $memory_for_generating
            exec timeout $seconds_for_generating "$bindery" generate "${document[$1]}" --output "$work" --module "$1" \
                >/dev/null 2>"$log"
        ) || echo $? >"$log.status"; }
    } 2>&1)
    status=$(<"$log.status")
    rm "$log.status"
    case $status in
        0) outcome[$1]=bound ;;
        1) outcome[$1]=refused ;;
        124) outcome[$1]=hung ;;
        *) outcome[$1]="crashed ($status)" ;;
    esac
    errors[$1]=$(grep -c ': error: ' "$log" || true)
    warnings[$1]=$(grep -c ': warning: ' "$log" || true)
    lines[$1]=$(find "$work/Sources" -path "$work/Sources/$1*" -name '*.swift' -exec cat {} + | wc -l)
    built[$1]=- cost[$1]=- tried[$1]=-
    [[ -n $values && -n $build && ${outcome[$1]} == bound && -d $work/Sources/${1}API ]] || return 0
    "$values" "${document[$1]}" "$1" "$work/Sources/${1}Values"
    cp "$here/RoundTripCheck.swift" "$work/Sources/${1}Values"
}

# Writes the manifest of the modules $@.
manifest() {
    local module half needs
    echo '// swift-tools-version: 6.2'
    echo 'import PackageDescription'
    echo 'let runtime = Target.Dependency.product(name: "BinderyRuntime", package: "'"${runtime##*/}"'")'
    echo 'let xml = Target.Dependency.product(name: "BinderyXML", package: "'"${runtime##*/}"'")'
    echo 'let package = Package(name: "bindings", platforms: [.macOS(.v15)],'
    echo '    dependencies: [.package(path: "'"$runtime"'")], targets: ['
    for module; do
        [[ -d $work/Sources/${module}API ]] || continue
        needs=runtime
        if grep -qr 'import BinderyXML' "$work/Sources/${module}API"; then needs='runtime, xml'; fi
        echo "        .target(name: \"${module}API\", dependencies: [$needs]),"
        for half in Client Server; do
            [[ -d $work/Sources/$module$half ]] || continue
            echo "        .target(name: \"$module$half\", dependencies: [\"${module}API\", runtime]),"
        done
        [[ -d $work/Sources/${module}Values ]] || continue
        echo "        .executableTarget(name: \"${module}Values\", dependencies: [\"${module}API\", runtime],"
        echo "            exclude: [\"values.tsv\"]),"
    done
    echo '    ], swiftLanguageModes: [.v6])'
    echo 'for target in package.targets { target.swiftSettings = [.unsafeFlags(["-warnings-as-errors"]),'
    for feature in "${features[@]}"; do echo "    .enableUpcomingFeature(\"$feature\"),"; done
    echo ']}'
}

# Tries the values of the module $1: how many there are, how many are rightly not read, and how many go wrong.
try() {
    local log=$work/logs/$1.values.txt
    [[ -d $work/Sources/${1}Values ]] || return 0
    "$work/.build/debug/${1}Values" "$work/Sources/${1}Values/values.tsv" >"$log" 2>"$log.count" ||
        echo "the check ended with status $?" >>"$log"
    tried[$1]=$(<"$log.count")$(awk -F'\t' '
        $2 == "invalid" { invalid++; next }
        { wrong++ }
        END { printf "; %d invalid by their own schema; %d wrong", invalid, wrong }' "$log")
    rm "$log.count"
}

# Builds the modules $@; those that fail are taken out until the rest is built.
build() {
    local log=$work/logs/build.txt module failed rest TIMEFORMAT='%U %S' used
    while [[ $# -gt 0 ]]; do
        manifest "$@" >"$work/Package.swift"
        used=$( {
            time { (
                ulimit -v $memory_for_building
                exec swift build --package-path "$work" --disable-index-store >"$log" 2>&1
            ) && : >"$log.ok" || true; }
        } 2>&1 | awk '{ printf "%.1f", $1 + $2 }')
        failed=() rest=()
        for module; do
            if [[ -e $log.ok ]]; then
                built[$module]=yes
                try "$module"
            elif grep -qE "/Sources/$module(API|Client|Server|Values)/.*: error: |emit-module command.*\b$module(API|Client|Server|Values)\b" "$log"; then
                built[$module]=no failed+=("$module")
                grep -E "/Sources/$module(API|Client|Server|Values)/.*: error: " "$log" | sort -u >"$work/logs/$module.build.txt" || true
            else
                rest+=("$module")
                continue
            fi
            [[ $# -gt 1 ]] || cost[$module]=$used
        done
        [[ ! -e $log.ok ]] || { rm "$log.ok"; return; }
        if [[ ${#failed[@]} -eq 0 ]]; then
            # Nothing in the log names a module: a crash of the compiler, or the package itself.
            for module; do built[$module]=no; cp "$log" "$work/logs/$module.build.txt"; done
            return
        fi
        set -- "${rest[@]}"
    done
}

while IFS=$'\t' read -r module path; do
    document[$module]=$path
    modules+=("$module")
    generate "$module"
done

if [[ -n $build ]]; then
    bound=()
    for module in "${modules[@]}"; do [[ ${outcome[$module]} != bound ]] || bound+=("$module"); done
    for ((i = 0; i < ${#bound[@]}; i += batch)); do
        build "${bound[@]:i:batch}"
        echo "$((i + batch < ${#bound[@]} ? i + batch : ${#bound[@]})) of ${#bound[@]} built" >&2
    done
fi

status=0
{
    echo $'module\toutcome\terrors\twarnings\tCPU s\tlines\tbuilt\tbuild CPU s\tdocument\tfirst error\tvalues'
    for module in "${modules[@]}"; do
        first=$(grep -hm1 ': error: ' "$work/logs/$module.txt" || true)
        [[ ${built[$module]} != no ]] || first=$(head -1 "$work/logs/$module.build.txt")
        printf '%s\t' "$module" "${outcome[$module]}" "${errors[$module]}" "${warnings[$module]}" "${seconds[$module]}" \
            "${lines[$module]}" "${built[$module]}" "${cost[$module]}" "${document[$module]}"
        printf '%s\t%s\n' "$first" "${tried[$module]}"
    done
} >"$table"
for module in "${modules[@]}"; do
    [[ ${outcome[$module]} == bound || ${outcome[$module]} == refused ]] || status=1
    [[ ${built[$module]} != no ]] || status=1
done
exit $status
