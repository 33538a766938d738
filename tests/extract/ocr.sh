# Pages without words are recognised: made scans beside the words that they were made of.
. "$top_srcdir/tests/lib.sh"
slow
. "$top_srcdir/tests/extract/scan.sh"
ocr=${EXCERPTA_OCR:-$(dirname "$EXCERPTA_EXTRACT")/excerpta-ocr}
if ! [ -x "$ocr" ]; then echo '1..0 # SKIP built without tesseract'; exit 0; fi
if ! command -v pdftoppm > /dev/null || ! command -v qpdf > /dev/null; then
    echo '1..0 # SKIP poppler-utils or qpdf is not there'; exit 0
fi
corpus=$top_srcdir/corpus/reports
source=$corpus/MOF-LSCP-annual-report-2023-2024-FINAL.pdf

read_scan() { "$ocr" "$1" 2> "$scratch/stderr" > "$scratch/wire"; }
text_of() { sed '1,/^text /d' "$scratch/wire"; }
measure_of() { sed -n "s/^$1 //p" "$scratch/wire"; }
words() { tr "’" "'" | tr -cs "[:alnum:]'%" '\n' | tr '[:upper:]' '[:lower:]' | sort | uniq -c; }

# recall FILE: of a thousand words of the file, each as often as it stands there, how many are in the text that was read
recall() {
    awk 'NR == FNR { read[$2] = $1; next } { all += $1; hits += read[$2] < $1 ? read[$2] : $1 }
         END { print int(1000 * hits / all) }' <(text_of | words) <(words < "$1")
}
# at_least WHAT FLOOR NUMBER
at_least() { echo "# $1: $3"; is "$1: at least $2" yes "$([ "$3" -ge "$2" ] && echo yes || echo no)"; }

for page in 3 5 6; do
    scan "$source" $page $page 200 > "$scratch/scan.pdf"
    pdftotext -f $page -l $page "$source" "$scratch/source.txt"
    read_scan "$scratch/scan.pdf"
    at_least "page $page at 200 dots an inch, words of a thousand" 950 "$(recall "$scratch/source.txt")"
done
is 'its page is said to be recognised' 1 "$(measure_of ocr-pages)"
at_least 'with a confidence' 85 "$(measure_of ocr-confidence)"
confidences() { sed -n '/^pages /,/^runs/p' "$scratch/wire" | awk 'NF > 2 { print $3 }' | paste -sd ' '; }
is 'which stands beside the page' "$(measure_of ocr-confidence)" "$(confidences)"
cp "$scratch/wire" "$scratch/first"
read_scan "$scratch/scan.pdf"
is 'twice the same' '' "$(cmp "$scratch/first" "$scratch/wire" 2>&1)"
"$EXCERPTA_EXTRACT" "$scratch/scan.pdf" > "$scratch/unread"
has 'the extractor alone says what it is' 'pictures of pages' "$(cat "$scratch/unread")"

# The structure of a page survives: its list, its headings, its running header.
scan "$source" 3 5 200 > "$scratch/scan.pdf"
read_scan "$scratch/scan.pdf"
kinds() { sed -n '/^blocks/,/^sentences/p' "$scratch/wire" | awk -v kind="$1" '$3 == kind' | wc -l; }
is 'the items of a list' 4 "$(kinds list-item)"
at_least 'headings' 3 "$(kinds heading)"
is 'no running header is in the text' '' "$(text_of | grep '^Marlbridge, Ostney and Fenhythe LSCP')"

# A report of both kinds of page.
qpdf --empty --pages "$source" 1-3 "$scratch/scan.pdf" 2 "$source" 5 -- "$scratch/mixed.pdf"
read_scan "$scratch/mixed.pdf"
is 'of a mixed report only the scan is recognised' 1 "$(measure_of ocr-pages)"
is 'and it is the fourth page' "-1 -1 -1 $(measure_of ocr-confidence) -1" "$(confidences)"
"$ocr" --every-page "$scratch/mixed.pdf" > "$scratch/wire" 2> "$scratch/stderr"
is 'asked for, every page is' 5 "$(measure_of ocr-pages)"

