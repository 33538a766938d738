. "${top_srcdir:-.}/tests/lib.sh"
# The findings page: every number beside SQL, every quotation beside its report, no word of a text as markup.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
numbers() {
    "$EXCERPTA" audit --format csv > "$scratch/audit.csv" 2> /dev/null
    "$EXCERPTA" export --format jsonl > "$scratch/excerpts.jsonl"
    PYTHONDONTWRITEBYTECODE=1; export PYTHONDONTWRITEBYTECODE
    { python3 "$top_srcdir/tests/cli/report_numbers.py" "$1" "$EXCERPTA_STUDY" "$scratch/audit.csv" "$scratch/excerpts.jsonl"
      page=$1; shift; python3 "$top_srcdir/tests/cli/report_figures.py" "$page" "$EXCERPTA_STUDY" "$@"; } 2>&1 | head -n 20
}

mkdir "$scratch/reports"; cp "$top_srcdir"/corpus/reports/* "$scratch/reports/"
printf '%%PDF-1.4 broken' > "$scratch/reports/broken.pdf"
printf 'Neglect\n\nFathers were engaged: <script>alert(1)</script> "quoted" & <b>bold</b> \342\200\256right to left, \360\237\221\266 =cmd.\n' \
    > "$scratch/reports/<img src=x onerror=alert(2)>.txt"
"$EXCERPTA" index "$scratch/reports" --manifest "$top_srcdir/corpus/manifest.csv" --quiet 2> /dev/null
sqlite3 "$EXCERPTA_STUDY" "INSERT INTO attribute(report, field, source, value, origin, confidence)
  SELECT r.id, x.column1, 3, x.column2, 'edited', 100 FROM report r, (VALUES ('partnership', '\"><script>alert(3)</script>'),
    ('authorities', 'Leeds; Derby'), ('region', '<b>North</b>')) x WHERE r.format = 'text' AND r.words < 40"
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/male-carers.xml" --codebook "$top_srcdir/codebooks/good-practice.xml" --quiet
"$EXCERPTA" report --output "$scratch/page.html" --map engaged --rows engagement --columns gap; is 'a page is written' 0 $?
is 'every number is what SQL counts and opens its quotations; no word is markup' '' "$(numbers "$scratch/page.html" a-share=7 a-change=29 a-region\'s-mark=200 authorities-beyond=1)"
is 'with an evidence map' yes "$(grep -q 'data-opens="pairs"' "$scratch/page.html" && echo yes)"
has 'hostile words are told as they are' '&lt;script&gt;alert(3)&lt;/script&gt;' "$(cat "$scratch/page.html")"
is 'nothing is loaded from elsewhere' '' "$(grep -oiE '(src|href|url)[=(]"?(https?:)?//[^" ]*' "$scratch/page.html")"
"$EXCERPTA" report --output "$scratch/again.html" --map engaged --rows engagement --columns gap
is 'the same study gives the same page' '' "$(cmp "$scratch/page.html" "$scratch/again.html" 2>&1)"
has 'links lead from the page to the file' 'href="reports/pellbrook_lscp_2023.pdf#page=' "$(cat "$scratch/page.html")"
mkdir -p "$scratch/out/deep"; "$EXCERPTA" report --output "$scratch/out/deep/page.html"
has 'also from elsewhere' 'href="../../reports/pellbrook_lscp_2023.pdf#page=' "$(cat "$scratch/out/deep/page.html")"
has 'or to an address' 'href="https://example.org/r/pellbrook_lscp_2023.pdf#page=' \
    "$("$EXCERPTA" report --links https://example.org/r/)"
is 'the machine is not told' '' "$("$EXCERPTA" report --links x/ | grep -F "$scratch" | head -n 1)"

# As reviewed: rejected excerpts are in no number, accepted ones lead.
decide() { "$EXCERPTA" decisions batch --reviewer "$@" --yes > /dev/null; }
"$EXCERPTA" reviewer add Ann > /dev/null; "$EXCERPTA" reviewer add Ben > /dev/null
decide Ann --verdict reject --code engaged --standing planned; decide Ann --verdict accept --code engaged --star
decide Ben --verdict accept --code engaged; decide Ben --verdict reject --theme gap; decide Ann --verdict recode --code supported --recode engaged
"$EXCERPTA" sample --untagged 120 --code engaged --format csv 2> /dev/null | tr -d '\r' |
    awk 'NR == 1 { print $0 ",verdict"; next } { print $0 "," (NR % 9 == 0 ? "accept" : "reject") }' > "$scratch/judged.csv"
"$EXCERPTA" decisions apply "$scratch/judged.csv" --reviewer Ben --yes > /dev/null 2>&1; is 'a sample is judged' 0 $?
"$EXCERPTA" report --output "$scratch/reviewed.html"
is 'as reviewed, too: agreement, precision and recall as well' '' \
    "$(numbers "$scratch/reviewed.html" the-same=1 alpha=1 the-interval-of-alpha=1 precision=2 recall=1 judged=1)"
has 'and what they marked' 'good practice</p>' "$(cat "$scratch/reviewed.html")"

# For an appendix: the same tables and quotations in a Word document.
document() { "$EXCERPTA" report --format docx --map engaged --rows engagement --columns gap "$@"; }
document --output "$scratch/a.docx"; is 'a document is written' 0 $?
document > "$scratch/b.docx"; is 'also to standard output' 0 $?
document --output "$scratch/b.docx"; is 'the same study gives the same document' '' "$(cmp "$scratch/a.docx" "$scratch/b.docx" 2>&1)"
"$EXCERPTA" report --output "$scratch/page.html" --map engaged --rows engagement --columns gap
is 'it tells what the page tells' '' "$(python3 "$top_srcdir/tests/cli/report_document.py" "$scratch/a.docx" "$scratch/page.html" 2>&1 | head -n 9)"
has 'its links lead to the pages' 'HYPERLINK &quot;reports/pellbrook_lscp_2023.pdf&quot; \l &quot;page=' \
    "$(unzip -p "$scratch/a.docx" word/document.xml)"
if command -v soffice > /dev/null && soffice --headless -env:UserInstallation="file://$scratch/office" --convert-to txt:Text \
        --outdir "$scratch/read" "$scratch/a.docx" > /dev/null 2>&1 && test -s "$scratch/read/a.txt"; then
    has 'LibreOffice reads it' 'The questions, report by report' "$(cat "$scratch/read/a.txt")"
    has 'with its hostile words' '<b>North</b>' "$(cat "$scratch/read/a.txt")"
else
    echo '# LibreOffice Writer is absent: the document was not read by it'
fi

# A report that was read after a codebook's newest pass is in none of its numbers, and that is said.
printf 'Fathers were engaged.\n' > "$scratch/reports/late.txt"; "$EXCERPTA" index "$scratch/reports" --quiet 2> /dev/null
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/good-practice.xml" --quiet 2> /dev/null
"$EXCERPTA" report --output "$scratch/late.html" 2> "$scratch/err"; is 'some reports are not searched: a page is written' 0 $?
has 'with a word' '1 report was read after the newest pass of male-carers and is in none of its numbers: run "excerpta code" again' "$(cat "$scratch/err")"
is 'and every number is of what was searched' '' "$(numbers "$scratch/late.html")"
has 'of the codebook that has searched it' 'all of 17' "$(sed 's/<[^>]*>//g' "$scratch/late.html")"
has 'of that which has not' 'all of 16' "$(sed 's/<[^>]*>//g' "$scratch/late.html")"
is 'counts has the same n' '16,17' "$("$EXCERPTA" counts --format csv 2> /dev/null | tr -d '\r' | awk -F, 'NR > 1 { print $5 }' | sort -u | paste -sd,)"
is 'the audit knows nothing of it' '16' "$("$EXCERPTA" audit --codebook male-carers --format csv 2> /dev/null | tr -d '\r' | awk -F, 'NR > 1 { print $4 }' | sort -u)"

# The map: a tile for each authority of today, each region in a place of its own.
is 'each authority has one tile, place and label' '153 153 153 153' "$(python3 - "$top_srcdir/data" <<'PY'
import csv, sys
read = lambda name: list(csv.DictReader(open(f"{sys.argv[1]}/{name}", encoding="utf-8", newline="")))
today = {a["gss"] for a in read("authorities.csv") if not a["valid_to"]}
tiles = read("tiles.csv")
print(len(today & {t["gss"] for t in tiles}), len(tiles), len({(t["column"], t["row"]) for t in tiles}), len({t["label"].lower() for t in tiles}))
PY
)"
sqlite3 "$EXCERPTA_STUDY" "INSERT INTO attribute(report, field, source, value, origin, confidence)
    SELECT id, 'authorities', 3, 'Northumberland', 'edited', 100 FROM report WHERE format = 'docx' OR id = 1
    ON CONFLICT DO UPDATE SET value = excluded.value"
"$EXCERPTA" report --map engaged --output "$scratch/map.html" 2> /dev/null
is 'of which those with a report are filled' 1 "$(grep -c 'class="s[0-9]*"><title>Northumberland: [0-9]* of [0-9]* reports' "$scratch/map.html")"
is 'and the others are not' yes "$(test "$(grep -c 'class="no"><title>[^<]*: no report</title>' "$scratch/map.html")" -gt 145 && echo yes)"

"$EXCERPTA" report --map nowhere --output "$scratch/none.html" 2> "$scratch/err"; is 'a map of no code is refused' 3 $?
"$EXCERPTA" report --rows engagement > "$scratch/out.html" 2> "$scratch/err"; is 'an evidence map needs two themes' 2 $?
is 'and no page is left' no "$(test -e "$scratch/none.html" && echo yes || echo no)"
EXCERPTA_STUDY=$scratch/empty.db
"$EXCERPTA" index "$top_srcdir/corpus/reports/tarnwick-2020-21.txt" --quiet
"$EXCERPTA" report > "$scratch/out.html" 2> "$scratch/err"; is 'nothing coded is refused' 3 $?
has 'with what to do' 'excerpta code' "$(cat "$scratch/err")"
done_testing
