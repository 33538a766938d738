. "${top_srcdir:-.}/tests/lib.sh"
# What bad input gets: a clear word, the right exit status, and nothing lost.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
shelf=$scratch/shelf
book=$top_srcdir/codebooks/male-carers.xml
good=$(ls "$top_srcdir"/corpus/reports/*.pdf | head -n 1)
mkdir "$shelf"

run() { out=$("$EXCERPTA" "$@" 2>&1); status=$?; }

# --- the command line
run frobnicate; is 'an unknown command: status' 2 $status; has 'an unknown command' 'no command frobnicate' "$out"
run indx; has 'with the nearest' 'did you mean index?' "$out"
run index; is 'nothing to index: status' 2 $status; has 'nothing to index' 'needs FOLDER' "$out"
run index --thread 3 "$shelf"; has 'an unknown option' 'did you mean --threads?' "$out"
run status; is 'no study: status' 5 $status; has 'no study' 'index FOLDER' "$out"
run index "$scratch/nowhere"; is 'no such folder: status' 3 $status; has 'no such folder' 'nowhere' "$out"
run index "$shelf"; is 'an empty folder: status' 3 $status; has 'an empty folder' 'no files in' "$out"

# --- one shelf of everything that is no report, and one report
cp "$good" "$shelf/good.pdf"
printf '<!DOCTYPE html><html><head><title>404</title></head><body><p>Not found</p></body></html>' > "$shelf/error-page.pdf"
head -c 2000 "$good" > "$shelf/truncated.pdf"
head -c 30000 /dev/urandom > "$shelf/noise.pdf"
: > "$shelf/empty.pdf"
printf 'PK\003\004 not read' > "$shelf/word.docx"
printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n' > "$shelf/no-pages.pdf"
mkfifo "$shelf/pipe.pdf"
ln -s . "$shelf/loop"
ln -s nowhere.pdf "$shelf/dangling.pdf"
truncate -s 300M "$shelf/huge.pdf"
if command -v qpdf > /dev/null; then
    qpdf --encrypt secret owner 256 -- "$good" "$shelf/encrypted.pdf"
    qpdf --empty --pages "$good" 1 -- "$scratch/one.pdf"
    printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n' > "$shelf/no-text.pdf"
fi
unreadable=
if [ "$(id -u)" -ne 0 ]; then cp "$good" "$shelf/forbidden.pdf"; chmod 0 "$shelf/forbidden.pdf"; unreadable=yes; fi

run index "$shelf"
is 'a shelf with bad files: status' 1 $status
reason() { "$EXCERPTA" status --problems --format csv | tr -d '\r' | awk -F, -v f="/$1" 'index($1, f) { print $2 }'; }
is 'the good report is in' 1 "$("$EXCERPTA" reports --format csv | tail -n +2 | wc -l)"
is 'HTML named .pdf' 'not a report' "$(reason error-page.pdf)"
has 'and is told as what it is' 'HTML' "$("$EXCERPTA" status --problems --format csv | grep error-page)"
is 'truncated' damaged "$(reason truncated.pdf)"
is 'noise' 'not a report' "$(reason noise.pdf)"
is '0 bytes' empty "$(reason empty.pdf)"
is 'no pages' yes "$(case $(reason no-pages.pdf) in empty | damaged) echo yes ;; esac)"
is 'a FIFO' unreadable "$(reason pipe.pdf)"
is 'a link to nothing' unreadable "$(reason dangling.pdf)"
is '300 MB' 'too large' "$(reason huge.pdf)"
is 'a Word file of which only the first bytes are there' damaged "$(reason word.docx)"
test -n "$unreadable" && is 'no permission' unreadable "$(reason forbidden.pdf)"
if command -v qpdf > /dev/null; then
    is 'encrypted' encrypted "$(reason encrypted.pdf)"
    is 'no text layer' 'no text layer' "$(reason no-text.pdf)"
fi
"$EXCERPTA" status --problems > "$scratch/problems"
run index "$shelf"
is 'again: the same' "$(cat "$scratch/problems")" "$("$EXCERPTA" status --problems)"

# --- codebooks
printf '<codebook xmlns="urn:excerpta:codebook:1" id="x" version="1">\n<title>t</title>\n<theme id="a"><titel>A</titel></theme></codebook>' > "$scratch/misspelt.xml"
run code --codebook "$scratch/misspelt.xml"
is 'a broken codebook: status' 3 $status; has 'its line' 'line 3' "$out"; has 'its hint' 'title' "$out"
sed 's/<pattern>/<pattern>(/' "$book" > "$scratch/pattern.xml"
run codebook check "$scratch/pattern.xml"; is 'a broken pattern: status' 3 $status; has 'its column' 'column' "$out"
run code --codebook "$scratch/nowhere.xml"; is 'no codebook: status' 6 $status; has 'no codebook' 'nowhere.xml' "$out"
run code; is 'no --codebook: status' 2 $status
cat > "$scratch/endless.xml" <<END
<codebook xmlns="urn:excerpta:codebook:1" id="endless" version="1" xml:lang="en-GB"><title>t</title>
<theme id="a"><title>A</title><code id="c" unit="sentence"><title>C</title><definition>d</definition>
<rule id="r"><pattern bound="no">(?:x+x+)+y</pattern></rule></code></theme></codebook>
END
printf '{"id":1,"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx then y no"}\n{"id":2,"text":"xxy"}\n' > "$scratch/endless.jsonl"
out=$("$EXCERPTA" tag --codebook "$scratch/endless.xml" < "$scratch/endless.jsonl" 2> "$scratch/said"); status=$?
is 'a pattern without end: status' 1 $status
has 'is told' 'given up' "$(cat "$scratch/said")"
has 'and the next passage is tagged' '"id":2' "$out"

# --- studies
sqlite3 "$scratch/other.db" 'CREATE TABLE contacts(name)' 2> /dev/null && {
    run status --study "$scratch/other.db"; is "another program's database: status" 5 $status
    has "another program's database" 'left as it is' "$out"
    run index "$shelf" --study "$scratch/other.db"; is 'nor is it written to' contacts "$(sqlite3 "$scratch/other.db" .tables)"
}
printf 'no database at all, just words of some length' > "$scratch/words.db"
run index "$shelf" --study "$scratch/words.db"; is 'no database: status' 5 $status
is 'and it is as it was' 'no database at all, just words of some length' "$(cat "$scratch/words.db")"

# --- exports
run export --format html --output /nonexistent/x.html; is 'no such folder to write to: status' 6 $status
echo before > "$scratch/kept.csv"
run export --format csv --code nothing --output "$scratch/kept.csv"
is 'an unknown code: status' 2 $status; is 'the file is as it was' before "$(cat "$scratch/kept.csv")"
if test -e /dev/full; then
    "$EXCERPTA" export --format csv > /dev/full 2> "$scratch/said"; status=$?
    is 'a full disk: status' 6 $status; has 'a full disk' 'cannot be written' "$(cat "$scratch/said")"
fi
done_testing
