. "${top_srcdir:-.}/tests/lib.sh"
# The headings of the corpus's reports beside those of their sources, as the files are and without their outlines. The
# floors are what was measured, in thousandths; they only rise. tests/bench/headings.sh has more reports.
corpus=$top_srcdir/corpus
command -v qpdf > /dev/null || { echo '1..0 # SKIP no qpdf'; exit 0; }
count() {
    "$EXCERPTA_EXTRACT" "$1" 2> "$scratch/stderr" |
        LC_ALL=C ${AWK:-awk} -f "$top_srcdir/tests/validity/headings.awk" "$2" -
}
for words in "$corpus"/expected/*.words; do
    report=$corpus/reports/$(basename "$words" .words).pdf
    test -f "$report" || continue
    qpdf --empty --pages "$report" -- "$scratch/bare.pdf"
    count "$report" "$words" >> "$scratch/whole"
    count "$scratch/bare.pdf" "$words" >> "$scratch/bare"
done
for kind in whole bare; do
    set -- $(${AWK:-awk} '{ want += $1; got += $2; both += $3; right += $4 }
        END { printf "%d %d %d %d", NR, both * 1000 / got, both * 1000 / want, right * 1000 / both }' "$scratch/$kind")
    echo "# $kind: precision $2, recall $3, level $4 of 1000"
    is "$kind: every PDF of the corpus is measured" 12 "$1"
    is "$kind: precision is no worse" yes "$(test "$2" -ge 995 && echo yes)"
    is "$kind: recall is no worse" yes "$(test "$3" -ge 1000 && echo yes)"
    is "$kind: levels are no worse" yes "$(test "$4" -ge 1000 && echo yes)"
done
done_testing
