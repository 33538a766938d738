. "${top_srcdir:-.}/tests/lib.sh"
# Lists that codebooks share: imported relative to the file, told where they stand, kept with the study.
run() { out=$("$EXCERPTA" "$@" 2>&1); status=$?; }
space='xmlns="urn:excerpta:codebook:1"'
book() { printf '<codebook %s id="b" version="%s"><title>B</title>\n%s\n<theme id="t"><title>T</title>
<code id="c"><title>C</title><rule id="r"><near within="3"><terms ref="man"/><terms ref="act"/></near></rule>
<example match="present">Dads join in.</example></code></theme></codebook>' "$space" "$1" "$2"; }

mkdir "$scratch/shared"
printf '<lists %s>\n<import href="acts.xml"/>\n<terms id="man"><pattern>dads?</pattern></terms>\n</lists>' "$space" > "$scratch/shared/men.xml"
printf '<lists %s>\n<terms id="act"><pattern>joins?</pattern></terms>\n<scale id="s"><cue weight="1"><terms ref="act"/></cue></scale></lists>' "$space" > "$scratch/shared/acts.xml"
book 1 '<import href="shared/men.xml"/>' > "$scratch/book.xml"

run codebook test "$scratch/book.xml"
is 'lists of two files, one imported by the other' "0 $scratch/book.xml: 1 of 1 examples as expected" "$status $out"
book 1 '<import href="shared/men.xml"/><import href="shared/acts.xml"/>' > "$scratch/twice.xml"
run codebook test "$scratch/twice.xml"; is 'a file that is imported on two ways is taken once' 0 $status
book 1 '<import href="book.xml"/>' > "$scratch/other.xml"
run codebook test "$scratch/other.xml"; is "another codebook's lists" 0 $status

# --- a file of lists is checked by itself
run codebook check "$scratch/shared/men.xml"
is 'a bare file of lists' "0 $scratch/shared/men.xml: 2 term lists with 2 patterns: well formed" "$status $out"
printf '<lists %s>\n<terms id="man"><pattern>dad|dad</pattern></terms>\n</lists>' "$space" > "$scratch/doubled.xml"
run codebook check "$scratch/doubled.xml"; has 'with its warnings' 'line 2: warning: "dad" stands twice' "$out"
printf '<lists %s>\n<terms id="man"><pattern>(dad</pattern></terms>\n</lists>' "$space" > "$scratch/open.xml"
run codebook check "$scratch/open.xml"; is 'a pattern that is wrong: status' 3 $status; has 'with its line' 'line 2: pattern' "$out"
printf '<lists %s>\n<terms id="man"><patern>dad</patern></terms>\n</lists>' "$space" > "$scratch/misspelt.xml"
run codebook check "$scratch/misspelt.xml"; is 'a part that is wrong: status' 3 $status; has 'with the nearest' 'did you mean <pattern>?' "$out"
run codebook test "$scratch/shared/men.xml"; is 'there is nothing to test in it' 3 $status

# --- what can be wrong
book 1 '<import href="nowhere.xml"/>' > "$scratch/wrong.xml"
run codebook check "$scratch/wrong.xml"; is 'no such file: status' 6 $status
has 'which line asks for it' "$scratch/wrong.xml: line 2: import: " "$out"; has 'and which file it is' nowhere.xml "$out"
printf '<lists %s>\n<import href="b.xml"/>\n</lists>' "$space" > "$scratch/a.xml"
printf '<lists %s>\n\n<import href="a.xml"/>\n</lists>' "$space" > "$scratch/b.xml"
book 1 '<import href="a.xml"/>' > "$scratch/wrong.xml"
run codebook check "$scratch/wrong.xml"; is 'a cycle: status' 3 $status
has 'a cycle is told with its chain' "b.xml: line 3: the imports go round: $scratch/wrong.xml > $scratch/a.xml > $scratch/b.xml > $scratch/a.xml" "$out"
printf '<lists %s>\n<terms id="man"><patern>x</patern></terms></lists>' "$space" > "$scratch/a.xml"
run codebook check "$scratch/wrong.xml"; is 'an imported file with a fault: status' 3 $status
has 'its own name and line, and the nearest word' "$scratch/a.xml: line 2: <patern> cannot stand in <terms>; did you mean <pattern>?" "$out"
printf '<lists %s>\n\n<terms id="man"><pattern>(x</pattern></terms></lists>' "$space" > "$scratch/a.xml"
book 1 '<import href="a.xml"/><terms id="act"><pattern>y</pattern></terms>' > "$scratch/wrong.xml"
run codebook check "$scratch/wrong.xml"; is 'an imported pattern that is wrong: status' 3 $status
has 'the file it stands in' "terms man of $scratch/wrong.xml" "$(echo "$out" | sed "s|$scratch/a.xml|$scratch/wrong.xml|")"
has 'and its line there' 'line 3: pattern' "$out"
printf '<lists %s>\n<terms id="man"><pattern>x</pattern></terms></lists>' "$space" > "$scratch/a.xml"
book 1 '<import href="a.xml"/><terms id="man"><pattern>y</pattern></terms>' > "$scratch/wrong.xml"
run codebook check "$scratch/wrong.xml"; is 'one id in two files: status' 3 $status; has 'one id in two files' 'the id "man"' "$out"; has 'both told' a.xml "$out"
printf '<x/>' > "$scratch/a.xml"
run codebook check "$scratch/wrong.xml"; is 'no lists: status' 3 $status; has 'what was expected' '<lists|codebook> with xmlns' "$out"

# --- the study keeps all of it, and the content counts
export EXCERPTA_STUDY="$scratch/study.db"
mkdir "$scratch/shelf"; printf 'Report\n\nDads join in.\n' > "$scratch/shelf/r.txt"
"$EXCERPTA" index --quiet "$scratch/shelf" > /dev/null 2>&1
run code --codebook "$scratch/book.xml"; has 'a pass with imported lists' '1 excerpts in 1 reports' "$out"
sqlite3 "$EXCERPTA_STUDY" "SELECT writefile('$scratch/kept.xml', xml) FROM codebook" > /dev/null
printf '<lists %s>\n<terms id="act"><pattern>joined</pattern></terms></lists>' "$space" > "$scratch/shared/acts.xml"
run code --codebook "$scratch/book.xml"; is 'the same version, another imported list: status' 3 $status
has 'is refused' 'version' "$out"
rm -r "$scratch/shared"
run codebook test "$scratch/kept.xml"; is 'what the study keeps needs no other file' 0 $status
run code --codebook "$scratch/kept.xml"; has 'and is the same codebook' 'all were coded before' "$out"
done_testing