# Turned by a quarter and by a half.
pdftotext -f 5 -l 5 "$source" "$scratch/source.txt"
scan "$source" 5 5 200 842 595 '0 595 -842 0 842 0 cm /I Do' > "$scratch/side.pdf"
read_scan "$scratch/side.pdf"
at_least 'on its side, words of a thousand' 900 "$(recall "$scratch/source.txt")"
scan "$source" 5 5 200 595 842 '-595 0 0 -842 595 842 cm /I Do' > "$scratch/head.pdf"
read_scan "$scratch/head.pdf"
at_least 'on its head, words of a thousand' 900 "$(recall "$scratch/source.txt")"

# Welsh.
cat > "$scratch/welsh.txt" <<'END'
Mae'r adroddiad hwn yn disgrifio gwaith y bartneriaeth yn ystod y flwyddyn.
Cyfarfu'r partneriaid diogelu arweiniol bedair gwaith, ac roedd pob asiantaeth
yn bresennol ym mhob cyfarfod. Mae gweithwyr cymdeithasol, ymwelwyr iechyd a
swyddogion yr heddlu yn cydweithio er mwyn cadw babanod yn ddiogel rhag niwed.
Gofynnwyd i rieni beth oedd wedi eu helpu fwyaf. Dywedodd tadau fod y sesiwn
bore Sadwrn wedi rhoi hyder iddynt, a bod y staff yn gwrando arnynt. Nid oedd
pob tad yn gallu dod, gan fod rhai yn gweithio oriau hir neu'n byw ymhell.
END
{
    printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'
    printf '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
    printf '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R'
    printf '/Resources<</Font<</F 5 0 R>>>>>>endobj\n'
    content=$(echo 'BT /F 12 Tf 16 TL 60 760 Td'; sed "s/.*/(&) '/" "$scratch/welsh.txt"; echo ET)
    printf '4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n' ${#content} "$content"
    printf '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Size 6/Root 1 0 R>>\n%%%%EOF\n'
} > "$scratch/welsh.pdf"
scan "$scratch/welsh.pdf" 1 1 200 > "$scratch/scan.pdf"
read_scan "$scratch/scan.pdf"
at_least 'Welsh, words of a thousand' 950 "$(recall "$scratch/welsh.txt")"

# Nothing there: nothing is invented.
sed 's/^(.*//' "$scratch/welsh.pdf" > "$scratch/empty.pdf"
scan "$scratch/empty.pdf" 1 1 100 > "$scratch/scan.pdf"
read_scan "$scratch/scan.pdf"
is 'a blank page has no words' 'problem no text layer' "$(sed -n 2p "$scratch/wire")"
has 'and says that OCR found none' '0 letters in all; tesseract' "$(cat "$scratch/wire")"

# A page of 5 by 5 metres, and a picture that claims 60,000 by 60,000 dots.
scan "$source" 5 5 50 14400 14400 > "$scratch/large.pdf"
sed 's,/Width [0-9]*,/Width 60000,; s,/Height [0-9]*,/Height 60000,; s,/Filter */DCTDecode,,' "$scratch/scan.pdf" \
    > "$scratch/claims.pdf"
is 'the claims are made' 2 "$(grep -ao " 60000" "$scratch/claims.pdf" | wc -l)"
"$top_builddir/tests/extract/measure" "$ocr" "$scratch/large.pdf" "$scratch/claims.pdf" > "$scratch/took"
sed 's/^/# status, ms, CPU ms, MB: /; s,/.*/,,' "$scratch/took"
is 'sizes beyond all measure end in an outcome' '' "$(awk '$1 != 0 && $1 != 3' "$scratch/took")"
if ${NM:-nm} "$ocr" 2> "$scratch/stderr" | grep -q __asan_init; then
    echo '# a sanitizer takes memory of its own: not measured'
else
    is 'within 1 GiB' '' "$(awk '$4 > 1024' "$scratch/took")"
fi
done_testing
