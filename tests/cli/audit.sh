. "${top_srcdir:-.}/tests/lib.sh"
# The audit of eighteen reports: eleven name neglect, one says that there is none, one file is damaged.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
mkdir "$scratch/reports"
for n in 01 02 03 04 05 06 07 08 09 10 11; do
    printf 'Report %s\n\nNeglect was seen in %s families. More words stand here.\n' $n $n > "$scratch/reports/$n.txt"
done
printf 'Report 12\n\nThere was no neglect in this year.\n' > "$scratch/reports/12.txt"
for n in 13 14 15 16 17 18; do printf 'Report %s\n\nNothing of note.\n' $n > "$scratch/reports/$n.txt"; done
printf '%%PDF-1.4 broken' > "$scratch/reports/broken.pdf"
cat > "$scratch/book.xml" <<'XML'
<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1" xml:lang="en"><title>B</title><theme id="t"><title>T</title>
<code id="neglect"><title>N</title><rule id="r"><pattern>neglect</pattern></rule></code>
<code id="family"><title>F</title><rule id="r"><pattern>families</pattern></rule></code></theme>
<audit><question id="neglect" number="1"><text>Is neglect named?</text><yes when="neglect"/><no when="neglect absent"/></question>
<question id="both"><text>Both?</text><partly when="neglect; family"/></question>
<question id="people"><text>Ask a person.</text></question></audit></codebook>
XML
"$EXCERPTA" index "$scratch/reports" --quiet 2> "$scratch/err"
"$EXCERPTA" code --codebook "$scratch/book.xml" --quiet
audit() { "$EXCERPTA" audit "$@" 2> "$scratch/notes" | tr -d '\r'; }
row() { audit --format csv "$@" | sed 1d | cut -d, -f2-14; }
sql() { sqlite3 -csv "$EXCERPTA_STUDY" "$@" | tr -d '\r'; }

has 'as people write it' '11/18' "$(audit --question neglect)"
has 'the file that could not be read is told' '1 file gave no report' "$(cat "$scratch/notes")"
is 'found 11 of 18, one negative, six not found, one file unreadable' '1,11,18,0.611,0.386,0.797,0,1,6,0,1,0,0' "$(row --question 1)"
is 'partly is found' 'both,11,18,0.611,0.386,0.797,11,0,7,0,1,0,0' "$(row --question both)"
is 'what only people can answer is of nothing' 'people,0,0,,0.000,1.000,0,0,0,0,1,18,0' "$(row --question people)"
cells() { audit --by report --format csv "$@" | sed "1d; s|$scratch/reports/||" | cut -d, -f3,6-12; }
is 'each report with its answer, excerpt, page and words' \
    "01.txt,found,yes,rules,neglect,$(sql "SELECT excerpt FROM v_excerpt WHERE code = 'neglect' AND path LIKE '%/01.txt'"),1,Neglect was seen in 01 families.
12.txt,found negative,no,rules,neglect,$(sql "SELECT excerpt FROM v_excerpt WHERE code = 'neglect' AND path LIKE '%/12.txt'"),1,There was no neglect in this year.
18.txt,searched and not found,not found,rules,,,,
broken.pdf,unreadable,damaged,,,,," "$(cells --question neglect | grep -E '^(01|12|18|broken)')"

# Reviewers: Ann and Ben, and Cy who settles.
answer() { # REVIEWER KIND FILE ANSWER EVIDENCE
    sql "INSERT INTO audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence, undoes)
      SELECT hex(randomblob(8)), $1, '2026-01-01', '$2', report, 'b', '1', 'neglect', '$4', '', '$5', NULL
        FROM v_report WHERE path LIKE '%/$3.txt'"
}
for name in Ann Ben Cy; do sql "INSERT INTO reviewer(name, added) VALUES ('$name', '2026-01-01')"; done
other=$(sql "SELECT excerpt FROM v_excerpt WHERE code = 'family' AND path LIKE '%/03.txt'")
answer 1 review 02 no ''; answer 1 review 03 yes "$other"; answer 2 review 03 yes ''; answer 1 review 13 yes ''
answer 1 review 04 no ''; answer 2 review 04 yes ''; answer 1 review 05 no ''; answer 2 review 05 unclear ''
answer 3 adjudicated 05 partly ''; answer 2 review 05 'not found' ''; answer 1 review 06 unreadable ''; answer 1 review 07 unclear ''
is 'a reviewer overrides the rules, a settled answer the reviewers, and an excerpt is shown that goes with the answer' \
    "02.txt,found negative,no,reviewers,,,,
03.txt,found,yes,reviewers,family,$other,1,Neglect was seen in 03 families.
04.txt,unclear,disagreed,reviewers,,,,
05.txt,found,partly,reviewers,,,,
06.txt,unreadable,unreadable,reviewers,,,,
07.txt,unclear,unclear,reviewers,,,,
13.txt,found,yes,reviewers,,,," "$(cells --question neglect | grep -E '^(0[2-7]|13)')"
is 'and the numbers follow' '1,8,17,0.471,0.262,0.690,1,2,5,2,2,0,7' "$(row --question neglect)"

# What reviewers reject answers nothing; an audit of what they accepted has only that.
"$EXCERPTA" reviewer add Di > /dev/null 2>&1
"$EXCERPTA" decisions batch --verdict reject --code family --reviewer Di --yes > /dev/null
is 'rejected excerpts answer nothing' '0' "$(row --question both | cut -d, -f2)"
is 'unless all are asked for' '11' "$(row --question both --status all | cut -d, -f2)"
is 'nothing is accepted' '0' "$(row --question both --status accepted | cut -d, -f2)"

"$EXCERPTA" audit --question nowhere > "$scratch/out" 2>&1; is 'an unknown question is refused' 3 $?
has 'with what to do' 'excerpta passes' "$(cat "$scratch/out")"

# The shipped questions of two codebooks over the corpus, beside SQL of their own.
EXCERPTA_STUDY=$scratch/corpus.db
"$EXCERPTA" index "$top_srcdir/corpus/reports" --manifest "$top_srcdir/corpus/manifest.csv" --quiet
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/male-carers.xml" --quiet
count() { sql "SELECT count(DISTINCT report) FROM v_excerpt WHERE $1"; }
is 'question 1 of male-carers' "$(count "code = 'man-mentioned' AND standing = 'present'")" "$(row --question mentioned | cut -d, -f2)"
is 'question 4' "$(count "code IN ('injury', 'bruising', 'crying-and-sleep', 'before-birth') AND standing = 'present'")" \
    "$(row --question babies | cut -d, -f2)"
is 'every excerpt that is shown is one of its report and code' '' "$(audit --by report --format csv > "$scratch/cells.csv"
    sqlite3 "$EXCERPTA_STUDY" -cmd ".mode csv" -cmd ".import $scratch/cells.csv cells" "SELECT c.excerpt FROM cells c
      LEFT JOIN v_excerpt e ON e.excerpt = c.excerpt AND e.path = c.file AND e.code = c.code AND e.page = c.page
      WHERE c.excerpt <> '' AND e.excerpt IS NULL" 2>&1)"
done_testing
