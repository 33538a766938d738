# Headings found beside those of the sources, in the corpus and in the PDFs of made/make.sh: as the files are, and with
# their outlines taken out. Then those that are wrong, lost, or of another level in the worst.
# Usage: EXCERPTA_EXTRACT=build/excerpta-extract bash tests/bench/headings.sh [FOLDER of the PDFs, kept] [WORST]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
extract=${EXCERPTA_EXTRACT:-$(dirname "${EXCERPTA:-build/excerpta}")/excerpta-extract}
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
made=${1:-$scratch/made}
worst=${2:-8}
for tool in soffice chromium groff ps2pdf qpdf python3; do
    command -v "$tool" > /dev/null || { echo "no $tool; corpus/make.sh says what to install"; exit 0; }
done
bash "$here/made/make.sh" "$made"

count() {
    "$extract" "$1" 2> "$scratch/stderr" | LC_ALL=C gawk -v show="${3:-}" -f "$here/../validity/headings.awk" "$2" -
}
for words in "$here/../../corpus/expected"/*.words "$made"/*.words; do
    stem=$(basename "$words" .words)
    case $words in "$made"/*) report=$made/$stem.pdf kind=$(echo "$stem" | cut -d- -f1,2) ;;
    *) report=$here/../../corpus/reports/$stem.pdf kind=corpus ;; esac
    test -f "$report" || continue
    qpdf --empty --pages "$report" -- "$scratch/bare.pdf"
    { printf '%s\t' "$kind"; count "$report" "$words"; count "$scratch/bare.pdf" "$words"; } | tr '\n ' '\t\t'
    printf '%s\t%s\t%s\n' "$stem" "$report" "$words"
done > "$scratch/rows"

gawk -F '\t' '
function share(a, b) { return b > 0 ? a / b : 1 }
function row(name, s) {
    printf "%-44.44s %5d  %5.3f %5.3f %5.3f  %5.3f %5.3f %5.3f\n", name, s[1], share(s[3], s[2]), share(s[3], s[1]),
        share(s[4], s[3]), share(s[7], s[6]), share(s[7], s[5]), share(s[8], s[7])
}
BEGIN {
    print "                                                    as it is           without outline"
    print "                                      headings  prec. recall level   prec. recall level"
}
{
    for (i = 1; i <= 8; i++) { one[i] = $(i + 1); sum[$1][i] += one[i]; all[i] += one[i] }
    row($10, one)
}
END {
    print ""
    PROCINFO["sorted_in"] = "@ind_str_asc"
    for (kind in sum) row(kind, sum[kind])
    row("all", all)
}' "$scratch/rows"

echo
gawk -F '\t' '{ print $4 * 2 / ($2 + $3 + 1) "\t" $10 "\t" $11 "\t" $12 }' "$scratch/rows" | sort -n | head -n "$worst" \
    > "$scratch/worst"
while IFS=$'\t' read -r _ stem report words; do
    echo "$stem:"
    count "$report" "$words" 1 | sed '$d; s/^/    /'
done < "$scratch/worst"
