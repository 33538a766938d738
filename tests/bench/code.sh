# Coding beside PCRE2 pattern by pattern, pcre2grep, ripgrep and Python's re, over the same text in one run; then the
# time after one code changed, peak memory, and what long texts and large codebooks cost.
# Usage: bash tests/bench/code.sh [FOLDER of reports] [COPIES]   with EXCERPTA and PEER (tests/bench/peer) of a build.
# A list of patterns, one a line, is taken from PATTERNS or ../shared/bench/patterns.txt. Seconds are of the processor
# (user and system), the least of ROUNDS (2): other work on the machine changes them little. TOOLS are those that take a
# run a pattern (pcre2grep rg python3), which is long with all codebooks.
set -eu
here=$(cd "$(dirname "$0")" && pwd); books=$here/../../codebooks
shared=${EXCERPTA_SHARED:-$here/../../../shared}
shelf=${1:-$shared/reports}; copies=${2:-1}; rounds=${ROUNDS:-2}
list=${PATTERNS:-$shared/bench/patterns.txt}; peer=${PEER:-$(dirname "$EXCERPTA")/tests/bench/peer}
test -d "$shelf" || { echo "no folder $shelf: name one of reports"; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT

# Each copy is another file; what stands in other reports is not compared.
mkdir "$scratch/shelf"
n=0
while [ $n -lt "$copies" ]; do
    n=$((n + 1))
    find "$shelf" -name '*.pdf' | while read -r f; do
        { cat "$f"; printf '\n%% copy %s\n' "$n"; } > "$scratch/shelf/$n-$(basename "$f")"
    done
done
"$EXCERPTA" index "$scratch/shelf" --study "$scratch/s.db" --quiet > "$scratch/index.log" 2>&1 || :
rm -rf "$scratch/shelf"
"$peer" sentences "$scratch/s.db" > "$scratch/text"
megabytes=$(awk -v b="$(wc -c < "$scratch/text")" 'BEGIN { printf "%.1f", b / 1e6 }')
[ "$megabytes" != 0.0 ] || { echo "no text could be read from $shelf"; cat "$scratch/index.log"; exit 1; }

# spend NAME COMMAND…: the least seconds of the processor and by the clock, and the largest memory in KiB, of the rounds,
# in $seconds, $clock and $memory
spend() {
    name=$1; shift; seconds=; clock=; memory=0
    for round in $(seq "$rounds"); do
        [ -z "${BEFORE:-}" ] || cp "$BEFORE" "$scratch/r.db"
        /usr/bin/time -o "$scratch/time" -f '%U %S %e %M' "$@" > "$scratch/out" 2> "$scratch/err" || :
        tail -n 1 "$scratch/time" > "$scratch/last"; read -r user system wall used < "$scratch/last"
        seconds=$(awk -v a="$user" -v b="$system" -v least="$seconds" \
            'BEGIN { s = a + b; printf "%.2f", least == "" || s < least ? s : least }')
        clock=$(awk -v a="$wall" -v least="$clock" 'BEGIN { printf "%.2f", least == "" || a < least ? a : least }')
        [ "$used" -le "$memory" ] || memory=$used
        rm -f "$scratch/r.db-wal" "$scratch/r.db-shm"
    done
    printf '%-34s %8s s %8s MB/s %6s MiB\n' "$name" "$seconds" \
        "$(awk -v m="$megabytes" -v s="$seconds" 'BEGIN { printf "%.2f", m / (s > 0 ? s : 0.01) }')" "$((memory / 1024))"
}
ratio() { awk -v what="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-34s %8.1f x\n", what, a / (b > 0 ? b : 0.01) }'; }

# compare PATTERNS BOOK…: a pass with the books beside the patterns one by one
compare() {
    patterns=$1; shift; arguments=
    for book in "$@"; do arguments="$arguments --codebook $book"; done
    echo "== $(wc -l < "$patterns") patterns, $(tr -cd '|' < "$patterns" | wc -c) bars in them, $megabytes MB"
    BEFORE=$scratch/s.db spend 'excerpta code' "$EXCERPTA" code $arguments --quiet --study "$scratch/r.db"
    ours=$seconds; ours_by_clock=$clock
    BEFORE=$scratch/s.db spend 'excerpta code --without-filter' "$EXCERPTA" code $arguments --quiet --without-filter \
        --study "$scratch/r.db"
    spend 'PCRE2 JIT by sentence' "$peer" sentence "$patterns" "$scratch/text"; ratio '  to excerpta' "$seconds" "$ours"
    ratio "  by the clock, excerpta on $(nproc) cores" "$clock" "$ours_by_clock"
    spend 'PCRE2 JIT whole text' "$peer" whole "$patterns" "$scratch/text"; ratio '  to excerpta' "$seconds" "$ours"
    for tool in ${TOOLS-pcre2grep rg python3}; do
        command -v $tool > /dev/null || { echo "$tool is absent"; continue; }
        case $tool in
        pcre2grep) spend 'pcre2grep, a run a pattern' sh -c 'while IFS= read -r p; do pcre2grep -u -i -c -e "$p" "$1"; done < "$0"' \
            "$patterns" "$scratch/text" ;;
        rg) spend 'ripgrep -P, a run a pattern' sh -c 'while IFS= read -r p; do rg -P -j1 -i -c -e "$p" "$1"; done < "$0"' \
            "$patterns" "$scratch/text" ;;
        python3) spend 'Python re by sentence' python3 "$here/code.py" "$patterns" "$scratch/text" ;;
        esac
        ratio '  to excerpta' "$seconds" "$ours"
    done
}

if [ -f "$list" ]; then
    "$peer" book "$list" > "$scratch/list.xml"
    compare "$list" "$scratch/list.xml"
fi
all=$(find "$books" -maxdepth 1 -name '*.xml' ! -name 'modifiers*' | sort)
"$peer" patterns $all > "$scratch/patterns"
compare "$scratch/patterns" $all

echo '== one code of male-carers changed'
cp -R "$books"/. "$scratch"; cp "$scratch/s.db" "$scratch/coded.db"
"$EXCERPTA" code --codebook "$scratch/male-carers.xml" --quiet --study "$scratch/coded.db"
awk '/<codebook/ { sub(/ version="[^"]*"/, " version=\"bench\"") } /<code / { codes++ }
    codes >= 1 && /<pattern>/ && !changed { sub(/<pattern>/, "<pattern>benchmarked|"); changed = 1 } { print }' \
    "$books/male-carers.xml" > "$scratch/changed.xml"
BEFORE=$scratch/coded.db spend 'excerpta code, one code changed' "$EXCERPTA" code --codebook "$scratch/changed.xml" --study "$scratch/r.db"
cat "$scratch/out"
