. "${top_srcdir:-.}/tests/lib.sh"
# A concordance: what is found, where, in which order.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
mkdir "$scratch/reports"
cat > "$scratch/reports/a.html" <<'TXT'
<!DOCTYPE html><html><body><h1>Engagement</h1><p>Old fathers were engaged by the team. Our dads don’t come; they’re at work.</p>
<h1>Money</h1><p>New fathers paid. No father was engaged in this year, said the café’s father.</p></body></html>
TXT
printf 'Other\n\nYoung fathers were engaged, and <b>fathers</b> & =cmd too.\n' > "$scratch/reports/b.txt"
printf 'file,region\na.html,North East\nb.txt,London\n' > "$scratch/manifest.csv"
cat > "$scratch/book.xml" <<'XML'
<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1" xml:lang="en"><title>B</title><theme id="t"><title>T</title>
<code id="team"><title>T</title><rule id="r"><pattern>team</pattern></rule></code></theme></codebook>
XML
"$EXCERPTA" index "$scratch/reports" --manifest "$scratch/manifest.csv" --quiet
"$EXCERPTA" code --codebook "$scratch/book.xml" --quiet
search() { "$EXCERPTA" search "$@" --format csv 2> "$scratch/notes" | tr -d '\r' | sed 1d | cut -d, -f5-7; }
hits() { "$EXCERPTA" search "$@" --format json 2> "$scratch/notes" | python3 -c 'import json, sys
for r in json.load(sys.stdin): print(r["left"], "[" + r["match"] + "]", r["right"], sep="|")'; }
is 'by report and place' 'Old|[fathers]|were engaged
New|[fathers]|paid. No
Young|[fathers]|were
engaged, and <b>|[fathers]|</b> &' "$(hits fathers --width 16 | sed 's/engaged,$//; s/ $//; s/ engaged by$/ engaged/; s/paid. No.*/paid. No/; s/were.*engaged$/were engaged/' | sed 's/\(<b>|.*&\).*/\1/; s/|were $/|were/' | sed 's/| /|/')"
lefts() { hits "$@" | cut -d'|' -f1 | paste -sd'|'; }
is 'sorted by the word before, then the one before that' 'and <b>|New|Old|Young' "$(lefts fathers --width 8 --sort left)"
is 'sorted by what follows' '</b> & =cmd too.|paid. No father|were engaged by|were engaged, and' \
    "$(hits fathers --sort right --width 18 | cut -d'|' -f3 | sed 's/^ //' | cut -c1-17 | sed 's/ *$//' | paste -sd'|')"
is 'a star stands for letters, capitals fold' 6 "$(search 'FATHER*' | wc -l)"
is 'unless they count' 0 "$(search 'FATHER*' --case | wc -l)"
is 'either apostrophe finds both' "don’t" "$(hits "don't" | sed 's/.*\[\(.*\)\].*/\1/')"
is 'a phrase' 2 "$(search 'fathers were' | wc -l)"
is 'two words in one sentence' 'fathers were engaged|father was engaged in this year, said the café’s father|fathers were engaged, and <b>fathers' \
    "$(hits 'father*' engaged | sed 's/.*\[\(.*\)\].*/\1/' | paste -sd'|')"
is 'near one another, in order' 'fathers were engaged|father was engaged|fathers were engaged' \
    "$(hits 'father*' engaged --near 1 --ordered | sed 's/.*\[\(.*\)\].*/\1/' | paste -sd'|')"
is 'in the other order' 'engaged, and <b>fathers' "$(hits engaged 'father*' --near 2 --ordered | sed 's/.*\[\(.*\)\].*/\1/')"
is 'a pattern' 'New fathers|No father' "$(hits --regex 'n(ew|o) fathers?' | sed 's/.*\[\(.*\)\].*/\1/' | paste -sd'|')"
is 'signs stand for themselves without it' 0 "$(search 'n(ew|o) fathers?' | wc -l)"
is 'a sign of XML and a formula too' '=cmd' "$(hits '& =cmd' | sed 's/.*\[& \(.*\)\].*/\1/')"
is 'under a heading' 'New|No|café’s' "$(hits 'father*' --heading '^money$' --width 8 | cut -d'|' -f1 | awk '{ print $NF }' | paste -sd'|')"
is 'in tagged passages' 'Old|[fathers]|were engaged by the team.' "$(hits 'father*' --code team --width 26 | sed 's/| /|/')"
is 'in reports of a region' 2 "$(search 'fathers' --where region=lond | wc -l)"
is 'and of one hash' 2 "$(search fathers --report "$(sqlite3 "$EXCERPTA_STUDY" "SELECT report FROM v_report WHERE path LIKE '%b.txt'")" | wc -l)"
is 'counted by report' 'a.html,2 b.txt,2' "$("$EXCERPTA" search fathers --count --format csv 2> /dev/null | tr -d '\r' | sed 1d | sed 's|.*/||' | paste -sd' ')"
has 'the hits are told' '4 hits' "$(search fathers > /dev/null; cat "$scratch/notes")"
has 'for the eye one under the other, with file and page' '[fathers] were engaged by the team.' "$("$EXCERPTA" search fathers 2> /dev/null)"

# What the program finds beside what grep finds in the words that it has.
EXCERPTA_STUDY=$scratch/corpus.db
"$EXCERPTA" index "$top_srcdir/corpus/reports" --quiet
expected=0
for report in $(sqlite3 "$EXCERPTA_STUDY" 'SELECT report FROM v_report'); do
    n=$("$EXCERPTA" show "$report" --text | grep -oiwE 'fathers' | wc -l); expected=$((expected + n))
done
is 'as many as grep finds' "$expected" "$("$EXCERPTA" search fathers --format csv 2> /dev/null | sed 1d | wc -l)"
"$EXCERPTA" search --regex '(' > "$scratch/out" 2>&1; is 'a wrong pattern is refused' 3 $?
has 'with what is wrong' 'missing closing parenthesis' "$(cat "$scratch/out")"
"$EXCERPTA" search x --where regoin=x > "$scratch/out" 2>&1; is 'an unknown attribute too' 2 $?
has 'with the nearest there is' 'did you mean region?' "$(cat "$scratch/out")"
"$EXCERPTA" search x --code nowhere > "$scratch/out" 2>&1; is 'an unknown code' 3 $?
"$EXCERPTA" search '' > "$scratch/out" 2>&1; is 'nothing to look for' 2 $?
done_testing
