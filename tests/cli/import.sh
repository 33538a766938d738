. "${top_srcdir:-.}/tests/cli/export_lib.sh"
# REFI-QDA projects taken in: a round trip with nothing lost, and each program's way of counting.
make_study
decide 1 1 accept '=1+1 <b>' 2026-01-02
decide 2 1 reject 'not so' 2026-01-03
decide 3 2 unsure '' 2026-02-01
decide 3 1 accept 'yes' 2026-02-02
"$EXCERPTA" export --format qdpx --output "$scratch/a.qdpx" 2> /dev/null

# --- excerpta to excerpta
"$EXCERPTA" import --study "$scratch/back.db" "$scratch/a.qdpx" > "$scratch/said" 2> "$scratch/err"; is 'round trip: status' 0 $?
sed 's/^/# /' "$scratch/err" | head -5
has 'its texts are reports' 'reports: 0 known, 3 added as text' "$(cat "$scratch/said")"
facts="SELECT e.codebook, e.version, e.theme, e.code, e.rule, e.standing, e.origin, f.status, f.star, f.decided_by, e.start, e.stop, e.spans
  FROM v_excerpt e JOIN v_finding f USING (excerpt) ORDER BY e.codebook, e.code, e.path LIKE '%long%', e.start, e.stop"
is 'every excerpt comes back with rule, standing, status and place' "$(sqlite3 "$EXCERPTA_STUDY" "$facts")" "$(sqlite3 "$scratch/back.db" "$facts")"
said="SELECT reviewer, kind, verdict, recode, memo, star, code, origin, start, stop FROM v_decision WHERE counts ORDER BY start, reviewer"
is 'every decision with its memo' "$(sqlite3 "$EXCERPTA_STUDY" "$said")" "$(sqlite3 "$scratch/back.db" "$said")"
words() { "$EXCERPTA" export --format jsonl --study "$1" | jq -r '.text' | sort; }
is 'and every word' "$(words "$EXCERPTA_STUDY" | sha256sum)" "$(words "$scratch/back.db" | sha256sum)"
"$EXCERPTA" import --study "$scratch/back.db" "$scratch/a.qdpx" > "$scratch/said" 2> /dev/null
has 'again: nothing is added' 'decisions: 0, and 4 that were there' "$(cat "$scratch/said")"
"$EXCERPTA" import "$scratch/a.qdpx" > "$scratch/said" 2> /dev/null
has 'into the study that it came from: nothing is added' 'reports: 3 known, 0 added' "$(cat "$scratch/said")"
has 'nor decided again' 'decisions: 0, and 4 that were there' "$(cat "$scratch/said")"

# --- as other programs write: one text, four ways of counting. Each selection is given as the words between [ and ].
# project NAME UNIT(1 code points, 2 UTF-16) CRLF(0 LF, 1 CR LF as one, 2 as two) MARK(0, 1: in the file, 2: counted) FOLDER QDE NAMES
project() {
    rm -rf "$scratch/p"; mkdir -p "$scratch/p/$5"
    printf '%s\n' 'Annual report 😀 of the board' '' 'The [fathers] 👨 were asked 😀 twice and [young dads answered] 😀😀 in time.' \
        'A 𝔣ew [men] said [nothing at all] 👍 about [their children].' 'The [last words]' > "$scratch/marked"
    gawk -v unit=$2 -v crlf=$3 -v mark=$4 -v names=$7 -v to="$scratch/p/$5/t.txt" -v lower="$5" '
        BEGIN { RS = "^$"; ORS = "" }
        { n = length($0); at = mark == 2
          if (mark) printf "\357\273\277" > to
          for (i = 1; i <= n; i++) {
            c = substr($0, i, 1)
            if (c == "[") { start = at; words = ""; continue }
            if (c == "]") { k++; s = s sprintf("<PlainTextSelection guid=\"00000000-0000-4000-8000-00000000000%d\" startPosition=\"%d\" endPosition=\"%d\"%s><Coding guid=\"10000000-0000-4000-8000-00000000000%d\" creatingUser=\"{AAAAAAAA-0000-4000-8000-000000000001}\"><CodeRef targetGUID=\"c%d\"/></Coding></PlainTextSelection>\n", k, start, at, names ? " name=\"" words "\"" : " name=\"\"", k, k % 2); continue }
            words = words c
            if (c == "\n" && crlf) { printf "\r\n" > to; at += crlf } else { printf "%s", c > to; at += (unit == 2 && c > "\357\277\277") ? 2 : 1 }
          }
          print "<?xml version=\"1.0\" encoding=\"utf-8\"?><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\" origin=\"Some program\"><Users><User guid=\"aaaaaaaa-0000-4000-8000-000000000001\" name=\"Coder; One\"/></Users><CodeBook><Codes><Code guid=\"C9\" name=\"Group\" isCodable=\"false\"><Code guid=\"C0\" name=\"Men &amp; boys\" isCodable=\"true\" color=\"#ff0000\"><Description>What.</Description></Code></Code><Code guid=\"C1\" name=\"Voice\" isCodable=\"true\"/></Codes></CodeBook><Sources><TextSource guid=\"5\" name=\"Board\" plainTextPath=\"internal://t.txt\">\n" s "</TextSource></Sources></Project>" }' \
        "$scratch/marked" > "$scratch/p/$6"
    rm -f "$scratch/$1.qdpx"; (cd "$scratch/p" && zip -q -r "$scratch/$1.qdpx" .)
    rm -f "$scratch/$1.db"*
    out=$("$EXCERPTA" import --study "$scratch/$1.db" "$scratch/$1.qdpx" 2>&1); status=$?
}
right='c-men-boys:fathers
voice:young dads answered
men'
expected=$(printf '%s\n' 'fathers' 'last words' 'men' 'nothing at all' 'their children' 'young dads answered')
check() {
    is "$1: status" 0 $status; has "$1: how it counts is found" "$2" "$out"
    is "$1: the right words" "$expected" "$("$EXCERPTA" export --format jsonl --study "$scratch/$1.db" | jq -r .text | sort)"
}
project nvivo 2 2 1 Sources Project.qde 0;   check nvivo 'UTF-16 units, CR LF as two'
project atlas 1 1 0 sources Trial.qde 1;     check atlas 'code points, CR LF as one'
project maxqda 1 1 1 sources project.qde 0;  check maxqda 'code points, CR LF as one'
project qualcoder 2 0 1 sources project.qde 1; check qualcoder 'UTF-16 units'
project lines 1 0 0 sources project.qde 0;   check lines 'code points'
project marked 2 1 2 sources project.qde 0;  check marked 'UTF-16 units, CR LF as one, byte order mark counted'
is 'codes are tagged by hand, in themes' 'men-boys hand group voice hand voice' "$("$EXCERPTA" export --format jsonl --study "$scratch/nvivo.db" | jq -r '"\(.code) \(.origin)"' | sort -u | while read -r code origin; do
    echo "$code $origin $(sqlite3 "$scratch/nvivo.db" "SELECT lower(theme_title) FROM v_excerpt WHERE code = '$code' LIMIT 1")"; done | xargs)"
