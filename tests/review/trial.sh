. "${top_srcdir:-.}/tests/lib.sh"
# A codebook changed on the page: tried on the study, stopped, saved as a file; and nothing of the study is other than
# before.
. "$top_srcdir/tests/review/serve.sh"
for needed in sqlite3 jq; do
    command -v $needed > /dev/null || { echo "1..0 # SKIP $needed is absent"; exit 0; }
done
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
mkdir "$scratch/reports"
printf 'Fathers came to the meeting.\n\nDads will be invited.\n\nUncles did not come.\n\fA granddad stayed.\n' > "$scratch/reports/a.txt"
# Words on which a pattern below takes its time, until it is given up on.
awk 'BEGIN { for (i = 0; i < 4000; i++) printf "Page %d xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx z.\n\n", i }' > "$scratch/reports/b.txt"
cat > "$scratch/cues.xml" <<'CUES'
<modifiers xmlns="urn:excerpta:codebook:1" version="1"><modifier id="will" standing="planned" direction="backward">
<pattern>will be</pattern></modifier><modifier id="not" standing="absent" direction="backward"><pattern>did not</pattern></modifier></modifiers>
CUES
cat > "$scratch/men.xml" <<'BOOK'
<codebook xmlns="urn:excerpta:codebook:1" id="men" version="1.0.0" xml:lang="en-GB"><title>Men</title>
<description>D</description><modifiers ref="cues.xml"/>
<terms id="man"><pattern>fathers?|dads?</pattern></terms>
<terms id="uncle"><pattern>uncles?</pattern></terms>
<theme id="t"><title>T</title><code id="man" unit="sentence"><title>A man</title><definition>D</definition>
<rule id="r"><terms ref="man"/></rule>
<example match="present">His father came.</example></code>
<code id="uncle" unit="sentence"><title>An uncle</title><rule id="r"><terms ref="uncle"/></rule></code></theme></codebook>
BOOK
"$EXCERPTA" index "$scratch/reports" --quiet > /dev/null 2>&1
"$EXCERPTA" code --codebook "$scratch/men.xml" --quiet > /dev/null 2>&1
"$EXCERPTA" reviewer add lead --adjudicator > /dev/null 2>&1 || { "$EXCERPTA" reviewer add lead; "$EXCERPTA" reviewer adjudicator lead; } > /dev/null 2>&1

start_server lead ann
trap 'stop_server; rm -rf "$scratch"' EXIT
own="Origin: http://127.0.0.1:$port"
lead="Cookie: $(enter lead)" ann="Cookie: $(enter ann)"
study() { sqlite3 "$EXCERPTA_STUDY" .dump | sha256sum; }
trial() { get "/api/trial${1-}" "$lead" | body_of; }
# try LIST: with another list of men; then waits until it has ended
begin() { post /api/trial "$(jq -nc --arg text "$1" '{codebook: "men", parts: [{kind: "terms", id: "man", text: $text}]}')" "$lead" "$own"; }
ended() {
    tries=0
    while test "$(trial | jq -r .state)" = running && test $tries -lt 600; do sleep 0.05; tries=$((tries + 1)); done
    trial "${1-}"
}

{ read -r fathers; read -r dads; } <<EXCERPTS
$(sqlite3 "$EXCERPTA_STUDY" "SELECT excerpt FROM v_excerpt WHERE code = 'man' ORDER BY start")
EXCERPTS
post /api/decide "{\"request\":\"r1\",\"excerpts\":[\"$dads\"],\"verdict\":\"accept\"}" "$ann" "$own" > "$scratch/answer"
is 'a decision to touch' 200 "$(status_of < "$scratch/answer")"
before=$(study)

# Parts.
get '/api/parts?code=men/man' "$lead" | body_of > "$scratch/parts"
is "a code's own element and the lists that it uses, with their lines" 'code man 5 terms man 3' \
    "$(jq -r '.parts[] | .kind, .id, .line' "$scratch/parts" | paste -sd ' ')"
is 'as the file has them' '<terms id="man"><pattern>fathers?|dads?</pattern></terms>' "$(jq -r '.parts[1].text' "$scratch/parts")"
is 'a code that is none' 404 "$(get '/api/parts?code=men/zebra' "$lead" | status_of)"

