. "${top_srcdir:-.}/tests/lib.sh"
# Parts of a shelf joined give the study of one machine, byte for byte; a missing, doubled or unfinished part is named.
# Reviewers' copies joined lose nothing that a person said.
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
cd "$scratch" || exit 99
book=$top/codebooks/male-carers.xml reports=$top/corpus/reports list=$top/corpus/manifest.csv
"$EXCERPTA" index "$reports" --manifest "$list" --study whole.db --quiet 2> /dev/null
"$EXCERPTA" code --codebook "$book" --study whole.db --quiet
# all STUDY: everything that is exported or listed, but when
all() {
    "$EXCERPTA" export --format csv --study "$1"; "$EXCERPTA" export --format jsonl --study "$1"
    "$EXCERPTA" reports --format csv --study "$1"; "$EXCERPTA" status --study "$1"
    "$EXCERPTA" status --quality --format csv --study "$1"; "$EXCERPTA" status --problems --format csv --study "$1"
}
part() { "$EXCERPTA" index "$reports" --manifest "$list" --shard "$1/4" --study "part-$1.db" --quiet &&
    "$EXCERPTA" code --codebook "$book" --shard "$1/4" --study "part-$1.db" --quiet; }
for n in 1 2 4; do part $n; done
has 'a missing part is named' 'of 4 parts these are missing: 3' "$("$EXCERPTA" merge out.db part-*.db 2>&1)"
is 'and nothing is written' 'part-1.db part-2.db part-4.db' "$(echo part-* out.db* | sed 's/ out.db\*//')"
part 3
cp part-2.db twice.db
has 'a doubled part is named with both studies' 'part 2/4 is there twice, in part-2.db and twice.db' \
    "$("$EXCERPTA" merge out.db part-*.db twice.db 2>&1)"
"$EXCERPTA" merge out.db part-4.db part-2.db part-1.db part-3.db 2> said; is 'all parts are merged' 0 $?
count=$("$EXCERPTA" export --format jsonl --study whole.db | wc -l)
has 'and it is said what came' "15 reports, $count excerpts" "$(cat said)"
is 'which is something' yes "$(test "$count" -gt 50 && echo yes)"
all whole.db > wanted; all out.db > got
is 'the study is that of one machine' '' "$(diff wanted got)"
is 'nothing is left beside it' out.db "$(echo out.db*)"
"$EXCERPTA" verify --study out.db --quiet; is 'a pass of it is made again' 0 $?
"$EXCERPTA" merge out.db part-*.db 2> said; all out.db > got
is 'merged again: nothing more' '' "$(diff wanted got)$(grep -v ' 0 reports, 0 excerpts, 0 decisions, 0 answers' said)"
is 'an index of the whole finds nothing new' '15 files: 0 new reports, 0 changed, 0 copies, 15 unchanged, 0 that are no report' \
    "$("$EXCERPTA" index "$reports" --study out.db 2> /dev/null | head -n 1)"

has 'a part that is another' 'go on with --shard 2/4' "$("$EXCERPTA" index "$reports" --shard 1/4 --study part-2.db 2>&1)"
has 'a part is not indexed as a whole' 'go on with --shard 2/4' "$("$EXCERPTA" index "$reports" --study part-2.db 2>&1)"
has 'a whole study is not made a part' 'no part of a shelf' "$("$EXCERPTA" index "$reports" --shard 1/4 --study whole.db 2>&1)"
for word in 0/4 5/4 3 a/b 1/99999 1/; do
    has "what is no part: $word" 'give a part and how many' "$("$EXCERPTA" index "$reports" --shard $word --study n.db 2>&1)"
done
cp -r "$reports" more; chmod -R u+w more; echo 'A father of a baby was seen here, and his words were kept.' > more/new.txt
"$EXCERPTA" index more --shard 1/2 --study other-1.db --quiet 2> /dev/null; rm more/new.txt
"$EXCERPTA" index more --shard 2/2 --study other-2.db --quiet 2> /dev/null
has 'parts of shelves that differ' 'parts of different shelves' "$("$EXCERPTA" merge o.db other-1.db other-2.db 2>&1)"
has 'a study into itself' 'name it first only' "$("$EXCERPTA" merge out.db out.db 2>&1)"

