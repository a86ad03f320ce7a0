#!/usr/bin/env bash
# Lists documents as lines of module name, tab and path, for bind-and-build.sh.
#
#     Tests/Corpus/documents.sh real [file name …]
#     Tests/Corpus/documents.sh <kind of features/MANIFEST.open.tsv> [path …]
#
# CORPUS is the folder of documents.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
corpus=${CORPUS:-$root/../shared/corpus}
set=$1
shift

# Says whether $1 is among the other arguments, or there are none.
wanted() {
    local name=$1 other
    shift
    [[ $# -gt 0 ]] || return 0
    for other; do [[ $name != "$other" ]] || return 0; done
    return 1
}

# A module's name made of the words of $1.
module_name() {
    awk -F'[^A-Za-z0-9]+' '{ for (i = 1; i <= NF; i++) printf "%s", toupper(substr($i, 1, 1)) substr($i, 2) }' <<<"$1"
}

case $set in
    real)
        tail -n +2 "$corpus/real/INDEX.open.tsv" | cut -f2 | while read -r name; do
            wanted "$name" "$@" || continue
            file=${name##*/}
            printf '%s\t%s\n' "$(module_name "${file%.*}")" "$corpus/real/$name"
        done
        ;;
    *)
        # The row gives the module its name, since paths are long and alike.
        awk -F'\t' -v kind="$set" '$1 == kind { print NR "\t" $7 }' "$corpus/features/MANIFEST.open.tsv" |
            while IFS=$'\t' read -r row path; do
                wanted "$path" "$@" || continue
                # The manifest names a few files that were left out.
                [[ ! -e $corpus/features/$path ]] || printf 'F%s\t%s\n' "$row" "$corpus/features/$path"
            done
        ;;
esac
