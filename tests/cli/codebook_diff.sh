. "${top_srcdir:-.}/tests/lib.sh"
# What changed between two codebooks, and what that changes in a study.
run() { out=$("$EXCERPTA" codebook diff "$@" 2>&1); status=$?; }
# book VERSION LISTS CODES
book() { printf '<codebook xmlns="urn:excerpta:codebook:1" id="b" version="%s"><title>B</title>%s<theme id="t"><title>T</title>%s</theme></codebook>' "$1" "$2" "$3"; }
same='<code id="same"><title>S</title><rule id="r"><pattern>council</pattern></rule></code>'
man='<terms id="man"><pattern>dads</pattern></terms>'
book 1 "$man" "$same<code id=\"c\"><title>C</title><definition>old words</definition><rule id=\"r\"><terms ref=\"man\"/></rule></code>
<code id=\"unit\" unit=\"sentence\"><title>U</title><rule id=\"r\"><pattern>men</pattern></rule></code>
<code id=\"gone\"><title>Gone</title><rule id=\"r\"><pattern>sun</pattern></rule></code>" > "$scratch/a.xml"
book 2 '<terms id="man"><pattern>fathers</pattern><pattern>granddads?</pattern></terms><terms id="new"><pattern>x</pattern></terms>' "$same<code id=\"c\"><title>C</title><definition>new words</definition>
<rule id=\"r\"><terms ref=\"man\"/></rule><rule id=\"s\"><pattern>never, they say</pattern></rule><standing absent=\"ignore\"/></code>
<code id=\"unit\" unit=\"block\"><title>U</title><rule id=\"r\"><pattern>men</pattern></rule></code>
<code id=\"more\"><title>More</title><rule id=\"r\"><pattern>moon</pattern></rule></code>" > "$scratch/b.xml"

run "$scratch/a.xml" "$scratch/a.xml"; is 'the same' '0 the two codebooks are the same' "$status $out"
run --format csv "$scratch/a.xml" "$scratch/b.xml"; out=$(echo "$out" | tr -d '\r')
is 'what changed in the codebook' 'what,change,code,id,report,page,before,after,decisions,words
version,changed,,b,,,1,2,,
pattern,removed,,man,,,dads,,,
pattern,added,,man,,,,fathers,,
pattern,added,,man,,,,granddads?,,
terms,added,,new,,,,,,
code,removed,,gone,,,Gone,,,
code,changed,,c,,,,,,
definition,changed,c,c,,,old words,new words,,
absent,changed,c,c,,,keep,ignore,,
rule,added,c,s,,,,,,
code,changed,,unit,,,,,,
unit,changed,unit,unit,,,sentence,block,,
code,added,,more,,,,More,,' "$out"

# --- a rule, a scale, an example, a modifier
rule() { book 1 '<scale id="s"><cue weight="'"$2"'"><pattern>good</pattern></cue></scale>' "<code id='c'><title>C</title><rule id='r'><near within='$1'><pattern>a</pattern><pattern>b</pattern></near></rule><example match='$3'>a b</example></code>"; }
rule 3 1 present > "$scratch/x.xml"; rule 4 2 no > "$scratch/y.xml"
run --format csv "$scratch/x.xml" "$scratch/y.xml"
is 'a rule, a scale and an example' 'scale,changed code,changed rule,changed example,removed example,added' \
    "$(echo "$out" | tail -n +2 | cut -d, -f1,2 | tr '\n' ' ' | sed 's/ $//')"