# A pass shared out over copies of one study.
"$EXCERPTA" index "$reports" --manifest "$list" --study c1.db --quiet 2> /dev/null; cp c1.db c2.db; cp c1.db c3.db
for n in 1 2; do "$EXCERPTA" code --codebook "$book" --shard $n/2 --study c$n.db --quiet; done
has 'a missing part of a pass' 'of 2 parts these are missing: 2' "$("$EXCERPTA" merge o.db c1.db 2>&1)"
"$EXCERPTA" merge o.db c2.db c1.db --quiet; all o.db > got
is 'a pass in parts is the pass' '' "$(diff wanted got)"
"$EXCERPTA" code --codebook "$book" --study c1.db --quiet; all c1.db > got
is 'a part that is coded whole after all' '' "$(diff wanted got)"
command -v sqlite3 > /dev/null || { done_testing; exit 0; }
sqlite3 part-4.db 'UPDATE shard SET complete = 0'
has 'a part that is not complete' 'part-4.db: part 4/4 is not complete' "$("$EXCERPTA" merge o2.db part-*.db 2>&1)"

# A pass that is complete once its parts are joined takes the decisions along, as one that was run in one go.
cp whole.db decided.db; "$EXCERPTA" reviewer add Ann --study decided.db > /dev/null 2>&1
"$EXCERPTA" decisions batch --reviewer Ann --verdict accept --yes --study decided.db > /dev/null
gone=$(sqlite3 decided.db 'SELECT code FROM v_excerpt GROUP BY code ORDER BY count(*) DESC, code LIMIT 1')
sed 's/version="[0-9.]*" xml/version="9.0" xml/; s/id="'"$gone"'"/id="other-than-'"$gone"'"/' "$book" |
    sed '/<audit>/,/<\/audit>/d' > nine.xml
for n in 1 2; do
    cp decided.db d$n.db; "$EXCERPTA" code --codebook nine.xml --shard $n/2 --study d$n.db --quiet
done
"$EXCERPTA" code --codebook nine.xml --study decided.db --quiet
"$EXCERPTA" merge joined.db d1.db d2.db --quiet > said 2>&1
places() {
    "$EXCERPTA" decisions list --all --format csv --study "$1"; "$EXCERPTA" decisions orphans --study "$1" --format csv
}
is 'some decisions are orphans then' yes "$(sqlite3 joined.db "SELECT count(*) > 0
    AND count(*) < (SELECT count(*) FROM decision) FROM v_decision WHERE how = 'orphaned'" | sed 's/^1$/yes/')"
places decided.db > wanted-places; places joined.db > got
is 'decisions follow a pass whose parts are joined' '' "$(diff wanted-places got | head -n 5)"

# event STUDY AT KIND: as it was said in one of two copies; the later counts, whichever is joined first.
event() { sqlite3 "$1" "INSERT INTO reviewer_event(reviewer, at, kind, token) VALUES (1, '$2', '$3', '')"; }
cp whole.db e1.db; "$EXCERPTA" reviewer add Ann --study e1.db > /dev/null 2>&1; cp e1.db e2.db
event e1.db 2030-01-02T00:00:00Z retired; event e2.db 2030-01-01T00:00:00Z returned
event e1.db 2030-01-01T00:00:00Z adjudicator; event e2.db 2030-01-02T00:00:00Z 'no adjudicator'
for order in 'e1.db e2.db' 'e2.db e1.db'; do
    rm -f e.db*; "$EXCERPTA" merge e.db $order --quiet > said 2>&1
    is "what was said of a reviewer last counts: $order" '2030-01-02T00:00:00Z|0' \
        "$(sqlite3 e.db 'SELECT retired, adjudicates FROM v_reviewer')"
done

