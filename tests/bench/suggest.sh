# What the first tenth of suggestions finds of the passages that a rule left out, beside random order and beside the order
# by likeness (tf-idf, the cosine with the mean of the accepted passages); and how long it takes on many passages.
# Usage: EXCERPTA=build/excerpta bash tests/bench/suggest.sh    (needs jq, and shared/labels beside the project)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
labels=${EXCERPTA_SHARED:-$here/../../../shared}/labels
test -d "$labels" || { echo "no folder $labels"; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
export EXCERPTA_STUDY=$scratch/study.db
mkdir "$scratch/reports"
# A report an authority, a paragraph a passage: the labelled sentences on male carers among list items on all else.
jq -r '[.authority, (if (.label | IN("pos", "neg", "mix")) then 1 else 0 end), .text] | @tsv' "$labels/male-carers.jsonl" > "$scratch/all"
jq -r '[.authority, 0, .text] | @tsv' "$labels/bullets.jsonl" >> "$scratch/all"
awk -F'\t' -v folder="$scratch/reports" '{
    file = $1; gsub(/[^A-Za-z]/, "-", file); gsub(/\\n|  +/, " ", $3)
    print $3 "\n" >> (folder "/" file ".txt") }' "$scratch/all"
cat > "$scratch/book.xml" <<'XML'
<codebook xmlns="urn:excerpta:codebook:1" id="carers" version="1" xml:lang="en-GB"><title>C</title><theme id="t"><title>T</title>
<code id="relevant" unit="block"><title>R</title><rule id="engage"><near within="12"><pattern>fathers?|dads?|male carers?</pattern>
<pattern>engag\w*|involv\w*</pattern></near></rule></code></theme></codebook>
XML
"$EXCERPTA" index "$scratch/reports" --quiet
"$EXCERPTA" code --codebook "$scratch/book.xml" --quiet
"$EXCERPTA" reviewer add Reader > /dev/null 2>&1
# key TEXT: words alone, so that both sides are the same whatever the extraction did with blanks
words='{ s = tolower($0); gsub(/[^a-z0-9]+/, "", s); print s }'
awk -F'\t' '$2 == 1 { print $3 }' "$scratch/all" | sed 's/\\n/ /g' | awk "$words" | sort -u > "$scratch/relevant"
is_relevant() { awk -v list="$scratch/relevant" 'BEGIN { while ((getline line < list) > 0) is[line] = 1 }
    { s = tolower($0); gsub(/[^a-z0-9]+/, "", s); print (s in is) ? 1 : 0 }'; }
"$EXCERPTA" export --format jsonl | jq -r .text > "$scratch/tagged"
{ echo report,excerpt,verdict
  paste -d, <("$EXCERPTA" export --format jsonl | jq -r '[.report, .excerpt] | join(",")') <(is_relevant < "$scratch/tagged" | sed 's/1/accept/; s/0/reject/'); } > "$scratch/verdicts.csv"
"$EXCERPTA" decisions apply "$scratch/verdicts.csv" --reviewer Reader --yes > /dev/null
"$EXCERPTA" suggest --code relevant --count 100000 --format json | jq -r '.[].words' > "$scratch/ranked"
is_relevant < "$scratch/ranked" > "$scratch/answers"
paste -d'\t' <(is_relevant < "$scratch/tagged") "$scratch/tagged" | awk -F'\t' '$1 == 1 { print $2 }' > "$scratch/accepted"
awk -v accepted="$scratch/accepted" '
    function split_words(text,   n) { text = tolower(text); gsub(/[^a-z0-9]+/, " ", text); n = split(text, w, " "); return n }
    { line[NR] = $0; n = split_words($0); delete seen; for (i = 1; i <= n; i++) if (!(w[i] in seen)) { seen[w[i]] = 1; df[w[i]]++ } }
    END {
        while ((getline text < accepted) > 0) { n = split_words(text); for (i = 1; i <= n; i++) mean[w[i]] += log((NR + 1) / (df[w[i]] + 1)) }
        for (r = 1; r <= NR; r++) {
            n = split_words(line[r]); delete tf; dot = square = 0
            for (i = 1; i <= n; i++) tf[w[i]]++
            for (t in tf) { v = tf[t] * log((NR + 1) / (df[t] + 1)); square += v * v; dot += v * mean[t] }
            printf "%.9f\t%d\n", (square > 0 ? dot / sqrt(square) : 0), r
        }
    }' "$scratch/ranked" | sort -k1,1gr -k2,2n | cut -f2 > "$scratch/by-likeness"
awk -v answers="$scratch/answers" -v order="$scratch/by-likeness" 'BEGIN {
    while ((getline a < answers) > 0) { is[++n] = a; all += a }
    tenth = int((n + 9) / 10)
    for (i = 1; i <= tenth; i++) learnt += is[i]
    for (i = 1; i <= tenth && (getline r < order) > 0; i++) like += is[r]
    printf "of %d passages that the rule left, %d are relevant; in the first tenth (%d): learnt %d (%.0f %%), by likeness %d (%.0f %%), at random %.1f (10 %%)\n",
        n, all, tenth, learnt, 100 * learnt / all, like, 100 * like / all, all / 10 }'

# Time: the real reports, sentence by sentence.
reports=${EXCERPTA_SHARED:-$here/../../../shared}/reports
export EXCERPTA_STUDY=$scratch/large.db
"$EXCERPTA" index "$reports" --quiet 2> /dev/null || :
sed 's/ unit="block"//; s/fathers?|dads?|male carers?/partners?|agenc(y|ies)/' "$scratch/book.xml" > "$scratch/sentences.xml"
"$EXCERPTA" code --codebook "$scratch/sentences.xml" --quiet
"$EXCERPTA" reviewer add Reader > /dev/null 2>&1
"$EXCERPTA" decisions batch --verdict accept --code relevant --reviewer Reader --yes > /dev/null
sentences=$("$EXCERPTA" status --format csv | tr -d '\r' | awk -F, '$1 == "sentences" { print $2 }')
/usr/bin/time -f '%e %U %M' -o "$scratch/time" "$EXCERPTA" suggest --code relevant > /dev/null
awk -v n="$sentences" '{ printf "%d sentences ranked in %.2f s (%.2f s of one core, %d MB): %.1f s for 100,000\n", n, $1, $2, $3 / 1024, $1 * 100000 / n }' "$scratch/time"
