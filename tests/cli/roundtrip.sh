. "${top_srcdir:-.}/tests/cli/export_lib.sh"
# A study with all that a study can hold, written as a REFI-QDA project and taken into another: nothing is lost.
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
cd "$scratch" || exit 99
say() { sqlite3 "$EXCERPTA_STUDY" "$1"; }

cp -r "$top/corpus/reports" shelf; chmod -R u+w shelf
printf 'Derby Safeguarding Children Partnership\n\nAnnual report 2021/22\n\nFathers are seen at home. The young dads were asked.\n\nA dad was not asked.\n' > shelf/derby.txt
printf 'Fathers are seen. Here 😀 a dad\342\200\250spoke; \327\220\327\221\327\220.\n' > 'shelf/=cmd <b>&.txt'
printf 'broken' > shelf/broken.pdf
"$EXCERPTA" index shelf --manifest "$top/corpus/manifest.csv" --quiet > /dev/null 2>&1
"$EXCERPTA" template apply "$top/templates/standard-report.xml" > /dev/null
"$EXCERPTA" code --quiet --codebook "$top/codebooks/male-carers.xml" > /dev/null 2>&1
sed 's/version="[0-9.]*" xml/version="9.0" xml/' "$top/codebooks/male-carers.xml" > nine.xml
cat > hand.xml <<'BOOK'
<codebook xmlns="urn:excerpta:codebook:1" id="hand" version="1" xml:lang="en-GB"><title>By hand</title><theme id="t"><title>T</title>
<code id="worth" by="hand" colour="#123456"><title>Worth telling</title><definition>What one would tell.</definition></code></theme></codebook>
BOOK
"$EXCERPTA" code --quiet --codebook hand.xml > /dev/null 2>&1
for name in 'Ann Lee' '=A & <B>' Old; do "$EXCERPTA" reviewer add "$name" > /dev/null 2>&1; done
"$EXCERPTA" reviewer adjudicator '=A & <B>' > /dev/null 2>&1
codes=$(say 'SELECT DISTINCT code FROM v_excerpt ORDER BY 1' | xargs); set -- $codes
echo "# codes with excerpts: $codes"
batch() { "$EXCERPTA" decisions batch --yes "$@" > /dev/null 2>&1; }
batch --reviewer 'Ann Lee' --verdict accept --code "$1" --star --memo 'A "memo" & <more> =1+1 😀'
batch --reviewer Old --verdict reject --code "$1" --memo "$(printf 'two\nlines\tand \001 more')"
batch --reviewer 'Ann Lee' --verdict unsure --code "$2"
batch --reviewer 'Ann Lee' --verdict recode --recode "$1" --code "$3"
batch --reviewer 'Ann Lee' --verdict reject --code "$3" --decided
batch --reviewer 'Ann Lee' --verdict accept --report "$(say "SELECT report FROM v_report WHERE path LIKE '%derby%'")" --decided
"$EXCERPTA" decisions undo --yes --reviewer 'Ann Lee' "$(say "SELECT max(decision) FROM v_decision WHERE verdict = 'unsure'")" > /dev/null 2>&1
printf 'report,codebook,code,start,stop,verdict,memo\n%s,hand,worth,0,24,accept,by hand\n' \
    "$(say "SELECT report FROM v_report WHERE path LIKE '%Aldermoor%'")" > hand.csv
"$EXCERPTA" decisions apply --yes --reviewer '=A & <B>' hand.csv > /dev/null 2>&1
say "INSERT INTO decision(request, reviewer, at, kind, passage, origin, version, pass, verdict, recode, memo, star, batch)
  SELECT 'settled-' || id, 2, '2031-02-03T04:05:06.789Z', 'adjudicated', passage, origin, version, pass, 'accept', '', 'settled', 1, ''
    FROM decision WHERE id IN (SELECT min(id) FROM decision WHERE verdict = 'accept' AND origin = 'rule')"