# Who may.
for path in '/api/parts?code=men/man' /api/trial; do
    is "one who reviews blind may not: $path" 403 "$(get "$path" "$ann" | status_of)"
    is "nobody: $path" 401 "$(get "$path" | status_of)"
done
for path in /api/trial /api/codebook; do
    is "one who reviews blind may not send to $path" 403 "$(post $path '{"codebook":"men","version":"2","parts":[]}' "$ann" "$own" | status_of)"
    is "another site's page may not send to $path" 403 "$(post $path '{"codebook":"men","parts":[]}' "$lead" 'Origin: http://evil.example' | status_of)"
done
is 'a change over a megabyte' 413 "$(printf 'POST /api/trial HTTP/1.1\nHost: 127.0.0.1:%s\n%s\n%s\nContent-Type: application/json\nContent-Length: 1100000\n\n' \
    "$port" "$lead" "$own" | raw | status_of)"
for parts in '[{"kind":"theme","id":"t","text":""}]' '[{"kind":"terms","id":"man"}]' '[1]'; do
    is "what is no part is refused: $parts" 400 "$(post /api/trial "{\"codebook\":\"men\",\"parts\":$parts}" "$lead" "$own" | status_of)"
done
is 'nor one that the codebook lacks' 404 "$(post /api/trial '{"codebook":"men","parts":[{"kind":"code","id":"zebra","text":""}]}' "$lead" "$own" | status_of)"
is 'no trial has begun by that' none "$(trial | jq -r .state)"

# Mistakes.
begin '<terms id="man"><patern>fathers</patern></terms>' > /dev/null
is 'a mistake is told with its line and the nearest right word' \
    'failed men: line 3: <patern> cannot stand in <terms>; did you mean <pattern>?' "$(ended | jq -r '.state, .error' | head -n 2 | paste -sd ' ')"
begin '<terms id="man"><pattern>fathers|(dads</pattern></terms>' > /dev/null
has 'a pattern that cannot be read, with its column' 'line 3: ' "$(ended | jq -r .error)"
begin '<terms id="man"><pattern>x</pattern></terms><import href="/etc/passwd"/>' > /dev/null
is 'no file is read that a change names' 'failed ' "$(ended | jq -r '"\(.state) \(.error | scan("root:") // "")"')"

# A trial.
is 'a trial begins' 200 "$(begin '<terms id="man"><pattern>fathers?|granddads?|uncles?</pattern></terms>' | status_of)"
ended > "$scratch/trial"
is 'and ends' 'done 2' "$(jq -r '"\(.state) \(.done)"' "$scratch/trial")"
is 'what it would tag anew, no longer, with page, rule and words' 'no longer 1 planned>: Dads will be invited.
anew 1 >absent: Uncles did not come.
anew 2 >present: A granddad stayed.' "$(jq -r '.rows[] | "\(.change) \(.page) \(.before)>\(.after): \([.words[][1]] | add)"' "$scratch/trial")"
is 'the words that the rule found are marked' granddad "$(jq -r '.rows[2].words[] | select(.[0] == 2) | .[1]' "$scratch/trial")"
is 'counts by code, in excerpts and reports, and decisions touched' 'men/man [2,3] [1,1] 2 1 1' \
    "$(jq -r '.counts[] | "\(.code) \(.excerpts | tojson) \(.reports | tojson) \(.anew) \(."no longer") \(.decisions)"' "$scratch/trial")"
is 'which decisions those are' '{"accept":1}' "$(jq -c '.rows[0].decisions' "$scratch/trial")"
is 'only those that touch decisions' 'no longer' "$(trial '?touched=1' | jq -r '.rows[].change')"
is 'only those of one kind' 2 "$(trial '?change=anew' | jq .total)"
is 'only those of one code' 0 "$(trial '?code=men/uncle' | jq .total)"
is 'from a place on' 'A granddad stayed.' "$(trial '?from=2' | jq -r '.rows[] | [.words[][1]] | add')"
is 'and by trying nothing of the study is other than before' "$before" "$(study)"
is 'an example that fails is told' '1 of 1: present His father came.' \
    "$(begin '<terms id="man"><pattern>dads?</pattern></terms>' > /dev/null; ended | jq -r '.examples | "\(.failed) of \(.tried): \(.some[0].expected) \(.some[0].text)"')"

# One that takes long: nobody waits for it, and it can be stopped.
slow_list=$(for i in $(seq 40); do printf '<pattern>(x+x+)+[0-9]{%d}</pattern>' "$i"; done)
is 'one that takes long begins' 200 "$(begin "<terms id=\"man\">$slow_list</terms>" | status_of)"
n=0
while test "$(trial | jq -r .state)" = running && test $n -lt 5; do
    n=$((n + 1))
    post /api/decide "{\"request\":\"d$n\",\"excerpts\":[\"$fathers\"],\"verdict\":\"accept\"}" "$ann" "$own" | status_of
