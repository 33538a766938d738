. "${top_srcdir:-.}/tests/lib.sh"
# Passages are drawn for readers, and what two readers said of them is joined: on the invented reports.
here=$top_srcdir/tests/validity
corpus=$(cd "$top_srcdir/corpus/reports" && pwd)
study=$scratch/study.db
"$EXCERPTA" index --quiet --study "$study" "$corpus/tarnwick-2020-21.txt" "$corpus/orrisford-annual-report-2023-24.html" \
    "$corpus/pellbrook_lscp_2023.pdf" "$corpus/Dunmarsh_Annual_Report_22-23.pdf"
# drawn INTO BOOK SIDE OPTION...
drawn() {
    mkdir -p "$scratch/$1"
    into=$scratch/$1 book=$2 side=$3
    shift 3
    python3 "$here/draw.py" --book "$book" --side "$side" --study "$study" --reports "$corpus" --read "$into" --key "$into" \
        "$@" 2> "$scratch/notes" || cat "$scratch/notes"
}
said=$(drawn one schools try --size 24 --per-report 8)
has 'as many as were asked for' 'schools: 24 of ' "$said"
is 'none of a report beyond its share' '' "$(jq -r .report "$scratch/one/schools.jsonl" | sort | uniq -c | awk '$1 > 8')"
is 'sixteen from nets, each code in turn' 16 "$(grep -cvE '"net": "(beside|chance)"' "$scratch/one/schools.jsonl")"
is 'readers see each passage by its number, not which net gave it' "$(jq -r '"\(.n) \(.text)"' "$scratch/one/schools.jsonl")" \
    "$(awk '/^## / { n = $2 } sub(/^\*\*Passage: /, "") { sub(/\*\*  $/, ""); print n, $0 }' "$scratch/one/schools-passages.md")"
is 'and each code with its definition' "$(head -n 1 "$here/labels/schools.jsonl" | jq -r '.asked[]')" \
    "$(sed -n 's/^## `\(.*\)`.*/\1/p' "$scratch/one/schools-definitions.md")"
drawn again schools try --size 24 --per-report 8 > "$scratch/said"
is 'the same once more' '' "$(diff -r "$scratch/one" "$scratch/again")"
drawn other schools try --size 24 --per-report 8 --seen "$scratch/one/schools.jsonl" > "$scratch/said"
is 'nothing that was seen, when so much is left' '24 ' "$(wc -l < "$scratch/other/schools.jsonl" | tr -d ' ') $(
    { jq -r .text "$scratch/one/schools.jsonl"; jq -r .text "$scratch/other/schools.jsonl"; } | sort | uniq -d)"
has 'nor a sentence of a study that was seen' 'schools: 0 of 0 ' "$(drawn none schools try --size 24 --seen-study "$study")"
is 'every net is a pattern, and of a code that is asked for' '' "$(awk 'NF && !/^#/ && !seen[$1]++ { print $1 }' "$here/nets.txt" |
    while read -r book; do drawn nets "$book" try --size 1 | grep -v ': 1 of '; done)"

# Two invented readers: of one code they say three each, two of them both; of another they differ in the standing.
mkdir "$scratch/labels"
cp "$here/labels/schools.jsonl" "$scratch/labels"
answers() {
    jq -c --argjson attendance "$1" --arg standing "$2" '{n, codes: [
        (select([.n] | inside($attendance)) | {code: "attendance", standing: "present"}),
        (select(.n == 9) | {code: "exclusion", standing: $standing})]}' "$scratch/one/schools.jsonl"
}
answers '[1, 2, 3]' absent > "$scratch/first.jsonl"
answers '[2, 3, 4]' present > "$scratch/second.jsonl"
settle() {
    python3 "$here/settle.py" --book schools --side try --key "$scratch/one/schools.jsonl" --labels "$scratch/labels" \
        --settled "$scratch/settled.jsonl" --readers "$scratch/first.jsonl" "${second:-$scratch/second.jsonl}" "$@" 2>&1
}
said=$(settle)
has 'kappa of a code' '| `attendance` | .62 | 3, 3, 2 |' "$said"
has 'a code that both gave, whatever its standing' '| `exclusion` | 1.00 | 1, 1, 1 |' "$said"
has 'a code that nobody gave has none' '| `attainment` | – | 0, 0, 0 |' "$said"
has 'all together' 'Readers: 99.3 % of decisions alike, kappa .75.' "$said"
has 'what they differ in' '3 disagreements, 3 of them to be settled' "$said"
has 'is listed' '9 exclusion: absent or present: ' "$said"
has 'nothing is added before all is settled' '3 disagreements are not settled: nothing was added' "$(settle --add)"
is 'and the labels stay' '' "$(cmp "$here/labels/schools.jsonl" "$scratch/labels/schools.jsonl")"
jq -c '.reason = "as the words say" | .standing = (if .n == 1 then "none" elif .n == 4 then "planned" else "absent" end)' \
    "$scratch/settled.jsonl" > "$scratch/decided" && mv "$scratch/decided" "$scratch/settled.jsonl"
has 'settled' '3 disagreements, 0 of them' "$(settle --add)"
side() { jq -c 'select(.side == "try")' "$scratch/labels/schools.jsonl"; }
is 'every passage is a label' 24 "$(side | wc -l | tr -d ' ')"
is 'with the codes that were kept, and why' 'attendance planned|attendance: as the words say
attendance present|null
attendance present|null
exclusion absent|exclusion: as the words say' "$(side | jq -r 'select(.codes != []) | "\(.codes[] | .code + " " + .standing)|\(.reason)"' | sort)"
is 'and what was dropped' 1 "$(side | jq -c 'select(.codes == [] and .reason == "attendance: as the words say" and
    .reader1 == [{code: "attendance", standing: "present"}] and .reader2 == [])' | wc -l | tr -d ' ')"
has 'a side is added once' 'has a side try already' "$(settle --add)"
has 'the program measures it' 'attendance' "$("$EXCERPTA" codebook measure --codebook "$top_srcdir/codebooks/schools.xml" \
    --labels "$scratch/labels/schools.jsonl" --side try --format csv 2>&1)"

second=$scratch/broken.jsonl
sed 5d "$scratch/second.jsonl" > "$second"
has 'a passage without a line' 'passages without a line: 5' "$(settle)"
sed 's/"exclusion"/"exlusion"/' "$scratch/second.jsonl" > "$second"
has 'a code that nobody asked for' 'line 9: exlusion present: no code that was asked for' "$(settle)"
sed '7s/\[\]/"none"/' "$scratch/second.jsonl" > "$second"
has 'codes that are no list' 'line 7: codes is no list' "$(settle)"
done_testing
