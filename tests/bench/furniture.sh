# What was taken as furniture in the reports of a folder, and what runs along the edges of their pages and is still in
# the text. A title that a sentence happens to hold is listed too: look at the page.
# Usage: EXCERPTA_EXTRACT=build/excerpta-extract bash tests/bench/furniture.sh [FOLDER] [HOW-MANY, 30]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
extract=${EXCERPTA_EXTRACT:-$(dirname "${EXCERPTA:-build/excerpta}")/excerpta-extract}
shelf=${1:-${EXCERPTA_SHARED:-$here/../../../shared}/reports}
many=${2:-30}
test -d "$shelf" || { echo "no folder $shelf: name one of PDFs"; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
# as many, evenly from the folder
find "$shelf" -name '*.pdf' | LC_ALL=C sort > "$scratch/all"
awk -v many="$many" -v all="$(wc -l < "$scratch/all")" 'NR == 1 || int(NR * many / all) > int((NR - 1) * many / all)' \
    "$scratch/all" | while read -r report; do
    pdftotext -bbox-layout "$report" "$scratch/boxes" 2> "$scratch/stderr" || :
    "$extract" "$report" > "$scratch/wire" 2> "$scratch/stderr" || continue
    LC_ALL=C gawk -v name="$(basename "$report")" -v list=1 -f "$here/furniture.awk" "$scratch/boxes" "$scratch/wire"
done > "$scratch/said"
cat "$scratch/said"
awk '/^[^ ].* in the text$/ { n++; lines += $(NF - 3) }
    END { printf "%d reports, %d running lines in the text\n", n, lines }' "$scratch/said"
