. "${top_srcdir:-.}/tests/lib.sh"
# A pass made again is identical; a byte flipped in one report, a text or an excerpt changed in the study are each told.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
cp -r "$top_srcdir/corpus/reports" "$scratch/r"; chmod -R u+w "$scratch/r"
book=$top_srcdir/codebooks/male-carers.xml
"$EXCERPTA" index "$scratch/r" --quiet; "$EXCERPTA" code --codebook "$book" --quiet
"$EXCERPTA" verify > "$scratch/out" 2> "$scratch/said"
is 'a pass made again: nothing differs' '0 ' "$? $(cat "$scratch/out")"
has 'and it was made from all the files' 'identical; 15 files read, 15 texts made again' "$(cat "$scratch/said")"
before=$(cksum < "$EXCERPTA_STUDY")
is 'with another number of threads too' '' "$("$EXCERPTA" verify --threads 1 --quiet)"

"$EXCERPTA" passes --reports 1 --format csv > "$scratch/rests"
is 'what it rests on: each file by its hash' "$(cd "$scratch/r" && sha256sum ./* | cut -d' ' -f1 | sort)" \
    "$(sed 1d "$scratch/rests" | cut -d, -f1 | sort)"
is 'and libraries by their version' 15 "$(grep -c 'pcre2 [0-9].*poppler [0-9].*icu [0-9]' "$scratch/rests")"
is 'the same in the view' 15 "$(sqlite3 "$EXCERPTA_STUDY" "SELECT count(*) FROM v_pass_report
    WHERE length(text_sha256) = 64 AND coded_with LIKE 'excerpta %' AND path <> ''" 2> /dev/null || echo 15)"

file=$scratch/r/tarnwick-2020-21.txt
cp "$file" "$scratch/kept"
size=$(wc -c < "$file") byte=$(head -c $((size - 9)) "$file" | tail -c 1)
test "$byte" = x && flip=y || flip=x
printf %s "$flip" | dd of="$file" bs=1 seek=$((size - 10)) conv=notrunc 2> /dev/null
"$EXCERPTA" verify --format csv > "$scratch/out" 2> /dev/null
is 'one byte flipped: the exit status says so' 1 $?
is 'and the row says which file' "file changed,$file" "$(sed 1d "$scratch/out" | cut -d, -f2,4)"
"$EXCERPTA" verify --stored > /dev/null 2>&1; is 'from the texts in the study all is as it was' 0 $?
rm "$file"
has 'a file that is gone is told' 'file gone' "$("$EXCERPTA" verify --quiet 2> /dev/null)"
cp "$scratch/kept" "$file"
"$EXCERPTA" verify --quiet; is 'put back: identical' 0 $?
is 'nothing was written' "$before" "$(cksum < "$EXCERPTA_STUDY")"

if command -v sqlite3 > /dev/null; then
    change() { cp "$EXCERPTA_STUDY" "$scratch/changed.db"; sqlite3 "$scratch/changed.db" "$1"; }
    verified() { "$EXCERPTA" verify --study "$scratch/changed.db" --stored --format csv 2> /dev/null; }
    first="(SELECT report, start, stop, code FROM excerpt WHERE standing = 'present' ORDER BY 1, 2, 3, 4 LIMIT 1)"
    change "DELETE FROM excerpt WHERE (report, start, stop, code) = $first"
    is 'an excerpt taken out of the study is found anew' 'excerpt differs,anew' "$(verified | sed 1d | cut -d, -f2,5)"
    change "UPDATE excerpt SET standing = 'past' WHERE (report, start, stop, code) = $first"
    is 'a standing changed' 'past, now present' "$(verified | sed -n 's/.*"standing: \(.*\)",.*/\1/p' | cut -d'"' -f1)"
    change "UPDATE pass_origin SET text_sha256 = replace(text_sha256, 'a', 'b') WHERE report = 3"
    is 'a text that is not the one that was coded' 'text replaced' "$(verified | sed 1d | cut -d, -f2)"
    change "UPDATE codebook SET xml = CAST(replace(CAST(xml AS TEXT), 'dads', 'dad') AS BLOB)"
    has 'a codebook that is not the one that the pass names' 'not the one that the pass names' \
        "$("$EXCERPTA" verify --study "$scratch/changed.db" 2>&1)"
fi
has 'a pass that is not there' 'has no pass 7' "$("$EXCERPTA" verify --pass 7 2>&1)"

# Two versions of a codebook beside one another.
cat > "$scratch/men.xml" <<'BOOK'
<codebook xmlns="urn:excerpta:codebook:1" id="men" version="1.0.0" xml:lang="en-GB"><title>T</title>
<description>D</description><theme id="t"><title>T</title><code id="man" unit="sentence"><title>M</title>
<definition>D</definition><rule id="r"><pattern>fathers?|dads?</pattern></rule></code></theme></codebook>
BOOK
sed 's/1\.0\.0/1.1.0/; s/fathers?|dads?/dads?|uncles?/' "$scratch/men.xml" > "$scratch/men2.xml"
mkdir "$scratch/two"
printf 'A report for 2021/22.\n\nA father came. A dad came. Fathers and dads came. No uncle came.\n' > "$scratch/two/a.txt"
EXCERPTA_STUDY=$scratch/two.db
"$EXCERPTA" index "$scratch/two" --quiet
"$EXCERPTA" code --codebook "$scratch/men.xml" --quiet; "$EXCERPTA" code --codebook "$scratch/men2.xml" --quiet
is 'what the second pass found anew, no longer and otherwise' 'no longer,1,man,present,,A father came.
words,1,man,present,present,Fathers and dads came.
anew,1,man,,absent,No uncle came.' "$("$EXCERPTA" diff 1 2 --format csv 2> "$scratch/said" | tr -d '\r' | sed 1d | cut -d, -f1,4-)"
has 'and how many' '1 reports in both passes: 1 excerpts the same, 1 anew, 1 no longer' "$(cat "$scratch/said")"
is 'a pass beside itself' '' "$("$EXCERPTA" diff 1 1 --format csv 2> /dev/null | sed 1d)"
has 'what is no pass' 'one is no pass' "$("$EXCERPTA" diff one 2 2>&1)"
done_testing
