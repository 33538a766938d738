. "${top_srcdir:-.}/tests/lib.sh"
# A study with more than a page holds: the best excerpts are there, the others are counted and said, and the page opens.
slow
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
PYTHONDONTWRITEBYTECODE=1; export PYTHONDONTWRITEBYTECODE
mkdir "$scratch/reports"
# A hundred reports of 500 sentences in words that do not repeat, so that packing helps little.
awk -v to="$scratch/reports" 'BEGIN {
    srand(7)
    for (r = 1; r <= 100; r++) {
        file = sprintf("%s/report-%03d.txt", to, r)
        for (s = 1; s <= 500; s++) {
            line = s % 5 ? "The father" : "The mother"
            for (w = 1; w <= 9; w++) { word = ""; for (c = 1; c <= 8; c++) word = word sprintf("%c", 97 + int(rand() * 26)); line = line " " word }
            print line ".\n" > file
        }
        close(file)
    } }'
cat > "$scratch/book.xml" <<'XML'
<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1" xml:lang="en"><title>B</title><theme id="t"><title>T</title>
<code id="father"><title>Father</title><rule id="r"><pattern>fathers?</pattern></rule></code>
<code id="mother"><title>Mother</title><rule id="r"><pattern>mothers?</pattern></rule></code></theme>
<audit><question id="q"><text>A father?</text><yes when="father present"/></question></audit></codebook>
XML
"$EXCERPTA" index "$scratch/reports" --quiet; "$EXCERPTA" code --codebook "$scratch/book.xml" --quiet
"$EXCERPTA" report --output "$scratch/page.html" --rows t --columns t; is 'a page is written' 0 $?
is 'of at most 2 MB' yes "$(test "$(wc -c < "$scratch/page.html")" -le 2000000 && echo yes || wc -c < "$scratch/page.html")"
"$EXCERPTA" audit --format csv > "$scratch/audit.csv"; "$EXCERPTA" export --format jsonl > "$scratch/excerpts.jsonl"
is 'every number is right, and opens what is there and says how many are not' '' \
    "$(python3 "$top_srcdir/tests/cli/report_numbers.py" "$scratch/page.html" "$EXCERPTA_STUDY" "$scratch/audit.csv" "$scratch/excerpts.jsonl" 0 2>&1 | head -n 9)"
has 'how many of all' 'of 50000 excerpts' "$(cat "$scratch/page.html")"
is 'as many as there is room for' yes "$(python3 - "$scratch/page.html" <<'PY'
import os, sys
sys.path.insert(0, os.environ["top_srcdir"] + "/tests/cli")
from report_page import Page
p = Page(open(sys.argv[1], encoding="utf-8").read())
most = max(sum(e["report"] == 0 and e["code"] == c for e in p.excerpts) for c in (0, 1))
print("yes" if len(p.packed) > 1000000 and most > 20 else (len(p.packed), most))
PY
)"
done_testing
