#!/usr/bin/env bash
# Binds the documents of the corpus, builds what comes of them, and compares with what is expected: real and positive
# documents are bound, negative ones are refused, and exceptions.tsv says why some are not. Nothing may crash, hang, need
# 500 MB to generate, or fail to build. Without the corpus only the cases are built.
#
#     Tests/Corpus/corpus.sh [options] <bindery executable>
#
#     --no-build    only generate
#     --sets 'S …'  which documents (real positive negative hostile oas32 swagger2 unclear): see documents.sh
#     --only 'N …'  which documents of these sets
#     --values P    try the values of real documents, with the executable of round-trips
#     --work F      where everything goes (.build/corpus); the tables are <work>/<set>.tsv
#
# CORPUS is the folder of documents.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export CORPUS=${CORPUS:-$root/../shared/corpus}
sets='real positive negative hostile oas32 swagger2 unclear' only=() options=() values=() work=$root/.build/corpus
while [[ ${1-} == --* ]]; do
    case $1 in
        --no-build) options+=(--no-build) ;;
        --sets) sets=$2; shift ;;
        --only) read -ra only <<<"$2"; shift ;;
        --values) values=(--values "$2"); shift ;;
        --work) work=$2; shift ;;
        *) echo "unknown option $1" >&2; exit 64 ;;
    esac
    shift
done
bindery=$1
if [[ ! -d $CORPUS ]]; then
    echo "$CORPUS is not there: only the cases are built"
    [[ ${options[*]-} == *--no-build* ]] || exec "$root/Tests/compile-cases.sh" "$bindery" "$work/cases"
    exit 0
fi
mkdir -p "$work"

# Tells the values of the documents of set $1 that go through their bindings wrongly, and are not in exceptions.tsv.
check_values() {
    local module document tried place verdict problem found=0
    while IFS=$'\t' read -r module document tried; do
        [[ $tried != - ]] || continue
        echo "  ${document#"$CORPUS"/}: $tried"
        while IFS=$'\t' read -r place verdict problem; do
            [[ $verdict != invalid ]] || continue
            ! grep -qF "${document#"$CORPUS"/}:$place"$'\t' "$here/exceptions.tsv" || continue
            echo "    ${document#"$CORPUS"/}:$place: $problem"
            found=1
        done <"$work/logs/$module.values.txt"
    done < <(tail -n +2 "$work/$1.tsv" | cut -f1,9,11)
    return $found
}

verdict=0
for set in $sets; do
    # Big documents are built one by one, which tells the cost of each; small ones together, which is faster.
    [[ $set == real ]] && batch=1 || batch=50
    [[ $set == real ]] || values=()
    status=0
    "$here/documents.sh" "$set" ${only[@]+"${only[@]}"} | "$here/bind-and-build.sh" ${options[@]+"${options[@]}"} \
        ${values[@]+"${values[@]}"} --batch $batch --table "$work/$set.tsv" "$bindery" "$work" || status=$?
    [[ $status -le 1 ]] || exit $status
    awk -F'\t' -v set="$set" -v corpus="$CORPUS/" '
        NR == FNR { if ($0 !~ /^#/) excepted[$1] = $2; next }
        FNR == 1 { next }
        {
            documents++
            name = index($9, corpus) == 1 ? substr($9, length(corpus) + 1) : $9
            if ($2 == "bound") bound++
            else if ($2 == "refused") refused++
            else { problem[name] = $2; next }
            if ($7 == "yes") built++
            if ($7 == "no") problem[name] = "bound, but not built: " $10
            # A refusal that names no place helps nobody.
            if ($2 == "refused" && $10 !~ /:[0-9]+:[0-9]+: error: /) problem[name] = "refused without a place: " $10
            if (set == "hostile" || set == "unclear") next
            if ($2 == (set == "negative" ? "refused" : "bound")) { asExpected++; next }
            if (name in excepted) { explained++; next }
            problem[name] = $2 == "bound" ? "bound" : $10
        }
        END {
            printf "%s: %d documents, %d bound, %d refused", set, documents, bound, refused
            if (asExpected + explained) printf "; %d as expected, %d explained by exceptions.tsv", asExpected, explained
            if (built) printf "; %d built", built
            print ""
            for (name in problem) { print "  " name ": " problem[name]; found = 1 }
            exit found
        }
    ' "$here/exceptions.tsv" "$work/$set.tsv" || verdict=1
    [[ ${#values[@]} -eq 0 ]] || check_values "$set" || verdict=1
done
exit $verdict