# say STUDY REVIEWER REQUEST VERDICT AT EXCERPT-NUMBER: a decision as the program writes it
say() {
    sqlite3 "$1" "INSERT INTO reviewer(name, added) SELECT '$2', '$5' WHERE NOT EXISTS (SELECT 1 FROM reviewer WHERE name = '$2');
    INSERT INTO passage(excerpt, report, codebook, code, start, stop, hash, words, prefix, suffix)
      SELECT excerpt, report, codebook, code, start, stop, 'h', 'w', '', '' FROM v_excerpt e
       WHERE NOT EXISTS (SELECT 1 FROM passage p WHERE p.excerpt = e.excerpt) ORDER BY excerpt LIMIT 1 OFFSET $6;
    INSERT INTO place(passage, at, pass, how, reason, excerpt, report, text, start, stop)
      SELECT id, '$5', NULL, 'same', '', excerpt, report, (SELECT o.text_sha256 FROM report r JOIN report_origin o
             ON o.report = r.id WHERE r.sha256 = p.report), start, stop FROM passage p
       WHERE NOT EXISTS (SELECT 1 FROM place WHERE passage = p.id);
    INSERT INTO decision(request, reviewer, at, kind, passage, origin, version, pass, verdict, recode, memo, star, batch)
      SELECT '$3', (SELECT id FROM reviewer WHERE name = '$2'), '$5', 'review', ${7:-(SELECT max(id) FROM passage)}, 'rule',
             '1.0.0', 1, '$4', '', 'memo of $3', 0, ''"
}
cp whole.db ann.db; say ann.db Ann common accept 2026-01-01T00:00:00.000Z 0
cp ann.db ben.db
say ann.db Ann a1 accept 2026-01-02T00:00:00.000Z 0 1; say ben.db Ben b1 reject 2026-01-03T00:00:00.000Z 1
say ben.db Ann b2 reject 2026-01-04T00:00:00.000Z 0 1
sqlite3 ann.db "INSERT INTO audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo,
    evidence) VALUES ('q', 1, '2026-01-02', 'review', 'r', 'c', '1', 'one', 'yes', '', '')"
sqlite3 ben.db "INSERT INTO decision(request, reviewer, at, kind, passage, origin, version, pass, verdict, recode, memo, star,
    batch, undoes) SELECT 'u', reviewer, '2026-01-05', 'undo', passage, origin, version, pass, '', '', '', 0, '', id
    FROM decision WHERE request = 'b1'"
sqlite3 ben.db "INSERT INTO note(request, reviewer, at, passage, memo, star) SELECT 'n', reviewer, '2026-01-06', passage, 'noted', 1
    FROM decision WHERE request = 'b1'"
"$EXCERPTA" merge both.db ann.db ben.db > out.csv 2> said; is 'a conflict is told by the status' 1 $?
is 'every decision and answer of both' 'a1 b1 b2 common u q' "$(echo $(sqlite3 both.db \
    'SELECT request FROM decision ORDER BY 1; SELECT request FROM audit_answer'))"
is 'with its memo, reviewer and what it undoes' 'Ann|memo of a1| Ann|memo of b2| Ann|memo of common| Ben||b1 Ben|memo of b1|' \
    "$(sqlite3 both.db "SELECT r.name, d.memo, coalesce((SELECT request FROM decision u WHERE u.id = d.undoes), '')
       FROM decision d JOIN reviewer r ON r.id = d.reviewer ORDER BY 1, 2" | tr '\n' ' ' | sed 's/ $//')"
is 'every note' 'n Ben noted 1 1' "$(sqlite3 -separator ' ' both.db "SELECT v.request, v.reviewer, v.memo, v.star,
    v.excerpt = (SELECT excerpt FROM v_decision WHERE request = 'b1') FROM v_note v")"
has 'one reviewer who decided an excerpt twice is listed' 'decision of Ann' "$(cat out.csv)"
is 'the later counts' 'reject' "$(sqlite3 both.db "SELECT verdict FROM v_review WHERE excerpt =
    (SELECT excerpt FROM passage WHERE id = 1)")"
sqlite3 both.db .dump > before; "$EXCERPTA" merge both.db ben.db ann.db > /dev/null 2>&1
is 'merged again in another order: nothing more' '' "$(sqlite3 both.db .dump | diff before -)"
is 'nothing is broken' ok "$(sqlite3 both.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')"
sqlite3 ben.db "UPDATE codebook SET hash = 'x'"
has 'a codebook of two contents' 'has two contents' "$("$EXCERPTA" merge none.db ann.db ben.db 2>&1)"
is 'leaves nothing' '' "$(ls none.db* 2> /dev/null)"
done_testing
