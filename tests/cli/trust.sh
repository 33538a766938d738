. "${top_srcdir:-.}/tests/lib.sh"
# From decisions to measures: agreement, precision, a judged sample, recall, suggestions; on the invented reports.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
"$EXCERPTA" index "$top_srcdir/corpus/reports" --manifest "$top_srcdir/corpus/manifest.csv" --quiet
cat > "$scratch/book.xml" <<'XML'
<codebook xmlns="urn:excerpta:codebook:1" id="men" version="1" xml:lang="en-GB"><title>Men</title><theme id="t"><title>T</title>
<code id="father"><title>Fathers</title><rule id="word"><pattern>fathers?</pattern></rule></code></theme></codebook>
XML
"$EXCERPTA" code --codebook "$scratch/book.xml" --quiet
for name in Ann Ben; do "$EXCERPTA" reviewer add "$name" > /dev/null 2>&1; done
sql() { sqlite3 -csv "$EXCERPTA_STUDY" "$1" | tr -d '\r"'; }
# verdicts NAME CONDITION: a list of decisions: reject where the SQL condition holds of the excerpt, else accept
verdicts() {
    { echo report,excerpt,verdict
      sql "SELECT report, excerpt, iif($2, 'reject', 'accept') FROM v_excerpt ORDER BY report, start"; } > "$scratch/$1.csv"
    "$EXCERPTA" decisions apply "$scratch/$1.csv" --reviewer "$1" --yes > /dev/null 2>&1
}
verdicts Ann 'page = 3'; is "Ann's decisions" 0 $?
verdicts Ben 'page IN (3, 4)'; is "Ben's decisions" 0 $?

both=$(sql 'SELECT sum(page NOT IN (3, 4)), sum(page = 4), 0, sum(page = 3) FROM v_excerpt')
row() { "$EXCERPTA" agreement --format csv "$@" | tr -d '\r' | awk -F, '$2 == "father" { print $(NF - 3) "," $(NF - 2) "," $(NF - 1) "," $NF }'; }
is 'agreement over excerpts has the table that was said' "$both" "$(row --over excerpts)"
sentences=$(printf '%s\n' '<codebook xmlns="urn:excerpta:codebook:1" id="every" version="1" xml:lang="en"><title>E</title><theme id="t"><title>T</title><code id="every"><title>E</title><rule id="r"><pattern bound="no">\w</pattern></rule></code></theme></codebook>' > "$scratch/every.xml"
    "$EXCERPTA" code --codebook "$scratch/every.xml" --quiet
    sql "SELECT count(*) FROM v_excerpt e WHERE code = 'every' AND report IN (SELECT report FROM v_excerpt WHERE code = 'father')")
tagged=$(sql "SELECT count(*) FROM v_excerpt WHERE code = 'father'")
is 'over passages every other sentence of these reports is a no of both' "$((sentences - tagged + ${both##*,}))" "$(row | sed 's/.*,//')"
is 'with as many reports' "$(sql "SELECT count(DISTINCT report) FROM v_excerpt WHERE code = 'father'")" \
    "$("$EXCERPTA" agreement --code father --format csv | tr -d '\r' | awk -F, 'NR == 2 { print $3 }')"
is 'the same seed, the same intervals' "$("$EXCERPTA" agreement --by-report --format json)" "$("$EXCERPTA" agreement --by-report --format json)"
has 'as a table, with intervals' ' to ' "$("$EXCERPTA" agreement)"
is 'precision is of what is settled' "$(sql "SELECT sum(status = 'accepted') || ',' || sum(status = 'rejected') FROM v_finding WHERE code = 'father'")" \
    "$("$EXCERPTA" precision --codebook men --by rule --format csv | tr -d '\r' | awk -F, 'NR == 2 { print $5 "," $6 }')"
is 'a share is a share in JSON too' "$("$EXCERPTA" precision --codebook men --format csv | tr -d '\r' | awk -F, 'NR == 2 { print $7 + 0 }')" \
    "$("$EXCERPTA" precision --codebook men --format json | jq '.[0].precision')"
has 'by words' ',fathers,' "$("$EXCERPTA" precision --codebook men --by words --format csv)"

