. "${top_srcdir:-.}/tests/lib.sh"
# The server is killed between a decision and its answer, a hundred times, at a moment that differs each time: what was
# said to be saved is there, and what is sent again is there once.
slow
. "$top_srcdir/tests/review/serve.sh"
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP sqlite3 is absent'; exit 0; }
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
mkdir "$scratch/reports"
for i in $(seq 120); do printf 'Fathers came to meeting %d.\n\n' "$i"; done > "$scratch/reports/a.txt"
cat > "$scratch/men.xml" <<'BOOK'
<codebook xmlns="urn:excerpta:codebook:1" id="men" version="1.0.0" xml:lang="en-GB"><title>T</title>
<description>D</description><theme id="t"><title>T</title><code id="man" unit="sentence"><title>M</title>
<definition>D</definition><rule id="r"><pattern>fathers?|dads?</pattern></rule></code></theme></codebook>
BOOK
"$EXCERPTA" index "$scratch/reports" --quiet > /dev/null 2>&1
"$EXCERPTA" code --codebook "$scratch/men.xml" --quiet > /dev/null 2>&1

trap 'stop_server; rm -rf "$scratch"' EXIT
port=$((20000 + $$ % 20000))   # nobody else has it while the server is down
start_server ann
cookie=$(enter ann)
own="Origin: http://127.0.0.1:$port"
sqlite3 "$EXCERPTA_STUDY" 'SELECT excerpt FROM v_excerpt ORDER BY start LIMIT 100' > "$scratch/excerpts"
n=0 said=0 killed=0
while read -r excerpt; do
    n=$((n + 1))
    deed=$(printf '{"request":"deed-%d","excerpts":["%s"],"verdict":"accept","memo":"m%d"}' "$n" "$excerpt" "$n")
    # Killed after 0 to 50 ms: before, in and after the transaction.
    { post /api/decide "$deed" "Cookie: $cookie" "$own" > "$scratch/answer"; } &
    asking=$!
    sleep "0.0$(printf %02d $((n % 11 * 5)))"
    kill -KILL "$server"; wait "$server" 2> /dev/null
    wait "$asking"
    killed=$((killed + 1))
    held=$(sqlite3 "$EXCERPTA_STUDY" "SELECT count(*) FROM v_decision WHERE request = 'deed-$n'")
    if test "$(status_of < "$scratch/answer")" = 200; then
        said=$((said + 1))
        test "$held" = 1 || echo "deed $n was said to be saved and is not there"
    fi >> "$scratch/broken"
    start_server bob
    # The page sends it again, as it does whatever it has no answer to.
    test "$(post /api/decide "$deed" "Cookie: $cookie" "$own" | status_of)" = 200 || echo "deed $n is refused when sent again" >> "$scratch/broken"
done < "$scratch/excerpts"
is "killed $killed times: what was said to be saved ($said) is there" '' "$(cat "$scratch/broken" 2> /dev/null)"
is 'a hundred times' 100 "$killed"
is 'everything that was sent is there, once' '100|100|100' \
    "$(sqlite3 "$EXCERPTA_STUDY" "SELECT count(*), count(DISTINCT request), count(DISTINCT decided_excerpt) FROM v_decision WHERE kind = 'review'")"
is 'with its words' 100 "$(sqlite3 "$EXCERPTA_STUDY" "SELECT count(*) FROM v_review WHERE reviewer = 'ann' AND memo LIKE 'm%'")"
is 'the study is whole' ok "$(sqlite3 "$EXCERPTA_STUDY" 'PRAGMA integrity_check')"
done_testing
