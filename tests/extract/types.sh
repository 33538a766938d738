# What excerpta-extract says of each kind of file: told by its bytes, not by its name.
. "$top_srcdir/tests/lib.sh"

# outcome FILE: the exit status, then the problem and its detail, or the format and the blocks
outcome() {
    "$EXCERPTA_EXTRACT" "$1" > "$scratch/wire" 2> "$scratch/stderr"
    printf '%s' "$?"
    awk '/^problem / { sub(/^problem /, ""); printf " %s:", $0 } /^detail / { sub(/^detail/, ""); printf "%s", $0 }
         /^format / { printf " %s", $2 } /^[0-9]+ [0-9]+ [a-z-]+ [0-9] -?[0-9]+$/ {
         printf " %s%s", $3, $4 ? $4 : "" }' \
        "$scratch/wire"
}

# words: the document's text, blocks parted by |
words() { sed '1,/^text /d' "$scratch/wire" | sed '$d' | tr '\n' '|'; }

: > "$scratch/empty.pdf"
is "a file of no bytes" "3 empty: 0 bytes" "$(outcome "$scratch/empty.pdf")"

printf '<!DOCTYPE html><html><body><p>Not found.</p></body></html>' > "$scratch/page.pdf"
is "an HTML page named .pdf" "3 not a report: named .pdf, but it is an HTML page" "$(outcome "$scratch/page.pdf")"
printf 'Only words.\n' > "$scratch/words.PDF"
is "text named .PDF" "3 not a report: named .pdf, but it is plain text" "$(outcome "$scratch/words.PDF")"

printf 'file,partnership\na.pdf,Somewhere\n' > "$scratch/manifest.csv"
is "a table beside the reports" "3 not a report: a table of data" "$(outcome "$scratch/manifest.csv")"

printf 'PK\003\004 and so on' > "$scratch/report.docx"
has "a Word file that ends after its first bytes" "3 damaged:" "$(outcome "$scratch/report.docx")"
printf '{\\rtf1 words}' > "$scratch/report.doc"
is "an RTF file" "3 not a report: an RTF file: save it as DOCX or PDF" "$(outcome "$scratch/report.doc")"
printf 'a\000b' > "$scratch/bytes.txt"
is "bytes that are no text" "3 not a report: neither PDF nor DOCX, ODT, HTML or text" "$(outcome "$scratch/bytes.txt")"

printf '%%PDF-1.4\nnothing more' > "$scratch/cut.pdf"
has "a PDF that ends after its first line" "3 damaged:" "$(outcome "$scratch/cut.pdf")"
is "and poppler's complaints are not on standard output" "excerpta-wire 2" "$(head -1 "$scratch/wire")"

shelf=$top_srcdir/corpus/reports/pellbrook_lscp_2023.pdf
is "a report" "0 pdf" "$(outcome "$shelf" | cut -d' ' -f1,2)"
cp "$scratch/wire" "$scratch/first"
outcome "$shelf" > "$scratch/said"
is "the same bytes give the same document" "" "$(cmp "$scratch/first" "$scratch/wire" 2>&1)"
head -c 20000 "$shelf" > "$scratch/half.pdf"
has "the first part of a PDF" "3 damaged:" "$(outcome "$scratch/half.pdf")"
if command -v qpdf > "$scratch/said"; then
    qpdf --encrypt secret owner 256 -- "$shelf" "$scratch/locked.pdf"
    is "a PDF with a password" "3 encrypted: it asks for a password" "$(outcome "$scratch/locked.pdf")"
    qpdf --encrypt '' owner 256 --extract=n -- "$shelf" "$scratch/open.pdf"
    outcome "$scratch/open.pdf" > "$scratch/said"
    is "a PDF that opens without one is read" "" "$(cmp "$scratch/first" "$scratch/wire" 2>&1)"
    qpdf --qdf "$shelf" "$scratch/plain.pdf"
    pages=$(sed -n 's/^pages //p' "$scratch/first")
    LC_ALL=C sed 's/ Tf$/ }f/' "$scratch/plain.pdf" > "$scratch/fonts.pdf"      # no text without a font
    outcome "$scratch/fonts.pdf" > "$scratch/said"
    has "a PDF of damaged pages is no scan" "3 damaged: $pages of its $pages pages are damaged" "$(cat "$scratch/said")"
    LC_ALL=C awk '/ Tf$/ && ++n > 20 { sub(/Tf$/, "}f") } { print }' "$scratch/plain.pdf" > "$scratch/some.pdf"
    mkdir -p "$scratch/some"; mv "$scratch/some.pdf" "$scratch/some"
    "$EXCERPTA" index "$scratch/some" --quiet --study "$scratch/some.db" > "$scratch/said"
    has "where words are left, the damage is told" ",pages-damaged," \
        "$("$EXCERPTA" status --quality --format csv --study "$scratch/some.db")"
    has "and counted" "reports with doubtful text,1" "$("$EXCERPTA" status --format csv --study "$scratch/some.db" | tr -d '\r')"
