# index --ocr: which pages are recognised, and which reports are read anew when that is asked otherwise.
. "$top_srcdir/tests/lib.sh"
. "$top_srcdir/tests/extract/scan.sh"
ocr=${EXCERPTA_OCR:-$(dirname "$EXCERPTA_EXTRACT")/excerpta-ocr}
if ! command -v pdftoppm > /dev/null || ! command -v qpdf > /dev/null || ! command -v sqlite3 > /dev/null; then
    echo '1..0 # SKIP poppler-utils, qpdf or sqlite3 is not there'; exit 0
fi
source=$top_srcdir/corpus/reports/MOF-LSCP-annual-report-2023-2024-FINAL.pdf
shelf=$scratch/shelf
mkdir "$shelf"
scan "$source" 5 5 150 > "$shelf/scan.pdf"
qpdf --empty --pages "$source" 1-2 "$shelf/scan.pdf" -- "$shelf/mixed.pdf"
qpdf --empty --pages "$source" 3 -- "$shelf/words.pdf"
cp "$top_srcdir/corpus/reports/tarnwick-2020-21.txt" "$shelf"
export EXCERPTA_STUDY=$scratch/s.db

# index OPTION…: what it says of the files, then the pages recognised
index() {
    "$EXCERPTA" index "$shelf" "$@" 2> "$scratch/err" > "$scratch/out"
    sed -n '1s/^[0-9]* files: //p' "$scratch/out"
}
# counts NEW UNCHANGED PROBLEMS: the line that says so
counts() { echo "$1 new reports, 0 changed, 0 copies, $2 unchanged, $3 that are no report"; }
state() {
    sqlite3 "$EXCERPTA_STUDY" "SELECT replace(path, '$shelf/', ''), coalesce(ocr, ''),
        coalesce((SELECT value FROM quality q WHERE q.report = p.report AND measure = 'ocr-pages'), 0),
        coalesce((SELECT value FROM quality q WHERE q.report = p.report AND measure = 'pages-unread'), 0),
        p.report IS NULL FROM report_path p LEFT JOIN reading USING (sha256) ORDER BY path" | paste -sd ' '
}
unread='mixed.pdf||0|1|0 scan.pdf||0|0|1 tarnwick-2020-21.txt||0|0|0 words.pdf||0|0|0'
never='mixed.pdf|never|0|1|0 scan.pdf|never|0|0|1 tarnwick-2020-21.txt||0|0|0 words.pdf||0|0|0'
auto='mixed.pdf|auto|1|0|0 scan.pdf|auto|1|0|0 tarnwick-2020-21.txt||0|0|0 words.pdf||0|0|0'
always='mixed.pdf|always|3|0|0 scan.pdf|always|1|0|0 tarnwick-2020-21.txt||0|0|0 words.pdf|always|1|0|0'

real_ocr=${EXCERPTA_OCR:-}
export EXCERPTA_OCR=$scratch/absent
is 'without excerpta-ocr a scan is no report' "$(counts 3 0 1)" "$(index)"
has 'which says why' 'pictures of pages; excerpta-ocr' "$(cat "$scratch/err")"
is 'and nothing is noted of OCR' "$unread" "$(state)"
index --ocr always > "$scratch/said"
has '--ocr always needs it' 'excerpta-ocr, which recognises words, is not there' "$(cat "$scratch/err")"
EXCERPTA_OCR=$real_ocr
test -n "$real_ocr" || unset EXCERPTA_OCR
if ! [ -x "$ocr" ]; then done_testing; exit 0; fi

is 'once it is there, what it can read is read' "$(counts 0 2 0)" "$(index)"
is 'the scan and the one page' "$auto" "$(state)"
has 'and it is said' '2 pages were recognised' "$(cat "$scratch/out")"
is 'again: nothing is read' "$(counts 0 4 0)" "$(index)"
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/male-carers.xml" > "$scratch/coded"
tagged="SELECT count(*) FROM v_excerpt WHERE path LIKE '%/scan.pdf'"
is 'its words are tagged' yes "$([ "$(sqlite3 "$EXCERPTA_STUDY" "$tagged")" -gt 0 ] && echo yes)"
others="SELECT count(*) FROM excerpt JOIN report_path p USING (report) WHERE path LIKE '%/words.pdf'"
before=$(sqlite3 "$EXCERPTA_STUDY" "$others")

is '--ocr never: what was recognised is read anew' "$(counts 0 2 1)" \
    "$(index --ocr never)"
is 'and lost' "$never" "$(state)"
has 'a way out is named' '--ocr auto recognises' "$(cat "$scratch/err")"
is 'what is tagged in other reports stays' "$before" "$(sqlite3 "$EXCERPTA_STUDY" "$others")"
is 'without the option that stays' "$never" "$(index > "$scratch/said"; state)"
is '--ocr auto reads both again' "$auto" "$(index --ocr auto > "$scratch/said"; state)"
has 'and says what is to be done' '2 reports read anew' "$(cat "$scratch/out")"
is '--ocr always reads every page of a PDF' "$always" "$(index --ocr always > "$scratch/said"; state)"
is 'without the option that stays too' "$always" "$(index > "$scratch/said"; state)"
is '--ocr auto goes back' "$auto" "$(index --ocr auto > "$scratch/said"; state)"
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/male-carers.xml" > "$scratch/coded"
is 'coded again, its words are tagged' yes "$([ "$(sqlite3 "$EXCERPTA_STUDY" "$tagged")" -gt 0 ] && echo yes)"
is 'and no range leads out of a text' 0 \
    "$(sqlite3 "$EXCERPTA_STUDY" 'SELECT count(*) FROM excerpt e JOIN report ON id = report WHERE stop > text_bytes')"

"$EXCERPTA" show "$shelf/scan.pdf" --image --output "$scratch/page.png" > "$scratch/said" 2>&1
is 'a recognised page is shown, without outlines' '0 PNG' "$? $(dd if="$scratch/page.png" bs=1 skip=1 count=3 2> "$scratch/err")"

# A study made at once is the same as one that went all the ways.
"$EXCERPTA" index "$shelf" --study "$scratch/new.db" > "$scratch/said"
dump() { sqlite3 "$1" "SELECT r.sha256, r.words, hex(r.text) FROM report r JOIN report_path USING (sha256) ORDER BY 1;
    SELECT sha256, b.ordinal, b.start, b.stop, b.kind FROM block b JOIN report r ON r.id = b.report ORDER BY 1, 2"; }
is 'the same as a study that was made at once' "$(dump "$scratch/new.db" | cksum)" "$(dump "$EXCERPTA_STUDY" | cksum)"
done_testing
