. "${top_srcdir:-.}/tests/lib.sh"
# A study that an excerpta of version 3 made and reviewers decided in is gone on with: its decisions are shown, new ones and
# notes are kept.
. "$top_srcdir/tests/review/serve.sh"
command -v sqlite3 > /dev/null && command -v xz > /dev/null || { echo '1..0 # SKIP no sqlite3, no xz'; exit 0; }
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
sql() { sqlite3 "$EXCERPTA_STUDY" "$1"; }
xz -dc "$top_srcdir/tests/migrate/study-3.sql.xz" | sqlite3 "$EXCERPTA_STUDY"
is 'the study is of version 3, without notes' '3 0' \
    "$(sql 'PRAGMA user_version') $(sql "SELECT count(*) FROM sqlite_schema WHERE name GLOB '*note*'")"
decided=$(sql "SELECT count(*) FROM v_review WHERE reviewer = 'Ann'")
is 'and Ann has decided there' yes "$(test "$decided" -gt 1 && echo yes)"

trap 'stop_server; rm -rf "$scratch"' EXIT
start_server Ann
own="Origin: http://127.0.0.1:$port" cookie="Cookie: $(enter Ann)"
is 'opened to be reviewed it is of version 4' 4 "$(sql 'PRAGMA user_version')"
is 'and copied before' 3 "$(sqlite3 "$EXCERPTA_STUDY.version-3-1" 'PRAGMA user_version')"
first=$(sql "SELECT excerpt FROM v_review WHERE reviewer = 'Ann' ORDER BY excerpt LIMIT 1")
has 'what she said is shown' "\"memo\":\"$(sql "SELECT memo FROM v_review WHERE excerpt = '$first' AND reviewer = 'Ann'")\"" \
    "$(get "/api/excerpts?ids=$first" "$cookie" | body_of)"
open=$(sql "SELECT excerpt FROM v_finding WHERE status = 'undecided' ORDER BY excerpt LIMIT 1")
has 'what is undecided is in the queue' "$open" "$(get '/api/queue?verdict=none' "$cookie" | body_of)"

note=$(printf '{"request":"n1","excerpt":"%s","memo":"look again","star":true}' "$open")
is 'star and memo are kept' 200 "$(post /api/note "$note" "$cookie" "$own" | status_of)"
is 'before there is a verdict' "$open Ann look again 1 1" \
    "$(sqlite3 -separator ' ' "$EXCERPTA_STUDY" 'SELECT excerpt, reviewer, memo, star, holds FROM v_note')"
has 'and shown' '"memo":"look again"' "$(get "/api/excerpts?ids=$open" "$cookie" | body_of)"
stop_server
# Programs between the two versions made studies that have notes and call themselves 3.
cp "$EXCERPTA_STUDY" "$scratch/first.db"
sql 'PRAGMA user_version = 3'
start_server Ann
own="Origin: http://127.0.0.1:$port" cookie="Cookie: $(enter Ann)"
is 'a study of version 3 that has notes keeps them' '4 look again' "$(sql 'PRAGMA user_version') $(sql 'SELECT memo FROM v_note')"
dump() { sqlite3 "$1" .dump | grep -v reviewer_event | sort; }
is "and is as it was" "$(dump "$scratch/first.db")" "$(dump "$EXCERPTA_STUDY")"
decision=$(printf '{"request":"d1","excerpts":["%s"],"verdict":"accept","memo":"it is so","star":true}' "$open")
is 'a decision is saved' 200 "$(post /api/decide "$decision" "$cookie" "$own" | status_of)"
is 'and counts beside those of then' "$((decided + 1))" "$(sql "SELECT count(*) FROM v_review WHERE reviewer = 'Ann'")"
is 'the note holds no more' 0 "$(sql 'SELECT holds FROM v_note')"
is 'undone, it is not there' 200 "$(post /api/undo '{"request":"u1"}' "$cookie" "$own" | status_of)"
is 'and the note holds' "$decided 1" "$(sql "SELECT count(*) FROM v_review WHERE reviewer = 'Ann'") $(sql 'SELECT holds FROM v_note')"
has 'the study holds together' 'excerpts' "$("$EXCERPTA" check)"
done_testing
