. "${top_srcdir:-.}/tests/cli/export_lib.sh"
# REFI-QDA projects of other programs taken in: each one's way of counting, who, when, why, variables, and what is refused.
# What excerpta wrote comes back in roundtrip.sh.
cd "$scratch" || exit 99

# As other programs write: one text, several ways of counting. Each selection is given as the words between [ and ].
# project NAME UNIT(1 code points, 2 UTF-16) CRLF(0 LF, 1 CR LF as one, 2 as two) MARK(0, 1: in the file, 2: counted) FOLDER QDE NAMES
# LAST(1: the end is the last one selected)
project() {
    rm -rf p; mkdir -p "p/$5"
    printf '%s\n' 'Annual report 😀 of the board' '' 'The [fathers] 👨 were asked 😀 twice and [young dads answered] 😀😀 in time.' \
        'A 𝔣ew [men] said [nothing at all] 👍 about [their children].' 'The [last words]' > marked
    gawk -v unit="$2" -v crlf="$3" -v mark="$4" -v names="$7" -v last="${8:-0}" -v to="p/$5/t.txt" '
        BEGIN { RS = "^$"; ORS = "" }
        { n = length($0); at = mark == 2
          if (mark) printf "\357\273\277" > to
          for (i = 1; i <= n; i++) {
            c = substr($0, i, 1)
            if (c == "[") { start = at; words = ""; continue }
            if (c == "]") { k++; s = s sprintf("<PlainTextSelection guid=\"00000000-0000-4000-8000-00000000000%d\" startPosition=\"%d\" endPosition=\"%d\"%s><Coding guid=\"10000000-0000-4000-8000-00000000000%d\" creatingUser=\"{AAAAAAAA-0000-4000-8000-000000000001}\"><CodeRef targetGUID=\"c%d\"/></Coding></PlainTextSelection>\n", k, start, at - last, names ? " name=\"" words "\"" : " name=\"\"", k, k % 2); continue }
            words = words c
            if (c == "\n" && crlf) { printf "\r\n" > to; at += crlf } else { printf "%s", c > to; at += (unit == 2 && c > "\357\277\277") ? 2 : 1 }
          }
          print "<?xml version=\"1.0\" encoding=\"utf-8\"?><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\" origin=\"Some program\"><Users><User guid=\"aaaaaaaa-0000-4000-8000-000000000001\" name=\"Coder; One\"/></Users><CodeBook><Codes><Code guid=\"C9\" name=\"Group\" isCodable=\"false\"><Code guid=\"C0\" name=\"Men &amp; boys\" isCodable=\"true\" color=\"#ff0000\"><Description>What.</Description></Code></Code><Code guid=\"C1\" name=\"Voice\" isCodable=\"true\"/></Codes></CodeBook><Sources><TextSource guid=\"5\" name=\"Board\" plainTextPath=\"internal://t.txt\">\n" s "</TextSource></Sources></Project>" }' \
        marked > "p/$6"
    take "$1"
}
# take NAME: packs what is in p and takes it into a new study
take() {
    rm -f "$1.qdpx" "$1.db"*; (cd p && zip -q -r "../$1.qdpx" .)
    out=$("$EXCERPTA" import --study "$1.db" "$1.qdpx" 2>&1); status=$?
}
expected=$(printf '%s\n' 'fathers' 'last words' 'men' 'nothing at all' 'their children' 'young dads answered')
words() { "$EXCERPTA" export --format jsonl --study "$1" | jq -r .text | sort; }
check() {
    is "$1: status" 0 $status; has "$1: how it counts is found" "positions: $2;" "$out"
    is "$1: the right words" "$expected" "$(words "$1.db")"
}
project nvivo 2 2 1 Sources Project.qde 0;     check nvivo 'UTF-16 units, CR LF as two'
project atlas 1 1 0 sources Trial.qde 1;       check atlas 'code points, CR LF as one'
project maxqda 1 1 1 sources project.qde 0;    check maxqda 'code points, CR LF as one'
project qualcoder 2 0 1 sources project.qde 1; check qualcoder 'UTF-16 units, CR LF as one'
project lines 1 0 0 sources project.qde 0;     check lines 'code points, CR LF as one'
project marked 2 1 2 sources project.qde 0;    check marked 'UTF-16 units, CR LF as one, byte order mark counted'
project inside 1 2 0 sources project.qde 0 1;  check inside 'code points, CR LF as two, the end is the last one selected'
project inside16 2 1 2 sources project.qde 1 1; check inside16 'UTF-16 units, CR LF as one, byte order mark counted, the end is the last one selected'
is 'codes are tagged by hand, in themes, with colour and definition' 'men-boys|Group|#ff0000|What. voice|Voice||' "$(sqlite3 nvivo.db \
    "SELECT code.name, theme_title, colour, definition FROM code ORDER BY 1" | xargs -d '\n')"
