. "${top_srcdir:-.}/tests/lib.sh"
# The findings page: every number beside SQL, every quotation beside its report, no word of a text as markup.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
numbers() { "$EXCERPTA" audit --format csv > "$scratch/audit.csv" 2> /dev/null
    # the page names questions by id
    python3 - "$EXCERPTA_STUDY" "$scratch/audit.csv" <<'PY'
import csv, re, sqlite3, sys
ids = {}
for name, xml in sqlite3.connect(sys.argv[1]).execute("SELECT name, CAST(xml AS TEXT) FROM codebook"):
    for tag in re.findall(r"<question [^>]*>", xml):
        a = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        ids[name, a.get("number", a["id"])] = a["id"]
rows = list(csv.DictReader(open(sys.argv[2], encoding="utf-8", newline="")))
for r in rows: r["question"] = ids[r["codebook"], r["question"]]
out = csv.DictWriter(open(sys.argv[2], "w", encoding="utf-8", newline=""), rows[0].keys())
out.writeheader(); out.writerows(rows)
PY
    python3 "$top_srcdir/tests/cli/report_numbers.py" "$1" "$EXCERPTA_STUDY" "$scratch/audit.csv" 2>&1 | head -n 20; }

mkdir "$scratch/reports"; cp "$top_srcdir"/corpus/reports/* "$scratch/reports/"
printf '%%PDF-1.4 broken' > "$scratch/reports/broken.pdf"
printf 'Neglect\n\nFathers were engaged: <script>alert(1)</script> "quoted" & <b>bold</b> \342\200\256right to left, \360\237\221\266 =cmd.\n' \
    > "$scratch/reports/<img src=x onerror=alert(2)>.txt"
"$EXCERPTA" index "$scratch/reports" --manifest "$top_srcdir/corpus/manifest.csv" --quiet 2> /dev/null
sqlite3 "$EXCERPTA_STUDY" "INSERT INTO attribute(report, field, source, value, origin, confidence)
  SELECT r.id, x.column1, 3, x.column2, 'edited', 100 FROM report r, (VALUES ('partnership', '\"><script>alert(3)</script>'),
    ('authorities', 'Leeds; Derby'), ('region', '<b>North</b>')) x WHERE r.format = 'text' AND r.words < 40"
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/male-carers.xml" --codebook "$top_srcdir/codebooks/good-practice.xml" --quiet
"$EXCERPTA" report --output "$scratch/page.html" --map engaged --rows engagement --columns result; is 'a page is written' 0 $?
is 'every number is what SQL counts and opens its quotations; no word is markup' '' "$(numbers "$scratch/page.html")"
is 'with an evidence map' yes "$(grep -q 'data-measure="pairs"' "$scratch/page.html" && echo yes)"
has 'hostile words are told as they are' '&lt;script&gt;alert(1)&lt;/script&gt;' "$(grep -o '&lt;script&gt;alert(1)[^ ]*' "$scratch/page.html" | head -n 1)"
is 'nothing is loaded from elsewhere' '' "$(grep -oiE '(src|href|url)[=(]"?(https?:)?//[^" ]*' "$scratch/page.html")"
"$EXCERPTA" report --output "$scratch/again.html" --map engaged --rows engagement --columns result
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
"$EXCERPTA" report --output "$scratch/reviewed.html"
is 'as reviewed, too' '' "$(numbers "$scratch/reviewed.html")"
has 'with how well reviewers agree' 'Agreement of reviewers' "$(cat "$scratch/reviewed.html")"
has 'and what they marked' 'good practice</p>' "$(cat "$scratch/reviewed.html")"

"$EXCERPTA" report --map nowhere --output "$scratch/none.html" 2> "$scratch/err"; is 'a map of no code is refused' 3 $?
"$EXCERPTA" report --rows engagement > "$scratch/out.html" 2> "$scratch/err"; is 'an evidence map needs two themes' 2 $?
is 'and no page is left' no "$(test -e "$scratch/none.html" && echo yes || echo no)"
EXCERPTA_STUDY=$scratch/empty.db
"$EXCERPTA" index "$top_srcdir/corpus/reports/tarnwick-2020-21.txt" --quiet
"$EXCERPTA" report > "$scratch/out.html" 2> "$scratch/err"; is 'nothing coded is refused' 3 $?
has 'with what to do' 'excerpta code' "$(cat "$scratch/err")"
done_testing