say "INSERT INTO note(request, reviewer, at, passage, memo, star) SELECT 'note', 2, '2031-02-03T04:05:06.789Z', id, 'not yet', 1 FROM passage ORDER BY id LIMIT 1"
"$EXCERPTA" reviewer retire Old > /dev/null 2>&1
answer() {
    say "INSERT INTO audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence, undoes)
      SELECT 'a-$1', $2, '2030-01-0$1T00:00:00.000Z', '$3', (SELECT report FROM v_report ORDER BY path LIMIT 1 OFFSET $4), 'male-carers',
        '1', (SELECT '$5'), '$6', 'why $1', '$7', $8"
}
question=$(grep -o '<question id="[^"]*"' nine.xml | head -n 1 | cut -d'"' -f2)
answer 1 1 review 0 "$question" yes "$(say 'SELECT excerpt FROM v_excerpt LIMIT 1')" NULL; answer 2 1 review 1 "$question" no '' NULL
answer 3 1 undo 1 "$question" '' '' "(SELECT id FROM audit_answer WHERE request = 'a-2')"; answer 4 2 adjudicated 2 "$question" partly '' NULL
"$EXCERPTA" reports --edit --output list.csv
sqlite3 ':memory:' -cmd '.mode csv' -cmd '.import list.csv l' "UPDATE l SET region = 'London' WHERE file LIKE '%derby%'" '.headers on' 'SELECT * FROM l' > edited.csv
"$EXCERPTA" reports --edit edited.csv > /dev/null 2>&1
"$EXCERPTA" sample --untagged 9 --code "$1" > /dev/null 2>&1; "$EXCERPTA" sample --reports 3 > /dev/null 2>&1
"$EXCERPTA" reviewer assign 'Ann Lee' '=A & <B>' --double 20 > /dev/null 2>&1; "$EXCERPTA" reviewer assign 'Ann Lee' > /dev/null 2>&1
"$EXCERPTA" reviewer unassign 2 > /dev/null 2>&1
# A file that became another: what was decided on in it moves, or has nowhere to stand.
printf 'Derby Safeguarding Children Partnership\n\nAnnual report 2021/22\n\nMuch is new here.\n\nFathers are seen at home. The young dads were asked.\n' > shelf/derby.txt
"$EXCERPTA" index shelf --quiet > /dev/null 2>&1
"$EXCERPTA" code --quiet --codebook "$top/codebooks/male-carers.xml" > /dev/null 2>&1
"$EXCERPTA" code --quiet --codebook hand.xml > /dev/null 2>&1