is 'hand' hand "$("$EXCERPTA" export --format jsonl --study nvivo.db | jq -r .origin | sort -u)"
is 'its coder is a reviewer' 'Coder  One' "$(sqlite3 nvivo.db 'SELECT DISTINCT decided_by FROM v_finding')"
sqlite3 nvivo.db .dump > dump; again=$("$EXCERPTA" import --study nvivo.db nvivo.qdpx 2>&1); is 'again: status' 0 $?
has 'again: nothing is added' 'decisions: 6, 0 of them new' "$again"; is 'again: nothing changes' '' "$(sqlite3 nvivo.db .dump | diff dump -)"
"$EXCERPTA" check --study nvivo.db > said 2>&1; is 'it holds together' 0 $?
# A report of that name, read from another format, has the words at other places.
mkdir other; { echo 'Another heading.'; echo; tr -d '[]' < marked; } > other/Board.txt
"$EXCERPTA" index --quiet --study o.db other > /dev/null 2>&1
out=$("$EXCERPTA" import --study o.db nvivo.qdpx 2>&1); is 'a report of that name: status' 0 $?
has 'a report of that name is found' 'reports that the study has: 1' "$out"; is 'and the words in it' "$expected" "$(words o.db)"
is 'no other report is added' 1 "$(sqlite3 o.db 'SELECT count(*) FROM v_report')"
"$EXCERPTA" check --study o.db > said 2>&1; is 'that study holds together' 0 $?
# Few differ: of sixty selections all but one stand before the first sign beyond the BMP. That one decides.
many() {
    rm -rf p; mkdir -p p/sources; { i=0; while [ $i -lt 60 ]; do printf 'one two three. '; i=$((i + 1)); done; printf '😀 four five.\n'; } > p/sources/t.txt
    { printf '<Project><CodeBook><Codes><Code guid="1" name="C" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="2" name="M" plainTextPath="internal://t.txt">'
      i=0; while [ $i -lt 60 ]; do printf '<PlainTextSelection guid="3" startPosition="%d" endPosition="%d"><Coding guid="4"><CodeRef targetGUID="1"/></Coding></PlainTextSelection>' $((15 * i)) $((15 * i + 14)); i=$((i + 1)); done
      printf '<PlainTextSelection guid="3" startPosition="%d" endPosition="%d"><Coding guid="4"><CodeRef targetGUID="1"/></Coding></PlainTextSelection></TextSource></Sources></Project>' $((902 + $1)) $((906 + $1)); } > p/project.qde
    take many
}
many 0; has 'one that differs decides' 'positions: code points' "$out"; is 'the word' four "$(sqlite3 many.db "SELECT words FROM passage WHERE start > 900")"
many 1; has 'the other way too' 'positions: UTF-16 units' "$out"; is 'the same word' four "$(sqlite3 many.db "SELECT words FROM passage WHERE start > 900")"

