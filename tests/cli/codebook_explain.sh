. "${top_srcdir:-.}/tests/lib.sh"
# Why a passage is tagged, or is not: for people, and as JSON.
cat > "$scratch/book.xml" <<END
<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1"><title>B</title>
<terms id="man"><pattern>fathers?|dads?</pattern><except>father christmas</except></terms>
<scale id="mood"><cue weight="1"><pattern>good</pattern></cue><cue weight="-2"><pattern>bad</pattern></cue></scale>
<theme id="t"><title>T</title>
<code id="engaged"><title>Engaged</title>
<rule id="near"><near within="3"><terms ref="man"/><pattern>engaged</pattern></near>
<unless scope="sentence"><pattern>taxi</pattern></unless></rule>
<rule id="join"><terms ref="man"/><pattern>join</pattern><not><pattern>never</pattern></not></rule>
<standing planned="drop"/></code>
<code id="met"><title>Met</title><rule id="led"><pattern>met</pattern><around scope="previous"><terms ref="man"/></around></rule></code>
<code id="sat" unit="block"><title>Sat</title><rule id="led"><pattern>sat</pattern><around scope="previous"><terms ref="man"/><pattern>boys</pattern></around></rule></code>
<code id="mood"><title>Mood</title><rule id="r"><balance scale="mood" above="1"/></rule></code>
<code id="head" unit="block"><title>Head</title><rule id="r"><within heading="Safety"/><pattern>cots?</pattern></rule></code>
</theme></codebook>
END
explain() { out=$("$EXCERPTA" codebook explain --codebook "$scratch/book.xml" "$@" 2>&1); status=$?; }

explain 'Dads were engaged.'
has 'the code that tags' 'TAGGED engaged (Engaged)
    rule near (line 6): it holds, standing present' "$out"
has 'what its parts found' 'yes words of the list "man": "Dads"' "$out"
has 'codes of which nothing was found' '2 codes found none of their words: met, mood' "$out"
explain --code engaged 'Dads were not in any way engaged.'
has 'too far apart, by how much' 'NO  each of these, with at most 3 words between two: they stand 5 words apart' "$out"
has 'the next rule' 'rule join (line 8): a part of it is not there' "$out"
has 'what is not there' 'NO  the words join: not there' "$out"
explain --code engaged 'Dads came by taxi and were engaged. Dads engaged.'
has 'what an unless struck out' 'unless one of these stands in the same sentence: "taxi" – it strikes out what was found' "$out"
is 'and in the next sentence it does not' 1 "$(echo "$out" | grep -c 'it holds')"
explain --code engaged 'Dads were never asked to join.'
has 'what a not found' 'none of these in the same sentence: but one is there' "$out"; has 'and its words' '"never"' "$out"
explain --code met 'The dads were asked. They met twice.'
has 'what stands in the sentence before' 'yes one of these or more in the sentence before' "$out"; has 'with its words' 'yes words of the list "man": "dads"' "$out"
explain --code met 'They were asked. They met twice.'
has 'what does not' 'NO  one of these or more in the sentence before' "$out"
explain --code met 'They met twice.'
has 'nor where none is before' 'NO  one of these or more in the sentence before: there is no sentence before' "$out"
explain --code sat 'They sat. Nobody sat. The dads came. They sat.'
has 'where it stands about a later hit' 'yes one of these or more in the sentence before
        yes words of the list "man": "dads"' "$out"
is 'and nothing else is said to be missing' 0 "$(echo "$out" | grep -c 'NO ')"
explain 'Dads were engaged. It rained.'
has 'words about a hit that is not there are none of the code' '3 codes found none of their words: engaged, met, mood' "$out"
explain --code engaged 'Dads were not engaged.'
has 'the cue of the standing' 'the cue "not" makes "Dads were not engaged" absent' "$out"
explain --code engaged 'Dads will be engaged.'
has 'a standing that the code drops' 'takes no passage that is planned' "$out"
explain --code engaged 'Father Christmas engaged.'
has 'an except' 'NO  words of the list "man": there is "Father", but the list excepts "Father Christmas"' "$out"
explain --code mood 'Good, bad and good.'
has "a scale's sum" 'add up to more than 1: 0.00' "$out"
has "and its cues" 'yes the words bad: "bad"' "$out"

# --- from a pipe, from a report, as JSON
out=$(printf 'Dads were engaged.' | "$EXCERPTA" codebook explain --codebook "$scratch/book.xml" --code engaged -); has 'a passage from standard input' TAGGED "$out"
mkdir "$scratch/shelf"
printf 'Safety\n\nCots are safe. Dads engaged.\n\fCots again.\n' > "$scratch/shelf/r.txt"
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
"$EXCERPTA" index --quiet "$scratch/shelf" > /dev/null 2>&1
explain --report r --page 1 --code engaged
has 'a page of a report' 'page 1, sentence "Dads engaged."' "$out"
explain --report r --page 2
is 'of another page nothing of the first' 0 "$(echo "$out" | grep -c Dads)"; has 'but its own' 'page 2' "$out"
explain --report r --page 9; is 'no such page: status' 2 $status; has 'no such page' 'the report has 2' "$out"
explain --format json 'Dads will be engaged.'
is 'JSON' 'dropped planned will' "$(echo "$out" | jq -r '.[] | select(.rule == "near") | "\(.verdict) \(.standing) \(.cues[0].cue)"')"

# --- what can be wrong
explain --code engagd 'x'; is 'no such code: status' 2 $status; has 'the nearest' 'did you mean engaged?' "$out"
explain; is 'nothing to explain: status' 2 $status; has 'what there is' 'TEXT, - (standard input)' "$out"
explain --page 3 'x'; is 'a page of no report: status' 2 $status
explain ''; is 'an empty passage: status' 0 $status; has 'is said' 'no text' "$out"
run() { out=$("$EXCERPTA" codebook "$@" 2>&1); status=$?; }
run explain x; is 'no codebook: status' 2 $status
run explian x; is 'no such action: status' 2 $status; has 'the nearest action' 'did you mean explain?' "$out"

# --- what is told is what coding does
if test -d "$shared/labels"; then
    head -n 20 "$shared/labels/male-carers.jsonl" > "$scratch/passages"
    "$EXCERPTA" tag --codebook "$top_srcdir/codebooks/male-carers.xml" < "$scratch/passages" 2> /dev/null |
        sed 's/.*"code":"\([^"]*\)","rule":"\([^"]*\)","standing":"\([^"]*\)".*/\1 \2 \3/' > "$scratch/tagged"
    jq -r '.text | @base64' "$scratch/passages" | while read -r text; do
        printf %s "$text" | base64 -d | "$EXCERPTA" codebook explain --format json --codebook "$top_srcdir/codebooks/male-carers.xml" - |
            jq -r '.[] | select(.verdict == "tags") | "\(.code) \(.rule) \(.standing)"'
    done > "$scratch/explained"
    is 'what is explained as tagged is what is tagged, in the same order' \
        "$(cat "$scratch/tagged")" "$(cat "$scratch/explained")"
fi
# Each sentence of several is told of by what stands in it, however many were looked at before.
out=$("$EXCERPTA" codebook explain --codebook "$top_srcdir/codebooks/male-carers.xml" 'Schools met. Fathers and dads were engaged by workers in good plans.
Male carers were not seen by fathers. No male carer was there. Dads were engaged. Grandfathers and father figures were seen; fathers were invisible to
services and the role of men was unknown.')
has 'words of a sentence in the midst' 'words of the list "man": "Male carers", "fathers"' "$out"
has 'and what makes them absent' 'the cue "not" makes "Male carers were not seen" absent' "$out"

done_testing
