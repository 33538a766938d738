. "${top_srcdir:-.}/tests/lib.sh"
# What is shown of a report is what the study holds of it, and a report is found by what a person would call it.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
cp -r "$top_srcdir/corpus/reports" "$scratch/reports"; chmod -R u+w "$scratch/reports"
cd "$scratch" || exit 99
printf 'Fathers came.\n\nMothers came too.\n' > reports/plain.txt
printf 'not a PDF' > reports/broken.pdf
mkdir reports/north reports/south
printf 'The north asked fathers what they need.\n' > reports/north/annual.txt
printf 'The south asked mothers what they need.\n' > reports/south/annual.txt
"$EXCERPTA" index reports > /dev/null 2>&1
show() { "$EXCERPTA" show "$@"; }
hash_of() { sha256sum < "$1" | cut -d' ' -f1; }
first_line() { "$@" 2>&1 | head -n 1; }
pdf=reports/pellbrook_lscp_2023.pdf
hash=$(hash_of $pdf)

for name in "$hash" "$(echo "$hash" | cut -c1-8)" "$(echo "$hash" | cut -c1-8 | tr a-f A-F)" $pdf "$scratch/$pdf" \
    ./reports/../$pdf pellbrook_lscp_2023.pdf pellbrook_lscp_2023; do
    has "found as ${name#"$scratch"}" "$hash" "$(show "$name")"
done
has 'three digits of a hash are too few' 'the study has no report' "$(first_line show "$(echo "$hash" | cut -c1-3)")"
show annual.txt 2> err; is 'a name that two reports have: status' 2 $?
has 'the words say how many' 'annual.txt means 2 reports' "$(head -n 1 err)"
is 'and list both' 2 "$(grep -c '/annual.txt$' err)"
has 'a path means one of them' "$(hash_of reports/south/annual.txt)" "$(show reports/south/annual.txt)"
show pellbrok_lscp_2023 2> err; is 'a slip: status' 2 $?
has 'the nearest name is told' 'did you mean pellbrook_lscp_2023?' "$(cat err)"
has 'names that hold the word are told' 'did you mean pellbrook_lscp_2023.pdf?' "$(first_line show Pellbrook)"
has 'a file that is no report' 'could not be taken as a report: not a report' "$(first_line show broken.pdf)"

# The views.
show $pdf > summary
for part in report attributes text headings; do is "the summary tells of $part" 1 "$(grep -c "^$part\$" summary)"; done
is 'the summary as CSV has the headings of the blocks' \
    "$(show $pdf --blocks --format csv | cut -d, -f4 | grep -c '^heading$')" \
    "$(show $pdf --format csv | grep -c '^headings,')"
letters() { tr -cd 'a-zA-Z' | tr A-Z a-z; }
show $pdf --text | sed '/^\[page [0-9].*\]$/d' | letters > text.letters
show $pdf --blocks --format json | grep -o '"kind":"[^"]*"[^}]*' | grep -v '"kind":"furniture"' |
    sed 's/.*"text":"//; s/\\[nt]/ /g' | letters > blocks.letters
is 'the text is that of the blocks, but for the order of notes that lead back a page' \
    "$(fold -w1 < text.letters | sort | uniq -c)" "$(fold -w1 < blocks.letters | sort | uniq -c)"
is 'a page mark for each page with text' "$(show $pdf --text --format json | grep -o '"page":' | wc -l)" \
    "$(show $pdf --text | grep -cE '^\[page [0-9]+(, labelled .*)?\]$')"
is 'one page: its mark alone' '[page 2' "$(show $pdf --text --page 2 | grep -oE '^\[page [0-9]+')"
is 'one page: blocks that touch it' '' \
    "$(show $pdf --blocks --page 2 --format csv | awk -F, 'NR > 1 && $1 > 2 || NR > 1 && $2 < 2')"
has 'furniture is marked' ',furniture,' "$(show $pdf --blocks --format csv)"
is 'sentences are counted' 'paragraph 1,paragraph 1' \
    "$(show plain.txt --blocks --format csv | awk -F, 'NR > 1 { print $4, $8 }' | paste -sd,)"
is 'ranges are of the text' '0,13,Fathers came.' \
    "$(show plain.txt --blocks --format csv | tr -d '\r' | sed -n 2p | cut -d, -f6,7,10)"
is 'text of one page without a number' '[page 1] Fathers came. Mothers came too.' "$(show plain.txt --text | paste -sd' ')"
has 'no such page' 'there is no page 2: the report has 1' "$(first_line show plain.txt --page 2)"
has 'two views' 'give one' "$(first_line show plain.txt --text --blocks)"
is 'a number that is none is null' '"level":null' "$(show plain.txt --blocks --format json | grep -o '"level":[^,]*' | head -n 1)"

# A terminal gets no orders: a study may come from anywhere.
esc=$(printf '\033')
sqlite3 study.db "UPDATE attribute SET value = 'red' || char(27) || '[31m' || char(155) || '5m' WHERE field = 'title';
    INSERT INTO attribute SELECT id, 'region', char(27) || ']0;x' || char(7), 3 FROM report WHERE true
    ON CONFLICT DO UPDATE SET value = excluded.value"
is 'no control characters in the summary' '' "$(show $pdf | tr -d '\n\t' | LC_ALL=C grep -oE "$esc|$(printf '\007')|$(printf '\302\233')")"
has 'a question mark stands for each' '?]0;x?' "$(show $pdf)"
is 'nor in the list of reports' '' "$("$EXCERPTA" reports | LC_ALL=C grep -o "$esc")"
done_testing
