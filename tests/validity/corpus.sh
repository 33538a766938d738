. "${top_srcdir:-.}/tests/lib.sh"
# The male-carers codebook on the corpus, whole reports read from their files, beside the key that a careful reader made.
# What the key names by a pronoun ("They are now asked in most") is found where the sentence before names the man; what
# stands further off is not. Floors are what was measured, in thousandths.
corpus=$top_srcdir/corpus
"$EXCERPTA" index "$corpus/reports" --study "$scratch/s.db" --quiet
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/male-carers.xml" --study "$scratch/s.db" --quiet
"$EXCERPTA" export --format jsonl --study "$scratch/s.db" |
    sed 's/^{\(.*"file":"[^"]*\/\([^"/]*\)\.[a-z]*".*\)$/{"stem":"\2",\1/' > "$scratch/got"
for key in "$corpus"/expected/*.jsonl; do
    sed "s/^{/{\"stem\": \"$(basename "$key" .jsonl)\", /" "$key"
done > "$scratch/key"
set -- $(${AWK:-awk} -f "$top_srcdir/tests/validity/corpus.awk" "$scratch/key" "$scratch/got")
echo "# found $1 of $2 keyed passages; $3 of $4 excerpts borne out; $5 on another page"
is 'pages are those of the key' 0 "$5"
is 'recall is no worse' yes "$(test $(($1 * 1000)) -ge $((809 * $2)) && echo yes)"
is 'precision is no worse' yes "$(test $(($3 * 1000)) -ge $((907 * $4)) && test "$4" -gt 0 && echo yes)"
done_testing
