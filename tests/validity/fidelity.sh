. "${top_srcdir:-.}/tests/lib.sh"
# The words of the corpus's reports beside the words they were made of: runs of eight words found in order. The floors
# are what was measured, in hundredths of a percent; they only rise. tests/bench/fidelity.sh has more reports and peers.
corpus=$top_srcdir/corpus
for words in "$corpus"/expected/*.words; do
    stem=$(basename "$words" .words)
    for report in "$corpus/reports/$stem".*; do
        "$EXCERPTA_EXTRACT" "$report" 2> "$scratch/stderr" | sed '1,/^text [0-9]/d' | sed '$d' > "$scratch/text"
        set -- $(${AWK:-awk} -f "$top_srcdir/tests/validity/shingles.awk" "$words" "$scratch/text")
        echo "# $2 of $1 runs, $3 in one block, $5 of $4 foreign: $stem"
        echo "$*" >> "$scratch/rows"
    done
done
set -- $(${AWK:-awk} '{ all += $1; found += $2; whole += $3; mine += $4; foreign += $5
    share = int($2 * 10000 / $1); if (NR == 1 || share < least) least = share }
    END { printf "%d %d %d ", NR, found * 10000 / all, whole * 10000 / all
          printf "%d %d", foreign * 10000 / mine + .9999, least }' \
    "$scratch/rows")
echo "# found $2, in one block $3, foreign $4, in the worst report $5 of 10000"
is 'every report of the corpus is measured' 15 "$1"
is 'no fewer words are found' yes "$(test "$2" -ge 9957 && echo yes)"
is 'no fewer in one block' yes "$(test "$3" -ge 9924 && echo yes)"
is 'no more of what the source lacks' yes "$(test "$4" -le 83 && echo yes)"
is 'no report is worse than the worst' yes "$(test "$5" -ge 9833 && echo yes)"
lindmere=$("$EXCERPTA_EXTRACT" "$corpus/reports/lindmere-scp-annual-report-2023-to-2024.pdf" | sed '1,/^text [0-9]/d')
has 'the call of a footnote is no word of the report' 'runs to forty pages. Its conclusions' "$lindmere"
has 'its number stands apart from the words of the note' '1 The report may be read' "$lindmere"
done_testing
