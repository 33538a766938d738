. "${top_srcdir:-.}/tests/lib.sh"
# Reviewers, and what they decide: by table, by filter, undone, exported; several at once.
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP no sqlite3'; exit 0; }
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
cd "$scratch" || exit 99
mkdir reports
cat > reports/a.txt <<'TEXT'
Aby Safeguarding Children Partnership

Annual report 2022/23

Fathers are seen. A dad was not asked. Our father came late. Mothers are seen by the team.
TEXT
printf 'Derby annual report 2021/22\n\nA father came. Dads will be asked.\n' > reports/b.txt
book() {
    cat <<BOOK
<codebook xmlns="urn:excerpta:codebook:1" id="men" version="$1" xml:lang="en-GB"><title>T</title>
<theme id="t"><title>T</title><code id="man" unit="${3:-sentence}"><title>M</title><rule id="r"><pattern>$2</pattern></rule></code>
<code id="woman"><title>W</title><rule id="r"><pattern>women|woman</pattern></rule></code></theme></codebook>
BOOK
}
book 1.0 'fathers?|dads?' > men.xml
"$EXCERPTA" index reports --quiet; "$EXCERPTA" code --codebook men.xml --quiet
sql() { sqlite3 study.db "$1"; }
decisions() { "$EXCERPTA" decisions "$@" 2>&1; }

token=$("$EXCERPTA" reviewer add 'Ann Lee' 2> /dev/null); is 'a reviewer' 0 $?
is 'the token is the output' 64 "${#token}"
is 'the study keeps a hash of it' "$(printf %s "$token" | sha256sum | cut -d' ' -f1)" "$(sql 'SELECT token FROM reviewer_event')"
"$EXCERPTA" reviewer add Ben > /dev/null 2>&1; "$EXCERPTA" reviewer add Ada --adjudicator > /dev/null 2>&1
has 'they are listed' '"name":"Ada"' "$("$EXCERPTA" reviewer list --format json)"
has 'a name that is taken' 'there is a reviewer Ben already' "$("$EXCERPTA" reviewer add Ben 2>&1)"
has 'one that is none' 'there is no reviewer Bob' "$("$EXCERPTA" reviewer retire Bob 2>&1)"
has 'an action that is none' 'there is no action fire' "$("$EXCERPTA" reviewer fire Ben 2>&1)"

# A table as a spreadsheet gives it back.
"$EXCERPTA" export --format csv > export.csv
is 'five excerpts, undecided' 5 "$(grep -c ',rule,undecided,' export.csv)"
verdicts() { awk -v v="$1" 'NR == 1 { print $0 ",verdict"; next } { split(v, w, " "); print $0 "," w[NR - 1] }' "$2"; }
tr -d '\r' < export.csv > plain.csv
verdicts 'accept reject accept - unsure' plain.csv | sed 's/,-$/,/' > table.csv
cp study.db before.db
said=$(decisions apply table.csv --reviewer 'Ann Lee'); is 'it is looked at' 0 $?
has 'what would be written is told' '5 rows: 4 decided for the first time, 0 otherwise than before, 0 as before, 1 without' "$said"
has 'and how to' 'nothing was written; with --yes it is' "$said"
is 'nothing was' 0 "$(sql 'SELECT count(*) FROM decision')"
has 'then it is' 'written as batch' "$(decisions apply table.csv --reviewer 'Ann Lee' --yes)"
is 'all of it' 'accept 2|reject 1|unsure 1' "$(sql "SELECT group_concat(v, '|') FROM (SELECT verdict || ' ' || count(*) AS v
    FROM v_decision WHERE counts GROUP BY verdict)")"
has 'again it changes nothing' '4 as before' "$(decisions apply table.csv --reviewer 'Ann Lee' --yes)"
is 'really nothing' 4 "$(sql 'SELECT count(*) FROM decision')"
"$EXCERPTA" export --format csv > export.csv
is 'an export tells what holds' 2 "$(grep -c ',rule,accepted,Ann Lee,' export.csv)"
is 'and can be asked for it' 1 "$("$EXCERPTA" export --format csv --status rejected | grep -c ',rejected,')"
has 'without names' '"status":"rejected","decided_by":"R1"' "$("$EXCERPTA" export --format jsonl --status rejected --without-names)"