# A sample of what is not tagged: those that say "dad" are what was missed.
"$EXCERPTA" sample --untagged 400 --code father --format csv 2> /dev/null | tr -d '\r' > "$scratch/sample.csv"
is 'four hundred passages' 401 "$(wc -l < "$scratch/sample.csv" | tr -d ' ')"
is 'none of them tagged' '' "$(sed 1d "$scratch/sample.csv" | grep -iw fathers | head -n 2)"
is 'drawn again with the seed: the same' '' "$("$EXCERPTA" sample --untagged 400 --code father --format csv 2> /dev/null | tr -d '\r' | diff - "$scratch/sample.csv" | head -n 3)"
has 'before a judgement nothing is told' ',0,0,' "$("$EXCERPTA" recall --sample 1 --format csv)"
awk 'NR == 1 { print $0 ",verdict"; next } { print $0 "," (tolower($0) ~ /dads?[^a-z]|he said/ ? "accept" : "reject") }' "$scratch/sample.csv" > "$scratch/judged.csv"
"$EXCERPTA" decisions apply "$scratch/judged.csv" --reviewer Ann --yes > "$scratch/out" 2>&1; is 'the list with verdicts is taken in' 0 $?
relevant=$(grep -c ',accept$' "$scratch/judged.csv")
untagged=$(sql "SELECT (SELECT count(*) FROM v_excerpt WHERE code = 'every') - (SELECT count(*) FROM v_excerpt WHERE code = 'father' AND rule <> '')")
is 'all are judged' "$untagged,400,400,$relevant" "$("$EXCERPTA" recall --sample 1 --format csv | tr -d '\r' | awk -F, 'NR == 2 { print $5 "," $6 "," $7 "," $8 }')"
is 'what was missed is the share of all' "$(awk -v u="$untagged" -v r="$relevant" 'BEGIN { printf "%.1f", u * r / 400 }')" \
    "$("$EXCERPTA" recall --sample 1 --format csv | tr -d '\r' | awk -F, 'NR == 2 { print $10 }')"
# P(X <= relevant), X hypergeometric: the least number of relevant ones left that means a recall below half, by its logarithms.
is 'the chance of such a sample, if recall were below one half' "$(sql "SELECT sum(status = 'accepted') FROM v_finding WHERE code = 'father' AND origin = 'rule'" |
    awk -v left="$untagged" -v n=400 -v k="$relevant" '
        function lf(x,   s, i) { for (i = 2; i <= x; i++) s += log(i); return s }
        function lc(a, b) { return lf(a) - lf(b) - lf(a - b) }
        { all = int(($1 + k) / 0.5 - $1 + 1); for (x = 0; x <= k; x++) p += exp(lc(all, x) + lc(left - all, n - x) - lc(left, n)); printf "%.4f", p }')" \
    "$("$EXCERPTA" recall --sample 1 --target 50 --format csv | tr -d '\r' | awk -F, 'NR == 2 { print $16 }')"
has 'how much more to judge' 'more' "$("$EXCERPTA" recall --sample 1 --width 5)"

# What is like the accepted ones comes before what is not.
"$EXCERPTA" suggest --code father --count 30 --format csv > "$scratch/first"; is 'suggestions' 0 $?
is 'are made again the same' '' "$("$EXCERPTA" suggest --code father --count 30 --format csv | diff - "$scratch/first" | head -n 3)"
men='dads?|daddy|fatherhood|man|men|him|his|he|male|step-?dads?|partners?'
first=$(sed 1d "$scratch/first" | cut -d, -f6- | grep -iwcE "$men"); any=$(sed 1d "$scratch/sample.csv" | cut -d, -f9- | grep -iwcE "$men")
is 'more of the first thirty speak of men than of thirty at random' yes "$(test $((first * 400)) -gt $((2 * any * 30)) && echo yes || echo "$first of 30, $any of 400")"
has 'terms that tell right from wrong' 'accepted,' "$("$EXCERPTA" suggest --code father --what terms --format csv)"
"$EXCERPTA" suggest --code every > "$scratch/out" 2>&1; is 'from no decision nothing is learnt' 3 $?
has 'and it says so' 'accept 5 or more' "$(cat "$scratch/out")"
"$EXCERPTA" sample --untagged 5 > "$scratch/out" 2>&1; is 'a sample without a code is refused' 2 $?
"$EXCERPTA" sample --reports 3 --by region --format csv 2> /dev/null | tr -d '\r' > "$scratch/reports"
is 'three reports of three regions' 3 "$(sed 1d "$scratch/reports" | cut -d, -f1 | sort -u | wc -l | tr -d ' ')"
done_testing
