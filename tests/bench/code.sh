# Megabytes a second of a coding pass with the shipped codebooks, beside PCRE2 pattern by pattern over the same text
# (pcre2grep, one run a pattern) where a list of patterns is given.
# Usage: EXCERPTA=build/excerpta bash tests/bench/code.sh [FOLDER of reports]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
shelf=${1:-${EXCERPTA_SHARED:-$here/../../../shared}/reports}
test -d "$shelf" || { echo "no folder $shelf: name one of reports"; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
"$EXCERPTA" index "$shelf" --study "$scratch/s.db" --quiet 2> /dev/null || :
for round in 1 2 3; do
    cp "$scratch/s.db" "$scratch/r.db"
    for book in male-carers good-practice; do
        "$EXCERPTA" code --codebook "$here/../../codebooks/$book.xml" --study "$scratch/r.db"
    done
    rm -f "$scratch"/r.db*
done