# What is wrong is told by line, and nothing is written.
refused() { # refused WHAT WORDS FILE
    decisions apply "$3" --yes ${4:+--reviewer "$4"} > said; is "$1: refused" 3 $?
    has "$1: told" "$2" "$(cat said)"
}
sed 's/,accept$/,accpt/' table.csv > wrong.csv; refused 'a verdict that is none' 'line 2: there is no verdict "accpt"' wrong.csv Ben
sed '3s/^[0-9a-f]*/0123456789abcdef/' table.csv > wrong.csv
refused 'an excerpt that is none' 'line 3: report' wrong.csv Ben
refused 'a reviewer that is none' 'line 2: there is no reviewer "Bob"' table.csv Bob
refused 'no reviewer' 'line 2: it says no reviewer' table.csv
sed 's/Fathers are seen/Fathers are kept/' table.csv > wrong.csv; refused 'other words' 'other words than the table' wrong.csv Ben
echo 'a,b' > wrong.csv; refused 'other columns' 'columns report, verdict' wrong.csv Ben
sed 's/,accept$//' table.csv > wrong.csv; refused 'a short row' 'line 2: 3' wrong.csv Ben
is 'still nothing was written' 4 "$(sql 'SELECT count(*) FROM decision')"

# By filter.
has 'a filter is looked at' '5 excerpts: 5 decided for the first time' "$(decisions batch --reviewer Ben --verdict reject --code man)"
batch=$(decisions batch --reviewer Ben --verdict reject --code man --memo 'no man' --yes | sed -n 's/written as batch //p')
is 'it is written' 'reject no man 5' "$(sql "SELECT verdict || ' ' || memo || ' ' || count(*) FROM v_review WHERE reviewer = 'Ben'")"
is 'two disagree' 3 "$("$EXCERPTA" export --format csv --status disagreed | grep -c disagreed)"
has 'undoing is looked at' '5 decisions of batch' "$(decisions undo "$batch" --reviewer Ben)"
has "another's is not" '0 decisions of batch' "$(decisions undo "$batch" --reviewer 'Ann Lee')"
has 'it is undone in one go' 'undone' "$(decisions undo "$batch" --reviewer Ben --yes)"
is 'all of it' 0 "$(sql "SELECT count(*) FROM v_review WHERE reviewer = 'Ben'")"
is 'and all is still there' 14 "$(sql 'SELECT count(*) FROM v_decision')"
number=$(sql "SELECT decision FROM v_decision WHERE verdict = 'unsure'")
has 'one decision' "decision $number undone" "$(decisions undo "$number" --reviewer 'Ann Lee' --yes)"
has "not another's" "is another reviewer's" "$(decisions undo 1 --reviewer Ben --yes)"

# By hand, and by an adjudicator.
report=$(sql "SELECT report FROM v_report WHERE path LIKE '%/a.txt'")
at=$(sql "SELECT start FROM v_excerpt WHERE report = '$report' ORDER BY start DESC LIMIT 1")
# The sentence behind the last excerpt, "Our father came late.": "Mothers are seen by the team."
{
    echo 'report,excerpt,codebook,code,start,stop,verdict,star,memo'
    echo "$report,,men,woman,$((at + 22)),$((at + 51)),accept,yes,=good"
} > hand.csv
decisions apply hand.csv --reviewer 'Ann Lee' --yes > said; is 'a passage is tagged by hand' 0 $?
has 'it is exported with its words' ',Mothers are seen by the team.,' "$("$EXCERPTA" export --format csv --code woman)"
has 'and where it comes from' '"origin":"hand","status":"accepted","decided_by":"Ann Lee","recode":"","memo":"=good","star":true' \
    "$("$EXCERPTA" export --format jsonl --code woman)"
has 'a list of decisions' 'Mothers are seen by the team.' "$(decisions list --format csv --code woman)"
decisions list --format csv > list.csv
cp study.db other.db; rm -f before.db-*
EXCERPTA_STUDY=$scratch/before.db "$EXCERPTA" reviewer add 'Ann Lee' > /dev/null 2>&1
EXCERPTA_STUDY=$scratch/before.db "$EXCERPTA" decisions apply list.csv --yes > said 2>&1; is 'taken into a copy of before' 0 $?
is 'gives the same findings' "$("$EXCERPTA" export --format csv)" "$("$EXCERPTA" export --format csv --study before.db)"
"$EXCERPTA" decisions batch --reviewer Ben --verdict reject --code woman --yes > /dev/null
is 'what another tagged by hand is not shown' 0 "$(sql "SELECT count(*) FROM v_review WHERE reviewer = 'Ben'")"