# --- who, when, why; texts inside the project, of a PDF, with a mark before it; variables; what has no place
rm -rf p; mkdir -p p/sources; printf '\357\273\277From a part.\r\n' > p/sources/n.txt; printf 'Mothers \001and\302\205 fathers\357\277\276 came.\n' > p/sources/x.txt
printf '\357\273\277' > p/project.qde; cat >> p/project.qde <<'QDE'
<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="A1" name="Ann"/><User guid="A2" name="Ben"/></Users>
<CodeBook><Codes><Code guid="C1" name="Men" isCodable="true"/><Code guid="C2" name="Unused" isCodable="true"/></Codes></CodeBook>
<Variables><Variable guid="V1" name="Region" typeOfVariable="Text"/><Variable guid="V2" name="period_end" typeOfVariable="Date"/><Variable guid="V3" name="Mood" typeOfVariable="Text"/></Variables>
<Cases><Case guid="K1"><VariableValue><VariableRef targetGUID="V1"/><TextValue>London</TextValue></VariableValue>
<VariableValue><VariableRef targetGUID="V2"/><DateValue>2024-03-31</DateValue></VariableValue><VariableValue><VariableRef targetGUID="V3"/><TextValue>good</TextValue></VariableValue><SourceRef targetGUID="S1"/></Case></Cases>
<Sources><TextSource guid="S1" name="Inside"><PlainTextContent>The fathers said so. A dad agreed.</PlainTextContent>
<PlainTextSelection guid="1" name="x" startPosition="4" endPosition="11"><Description>said twice</Description><Coding guid="D1" creatingUser="A1" creationDateTime="2020-01-02T00:30:05.5+01:00"><CodeRef targetGUID="C1"/><NoteRef targetGUID="N1"/></Coding>
<Coding guid="D2" creatingUser="A2" creationDateTime="2021-06-07T08:09:10Z"><CodeRef targetGUID="C1"/><NoteRef targetGUID="N3"/></Coding></PlainTextSelection>
<PlainTextSelection guid="2" name="x" startPosition="23" endPosition="26" creatingUser="A2"><Coding guid="D3" creationDateTime="2999-01-01T00:00:00Z"><CodeRef targetGUID="C1"/></Coding><Coding guid="D4"><CodeRef targetGUID="C7"/></Coding></PlainTextSelection>
<PlainTextSelection guid="3" name="no code" startPosition="1" endPosition="2"/>
<VariableValue><VariableRef targetGUID="V1"/><TextValue>London</TextValue></VariableValue></TextSource>
<PDFSource guid="S2" name="Paper.pdf" path="internal://y.pdf"><PDFSelection guid="4" page="0" firstX="1" firstY="1" secondX="2" secondY="2"/><Representation guid="S3" plainTextPath="internal://x.txt">
<PlainTextSelection guid="5" startPosition="14" endPosition="21"><Coding guid="D5" creatingUser="A1"><CodeRef targetGUID="C1"/></Coding></PlainTextSelection></Representation></PDFSource>
<PictureSource guid="S4" name="Map"/><TextSource guid="S5" name="Gone" plainTextPath="internal://none.txt"/></Sources>
<Notes><Note guid="N1" name="why"><PlainTextContent>Because =1+1 &lt;b&gt;.</PlainTextContent></Note><Note guid="N3" name="part" plainTextPath="internal://n.txt"/><Note guid="N2" name="alone"><PlainTextContent>Nobody's.</PlainTextContent></Note></Notes>
<Sets><Set guid="T1" name="Some"/></Sets></Project>
QDE
take who; is 'who: status' 0 $status
is 'who: each with time and notes' "Ann|fathers|2020-01-01T23:30:05.000Z|Because =1+1 <b>. said twice
Ann|fathers|$(date -u -r who.qdpx +%Y-%m-%dT%H:%M:%S.000Z)|
Ben|dad|$(date -u -r who.qdpx +%Y-%m-%dT%H:%M:%S.000Z)|
Ben|fathers|2021-06-07T08:09:10.000Z|From a part. said twice" "$(sqlite3 who.db "SELECT reviewer, words, at, replace(memo, char(10), ' ') FROM v_decision ORDER BY 1, 2, 3")"
is 'who: variables that are attributes' 'London|2024-03-31' "$(sqlite3 who.db "SELECT region, period_end FROM v_report WHERE path LIKE '%Inside'")"
is 'who: a code that nobody gave is there too' 'men unused' "$(sqlite3 who.db 'SELECT name FROM code ORDER BY 1' | xargs)"
"$EXCERPTA" export --format qdpx --study who.db --output said.qdpx 2> /dev/null
is 'who: what is no character of a text is none' 'Mothers  and\302\240 fathers\357\277\275 came.' "$(unzip -p said.qdpx 'sources/*' | grep -a '^Mothers' | sed 's/\xc2\xa0/\\302\\240/; s/\xef\xbf\xbd/\\357\\277\\275/')"
is 'who: the text of a PDF' 4 "$(sqlite3 who.db "SELECT words FROM v_report WHERE path LIKE '%Paper.pdf'")"
for left in 'source "Map": a PictureSource' 'source "Gone": a TextSource, whose text is not in the archive' '1 selections of a page' '1 selections without a code' \
    '1 notes that no coding has' '1 sets' '1 codings of codes that the project does not have' '1 values of variables'; do
    has "left out: $left" "left out: $left" "$out"
