. "${top_srcdir:-.}/tests/lib.sh"
# What check says of a codebook: errors with line, what was expected and the nearest word; warnings apart.
run() { out=$("$EXCERPTA" codebook "$@" 2>&1); status=$?; }
# book LISTS RULES-AND-EXAMPLES [UNIT]
book() { printf '<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1"><title>B</title>\n%s\n<theme id="t"><title>T</title>
<code id="c" unit="%s"><title>C</title>\n%s\n</code></theme></codebook>' "$1" "${3:-sentence}" "$2" > "$scratch/b.xml"; }
shown='<example match="present">dad</example><example match="no">none</example>'
# warns WHAT LINE WORDS: exactly this one warning
warns() {
    run check "$scratch/b.xml"
    is "$1" "0 1 yes" "$status $(echo "$out" | grep -c warning:) $(case $out in *"line $2: warning: "*"$3"*) echo yes ;; *) echo "$out" ;; esac)"
}
rule='<rule id="r"><pattern>dad</pattern></rule>'

book '' "$rule$shown"; run check "$scratch/b.xml"
is 'nothing to say: status' 0 $status; has 'nothing to say' '0 term lists with 0 patterns: well formed' "$out"
is 'no warning' 0 "$(echo "$out" | grep -c warning)"

book '<terms id="man"><pattern>x</pattern></terms>' "$rule$shown"; warns 'an unused list' 2 'no rule uses the list "man"'
book '<scale id="s"><cue weight="1"><pattern>x</pattern></cue></scale>' "$rule$shown"; warns 'an unused scale' 2 'no rule uses the scale "s"'
book '<terms id="man"><pattern>dads?|
men|dads?</pattern></terms>' "<rule id='r'><terms ref='man'/></rule>$shown"
warns 'a pattern twice in a list' 3 '"dads?" stands twice in the list "man" (line 2 too)'
book '<terms id="man"><pattern>dad</pattern><except>dad</except></terms>' "<rule id='r'><terms ref='man'/></rule>$shown"
warns 'an except that leaves nothing' 2 'can never be found: the <except> on line 2'
book '' "$rule
<rule id='s'><all><pattern>dad</pattern><pattern>son</pattern></all></rule>$shown"
warns 'a superfluous rule' 6 'the rule "s" is superfluous: wherever it holds, "r" on line 5 holds too'
book '' "<rule id='r'><near within='9'><pattern>dad</pattern><pattern>son</pattern></near></rule>
<rule id='s'><near within='3'><pattern>dad</pattern><pattern>son</pattern></near></rule>$shown"
warns 'a near that another contains' 6 'the rule "s" is superfluous'
book '' "<rule id='r'><near within='9'><pattern>dad</pattern><pattern>son</pattern></near><unless><pattern>sun</pattern></unless></rule>
<rule id='s'><near within='3'><pattern>dad</pattern><pattern>son</pattern></near></rule>$shown"
run check "$scratch/b.xml"; is 'not where the other has an unless' 0 "$(echo "$out" | grep -c warning)"
book '' "<rule id='r'><pattern>dad</pattern>
<not><pattern>dad</pattern></not></rule>$shown"; warns 'a rule that can never hold' 6 'it needs on line 5 what it forbids here'
book '' "<rule id='r'><pattern>dad</pattern>
<unless><pattern>dad</pattern></unless></rule>$shown"; warns 'an unless that strikes all' 6 'strikes out what line 5 finds'
around='<around scope="previous"><pattern>man</pattern></around>'
about="<rule id='r'><pattern>dad</pattern>$around"
book '' "$about
<not scope='previous'><pattern>man</pattern><pattern>boy</pattern></not></rule>$shown"; warns 'an around beside a not of the same' 6 'it needs on line 5 what it forbids here'
book '' "$about
<unless scope='previous'><pattern>man</pattern></unless></rule>$shown"; warns 'an unless that strikes what an around needs' 6 'strikes out what line 5 needs'
book '' "$about
<not scope='block'><pattern>man</pattern><pattern>dads</pattern></not></rule>
<rule id='s'><pattern>dad</pattern><not scope='previous'><pattern>dad</pattern></not></rule>
<rule id='t'><pattern>dad</pattern>$around<unless scope='match'>$around</unless></rule>$shown"
run check "$scratch/b.xml"; is 'none of these can never hold' 0 "$(echo "$out" | grep -c 'never hold')"
book '' "$rule
<rule id='s'><pattern>dad</pattern>$around</rule>$shown"; warns 'a rule that differs by an around only' 6 'the rule "s" is superfluous'
book '' "<rule id='r'><pattern>dad</pattern><around><pattern>man</pattern><pattern>boy</pattern></around></rule>
<rule id='s'><pattern>dad</pattern><around><pattern>boy</pattern></around></rule>$shown"; warns 'an around that another contains' 6 'the rule "s" is superfluous'
more="$about</rule>
<rule id='s'><pattern>dad</pattern><pattern>son</pattern>$around</rule>$shown"
book '' "$more"; warns 'in a sentence all hits have the same around them' 6 'the rule "s" is superfluous'
book '' "$more" block; run check "$scratch/b.xml"; is 'in a block they have not' 0 "$(echo "$out" | grep -c warning)"
book '' "$about</rule>
${about%%<around*}<any>$around</any></rule>$shown" block; run check "$scratch/b.xml"; is 'nor has what stands beside nothing' 0 "$(echo "$out" | grep -c superfluous)"
alone="<rule id='r'>$around<within heading='x'/></rule>$shown"
book '' "$alone" section; warns 'nothing that has a sentence before it' 5 'no part of the rule finds words'
book '' "$alone"; run check "$scratch/b.xml"; is 'but a sentence has' 0 "$(echo "$out" | grep -c warning)"
book '' "$rule"; warns 'no example' 4 'has no <example>'
book '' "$rule<example match='present'>dad</example>"; warns 'none that is not tagged' 4 '<example match="no">'
book '' "$rule<example match='no'>son</example>"; warns 'none that is' 4 'has no <example> that it tags'
pattern() { book '' "<rule id='r'><pattern bound='no'>$1</pattern></rule>$shown"; }
pattern 'da\bd'; warns 'an edge inside a word' 5 'never match: \b between two letters'
pattern 'da^d'; warns 'a beginning in the middle' 5 'never match: ^'
pattern 'da$d'; warns 'an end in the middle' 5 'never match: $'
pattern 'da\nd'; warns 'a line break' 5 'asks for a line break'
pattern 'dad$|^son|a\b-?|x?\bson|[\n]'; run check "$scratch/b.xml"; is 'none of these is blamed' 0 "$(echo "$out" | grep -c warning)"
pattern 'dad|
    ^son'; run check "$scratch/b.xml"; is 'nor a beginning that begins a line of the pattern' 0 "$(echo "$out" | grep -c warning)"
pattern 'dad
    ^son'; warns 'but one behind a word and a line break is' 5 'never match: ^'
pattern '(x+x+)+y'; warns 'a pattern that backtracks' 5 'backtracks without end on "xxxx'
pattern '(\w+ ?)+son'; run check "$scratch/b.xml"; has 'another' 'backtracks without end' "$out"
pattern '\w+'; run check "$scratch/b.xml"; has 'a pattern that is everywhere' 'is found in 25 of 25 sentences' "$out"
run check --strict "$scratch/b.xml"; is 'strict: status' 1 $status

# --- measured on a study
mkdir "$scratch/shelf"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22; do printf 'Number %s is about a council here.\n\n' $i; done > "$scratch/shelf/r.txt"
"$EXCERPTA" index --quiet --study "$scratch/study.db" "$scratch/shelf" > /dev/null 2>&1
pattern 'council'
run check "$scratch/b.xml"; is 'ordinary sentences do not have it' 0 "$(echo "$out" | grep -c warning)"
run check --study "$scratch/study.db" "$scratch/b.xml"; has "the study's do" 'is found in 22 of 22 sentences' "$out"

# --- errors
error() { run check "$scratch/b.xml"; is "$1: status" "$2" $status; has "$1" "$3" "$out"; }
book '<terms id="man"><pattern>x</pattern></terms>
<terms id="man"><pattern>y</pattern></terms>' "$rule$shown"
error 'two lists of one name' 3 'line 3: the id "man" is taken by the term list on line 2; give another'
book '' "$rule</code><code id='c'><title>D</title>$rule"; error 'two codes of one name' 3 'the id "c" is taken by the code on line 4'
book '' "$rule$rule"; error 'two rules of one name' 3 'the id "r" is taken by the rule'
book '<terms id="man"><pattern>x</pattern></terms>' "<rule id='r'><terms ref='mam'/></rule>"; error 'a list that is not there' 3 'did you mean "man"?'
pattern 'a\Kb'; error 'a \K' 3 '\K'; has 'its line' 'line 5' "$out"
pattern 'a\Cb'; error 'a \C' 3 '\C'
{ printf '<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1"><title>'; head -c 10485760 /dev/zero | tr '\0' x; } > "$scratch/b.xml"
error 'more than 10 MiB' 4 'a codebook may have 10485760 bytes'
{ printf '<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1"><title>B</title>'
  awk 'BEGIN { for (i = 0; i < 19000; i++) printf "<terms id=\"t%d\"><pattern>word%d|%0480d</pattern></terms>\n", i, i, i }'
  printf '<theme id="t"><title>T</title><code id="c"><title>C</title>%s%s</code></theme></codebook>' "$rule" "$shown"; } > "$scratch/b.xml"
is 'nearly 10 MiB' yes "$(test "$(wc -c < "$scratch/b.xml")" -gt 9500000 && echo yes)"
run test "$scratch/b.xml"; is 'are read and run' "0 $scratch/b.xml: 2 of 2 examples as expected" "$status $out"
done_testing
