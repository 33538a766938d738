. "${top_srcdir:-.}/tests/cli/export_lib.sh"
# The workbook, the framework matrix, and what narrows an export.
make_study
decide 1 1 accept '=1+1' 2026-01-02
decide 2 1 reject 'not so' 2026-01-03
decide 3 2 accept '' 2026-02-01

"$EXCERPTA" export --format xlsx --output "$scratch/a.xlsx"; is 'status' 0 $?
"$EXCERPTA" export --format xlsx > "$scratch/b.xlsx"
is 'the same bytes again' "$(sha256sum < "$scratch/a.xlsx")" "$(sha256sum < "$scratch/b.xlsx")"
mkdir "$scratch/x"; unzip -q "$scratch/a.xlsx" -d "$scratch/x"; is 'a whole archive' 0 $?
is 'its sheets' 'excerpts decisions codes reports audit matrix framework' \
    "$(xmllint --xpath '//*[local-name()="sheet"]/@name' "$scratch/x/xl/workbook.xml" | sed 's/.*"\(.*\)"/\1/' | tr '\n' ' ' | sed 's/ $//')"
sheets=$scratch/x/xl/worksheets
# cells SHEET COLUMN: the words of a column's cells, a line each
cells() { xmllint --xpath "//*[local-name()='c'][starts-with(translate(@r, '0123456789', ''), '$2') and string-length(translate(@r, '0123456789', '')) = string-length('$2')]" "$sheets/sheet$1.xml" | sed 's/<\/c>/&\n/g' | sed 's/<[^>]*>//g' | grep .; }
is 'no cell is a formula' 0 "$(cat "$sheets"/*.xml | grep -c '<f>')"
has 'words that look like one are text' "=cmd|' /C calc' says the father." "$(cells 1 S)"
has 'markup is words' '&lt;script&gt;' "$(cells 1 S)"
has 'signs beyond the BMP, joined' '👨‍👧 smiled 😀 and the 𝔣ather' "$(cells 1 S)"
has 'right to left' 'אבא father אמר' "$(cells 1 S)"
has 'a memo as well' '=1+1' "$(cells 2 G)"
is 'heads stay in sight on every sheet' 7 "$(grep -l 'state="frozen"' "$sheets"/*.xml | wc -l)"
is 'a sheet with rows filters' 1 "$(grep -c '<autoFilter' "$sheets/sheet1.xml")"
is 'a page is a number' 1 "$(xmllint --xpath 'string(//*[@r="P2"]/*[local-name()="v"])' "$sheets/sheet1.xml")"
"$EXCERPTA" export --format csv --output "$scratch/a.csv"
is 'a row an excerpt, and the heads' "$(("$(sqlite3 "$EXCERPTA_STUDY" 'SELECT count(*) FROM v_excerpt')" + 1))" "$(grep -o '<row ' "$sheets/sheet1.xml" | wc -l)"
is 'a long text is cut to what a cell holds' 32767 "$(xmllint --xpath 'string-length(//*[@r="S8"])' "$sheets/sheet1.xml")"
has 'and says so' '…' "$(cells 1 S | tail -n 1 | tail -c 5)"
is 'every report has its count, also one where nothing was found' '6 1 0' "$(for row in 2 3 4; do xmllint --xpath "string(//*[@r='E$row'])" "$sheets/sheet6.xml"; done | xargs)"
has 'its quotations with their page' '“@SUM(1+1) was a father' "$(xmllint --xpath 'string(//*[@r="E2"])' "$sheets/sheet7.xml")"
"$EXCERPTA" export --format framework > "$scratch/f.csv"
has 'the same as CSV' 'report,file,partnership,period,book/men,book/none' "$(head -n 1 "$scratch/f.csv")"
is 'a record a report' 4 "$(sqlite3 :memory: -cmd ".import --csv $scratch/f.csv f" 'SELECT count(*) + 1 FROM f')"
has 'what looks like a formula stands in quotation marks there' "“=cmd" "$(cat "$scratch/f.csv")"

"$EXCERPTA" export --format xlsx --without-names --output "$scratch/r.xlsx"
is 'without names none is told, on no sheet' 0 "$(unzip -p "$scratch/r.xlsx" 'xl/worksheets/*' | grep -cE '=A &amp; &lt;B|Second')"

# --- what is asked for
count() { "$EXCERPTA" export --format jsonl "$@" | wc -l; }
is 'accepted' 2 "$(count --status accepted)"
is 'rejected' 1 "$(count --status rejected)"
is 'kept: all but the rejected' 6 "$(count --status kept)"
is 'decided on since a day' 1 "$(count --since 2026-01-15)"
is 'or a time' 2 "$(count --since 2026-01-03T00:00)"
is 'of a standing' "$(sqlite3 "$EXCERPTA_STUDY" "SELECT count(*) FROM v_excerpt WHERE standing = 'absent'")" "$(count --standing absent)"
has 'who decided' '"status":"accepted","decided_by":"=A & <B>"' "$("$EXCERPTA" export --format jsonl | sed -n 1p)"
"$EXCERPTA" export --since yesterday > "$scratch/said" 2>&1; is 'no day: status' 2 $?
has 'no day' '--since takes a day' "$(cat "$scratch/said")"
"$EXCERPTA" export --format xlsx --output "$scratch/nowhere/a.xlsx" > "$scratch/said" 2>&1; is 'a folder that is not there: status' 6 $?
done_testing