done
# A person's word on a report stays; the variable's is told.
"$EXCERPTA" reports --edit --output list.csv --study who.db; sed 's/London/South West/' list.csv > edited.csv; "$EXCERPTA" reports --edit edited.csv --study who.db > said 2>&1
out=$("$EXCERPTA" import --study who.db who.qdpx 2>&1); is 'what a person said of a report stays' 'South West' "$(sqlite3 who.db "SELECT region FROM v_report WHERE path LIKE '%Inside'")"

# --- codings of other programs in a project that excerpta wrote: of its codes, on its excerpts
make_study
"$EXCERPTA" export --format qdpx --output own.qdpx 2> /dev/null; rm -rf p; mkdir p; unzip -q own.qdpx -d p
code() { xmllint --xpath "string(//*[local-name()='Code'][contains(@name, '$1')]/@guid)" p/project.qde; }
sed -i "s|</Users>|<User guid=\"aaaaaaaa-0000-4000-8000-000000000009\" name=\"Guest\"/></Users>|
  0,/<\\/PlainTextSelection>/s|</PlainTextSelection>|<Coding guid=\"aaaaaaaa-0000-4000-8000-000000000001\" creatingUser=\"aaaaaaaa-0000-4000-8000-000000000009\" creationDateTime=\"2022-02-02T00:00:00Z\"><CodeRef targetGUID=\"$(code Men)\"/></Coding></PlainTextSelection><PlainTextSelection guid=\"aaaaaaaa-0000-4000-8000-000000000002\" startPosition=\"0\" endPosition=\"4\"><Coding guid=\"aaaaaaaa-0000-4000-8000-000000000003\" creatingUser=\"aaaaaaaa-0000-4000-8000-000000000009\"><CodeRef targetGUID=\"$(code None)\"/></Coding></PlainTextSelection>|" p/project.qde