done > "$scratch/decided"
is 'decisions are saved while it runs' '200 200 200 200 200' "$(paste -sd ' ' "$scratch/decided")"
has 'another does not begin meanwhile' 'one runs at a time' "$(begin '<terms id="man"><pattern>x</pattern></terms>')"
is 'and it still runs' running "$(trial | jq -r .state)"
post /api/trial/stop '{}' "$ann" "$own" > /dev/null
is 'who has not begun it does not stop it' running "$(trial | jq -r .state)"
post /api/trial/stop '{}' "$lead" "$own" > /dev/null
is 'who has, does' stopped "$(ended | jq -r .state)"
is 'and the next begins' 200 "$(begin "<terms id=\"man\">$slow_list</terms>" | status_of)"
kill "$server"
tries=0
while kill -0 "$server" 2> /dev/null && test $tries -lt 200; do sleep 0.05; tries=$((tries + 1)); done
is 'the server ends in the midst of one' yes "$(test $tries -lt 200 && echo yes)"
sqlite3 "$EXCERPTA_STUDY" "SELECT count(*) FROM v_decision WHERE request LIKE 'd_'" > "$scratch/held"
is 'with all that was said to be saved' 5 "$(cat "$scratch/held")"

# Saved as a file.
start_server lead ann
lead="Cookie: $(enter lead)"
save() { post /api/codebook "$(jq -nc --arg version "$1" --arg text "$2" '{codebook: "men", version: $version, parts: [{kind: "terms", id: "man", text: $text}]}')" "$lead" "$own"; }
for version in '' 1.0.0 '2"' 2/3; do
    is "no version: '$version'" 400 "$(save "$version" '<terms id="man"><pattern>x</pattern></terms>' | status_of)"
done
has 'a version of the study is told as such' 'has a version 1.0.0 of codebook men already' "$(save 1.0.0 '')"
has 'what is no codebook is not given away' 'line 3: ' "$(save 1.1.0 '<terms id="man"/>')"
save 1.1.0 '<terms id="man"><pattern>fathers?|granddads?</pattern></terms>' | body_of > "$scratch/new"
is 'its name' men-1.1.0.xml "$(jq -r .name "$scratch/new")"
mkdir "$scratch/new.d"
jq -j .text "$scratch/new" > "$scratch/new.d/men-1.1.0.xml"
is 'every other byte is as it was' "$(sed 's/1\.0\.0/1.1.0/; s/dads?</granddads?</' "$scratch/men.xml")" "$(cat "$scratch/new.d/men-1.1.0.xml")"
is 'with the cues that it names' cues.xml "$(jq -r .beside.name "$scratch/new")"
jq -j .beside.text "$scratch/new" | cmp -s - "$scratch/cues.xml"; is 'as they were' 0 $?
is 'and the study that it is for' "$(readlink -f "$EXCERPTA_STUDY")" "$(jq -r .study "$scratch/new")"
stop_server
sqlite3 "$EXCERPTA_STUDY" 'SELECT count(*), (SELECT count(*) FROM pass) FROM codebook' > "$scratch/held"
is 'the study has one codebook and one pass as before' '1|1' "$(cat "$scratch/held")"
cp "$scratch/cues.xml" "$scratch/new.d"
"$EXCERPTA" code --codebook "$scratch/new.d/men-1.1.0.xml" --quiet > /dev/null 2>&1
is 'coding with the file makes it so' 2 "$(sqlite3 "$EXCERPTA_STUDY" "SELECT count(*) FROM v_excerpt WHERE code = 'man'")"
done_testing
