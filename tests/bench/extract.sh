# Pages a second of `index` (everything: extracting, storing) beside pdftotext alone and, where it is installed, recoll
# (package recollcmd; extracting, indexing words), two processes or threads each, in one run.
# Usage: EXCERPTA=build/excerpta bash tests/bench/extract.sh [FOLDER of PDFs]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
shelf=${1:-${EXCERPTA_SHARED:-$here/../../../shared}/reports}
test -d "$shelf" || { echo "no folder $shelf: name one of PDFs"; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
seconds() { local from to; from=$(date +%s.%N); "$@" > /dev/null 2>&1 || :; to=$(date +%s.%N); echo "$from $to" | awk '{ print $2 - $1 }'; }
peer() { find "$shelf" -name '*.pdf' -print0 | xargs -0 -P 2 -I{} sh -c 'pdftotext "$1" /dev/null' - {}; }
recoll() { rm -rf "$scratch/recoll/xapiandb"; recollindex -c "$scratch/recoll"; }
mkdir "$scratch/recoll"
printf 'topdirs = %s\nthrQSizes = 2 2 2\nthrTCounts = 2 2 1\n' "$(cd "$shelf" && pwd)" > "$scratch/recoll/recoll.conf"
find "$shelf" -type f -exec cat {} + > /dev/null
for round in 1 2 3; do
    rm -f "$scratch"/s.db*
    ours=$(seconds "$EXCERPTA" index "$shelf" --threads 2 --study "$scratch/s.db")
    pages=$("$EXCERPTA" status --study "$scratch/s.db" --format csv | tr -d '\r' | awk -F, '$1 == "pages" { print $2 }')
    theirs=$(seconds peer)
    again=$(seconds "$EXCERPTA" index "$shelf" --threads 2 --study "$scratch/s.db")
    awk -v p="$pages" -v o="$ours" -v t="$theirs" -v a="$again" 'BEGIN {
        printf "index: %d pages, %.2f s, %.0f pages/s; pdftotext: %.2f s, %.0f pages/s; ratio %.1f; index again: %.3f s\n",
            p, o, p / o, t, p / t, t / o, a }'
    if command -v recollindex > /dev/null; then
        awk -v o="$ours" -v r="$(seconds recoll)" 'BEGIN { printf "recoll: %.2f s; ratio %.1f\n", r, r / o }'
    fi
done
