. "${top_srcdir:-.}/tests/lib.sh"
# The main job as a user does it, on the corpus: index, code, export; and that each quotation is exact.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
corpus=$top_srcdir/corpus
books="--codebook $top_srcdir/codebooks/male-carers.xml --codebook $top_srcdir/codebooks/good-practice.xml"
files=$(find "$corpus/reports" -type f | wc -l)

"$EXCERPTA" index "$corpus/reports" --manifest "$corpus/manifest.csv" > "$scratch/index.out" 2> "$scratch/index.err"
is 'index: status' 0 $?
is 'nothing is said on standard error of a pipe' '' "$(cat "$scratch/index.err")"
is 'every file is a report' "$files" "$("$EXCERPTA" reports --format csv | tail -n +2 | wc -l)"
is 'the manifest is taken' "$(tail -n +2 "$corpus/manifest.csv" | wc -l)" \
    "$("$EXCERPTA" reports --format json | grep -o '"partnership":"[^"]\+"' | wc -l)"
has 'again: nothing is redone' " 0 new reports, 0 changed, 0 copies, $files unchanged" "$("$EXCERPTA" index "$corpus/reports")"
"$EXCERPTA" code $books > "$scratch/code.out" 2>&1; is 'code: status' 0 $?
has 'coding again: nothing is redone' 'all were coded before' "$("$EXCERPTA" code $books)"

"$EXCERPTA" export --format csv --output "$scratch/1.csv"; is 'export csv: status' 0 $?
"$EXCERPTA" export --format jsonl --output "$scratch/1.jsonl"
"$EXCERPTA" export --format html --output "$scratch/1.html"
is 'the fields and their order' \
    'excerpt,codebook,version,theme,code,rule,standing,report,file,partnership,authorities,region,period_start,period_end,period,page,page_label,heading,text,matched,before,after' \
    "$(head -n 1 "$scratch/1.csv" | tr -d '\r' | cut -d, -f1-22)"
is 'some excerpts' yes "$(test "$(wc -l < "$scratch/1.jsonl")" -gt 50 && echo yes)"
is 'an excerpt is named once' '' "$(grep -o '^{"excerpt":"[^"]*"' "$scratch/1.jsonl" | sort | uniq -d)"
is 'the page needs no network' '' "$(grep -oE '(src|href)="?https?:[^"]*' "$scratch/1.html" | head -n 3)"
is 'every excerpt is on the page' "$(wc -l < "$scratch/1.jsonl")" "$(grep -c '<article' "$scratch/1.html")"

# Without the filter before PCRE2 the same excerpts are found.
"$EXCERPTA" index "$corpus/reports" --manifest "$corpus/manifest.csv" --study "$scratch/t.db" > /dev/null
"$EXCERPTA" code $books --without-filter --study "$scratch/t.db" > /dev/null
"$EXCERPTA" export --format csv --study "$scratch/t.db" > "$scratch/t.csv"
is 'without the filter the same bytes' "$(sha256sum < "$scratch/1.csv")" "$(sha256sum < "$scratch/t.csv")"
rm -f "$scratch"/t.db*

# Where a pattern of the last codebook is wrong, the first is not run either.
sed 's/too variable|/too variable(|/' "$top_srcdir/codebooks/male-carers.xml" > "$scratch/wrong.xml"
"$EXCERPTA" index "$corpus/reports" --study "$scratch/t.db" > /dev/null
said=$("$EXCERPTA" code $books --codebook "$scratch/wrong.xml" --study "$scratch/t.db" 2>&1); is 'a wrong codebook: status' 3 $?
has 'it is named' "$scratch/wrong.xml: " "$said"
is 'and none was run' 0 "$("$EXCERPTA" passes --format csv --study "$scratch/t.db" | tail -n +2 | wc -l)"
rm -f "$scratch"/t.db*

# Of another version only the codes that changed are looked for; the excerpts are those of a whole pass.
sed 's/id="male-carers" version="[^"]*"/id="male-carers" version="9.0.0"/; s/too variable|/too variable|very|/' "$top_srcdir/codebooks/male-carers.xml" \
    > "$scratch/other.xml"
"$EXCERPTA" index "$corpus/reports" --manifest "$corpus/manifest.csv" --study "$scratch/t.db" > /dev/null
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/male-carers.xml" --study "$scratch/t.db" > /dev/null
has 'what did not change is taken over' 'codes that did not change' \
    "$("$EXCERPTA" code --codebook "$scratch/other.xml" --study "$scratch/t.db")"
"$EXCERPTA" export --format csv --study "$scratch/t.db" > "$scratch/t.csv"
"$EXCERPTA" index "$corpus/reports" --manifest "$corpus/manifest.csv" --study "$scratch/u.db" > /dev/null
"$EXCERPTA" code --codebook "$scratch/other.xml" --study "$scratch/u.db" > /dev/null
"$EXCERPTA" export --format csv --study "$scratch/u.db" > "$scratch/u.csv"
is 'and the excerpts are the same' "$(sha256sum < "$scratch/u.csv")" "$(sha256sum < "$scratch/t.csv")"
rm -f "$scratch"/t.db* "$scratch"/u.db*

# The same for any number of threads, byte for byte.
for threads in 1 3; do
    "$EXCERPTA" index "$corpus/reports" --manifest "$corpus/manifest.csv" --threads $threads --study "$scratch/t.db" > /dev/null
    "$EXCERPTA" code $books --threads $threads --study "$scratch/t.db" > /dev/null
    "$EXCERPTA" export --format csv --study "$scratch/t.db" > "$scratch/t.csv"
    is "$threads threads give the same bytes" "$(sha256sum < "$scratch/1.csv")" "$(sha256sum < "$scratch/t.csv")"
    rm -f "$scratch"/t.db*
done

# The same file twice is one report with two paths; a changed file names its predecessor.
mkdir "$scratch/twice"
page=$(find "$corpus/reports" -name '*.html' -o -name '*.txt' | sort | head -n 1)
cp "$page" "$scratch/twice/a.${page##*.}"; cp "$page" "$scratch/twice/b.${page##*.}"
has 'a copy is no second report' '1 new reports, 0 changed, 1 copies' "$("$EXCERPTA" index "$scratch/twice" --study "$scratch/c.db")"
printf '\nFathers were invited.\n' >> "$scratch/twice/a.${page##*.}"
has 'a changed file is a new report' '0 new reports, 1 changed' "$("$EXCERPTA" index "$scratch/twice" --study "$scratch/c.db")"
is 'and names the one before' "$(sha256sum < "$page" | cut -c1-12)" \
    "$("$EXCERPTA" reports --format json --study "$scratch/c.db" | grep -o '"predecessor":"[0-9a-f]\+"' | cut -d'"' -f4)"

# Quotations are exact and their pages right: the letters of each sentence's first words stand on that page of the PDF.
if command -v pdftotext > /dev/null && command -v sqlite3 > /dev/null; then
    sqlite3 ':memory:' -cmd ".import --csv $scratch/1.csv e" -separator '	' \
        "SELECT file, page, substr(replace(replace(text, char(10), ' '), char(9), ' '), 1, 28) FROM e
          WHERE file LIKE '%.pdf' ORDER BY excerpt LIMIT 300" > "$scratch/quotes"
    letters() { tr -cd 'a-zA-Z' | tr 'A-Z' 'a-z'; }
    checked=0 wrong=
    while IFS='	' read -r file page words; do
        checked=$((checked + 1))
        text=$scratch/$(basename "$file").$page
        # A hyphen at a line's end may be the typesetter's: letters alone are compared. The first words stand on the
        # page; what follows may run over its end, round a footer.
        test -f "$text" || pdftotext -f "$page" -l "$page" "$file" - | sed 's/ﬁ/fi/g; s/ﬂ/fl/g; s/ﬀ/ff/g; s/ﬃ/ffi/g' | letters > "$text"
        wanted=$(printf '%s' "$words" | letters)
        case $(cat "$text") in *"$wanted"*) ;; *) wrong="$wrong $(basename "$file"):$page:$(printf '%s' "$words" | cut -c1-30)|" ;; esac
    done < "$scratch/quotes"
    is 'quotations stand on their page' '' "$wrong"
    is 'there were quotations to check' yes "$(test $checked -gt 50 && echo yes)"
fi
done_testing