# facts: every view and table, without the numbers that each study gives its rows
facts() {
    sqlite3 "$1" <<'SQL'
.headers on
.mode quote
SELECT * FROM v_report ORDER BY report;
SELECT * FROM v_attribute ORDER BY report, attribute;
SELECT sha256, field, source, value, origin, confidence FROM attribute JOIN report ON report.id = attribute.report ORDER BY 1, 2, 3;
SELECT path, size, modified_ns, p.sha256, r.sha256 FROM report_path p LEFT JOIN report r ON r.id = p.report ORDER BY 1;
SELECT sha256, bytes, format, title, words, text_bytes, hex(text), added FROM report ORDER BY 1;
SELECT sha256, ordinal, label, width, height, confidence FROM report r JOIN page p ON p.report = r.id ORDER BY 1, 2;
SELECT sha256, start, page FROM report r JOIN page_run p ON p.report = r.id ORDER BY 1, 2;
SELECT sha256, ordinal, start, stop, kind, level, heading FROM report r JOIN block p ON p.report = r.id ORDER BY 1, 2;
SELECT sha256, ordinal, start, stop FROM report r JOIN sentence p ON p.report = r.id ORDER BY 1, 2;
SELECT sha256, ordinal, page, p.text FROM report r JOIN furniture p ON p.report = r.id ORDER BY 1, 2;
SELECT * FROM v_quality ORDER BY 1, 3;
SELECT * FROM v_problem ORDER BY 1;
SELECT * FROM v_answer ORDER BY 1, 2, 3, 5;
SELECT * FROM v_copied ORDER BY 1, 3, 6;
SELECT name, version, hash, language, title, xml, (SELECT xml FROM codebook_modifiers m WHERE m.codebook = b.id) FROM codebook b ORDER BY 1, 2;
SELECT b.name, c.ordinal, c.name, c.title, definition, colour, theme, theme_title, c.hash FROM code c JOIN codebook b ON b.id = c.codebook ORDER BY 1, 2;
SELECT codebook, version, title, hash, tool, started, finished, reports, excerpts, problems, current FROM v_pass ORDER BY 1, 2;
SELECT b.name, x.report, path, excerpts, text_sha256, coded_with, read_with FROM v_pass_report x JOIN pass ON pass.id = x.pass JOIN codebook b ON b.id = pass.codebook
 WHERE path <> '' ORDER BY 1, 2;
SELECT excerpt, report, path, codebook, version, theme, theme_title, code, code_title, rule, standing, page, start, stop, spans, origin FROM v_excerpt ORDER BY 1;
SELECT * FROM v_finding ORDER BY excerpt;
SELECT name, added, retired, adjudicates FROM v_reviewer ORDER BY name;
SELECT r.name, at, kind FROM reviewer_event e JOIN reviewer r ON r.id = e.reviewer WHERE kind <> 'token' ORDER BY 1, 2, 3;
SELECT request, reviewer, at, kind, verdict, recode, memo, star, batch, (SELECT u.request FROM decision u WHERE u.id = v.undoes) AS undoes,
       (SELECT u.request FROM decision u WHERE u.id = v.undone_by) AS undone_by, counts, decided_excerpt, decided_report, codebook, version, code,
       decided_start, decided_stop, origin, (SELECT b.name || b.version FROM pass JOIN codebook b ON b.id = pass.codebook WHERE pass.id = v.pass) AS pass,
       words, hash, how, reason, excerpt, report, start, stop FROM v_decision v ORDER BY request;
SELECT p.excerpt, p.hash, prefix, suffix, x.at, how, reason, x.excerpt, x.report, x.text, x.start, x.stop FROM place x JOIN passage p ON p.id = x.passage ORDER BY 1, 2, 5, x.id;
SELECT request, reviewer, at, memo, star, codebook, code, words, how, excerpt, report, start, stop, holds FROM v_note ORDER BY 1;
SELECT request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence, (SELECT u.request FROM audit_answer u WHERE u.id = v.undoes) AS undoes, counts
  FROM v_audit_answer v ORDER BY 1;
SELECT a.at, codebook, theme, code, reports, doubled, seed, (SELECT group_concat(name) FROM (SELECT name FROM assignment_reviewer x JOIN reviewer r ON r.id = x.reviewer
       WHERE x.assignment = a.id ORDER BY 1)), (SELECT at FROM assignment_end e WHERE e.assignment = a.id) FROM assignment a ORDER BY 1, 7, 8;
SELECT at, kind, codebook, code, method, seed, t.ordinal, t.name, units, i.ordinal, start, stop, key, r.sha256 FROM sample s JOIN sample_stratum t ON t.sample = s.id
  JOIN sample_item i ON i.sample = s.id AND i.stratum = t.ordinal JOIN report r ON r.id = i.report ORDER BY kind, i.ordinal;
SQL
    "$EXCERPTA" audit --by report --format csv --study "$1"
}
facts "$EXCERPTA_STUDY" > before
# A table that comes later is to be told too, unless it is made of the others, or holds of one machine.
is 'every table is compared, or made of others' 'answer area_list assignment assignment_end assignment_reviewer attribute audit_answer authority block code codebook codebook_modifiers compared comparison copied counting decision excerpt finding furniture note origin page page_run partnership pass pass_origin pass_report passage place problem quality reading report report_origin report_path reviewer reviewer_event sample sample_item sample_stratum sentence shard template template_report unit_problem' \
    "$(say "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1" | xargs)"
