# Pages a second of `index` (everything: extracting, storing) beside pdftotext alone and, where it is installed, recoll
# (package recollcmd; extracting, indexing words), two processes or threads each, in one run.
# The ratio of the processor's time holds on a busy machine too.
# Usage: EXCERPTA=build/excerpta bash tests/bench/extract.sh [FOLDER of PDFs] [ROUNDS, 3]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
shelf=${1:-${EXCERPTA_SHARED:-$here/../../../shared}/reports}
test -d "$shelf" || { echo "no folder $shelf: name one of PDFs"; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
# what a command takes: seconds by the clock, and of the processor in all its processes
seconds() { local TIMEFORMAT='%R %U %S'; { time "$@" > /dev/null 2>&1 || :; } 2>&1 | awk '{ print $1, $2 + $3 }'; }
peer() { find "$shelf" -name '*.pdf' -print0 | xargs -0 -P 2 -I{} sh -c 'pdftotext "$1" /dev/null' - {}; }
recoll() { rm -rf "$scratch/recoll/xapiandb"; recollindex -c "$scratch/recoll"; }
mkdir "$scratch/recoll"
printf 'topdirs = %s\nthrQSizes = 2 2 2\nthrTCounts = 2 2 1\n' "$(cd "$shelf" && pwd)" > "$scratch/recoll/recoll.conf"
find "$shelf" -type f -exec cat {} + > /dev/null
for round in $(seq "${2:-3}"); do
    rm -f "$scratch"/s.db*
    ours=$(seconds "$EXCERPTA" index "$shelf" --threads 2 --study "$scratch/s.db")
    pages=$("$EXCERPTA" status --study "$scratch/s.db" --format csv | tr -d '\r' | awk -F, '$1 == "pages" { print $2 }')
    theirs=$(seconds peer)
    again=$(seconds "$EXCERPTA" index "$shelf" --threads 2 --study "$scratch/s.db")
    echo "$pages $ours $theirs $again" | awk '{
        printf "index: %d pages, %.2f s, %.0f pages/s; pdftotext: %.2f s, %.0f pages/s; ", $1, $2, $1 / $2, $4, $1 / $4
        printf "ratio %.1f, of the processor %.1f; index again: %.3f s\n", $4 / $2, $5 / $3, $6 }'
    if command -v recollindex > /dev/null; then
        echo "$ours $(seconds recoll)" | awk '{ printf "recoll: %.2f s; ratio %.1f, of the processor %.1f\n", $3, $3 / $1, $4 / $2 }'
    fi
done
