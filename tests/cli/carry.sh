. "${top_srcdir:-.}/tests/lib.sh"
. "${top_srcdir:-.}/tests/carried.sh"
# A codebook changes, files change, and each decision is on the words that it was made on, or listed as an orphan.
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP no sqlite3'; exit 0; }
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
corpus=$top_srcdir/corpus/reports
book=$top_srcdir/codebooks/male-carers.xml
mkdir "$scratch/reports"; cp "$corpus"/* "$scratch/reports"; chmod u+w "$scratch"/reports/*
sql() { sqlite3 "$EXCERPTA_STUDY" "$1"; }
code() { "$EXCERPTA" code --codebook "$1" > "$scratch/said" 2>&1; }
findings() { sql "SELECT status || ' ' || count(*) FROM v_finding GROUP BY status"; }

"$EXCERPTA" index "$scratch/reports" --manifest "$top_srcdir/corpus/manifest.csv" --quiet; code "$book"
for name in Ann Ben; do "$EXCERPTA" reviewer add $name > /dev/null 2>&1; done
"$EXCERPTA" decisions batch --reviewer Ann --verdict accept --yes > /dev/null
"$EXCERPTA" decisions batch --reviewer Ben --verdict reject --standing absent --yes > /dev/null
# A sentence that no rule has tagged is tagged by hand in each report.
{
    echo 'report,codebook,code,start,stop,verdict'
    sql "SELECT r.sha256, 'male-carers', (SELECT code FROM v_excerpt LIMIT 1), max(s.start), s.stop, 'accept'
        FROM report r JOIN sentence s ON s.report = r.id WHERE s.stop - s.start > 40 AND NOT EXISTS (SELECT 1 FROM excerpt e
            WHERE e.report = r.id AND e.start < s.stop AND e.stop > s.start) GROUP BY r.id" | tr '|' ','
} > "$scratch/hand.csv"
"$EXCERPTA" decisions apply "$scratch/hand.csv" --reviewer Ann --yes > /dev/null; is 'passages are tagged by hand' 0 $?
all=$(sql 'SELECT count(*) FROM decision'); hand=$(sql "SELECT count(*) FROM v_excerpt WHERE origin = 'hand'")
is 'there are decisions' yes "$(test "$all" -gt 100 -a "$hand" -gt 10 && echo yes)"
is 'each is where it was made' '' "$(carried)"
is 'all of them' "$all" "$(figure same)"
findings > "$scratch/before"

# kept WHAT: all are listed, all are right, and looking again finds the same
kept() {
    is "$1: each is on its words, or an orphan" '' "$(carried)"
    is "$1: none is lost" "$all" "$(figure all)"
    sed 's/^/# /' "$scratch/figures"
    sql 'SELECT count(*) FROM place' > "$scratch/places"
    code "$2"
    is "$1: again, nothing is news" "$(cat "$scratch/places")" "$(sql 'SELECT count(*) FROM place')"
}

# The same rules in another version change nothing.
sed 's/version="[0-9.]*" xml/version="9.0" xml/' "$book" > "$scratch/nine.xml"; code "$scratch/nine.xml"
kept 'another version' "$scratch/nine.xml"
is 'it changes no finding' "$(cat "$scratch/before")" "$(findings)"

# From here on without audit questions, which name codes. A code of sentences becomes one of blocks, another is gone, a term is no longer looked for.
gone=$(sql 'SELECT code FROM v_excerpt GROUP BY code ORDER BY count(*) LIMIT 1')
most=$(sql "SELECT code FROM v_excerpt WHERE origin = 'rule' GROUP BY code ORDER BY count(*) DESC LIMIT 1")
sed 's/version="[0-9.]*" xml/version="10.0" xml/; s/id="'"$gone"'"/id="other-than-'"$gone"'"/
    s/<code id="'"$most"'"/<code unit="block" id="'"$most"'"/; s/ unit="block"\(.*\) unit="[a-z]*"/ unit="block"\1/' \
    "$book" | sed '/<audit>/,/<\/audit>/d' > "$scratch/ten.xml"
code "$scratch/ten.xml"; is 'another codebook' 0 $?
has 'what became of decisions is told' 'orphaned (see "excerpta decisions orphans")' "$(cat "$scratch/said")"
kept 'other codes and units' "$scratch/ten.xml"
is 'a code that is gone leaves orphans' yes "$(test "$(figure 'orphaned: code gone')" -gt 0 && echo yes)"
is 'a unit of another size is told as such' yes "$(test "$(figure unit)" -gt 0 && echo yes)"
is 'orphans are listed' "$(awk -F '	' '/^orphaned/ { n += $2 } END { print n + 0 }' "$scratch/figures")" \
    "$("$EXCERPTA" decisions orphans --format json | grep -o '"decision":' | wc -l)"

# Back to the first rules: they come back.
sed 's/version="[0-9.]*" xml/version="11.0" xml/' "$book" > "$scratch/eleven.xml"; code "$scratch/eleven.xml"
kept 'the first rules again' "$scratch/eleven.xml"
is 'no orphan is left' 0 "$(awk -F '	' '/^orphaned/ { n += $2 } END { print n + 0 }' "$scratch/figures")"
is 'and the findings are as before' "$(cat "$scratch/before")" "$(findings)"

# Text files change: a paragraph before all, other quotation marks and dashes, one sentence in a report is rewritten.
for file in "$scratch"/reports/*.txt "$scratch"/reports/*.html; do
    sed "s/’/'/g; s/[“”]/\"/g; s/ – / — /g" "$file" > "$scratch/new"
    case $file in *.txt) { printf 'A new foreword stands here.\n\n'; cat "$scratch/new"; } > "$file" ;; *) cat "$scratch/new" > "$file" ;; esac
done
victim=$(sql "SELECT path FROM v_finding WHERE status = 'accepted' AND origin = 'rule' AND path LIKE '%.txt' LIMIT 1")
words=$(sql "SELECT words FROM v_decision WHERE excerpt = (SELECT excerpt FROM v_finding WHERE path = '$victim'
    AND status = 'accepted' AND origin = 'rule' LIMIT 1) LIMIT 1" | head -n 1 | cut -d' ' -f1-4)
sed -i "s/$words/&, so it is said,/" "$victim"
"$EXCERPTA" index "$scratch/reports" --quiet; code "$scratch/eleven.xml"
kept 'files of other bytes' "$scratch/eleven.xml"
is 'many moved' yes "$(test "$(figure moved)" -gt 10 && echo yes)"
is 'what was rewritten is an orphan' yes "$(test "$(figure 'orphaned: words gone')" -gt 0 && echo yes)"
is 'what was tagged by hand is there' "$hand" "$(sql "SELECT count(*) FROM v_excerpt WHERE origin = 'hand'")"

# A file goes.
rm "$victim"; "$EXCERPTA" index "$scratch/reports" --quiet > /dev/null 2>&1
cp "$corpus/$(basename "$victim")" "$victim"; "$EXCERPTA" index "$scratch/reports" --quiet; code "$scratch/eleven.xml"
kept 'a file with its first bytes again' "$scratch/eleven.xml"
done_testing