count() { say "SELECT count(*) FROM $1"; }
has 'the study has something of everything' 'yes' "$(say "SELECT CASE WHEN
    (SELECT count(*) FROM v_decision) > 20 AND (SELECT count(DISTINCT verdict) FROM v_decision) = 5 AND (SELECT count(*) FROM v_decision WHERE origin = 'hand') = 1 AND (SELECT count(*) FROM v_decision WHERE how = 'orphaned') > 0
    AND (SELECT count(*) FROM v_decision WHERE how = 'moved') > 0 AND (SELECT count(DISTINCT kind) FROM v_decision) = 3
    AND (SELECT count(*) FROM v_audit_answer) = 4 AND (SELECT count(*) FROM v_report WHERE predecessor IS NOT NULL) = 1 AND (SELECT count(DISTINCT source) FROM attribute) = 3
    AND (SELECT count(*) FROM v_problem) = 1 AND (SELECT count(*) FROM page) > 20 AND (SELECT count(*) FROM furniture) > 5 AND (SELECT count(*) FROM v_copied) > 0
    AND (SELECT count(*) FROM note) = 1 AND (SELECT count(*) FROM sample) = 2 AND (SELECT count(*) FROM assignment_end) = 1 AND (SELECT count(*) FROM template) = 1 THEN 'yes' ELSE 'no' END")"

"$EXCERPTA" export --format qdpx --output all.qdpx 2> said; is 'export: status' 0 $?
sed 's/^/# /' said
mkdir q; unzip -q all.qdpx -d q
xmllint --noout --schema "$top/tests/data/refi/Project.xsd" q/project.qde 2> said; is "valid by REFI's schema" 0 $?
"$EXCERPTA" import --study back.db all.qdpx > out 2> said; is 'import: status' 0 $?
sed 's/^/# /' out said
is 'nothing is left out' '' "$(grep 'left out' said)"
facts back.db > after
is 'the study is the same, row by row' '' "$(diff before after | cut -c1-300 | head -n 20)"
is 'and holds together' 0 "$("$EXCERPTA" check --study back.db > said 2>&1; echo $?)"
"$EXCERPTA" verify --study back.db --quiet > said 2>&1; is 'its passes are made again from the files' 0 $?
for format in csv jsonl html markdown framework; do
    is "$format: the same bytes" "$("$EXCERPTA" export --format $format | sha256sum)" "$("$EXCERPTA" export --format $format --study back.db | sha256sum)"
done
"$EXCERPTA" export --format qdpx --study back.db --output again.qdpx 2> /dev/null; mkdir r; unzip -q again.qdpx -d r
is 'and the same project again' "$(sha256sum < q/project.qde)" "$(sha256sum < r/project.qde)"
sqlite3 back.db .dump > dump; "$EXCERPTA" import --study back.db all.qdpx > out 2> said; is 'again: status' 0 $?
is 'again: nothing is added, nothing changed' '' "$(sqlite3 back.db .dump | diff dump - | head -n 5)"
sqlite3 "$EXCERPTA_STUDY" .dump > dump; "$EXCERPTA" import all.qdpx > out 2> said; is 'into the study that it came from: status' 0 $?
is 'nor there' '' "$(sqlite3 "$EXCERPTA_STUDY" .dump | diff dump - | head -n 5)"

# What is asked for alone: its reports, codes and decisions, and the passes are made there.
"$EXCERPTA" export --format qdpx --code "$1" --output some.qdpx 2> /dev/null; "$EXCERPTA" import --study some.db some.qdpx > out 2> said; is 'of one code: status' 0 $?
part="SELECT request, reviewer, at, kind, verdict, memo, star, excerpt, start, stop FROM v_decision WHERE code = '$1' AND how <> 'orphaned' ORDER BY 1"
is 'its decisions' "$(say "$part")" "$(sqlite3 some.db "$part")"
part="SELECT excerpt, rule, standing, spans FROM v_excerpt WHERE code = '$1' ORDER BY 1"
is 'its excerpts' "$(say "$part")" "$(sqlite3 some.db "$part")"
# Without names nothing tells who, or on whose machine.
"$EXCERPTA" export --format qdpx --without-names --output hidden.qdpx 2> /dev/null; mkdir h; unzip -q hidden.qdpx -d h
is 'without names' '' "$(grep -rlE "Ann Lee|=A (&|.amp;)|$scratch" h)"
"$EXCERPTA" import --study hidden.db hidden.qdpx > out 2> said; is 'without names: status' 0 $?
part="SELECT request, at, verdict, memo, counts FROM v_decision ORDER BY 1"
is 'without names: every decision' "$(say "$part")" "$(sqlite3 hidden.db "$part")"
is 'without names: every report' "$(count v_report)" "$(sqlite3 hidden.db 'SELECT count(*) FROM v_report')"
done_testing
