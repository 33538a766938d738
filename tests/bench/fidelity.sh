# How much of the words that reports were made of is in what excerpta reads, beside pdftotext: the corpus, and some
# hundred PDFs that made/make.sh sets in one column and in two by five programs. Then what the worst lack, and why.
# Usage: EXCERPTA_EXTRACT=build/excerpta-extract bash tests/bench/fidelity.sh [FOLDER for the PDFs, kept] [WORST]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
extract=${EXCERPTA_EXTRACT:-$(dirname "${EXCERPTA:-build/excerpta}")/excerpta-extract}
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
made=${1:-$scratch/made}
worst=${2:-8}
export LC_ALL=C.UTF-8
for tool in soffice chromium groff ps2pdf qpdf python3; do
    command -v "$tool" > /dev/null || { echo "no $tool; corpus/make.sh says what to install"; exit 0; }
done
bash "$here/made/make.sh" "$made"

# measure REPORTS WORDS [KIND]: a line for each report: kind, name, what shingles.awk counts of ours and of the peers
measure() {
    local words report stem
    for words in "$2"/*.words; do
        stem=$(basename "$words" .words)
        report=$1/$stem.pdf
        test -s "$report" || continue
        "$extract" "$report" 2> "$scratch/stderr" | sed '1,/^text [0-9]/d' | sed '$d' > "$scratch/$stem.ours"
        pdftotext "$report" "$scratch/plain"
        pdftotext -layout "$report" "$scratch/layout"
        printf '%s\t%s' "${3:-$(echo "$stem" | cut -d- -f1,2)}" "$stem"
        for text in "$stem.ours" plain layout; do
            gawk -f "$here/../validity/shingles.awk" "$words" "$scratch/$text" | sed 's/^/ /' | tr ' \n' '\t\t' |
                sed 's/\t$//'
        done
        printf '\t%s\n' "$words"
    done
}
{
    measure "$here/../../corpus/reports" "$here/../../corpus/expected" corpus
    measure "$made" "$made"
} > "$scratch/rows"

echo 'percent of runs of eight words found; the others: joint: there but for a hyphen or blank; figure: but for a'
echo 'figure in between; torn: torn apart or missing'
gawk -F '\t' '
function row(name, a, b,  p, q) {
    p = a["all"]; q = 100 / p
    printf "%-44.44s %6d  %6.2f  %6.2f  %6.2f  %5.2f %5.2f %5.2f  %6.2f  %6.2f\n", name, p, a["ours"] * q,
        a["whole"] * q, 100 * a["foreign"] / a["mine"], a["joint"] * q, a["figure"] * q,
        (p - a["ours"] - a["joint"] - a["figure"]) * q, a["plain"] * q, a["layout"] * q
}
BEGIN {
    printf "%-44s %6s  %6s  %6s  %6s  %5s %5s %5s  %6s  %6s\n", "report", "runs", "found", "1block", "foreign", "joint",
        "figure", "torn", "plain", "layout"
    split("all ours whole mine foreign joint figure", names, " ")
}
{
    for (i = 1; i <= 7; i++) { one[names[i]] = $(i + 2); sum[$1][names[i]] += $(i + 2) }
    sum[$1]["plain"] += one["plain"] = $11
    sum[$1]["layout"] += one["layout"] = $18
    row($2, one)
}
END {
    print ""
    PROCINFO["sorted_in"] = "@ind_str_asc"
    for (kind in sum) row(kind, sum[kind])
}' "$scratch/rows"

echo
gawk -F '\t' '{ print $4 / $3 "\t" $2 "\t" $NF }' "$scratch/rows" | sort -n | head -n "$worst" > "$scratch/worst"
while IFS=$'\t' read -r _ stem words; do
    echo "lost of $stem:"
    gawk -v show=12 -f "$here/../validity/shingles.awk" "$words" "$scratch/$stem.ours" | sed -n '2,$s/^/    /p'
done < "$scratch/worst"
