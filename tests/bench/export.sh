top_srcdir=${top_srcdir:-.}
. "$top_srcdir/tests/lib.sh"
# Time and memory of every export format with many excerpts, and of taking the project back in: bash tests/bench/export.sh [REPORTS]
# A report has 100 excerpts; 1,000 reports unless said.
EXCERPTA=${EXCERPTA:-build/excerpta}; reports=${1:-1000}
export EXCERPTA_STUDY=$scratch/study.db
mkdir "$scratch/shelf"
awk -v reports="$reports" -v to="$scratch/shelf" 'BEGIN {
    for (r = 1; r <= reports; r++) {
        file = sprintf("%s/report-%04d.txt", to, r)
        for (s = 1; s <= 100; s++) printf "In case %d of report %d the father was asked for his view and gave it. Nothing else was said of it that day.\n\n", s, r > file
        close(file)
    } }'
cat > "$scratch/book.xml" <<'BOOK'
<codebook xmlns="urn:excerpta:codebook:1" id="book" version="1" xml:lang="en-GB"><title>Book</title><theme id="one"><title>One</title>
<code id="men" unit="sentence"><title>Men</title><rule id="r"><pattern>fathers?</pattern></rule></code></theme></codebook>
BOOK
"$EXCERPTA" index --quiet "$scratch/shelf" > /dev/null
"$EXCERPTA" code --codebook "$scratch/book.xml"
# took WHAT FILE COMMAND…
took() {
    what=$1 file=$2; shift 2
    command time -f "%e s, %M KB at most" -o "$scratch/took" "$@" > "$scratch/said" 2>&1
    printf '%-22s %s, %s bytes\n' "$what" "$(tail -n 1 "$scratch/took")" "$(stat -c %s "$file" 2> /dev/null)"
}
for format in csv jsonl html xlsx framework docx markdown qdpx; do
    took "$format" "$scratch/out.$format" "$EXCERPTA" export --format $format --output "$scratch/out.$format"
done
took 'the findings page' "$scratch/out.page" "$EXCERPTA" report --output "$scratch/out.page"
took 'the findings as docx' "$scratch/out.findings" "$EXCERPTA" report --format docx --output "$scratch/out.findings"
took 'import of the qdpx' "$scratch/back.db" "$EXCERPTA" import --study "$scratch/back.db" "$scratch/out.qdpx"
