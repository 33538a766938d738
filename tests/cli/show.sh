. "${top_srcdir:-.}/tests/lib.sh"
# What is shown of a report is what the study holds of it, and a report is found by what a person would call it.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
top_builddir_abs=$(cd "$top_builddir" && pwd)
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
    sed 's/.*"text":"//; s/","of_report":""$//; s/\\[nt]/ /g' | letters > blocks.letters
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
is 'text of one page without a number' '[page 1] Fathers came. Mothers came too.' \
    "$(show plain.txt --text | paste -sd' ')"
has 'no such page' 'there is no page 2: the report has 1' "$(first_line show plain.txt --page 2)"
has 'two views' 'give one' "$(first_line show plain.txt --text --blocks)"
is 'a number that is none is null' '"level":null' \
    "$(show plain.txt --blocks --format json | grep -o '"level":[^,]*' | head -n 1)"

# The image of a page.
show $pdf --image --page 2 --output page.png 2> err; is 'an image: status' 0 $?
is 'nothing is said' '' "$(cat err)"
is 'it is a PNG' '89504e470d0a1a0a' "$(head -c 8 page.png | od -An -tx1 | tr -d ' \n')"
size=$("$top_builddir_abs/tests/extract/pixel" page.png)
show $pdf --image --page 2 --dpi 200 > large.png
is 'twice the dots are twice the size, give or take a dot' yes "$("$top_builddir_abs/tests/extract/pixel" large.png |
    awk -v w="${size% *}" -v h="${size#* }" 'function near(a, b) { return a - b <= 1 && b - a <= 1 }
        { print near($1, 2 * w) && near($2, 2 * h) ? "yes" : $0 }')"
is 'to standard output it is the same' "$(sha256sum < page.png)" "$(show $pdf --image --page 2 | sha256sum)"
has 'too many dots are told' 'ask for fewer dots' "$(first_line show $pdf --image --dpi 2000 --output no.png)"
is 'and leave no file' no "$(test -e no.png && echo yes || echo no)"
has 'a report that is no PDF' 'there is no page image of a report in text' \
    "$(first_line show plain.txt --image --output no.png)"
has 'an output without an image' '--output and --dpi are of --image' "$(first_line show $pdf --output no.png)"
cp $pdf kept.pdf
printf '%%\n' >> $pdf
show "$hash" --image --output no.png 2> err; is 'a file that has changed: status' 3 $?
has 'the words say so' "$pdf has changed since it was indexed" "$(cat err)"
has 'the text is still there' '[page 1' "$(show "$hash" --text)"
rm $pdf
has 'a file that is gone' "$pdf is gone or cannot be read" "$(first_line show "$hash" --image --output no.png)"
cp kept.pdf reports/north/copy.pdf
"$EXCERPTA" index reports > /dev/null 2>&1
show "$hash" --image --page 2 --output copy.png; is 'a copy of it will do: status' 0 $?
is 'and gives the same image' "$(sha256sum < page.png)" "$(sha256sum < copy.png)"
cp kept.pdf $pdf
sqlite3 study.db "UPDATE report SET text = other.text, text_bytes = other.text_bytes FROM
    (SELECT text, text_bytes FROM report WHERE format = 'pdf' ORDER BY text_bytes DESC LIMIT 1) AS other
    WHERE sha256 = '$(hash_of reports/annual-report-final-v3.pdf)'"
has 'a text that this version does not read from the file' 'this version reads another text' \
    "$(first_line show annual-report-final-v3 --image --output no.png)"

# A terminal gets no orders: a study may come from anywhere.
esc=$(printf '\033')
sqlite3 study.db "UPDATE attribute SET value = 'red' || char(27) || '[31m' || char(155) || '5m' WHERE field = 'title';
    INSERT INTO attribute SELECT id, 'region', 3, char(27) || ']0;x' || char(7), 'edited', 100 FROM report WHERE true
    ON CONFLICT DO UPDATE SET value = excluded.value"
is 'no control characters in the summary' '' \
    "$(show $pdf | tr -d '\n\t' | LC_ALL=C grep -oE "$esc|$(printf '\007')|$(printf '\302\233')")"
has 'a question mark stands for each' '?]0;x?' "$(show $pdf)"
is 'nor in the list of reports' '' "$("$EXCERPTA" reports | LC_ALL=C grep -o "$esc")"
done_testing
