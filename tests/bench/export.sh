top_srcdir=${top_srcdir:-.}
. "$top_srcdir/tests/lib.sh"
# The processor's time and the memory of every export format with many excerpts, and of taking the project back in, into
# a new study and into the one that it came from: bash tests/bench/export.sh [REPORTS]
# A report has 110 excerpts, ten of them decided on; 1,000 reports unless said.
EXCERPTA=${EXCERPTA:-build/excerpta}; reports=${1:-1000}
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
mkdir "$scratch/shelf"
awk -v reports="$reports" -v to="$scratch/shelf" 'BEGIN {
    for (r = 1; r <= reports; r++) {
        file = sprintf("%s/report-%04d.txt", to, r)
        for (s = 1; s <= 100; s++) printf "In case %d of report %d the father was asked for his view and gave it. Nothing else was said of it that day.\n\n", s, r > file
        close(file)
    } }'
cat > "$scratch/book.xml" <<'BOOK'
<codebook xmlns="urn:excerpta:codebook:1" id="book" version="1" xml:lang="en-GB"><title>Book</title><theme id="one"><title>One</title>
<code id="men" unit="sentence"><title>Men</title><rule id="r"><pattern>fathers?</pattern></rule></code>
<code id="tens" unit="sentence"><title>Tens</title><rule id="r"><pattern>case \d*0 of</pattern></rule></code></theme></codebook>
BOOK
"$EXCERPTA" index --quiet "$scratch/shelf" > /dev/null
"$EXCERPTA" code --quiet --codebook "$scratch/book.xml"
"$EXCERPTA" reviewer add Ann > /dev/null 2>&1
"$EXCERPTA" decisions batch --reviewer Ann --code tens --verdict accept --memo 'As it should be.' --yes > /dev/null
# took WHAT FILE COMMAND…
took() {
    what=$1 file=$2; shift 2
    command time -f '%U %S %M' -o "$scratch/took" "$@" > "$scratch/said" 2>&1 || cat "$scratch/said"
    tail -n 1 "$scratch/took" | awk -v what="$what" -v bytes="$(stat -c %s "$file" 2> /dev/null)" \
        '{ printf "| %s | %.1f | %.0f | %.1f |\n", what, $1 + $2, $3 / 1000, bytes / 1000000 }'
}
echo "$("$EXCERPTA" status --format csv | sed -n 's/^excerpts,//p' | tr -d '\r') excerpts in $reports reports"
echo '| | seconds of the processor | MB of memory | MB written |'
echo '|---|---|---|---|'
for format in csv jsonl html xlsx framework docx markdown qdpx study; do
    took "$format" "$scratch/out.$format" "$EXCERPTA" export --format $format --output "$scratch/out.$format"
done
took 'import of the qdpx' "$scratch/back.db" "$EXCERPTA" import --quiet --study "$scratch/back.db" "$scratch/out.qdpx"
took 'import again' "$scratch/back.db" "$EXCERPTA" import --quiet --study "$scratch/back.db" "$scratch/out.qdpx"
"$EXCERPTA" export --format csv --study "$scratch/back.db" --output "$scratch/again.csv"
cmp "$scratch/out.csv" "$scratch/again.csv" && echo 'what was taken in exports the same'