is 'its coder is a reviewer' 'Coder  One' "$(sqlite3 "$scratch/nvivo.db" 'SELECT DISTINCT decided_by FROM v_finding')"
again=$("$EXCERPTA" import --study "$scratch/nvivo.db" "$scratch/nvivo.qdpx" 2>&1)
has 'again: nothing is added' 'decisions: 0, and 6 that were there' "$again"
# A report of that name, read from another format, has the words at other places.
mkdir "$scratch/other"; { echo 'Another heading.'; echo; tr -d '[]' < "$scratch/marked"; } > "$scratch/other/Board.txt"
"$EXCERPTA" index --quiet --study "$scratch/o.db" "$scratch/other" > /dev/null 2>&1
out=$("$EXCERPTA" import --study "$scratch/o.db" "$scratch/nvivo.qdpx" 2>&1)
has 'a report of that name is found' 'reports: 1 known, 0 added' "$out"
is 'and the words in it' "$expected" "$("$EXCERPTA" export --format jsonl --study "$scratch/o.db" | jq -r .text | sort)"

# --- what is refused
project unclear 1 0 0 sources project.qde 0; sed -i 's/startPosition="[0-9]*" endPosition="[0-9]*"/startPosition="27" endPosition="40"/' "$scratch/p/project.qde"
rm "$scratch/unclear.qdpx"; (cd "$scratch/p" && zip -q -r "$scratch/unclear.qdpx" .)
out=$("$EXCERPTA" import --study "$scratch/u.db" "$scratch/unclear.qdpx" 2>&1); is 'no way fits best: status' 3 $?
has 'the candidates are named' '"code points, CR LF as one"' "$out"
is 'and nothing is written' 0 "$(sqlite3 "$scratch/u.db" 'SELECT count(*) FROM report')"
out=$("$EXCERPTA" import --positions code-points --study "$scratch/u.db" "$scratch/unclear.qdpx" 2>&1); has 'unless it is said' 'positions: code points' "$out"
refused() { out=$("$EXCERPTA" import --study "$scratch/r.db" "$scratch/$1" 2>&1); is "$1: status" "$2" $?; has "$1" "$3" "$out"; }
printf 'no archive' > "$scratch/no.qdpx"; refused no.qdpx 3 'not a whole ZIP archive'
printf '<!DOCTYPE p [<!ENTITY a "b">]><Project>&a;</Project>' > "$scratch/p/project.qde"; (cd "$scratch/p" && zip -q "$scratch/dtd.qdpx" project.qde); refused dtd.qdpx 3 'DOCTYPE'
printf '<Project><Users>' > "$scratch/p/project.qde"; (cd "$scratch/p" && zip -q "$scratch/cut.qdpx" project.qde); refused cut.qdpx 3 'line 1'
head -c 300000000 /dev/zero > "$scratch/p/project.qde"; (cd "$scratch/p" && zip -q -1 "$scratch/bomb.qdpx" project.qde); refused bomb.qdpx 4 'when unpacked'
rm "$scratch/p/project.qde"; : > "$scratch/p/a.txt"; (cd "$scratch/p" && zip -q "$scratch/none.qdpx" a.txt); refused none.qdpx 3 'one file NAME.qde'
done_testing
