# bash tests/bench/carry.sh BUILD: 2,000 decisions on 40 real reports, carried over to another codebook and to texts that
# an extractor with another normaliser has read. Each is looked at: is it on the words that were decided on, or listed as
# an orphan, and rightly so? The other extractor is built from this source with three changes to it.
build=$(cd "${1:?usage: bash tests/bench/carry.sh BUILD}" && pwd)
top_srcdir=$(cd "${top_srcdir:-.}" && pwd)
. "$top_srcdir/tests/lib.sh"
. "$top_srcdir/tests/carried.sh"
EXCERPTA=$build/excerpta EXCERPTA_EXTRACT=$build/excerpta-extract EXCERPTA_STUDY=$scratch/study.db LC_ALL=C.UTF-8
export EXCERPTA EXCERPTA_EXTRACT EXCERPTA_STUDY LC_ALL
needs "$shared/reports" 'the real reports are not here'
sql() { sqlite3 "$EXCERPTA_STUDY" "$1"; }
seconds() { { TIMEFORMAT=%R; time "$@" > "$scratch/said" 2>&1; } 2>&1; }

mkdir "$scratch/tree" "$scratch/tree/build"
(cd "$top_srcdir" && tar -cf - --exclude='build*/' --exclude=.git --exclude=autom4te.cache . ) | tar -xf - -C "$scratch/tree"
(
    cd "$scratch/tree" || exit 1
    # Straight quotation marks, hyphens for dashes, and the other answer where a hyphen at a line's end is in doubt.
    sed -i 's/^    if (c >= 0xfb00 \&\& c <= 0xfb06) {/    c = c == 0x2018 || c == 0x2019 ? 39 : c == 0x201c || c == 0x201d ? 34 : c == 0x2013 ? 45 : c;\n&/' \
        src/document/normalise.c
    sed -i 's/bool breaks_words = e->broken >= 3 \&\& e->broken >= e->hyphenated/bool breaks_words = !(e->broken >= 3 \&\& e->broken >= e->hyphenated)/' \
        src/document/join.c
    cmp -s src/document/normalise.c "$top_srcdir/src/document/normalise.c" && exit 1
    cmp -s src/document/join.c "$top_srcdir/src/document/join.c" && exit 1
    cd build && ../configure --quiet ${CC:+CC="$CC"} && make -s excerpta-extract
) > "$scratch/other.log" 2>&1 || { tail -n 5 "$scratch/other.log"; echo 'the other extractor was not built'; exit 1; }

mkdir "$scratch/reports"
find "$shared/reports" -name '*.pdf' | sort | head -n 40 | while read -r file; do cp "$file" "$scratch/reports"; done
"$EXCERPTA" index "$scratch/reports" --ocr never --quiet > "$scratch/said" 2>&1
books=
for book in male-carers good-practice; do
    cp "$top_srcdir/codebooks/$book.xml" "$scratch/$book.xml"; books="$books --codebook $scratch/$book.xml"
done
"$EXCERPTA" code $books --quiet
"$EXCERPTA" reviewer add Ann > /dev/null 2>&1
{
    echo 'report,excerpt,verdict'
    sql "SELECT report, excerpt, CASE WHEN excerpt < 'a' THEN 'accept' WHEN excerpt < 'd' THEN 'reject' ELSE 'unsure' END
        FROM v_excerpt ORDER BY excerpt LIMIT 2000" | tr '|' ','
} > "$scratch/decisions.csv"
echo "$(sql 'SELECT count(*) FROM v_report') reports, $(sql 'SELECT count(*) FROM v_excerpt') excerpts"
echo "2,000 decisions taken in: $(seconds "$EXCERPTA" decisions apply "$scratch/decisions.csv" --reviewer Ann --yes) s"
all=$(sql 'SELECT count(*) FROM decision')

# told WHAT: the figures, and what is wrong
told() {
    carried > "$scratch/wrong"
    echo "$1: $(grep -c . "$scratch/wrong") decisions of $all are not as they are said to be$(test "$(figure all)" = "$all" ||
        echo ", and $((all - $(figure all))) are lost")"
    head -n 5 "$scratch/wrong"
    grep -v '^all' "$scratch/figures" | sed 's/^/    /'
}
told 'before'

# Another version of each codebook: the code that found most is one of blocks, the one that found least is gone.
for book in male-carers good-practice; do
    most=$(sql "SELECT code FROM v_excerpt WHERE codebook = '$book' GROUP BY code ORDER BY count(*) DESC LIMIT 1")
    least=$(sql "SELECT code FROM v_excerpt WHERE codebook = '$book' GROUP BY code ORDER BY count(*) LIMIT 1")
    sed -i 's/version="[0-9.]*" xml/version="9.0" xml/; s/<code id="'"$least"'"/<code id="not-'"$least"'"/
        s/<code id="'"$most"'"/<code unit="block" id="'"$most"'"/; s/ unit="block"\(.*\) unit="[a-z]*"/ unit="block"\1/' \
        "$scratch/$book.xml"
    sed -i '/<audit>/,/<\/audit>/d' "$scratch/$book.xml"       # which names codes
done
echo "coding with the other codebooks: $(seconds "$EXCERPTA" code $books) s"
told 'other codebooks'

# Every report read again by the other extractor: the study is told that OCR had a say, so that each is read anew.
sql "INSERT INTO reading(sha256, ocr, engine) SELECT sha256, 'auto', 'none' FROM report WHERE true ON CONFLICT DO NOTHING;
    CREATE TABLE text_before AS SELECT id, text FROM report"
EXCERPTA_EXTRACT=$scratch/tree/build/excerpta-extract "$EXCERPTA" index "$scratch/reports" --ocr never --quiet > "$scratch/said" 2>&1
echo "texts that are not as before: $(sql 'SELECT count(*) FROM report r JOIN text_before b USING (id) WHERE r.text <> b.text')"
echo "coding and looking for the words: $(seconds "$EXCERPTA" code $books) s"
told 'another normaliser'

# The files change too, so that each report is another one that came after it.
for file in "$scratch"/reports/*.pdf; do printf '\n%% changed\n' >> "$file"; done
"$EXCERPTA" index "$scratch/reports" --ocr never --quiet > "$scratch/said" 2>&1
echo "coding and looking for the words: $(seconds "$EXCERPTA" code $books) s"
told 'other bytes, and the first normaliser again'
