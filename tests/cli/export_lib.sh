# For the tests of exports: a study of hostile words, and decisions on what was found there.
. "${top_srcdir:-.}/tests/lib.sh"
for tool in sqlite3 unzip xmllint zip jq gawk; do
    command -v "$tool" > /dev/null || { echo "1..0 # SKIP $tool is absent"; exit 0; }
done
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY

# make_study: every sentence with "father" is an excerpt
make_study() {
    mkdir -p "$scratch/shelf"
    cat > "$scratch/book.xml" <<'BOOK'
<codebook xmlns="urn:excerpta:codebook:1" id="book" version="1" xml:lang="en-GB"><title>Book &amp; more</title>
<theme id="one"><title>Theme &lt;one&gt;</title>
<code id="men" unit="sentence" colour="#2a7"><title>Men &amp; "boys"</title><definition>Any man.</definition>
<rule id="r"><pattern>fathers?</pattern></rule></code>
<code id="none" unit="sentence"><title>None</title><rule id="r"><pattern>zzz</pattern></rule></code></theme></codebook>
BOOK
    cat > "$scratch/shelf/hostile.txt" <<'TEXT'
=cmd|' /C calc' says the father.

Then <script>alert("father") & more</script> followed.

@SUM(1+1) was a father's note, with a comma and "quotes".

The אבא father אמר said שלום; a right-to-left father.

One father 👨‍👧 smiled 😀 and the 𝔣ather father slept.

+44 20 is the father's number ]]> and _x0041_ &amp; here.
TEXT
    { printf 'Long: '; i=0; while [ $i -lt 4000 ]; do printf 'the father rang '; i=$((i + 1)); done; printf 'again.\n'; } > "$scratch/shelf/long.txt"
    printf 'Nothing is said of anyone here.\n' > "$scratch/shelf/nothing.txt"
    "$EXCERPTA" index --quiet "$scratch/shelf" > /dev/null 2>&1
    "$EXCERPTA" code --quiet --codebook "$scratch/book.xml" > /dev/null 2>&1
    sqlite3 "$EXCERPTA_STUDY" "INSERT INTO reviewer(name, added) VALUES ('=A & <B>', '2026-01-01T00:00:00Z'), ('Second', '2026-01-01T00:00:00Z')"
}

# decide NUMBER REVIEWER VERDICT MEMO DAY: on the NUMBERth excerpt of hostile.txt
decide() {
    key=$(sqlite3 "$EXCERPTA_STUDY" "SELECT excerpt FROM v_excerpt WHERE path LIKE '%hostile.txt' ORDER BY start LIMIT 1 OFFSET $1 - 1")
    words=$("$EXCERPTA" export --format jsonl | jq -r "select(.excerpt == \"$key\").text")
    hash=$(printf '%s' "$words" | sha256sum | cut -c1-64)
    quoted=$(printf '%s' "$words" | sed "s/'/''/g")
    sqlite3 "$EXCERPTA_STUDY" "CREATE TEMP TABLE x AS SELECT * FROM v_excerpt WHERE path LIKE '%hostile.txt' ORDER BY start LIMIT 1 OFFSET $1 - 1;
        INSERT INTO passage(excerpt, report, codebook, code, start, stop, hash, words, prefix, suffix)
          SELECT excerpt, report, codebook, code, start, stop, '$hash', '$quoted', '', '' FROM x
           WHERE NOT EXISTS (SELECT 1 FROM passage p WHERE p.excerpt = x.excerpt);
        INSERT INTO place(passage, at, how, reason, excerpt, report, text, start, stop)
          SELECT p.id, '2026-01-01T00:00:00Z', 'same', '', p.excerpt, p.report, '', p.start, p.stop FROM passage p JOIN x ON x.excerpt = p.excerpt
           WHERE NOT EXISTS (SELECT 1 FROM place w WHERE w.passage = p.id);
        INSERT INTO decision(request, reviewer, at, kind, passage, origin, version, verdict, recode, memo, star, batch)
          SELECT 'q$1-$2', $2, '$5T00:00:00.000Z', 'review', p.id, 'rule', '1', '$3', '', '$4', 0, '' FROM passage p JOIN x ON x.excerpt = p.excerpt"
}