# --- audit questions: what is asked, and by what it is answered
ask() { book "$1" '' '<code id="c"><title>C</title><rule id="r"><pattern>a</pattern></rule></code><code id="d"><title>D</title><rule id="r"><pattern>b</pattern></rule></code>' | sed "s|</codebook>|<audit>$2</audit></codebook>|"; }
ask 5 '<question id="q" number="1"><text>Is it so?</text><yes when="c"/></question><question id="old"><text>Was it?</text></question>' > "$scratch/q.xml"
ask 5 '<question id="q" number="2"><text>Is it so?</text><yes when="c present planned; d absent"/><no when="d"/></question><question id="new"><text>Will it be?</text></question>' > "$scratch/r.xml"
run --format csv "$scratch/q.xml" "$scratch/r.xml"
is 'questions, and how they are answered' 'question,removed,,old,,,Was it?,,,
number,changed,,q,,,1,2,,
answers,changed,,q,,,yes where c is present,"yes where c is present or planned, and d is absent; no where d is present",,
question,added,,new,,,,Will it be?,,' "$(echo "$out" | tr -d '\r' | tail -n +2)"
run "$scratch/q.xml" "$scratch/q.xml"; is 'the same questions' 'the two codebooks are the same' "$out"

# --- on a study
mkdir "$scratch/shelf"
printf 'Report\n\nDads came. The council met.\n\nTwo men. They left.\n\fFathers will be engaged, never, they say. The moon rose; the sun set.\n\nGranddads stayed.\n' > "$scratch/shelf/r.txt"
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
"$EXCERPTA" index --quiet "$scratch/shelf" > /dev/null 2>&1
"$EXCERPTA" code --quiet --codebook "$scratch/a.xml" > /dev/null 2>&1
"$EXCERPTA" reviewer add R > /dev/null 2>&1
"$EXCERPTA" decisions batch --verdict accept --code c --reviewer R --yes > /dev/null
before=$(sqlite3 "$EXCERPTA_STUDY" .dump | sha256sum)
run --format csv "$scratch/a.xml" "$scratch/b.xml"; out=$(echo "$out" | tr -d '\r')
is 'excerpts with page, decisions touched and words, counts by code' "excerpt,no longer,c,r,1,present,,1 accept,Dads came.
excerpt,moved,unit,r,1,present,present,,Two men. They left.
excerpt,anew,c,r,2,,planned,,\"Fathers will be engaged, never, they say.\"
excerpt,no longer,gone,r,2,present,,,The moon rose; the sun set.
excerpt,anew,more,r,2,,present,,The moon rose; the sun set.
excerpt,anew,c,r,2,,present,,Granddads stayed.
count,,c,,,1,2,1,\"2 anew, 1 no longer, 0 with another standing, 0 moved\"
count,,unit,,,1,1,,\"0 anew, 0 no longer, 0 with another standing, 1 moved\"
count,,more,,,,1,,\"1 anew, 0 no longer, 0 with another standing, 0 moved\"
count,,gone,,,1,,,\"0 anew, 1 no longer, 0 with another standing, 0 moved\"" "$(echo "$out" | grep -E '^(excerpt|count)' | sed "s|$scratch/shelf/r.txt,||; s/^\(count,,[a-z]*,\),/\1/")"
is 'nothing is written to the study' "$before" "$(sqlite3 "$EXCERPTA_STUDY" .dump | sha256sum)"
sed 's/>fathers</>dads</; s/absent="ignore"/absent="ignore" planned="ignore"/' "$scratch/b.xml" > "$scratch/c.xml"
sed 's/Dads came/Dads will be engaged/' "$scratch/shelf/r.txt" > "$scratch/shelf/s.txt"; rm "$scratch/shelf/r.txt"
"$EXCERPTA" index --quiet "$scratch/shelf" > /dev/null 2>&1
run --format json "$scratch/a.xml" "$scratch/c.xml"
has 'another standing, as JSON' '"change":"standing","code":"c","id":"r"' "$(echo "$out" | tr -d ' \n')"

# --- what can be wrong
run "$scratch/a.xml"; is 'one codebook: status' 2 $status; has 'one codebook' 'diff takes two files' "$out"
run "$scratch/a.xml" "$scratch/nowhere.xml"; is 'no such file: status' 6 $status
run --study "$scratch/nowhere.db" "$scratch/a.xml" "$scratch/b.xml"; is 'no such study: status' 5 $status
done_testing