# A copy to give away says nobody's name and no note, nor the folder.
sqlite3 study.db "INSERT INTO note(request, reviewer, at, passage, memo, star) SELECT 'note', reviewer, at, passage, 'no man either', 1
    FROM decision ORDER BY id LIMIT 1"
"$EXCERPTA" export --format study --without-names --without-memos --output shared.db; is 'a study to give away' 0 $?
is 'says no name, note, token or folder' 0 "$(grep -acE "Ann Lee|no man|$(basename "$scratch")|$(sql "SELECT token FROM reviewer_event
    WHERE kind = 'token' LIMIT 1")" shared.db)"
is 'and has the same findings' "$("$EXCERPTA" export --format csv --without-names | cut -d, -f1-7,28-30 | cut -c1-40)" \
    "$("$EXCERPTA" export --format csv --study shared.db | cut -d, -f1-7,28-30 | cut -c1-40)"
is 'the same decisions' "$(sql "SELECT group_concat(id || verdict) FROM decision")" \
    "$(sqlite3 shared.db "SELECT group_concat(id || verdict) FROM decision")"
is 'the same stars' 1 "$(sqlite3 shared.db "SELECT star FROM note WHERE memo = ''")"
sqlite3 shared.db 'DELETE FROM decision' 2> said; has 'to which the same is forbidden' 'only ever added' "$(cat said)"
has 'it is whole' 'leave out' "$("$EXCERPTA" export --format study --code man --output part.db 2>&1)"
is 'else there is nothing' 'no' "$(test -e part.db && echo yes || echo no)"

# Many at once, while a pass runs: none is lost, none doubled.
sed '2,$d' plain.csv | sed 's/$/,verdict,memo2/' > head.csv
for n in 1 2 3 4; do
    "$EXCERPTA" reviewer add "P$n" > /dev/null 2>&1
    ("$EXCERPTA" decisions batch --reviewer "P$n" --verdict accept --code man --yes; echo $?) > "out.$n" 2>&1 &
done
book 1.1 'fathers?|dads?|men' > more.xml
"$EXCERPTA" code --codebook more.xml --quiet; is 'a pass meanwhile' 0 $?
wait
is 'each is there once' '5 5 5 5' "$(sql "SELECT group_concat(n, ' ') FROM (SELECT count(*) AS n FROM v_review
    WHERE reviewer LIKE 'P%' GROUP BY reviewer)")"
has 'assigned excerpts' 'assignment 1' "$("$EXCERPTA" reviewer assign 'Ann Lee' Ben --code man --double 100)"
has 'the rule is listed' 'Ann Lee; Ben' "$("$EXCERPTA" reviewer assignments)"
"$EXCERPTA" reviewer unassign 1; is 'and ends' 0 $?
has 'once' 'or it has ended' "$("$EXCERPTA" reviewer unassign 1 2>&1)"

# A decision stays on its words though the rules say another standing now; both are listed.
EXCERPTA_STUDY=$scratch/standing.db
cat > cues.xml <<'CUES'
<modifiers xmlns="urn:excerpta:codebook:1" version="9"><modifier id="x" standing="absent" direction="forward" within="1">
<pattern>nowhere</pattern></modifier></modifiers>
CUES
book 3.0 'fathers?|dads?' | sed 's,<theme,<modifiers ref="cues.xml"/>&,' > cued.xml
"$EXCERPTA" index reports --quiet; "$EXCERPTA" code --codebook men.xml --quiet
"$EXCERPTA" reviewer add Ann > /dev/null 2>&1; decisions batch --reviewer Ann --verdict accept --yes > /dev/null
seen() { decisions list --format csv | tr -d '\r' | grep -cE ",(same|moved),,$1,[0-9a-f]{32}"; }
is 'no standing has changed' 0 "$(seen 'absent,present|planned,present')"
is 'one was seen as absent' 1 "$(seen 'absent,absent')"
"$EXCERPTA" code --codebook cued.xml --quiet; is 'coded with other cues' 0 $?
is 'what was seen as absent is present now' 1 "$(seen 'absent,present')"
is 'what is as it was seen' 3 "$(seen 'present,present')"
done_testing
