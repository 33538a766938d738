. "${top_srcdir:-.}/tests/lib.sh"
# Every format has the excerpts that were chosen, and no others; CSV as its readers want it.
for tool in sqlite3 unzip xmllint python3; do
    command -v "$tool" > /dev/null || { echo "1..0 # SKIP $tool is absent"; exit 0; }
done
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
"$EXCERPTA" index "$top_srcdir/corpus/reports" --manifest "$top_srcdir/corpus/manifest.csv" --quiet
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/male-carers.xml" --quiet
"$EXCERPTA" reviewer add Ann > /dev/null 2>&1
decide() { "$EXCERPTA" decisions batch --reviewer Ann --yes "$@" > /dev/null 2>&1; }
decide --verdict accept --code engaged; decide --verdict reject --code gap-stated
# Decisions are only ever added: these are made as if on other days.
sqlite3 "$EXCERPTA_STUDY" "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'decision'" |
    sqlite3 "$EXCERPTA_STUDY"
sqlite3 "$EXCERPTA_STUDY" "UPDATE decision SET at = iif(verdict = 'accept', '2026-01-03T00:00:00.000Z', '2026-02-03T00:00:00.000Z')"

# How many excerpts a format tells of.
told() {
    format=$1; shift
    "$EXCERPTA" export --format "$format" --output "$scratch/x.$format" "$@" 2> /dev/null || { echo failed; return; }
    rm -rf "$scratch/x"
    case $format in
        csv) python3 -c 'import csv, sys; print(sum(1 for _ in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline=""))))' "$scratch/x.csv" ;;
        jsonl) wc -l < "$scratch/x.jsonl" | tr -d ' ' ;;
        html) grep -o '<article' "$scratch/x.html" | wc -l | tr -d ' ' ;;
        xlsx) mkdir "$scratch/x"; unzip -q "$scratch/x.xlsx" -d "$scratch/x"; echo $(($(grep -o '<row ' "$scratch/x/xl/worksheets/sheet1.xml" | wc -l) - 1)) ;;
        framework) python3 -c 'import csv, re, sys; print(sum(len(re.findall(r"” \(page \d+\)", c)) for r in list(csv.reader(open(sys.argv[1], encoding="utf-8", newline="")))[1:] for c in r[4:]))' "$scratch/x.framework" ;;
        docx) unzip -p "$scratch/x.docx" word/document.xml | grep -o 'w:val="Quote"' | wc -l | tr -d ' ' ;;
        markdown) grep -c '^> “' "$scratch/x.markdown" ;;
        qdpx) unzip -p "$scratch/x.qdpx" project.qde | xmllint --xpath 'count(//*[local-name()="Note"][@name="excerpt"])' - ;;
    esac
}
sql() { sqlite3 "$EXCERPTA_STUDY" "SELECT count(*) FROM v_finding f JOIN v_report r USING (report) WHERE $1"; }
# check WHAT SQL OPTION...: the same number in every format
check() {
    what=$1; count=$(sql "$2"); shift 2
    for format in csv jsonl html xlsx framework docx markdown qdpx; do
        is "$format: $what" "$count" "$(told $format "$@")"
    done
}
check 'all' 1
check 'a theme' "f.theme = 'engagement'" --theme engagement
check 'a standing' "f.standing = 'absent'" --standing absent
check 'what was decided since a day' "f.status = 'rejected'" --since 2026-02-01
check 'kept, of a region' "f.status <> 'rejected' AND r.region = 'North East'" --status kept --filter 'region=North East'
check 'of one authority of several, and a year' \
    "f.report IN (SELECT report FROM v_report_authority WHERE authority = 'Ostney Borough Council') AND r.period_end LIKE '2024%'" \
    --filter 'authority=Ostney Borough Council' --filter year=2024
is 'xlsx: decisions and reports are of those chosen too' '3 0' "$("$EXCERPTA" export --format xlsx --output "$scratch/n.xlsx" --filter 'region=North East'
    rm -rf "$scratch/x"; mkdir "$scratch/x"; unzip -q "$scratch/n.xlsx" -d "$scratch/x"
    echo "$(($(grep -o '<row ' "$scratch/x/xl/worksheets/sheet4.xml" | wc -l) - 1))" \
        "$(($(grep -o '<row ' "$scratch/x/xl/worksheets/sheet2.xml" | wc -l) - 1 - $(sqlite3 "$EXCERPTA_STUDY" "SELECT count(*) FROM v_decision d JOIN v_report r ON r.report = d.report WHERE r.region = 'North East'")))")"
has 'html says what was chosen' 'Only excerpts of theme <b>engagement</b>, region <b>North East</b> are below' \
    "$("$EXCERPTA" export --format html --theme engagement --filter 'region=North East')"
refuses() { "$EXCERPTA" export --format csv --output "$scratch/none.csv" --filter "$2" > "$scratch/said" 2>&1; is "$1: status" 2 $?; has "$1" "$3" "$(cat "$scratch/said")"; }
refuses 'no attribute' 'regoin=London' 'no attribute regoin; did you mean region?'
refuses 'no value of it' 'region=Lodon' 'no report has region Lodon; did you mean London?'
refuses 'no sign' 'London' 'as region=London'
is 'a report by its name' "$(sql "r.path LIKE '%pellbrook%'")" "$(told csv --report pellbrook_lscp_2023.pdf)"
"$EXCERPTA" export --report pelbrook_lscp_2023.pdf --output "$scratch/none.csv" > "$scratch/said" 2>&1; is 'no such report' 2 $?
is 'nothing is left of them' no "$(test -e "$scratch/none.csv" && echo yes || echo no)"
"$EXCERPTA" export --format study --filter region=London > "$scratch/out" 2> "$scratch/said"; is 'a copy of the study is whole' 2 $?

for format in csv framework; do
    "$EXCERPTA" export --format $format > "$scratch/crlf"; "$EXCERPTA" export --format $format --line-ends lf > "$scratch/lf"
    is "$format: CR and LF at the end of each row" '0 0' "$(python3 - "$scratch/crlf" "$scratch/lf" <<'PY'
import csv, io, sys
crlf, lf = (open(p, encoding="utf-8", newline="").read() for p in sys.argv[1:])
rows = list(csv.reader(io.StringIO(crlf, newline="")))
print(int(crlf.count("\r\n") != len(rows) or crlf.count("\r") != len(rows)), int("\r" in lf or list(csv.reader(io.StringIO(lf, newline=""))) != rows))
PY
)"
    is "$format: with a mark only if asked" 'ef bb bf no' "$("$EXCERPTA" export --format $format --byte-order-mark | head -c 3 | od -An -tx1 | xargs) $(head -c 3 "$scratch/crlf" | od -An -tx1 | grep -q 'ef bb bf' || echo no)"
done
"$EXCERPTA" export --format jsonl --line-ends lf > "$scratch/out" 2> "$scratch/said"; is 'of other formats it is refused' 2 $?
done_testing