fi

printf '# Babies\r\n\r\nFathers came.\r\nThey stayed.\r\n\r\n- One\r\n- Two\r\n' > "$scratch/a.txt"
is "text with Windows line ends" "0 text heading1 paragraph list-item list-item" "$(outcome "$scratch/a.txt")"
is "its lines are joined" "Babies|Fathers came. They stayed.|One|Two|" "$(words)"

printf 'One.\n\f\fThree.\n\fFour.\fFive.\n' > "$scratch/pages.txt"
outcome "$scratch/pages.txt" > "$scratch/said"
is "each form feed begins a page, an empty one too" "5: 0 2 3 4" \
    "$(awk '/^pages/ { printf "%s:", $2 } /^blocks/ { on = 0 } on { printf " %s", $2 }
         /^runs/ { on = 1 }' "$scratch/wire")"

printf 'The partners have\n\fmet often. Each month\n\n\n\fthey met.\n\fMothers\n\n\fcame.\n' > "$scratch/over.txt"
outcome "$scratch/over.txt" > "$scratch/said"
is "a sentence goes on over the page" "The partners have met often. Each month they met.|Mothers came.|" "$(words)"
printf '# Head\n\fwords.\n\nWho came\n\n\fOne.\n\n- item\n\n\f- item\n\nno end\n\nhere\n' > "$scratch/apart.txt"
outcome "$scratch/apart.txt" > "$scratch/said"
is "what is none does not" "Head|words.|Who came|One.|item|item|no end|here|" "$(words)"

printf 'It\222s a caf\351.\n' > "$scratch/w.txt"
outcome "$scratch/w.txt" > /dev/null
is "Windows-1252 is read as what it means" "It’s a café.|" "$(words)"
printf '\377\376H\000i\000.\000' > "$scratch/u.txt"
outcome "$scratch/u.txt" > /dev/null
is "UTF-16 with its mark" "Hi.|" "$(words)"

cat > "$scratch/a.html" <<'END'
<html><head><title>The year</title><style>p { color: red }</style></head><body><nav><p>Menu</p></nav>
<main><h2>Fathers</h2><p>They were <b>asked</b>.<br>Twice.</p><ul><li>One</li></ul>
<table><tr><th>Who</th><td>How many</td></tr></table><p hidden>Not seen</p><script>x = 1</script></main>
<footer>Foot</footer></body></html>
END
is "an HTML page" "0 html heading2 paragraph list-item table-row" "$(outcome "$scratch/a.html")"
is "its words without menu, foot, script and what is hidden" \
    "$(printf 'Fathers|They were asked. Twice.|One|Who\tHow many|')" "$(words)"

cat > "$scratch/nested.html" <<'END'
<html><body><p>Two tables.</p><table><tr><td>a</td><td>b<table><tr><td>x</td><td>y</td></tr><tr><td>z</td></tr></table></td>
<td>c</td><td>d</td></tr><tr><td>e</td><td>f</td></tr></table><p>Behind.</p></body></html>
END
outcome "$scratch/nested.html" > "$scratch/said"
is "a table in a cell: the cells behind it keep their tabs" \
    "$(printf 'Two tables.|a\tb|x\ty|z|c\td|e\tf|Behind.|')" "$(words)"

awk 'BEGIN { printf "<html><body>"; for (i = 0; i < 20000; i++) printf "<div>"; print "deep</body></html>" }' \
    > "$scratch/deep.html"
outcome "$scratch/deep.html" > "$scratch/said"
is "elements inside one another without end do not crash it" "3" "$(cut -c1 "$scratch/said")"

"$EXCERPTA_EXTRACT" > "$scratch/wire" 2> "$scratch/stderr"
is "without a file: how to use it" "2" "$?"
"$EXCERPTA_EXTRACT" "$scratch/no-such-file" > "$scratch/wire" 2> "$scratch/stderr"
has "a file that is not there is named" "no-such-file" "$(cat "$scratch/stderr")"
done_testing
