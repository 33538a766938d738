. "${top_srcdir:-.}/tests/lib.sh"
# What the guesses of attributes are worth on real reports: inspection reports and letters whose authority the folder's
# manifest tells, every third of them. A wrong guess is worse than none, so wrong ones have a floor of none.
needs "$shared/reports/inspections" 'no shared reports: the guesses are not measured'
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP no sqlite3'; exit 0; }
mkdir "$scratch/shelf"
find "$shared/reports" -name '*.pdf' | LC_ALL=C sort | awk 'NR % 3 == 0' | while read -r report; do
    cp "$report" "$scratch/shelf"
done
"$EXCERPTA" index "$scratch/shelf" --ocr never --quiet --study "$scratch/s.db" > "$scratch/said" 2>&1
sqlite3 "$scratch/s.db" -cmd '.mode csv' -cmd ".import '$shared/reports/manifest.csv' told" "
    SELECT count(*), sum(r.authorities = told.authority), sum(r.authorities IS NOT NULL AND r.authorities <> told.authority),
           sum(r.document_kind IS 'inspection'), sum(r.document_kind IS NOT NULL AND r.document_kind <> 'inspection'),
           sum(r.language IS 'English'), sum(r.report_pages IS NOT NULL), sum(r.variant IS NOT NULL)
      FROM v_report r JOIN told ON told.sha256 = r.report" | tr -d '\r' > "$scratch/counts"
IFS=, read -r reports right wrong kinds others english parts variants < "$scratch/counts"
echo "# of $reports reports: authority right $right, wrong $wrong; inspection $kinds, another kind $others; English $english"
is 'there are some' yes "$(test "$reports" -ge 25 && echo yes)"
is 'no authority is wrong' 0 "$wrong"
is 'nine of ten are told' yes "$(test $((right * 10)) -ge $((reports * 9)) && echo yes)"
is 'none is taken for another kind of document' 0 "$others"
is 'nine of ten are told, too' yes "$(test $((kinds * 10)) -ge $((reports * 9)) && echo yes)"
is 'all are English' "$reports" "$english"
is 'none is taken for a part of a file, nor for a version' '0 0' "$parts $variants"
done_testing