take own; is 'coded elsewhere: status' 0 $status
is 'coded elsewhere: on an excerpt, and on other words' 'none|0|4|hand|accepted men|0|32|rule|accepted' "$(sqlite3 own.db "SELECT code, start, stop, origin, status FROM v_finding WHERE decided_by = 'Guest' ORDER BY stop" | xargs -d '\n')"
is 'coded elsewhere: the rest as it was' "$(($(sqlite3 "$EXCERPTA_STUDY" 'SELECT count(*) FROM v_excerpt') + 1))" "$(sqlite3 own.db 'SELECT count(*) FROM v_excerpt')"
out=$("$EXCERPTA" import own.qdpx 2>&1); has 'and into the study it came from: only what is new' 'decisions: 2, 2 of them new' "$out"
has 'no report' 'reports: 3, 0 of them new' "$out"
# A program that changed a text: what was told of it does not fit, and is told.
for f in p/sources/*; do grep -q 'says the father' "$f" && ! grep -q excerpta- "$f" && sed -i '$s/$/ More./' "$f"; done
take changed; has 'a text that was changed' 'pages, headings and excerpts of 1 reports' "$out"
# A hostile record: rows that name what is not there, or are none, are told and nothing else.
rm -rf p; mkdir p; unzip -q own.qdpx -d p; record=$(grep -l excerpta-findings p/sources/*)
cat >> "$record" <<'ROWS'
decision {"request":"x","reviewer":"Nobody","at":"2022-02-02T00:00:00Z","kind":"review"}
decision no json
excerpt {"pass":1,"report":"0000000000000000000000000000000000000000000000000000000000000000","start":0,"stop":1,"code":"men","rule":"r","standing":"present","spans":""}
excerpt {"pass":99,"start":-1}
passage {"excerpt":"0123456789abcdef","report":"0","codebook":"b","code":"c","start":0,"stop":1,"words":"\ud800","prefix":"","suffix":""}
reviewer {"name":"A; B","added":"2022-02-02T00:00:00Z"}
reviewer {"name":"Fine","added":"yesterday"}
nothing {}
ROWS
take rows; has 'a record that does not hold together' "8 lines of excerpta's own record" "$out"; is 'is told by the status' 1 $status
"$EXCERPTA" check --study rows.db > said 2>&1; is 'and the study is whole' 0 $?

# --- what is refused
out=$(EXCERPTA_EXTRACT=$scratch/none "$EXCERPTA" import --study r.db own.qdpx 2>&1); is 'without the program that reads files nothing is read: status' 6 $?
project unclear 1 0 0 sources project.qde 0; sed -i 's/startPosition="[0-9]*" endPosition="[0-9]*"/startPosition="27" endPosition="40"/' p/project.qde
take unclear; is 'no way fits best: status' 3 $status
has 'the candidates are named' 'say --positions' "$out"; is 'and nothing is made' 'unclear.qdpx' "$(echo unclear.*)"
out=$("$EXCERPTA" import --positions code-points --study unclear.db unclear.qdpx 2>&1); has 'unless it is said' 'positions: code points' "$out"
out=$("$EXCERPTA" import --positions bytes --study r.db unclear.qdpx 2>&1); is 'a word that is none: status' 2 $?; has 'a word that is none' 'as in utf16-crlf, not bytes' "$out"
refused() { out=$("$EXCERPTA" import --study r.db "$1" 2>&1); is "$1: status" "$2" $?; has "$1" "$3" "$out"; }
pack() { rm -f "$1"; (cd p && zip -q ${2-} "../$1" project.qde); }
refused absent.qdpx 6 'No such file'
printf 'no archive' > no.qdpx; refused no.qdpx 3 'not a whole ZIP archive'
printf '<!DOCTYPE p [<!ENTITY a "b">]><Project>&a;</Project>' > p/project.qde; pack dtd.qdpx; refused dtd.qdpx 3 'DOCTYPE'
printf '<Project><Users>' > p/project.qde; pack cut.qdpx; refused cut.qdpx 3 'line 1'
printf '<html/>' > p/project.qde; pack html.qdpx; refused html.qdpx 3 'a <Project> was expected'
head -c 300000000 /dev/zero > p/project.qde; pack bomb.qdpx -1; refused bomb.qdpx 4 'it unpacks to'
rm p/project.qde; : > p/a.txt; (cd p && zip -q ../none.qdpx a.txt); refused none.qdpx 3 'one file NAME.qde'
printf 'no study' > text.db; out=$("$EXCERPTA" import --study text.db own.qdpx 2>&1); is 'into what is no study: status' 5 $?; is 'it stays' 'no study' "$(cat text.db)"
is 'nothing is left beside' '' "$(ls ./*.import* ./*.part* 2> /dev/null)"
done_testing
