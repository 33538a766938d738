. "${top_srcdir:-.}/tests/lib.sh"
# The shipped codebooks on the passages in labels/ (README.md there tells how they came about). The floors are what was
# measured: right may not fall, what is tagged wrongly may not rise. A change that makes a codebook better writes them
# anew, with "sh tests/validity/floors.sh"; one that makes it worse is looked at.
validity=$(cd "$top_srcdir/tests/validity" && pwd)
sides_of() { ${AWK:-awk} -F, 'FNR > 1 && !seen[$1]++ { print $1 }' "$1"; }

for labels in "$top_srcdir"/tests/validity/labels/*.jsonl; do
    book=$(basename "$labels" .jsonl)
    floors=${labels%.jsonl}.floors
    test -f "$floors" || continue
    : > "$scratch/said"
    : > "$scratch/got"
    sides=$(sides_of "$floors")
    for side in $sides; do
        "$EXCERPTA" codebook measure --codebook "$top_srcdir/codebooks/$book.xml" --labels "$labels" --side $side \
            --format csv 2>> "$scratch/said" | tr -d '\r' > "$scratch/$side"
        ${AWK:-awk} -F, '$1 == "all" { printf "# '"$book $side"': %s labelled, %s found, %s right; precision %s (%s to %s), recall %s (%s to %s)\n",
            $4, $5, $6, $7, $8, $9, $10, $11, $12 }' "$scratch/$side"
        sed "s/^/$side,/" "$scratch/$side" >> "$scratch/got"
    done
    is "$book: no figure is worse than it was" '' "$(cat "$scratch/said"
        ${AWK:-awk} -F, '
            FILENAME != floors { got[$1 "," $2 "," $3] = $5 "," $6 "," $7; next }
            FNR > 1 {
                split(got[$1 "," $2 "," $3], g, ",")
                if (g[1] != $4 || g[3] < $6 || g[2] - g[3] > $5 - $6)
                    print $0 " was measured, now labelled, found, right: " got[$1 "," $2 "," $3]
            }' floors="$floors" "$scratch/got" "$floors")"
done
is 'every codebook has labels and floors' '' "$(for book in "$top_srcdir"/codebooks/*.xml; do
    name=$(basename "$book" .xml)
    case $name in modifiers*) continue ;; esac
    test -f "$top_srcdir/tests/validity/labels/$name.jsonl" && test -f "$top_srcdir/tests/validity/labels/$name.floors" || echo "$name"
done)"
is 'the README says what was measured' '' "$(cd "$scratch" && python3 -B "$validity/tables.py" --check 2>&1)"
done_testing
