. "${top_srcdir:-.}/tests/cli/export_lib.sh"
# Quotations by theme and code: a Word document and Markdown; hostile words are words in every format.
make_study
decide 2 1 reject 'not so' 2026-01-03
"$EXCERPTA" export --format docx --output "$scratch/a.docx"; is 'docx: status' 0 $?
"$EXCERPTA" export --format docx > "$scratch/b.docx"; is 'the same bytes again' "$(sha256sum < "$scratch/a.docx")" "$(sha256sum < "$scratch/b.docx")"
mkdir "$scratch/d"; unzip -q "$scratch/a.docx" -d "$scratch/d"; is 'a whole archive' 0 $?
for part in '[Content_Types].xml' _rels/.rels word/document.xml word/styles.xml word/_rels/document.xml.rels; do
    xmllint --noout "$scratch/d/$part"; is "$part is XML" 0 $?
done
texts=$(xmllint --xpath '//*[local-name()="t"]/text()' "$scratch/d/word/document.xml")
has 'the theme' 'Theme &lt;one&gt;' "$texts"; has 'the words' "“=cmd|' /C calc' says the father.”" "$texts"
has 'beyond the BMP' '👨‍👧 smiled 😀 and the 𝔣ather' "$texts"; has 'report and page' '— hostile.txt, page 1' "$texts"
is 'a quotation an excerpt' 7 "$(grep -c 'w:val="Quote"' "$scratch/d/word/document.xml")"
is 'every style that is named is there' '' "$(grep -o 'pStyle w:val="[^"]*"' "$scratch/d/word/document.xml" | cut -d'"' -f2 | sort -u | while read -r s; do grep -q "styleId=\"$s\"" "$scratch/d/word/styles.xml" || echo "$s"; done)"
is 'only what is kept' 6 "$("$EXCERPTA" export --format docx --status kept > "$scratch/k.docx"; unzip -p "$scratch/k.docx" word/document.xml | grep -c 'w:val="Quote"')"
# Our own reader, and back.
mkdir "$scratch/read"; cp "$scratch/a.docx" "$scratch/read"
"$EXCERPTA" index --quiet --study "$scratch/r.db" "$scratch/read" > /dev/null 2>&1
has 'it is read again, headings as headings' 'Theme <one>' "$("$EXCERPTA" show --study "$scratch/r.db" a.docx 2> /dev/null)"
"$EXCERPTA" export --format markdown > "$scratch/a.md"; is 'markdown: status' 0 $?
has 'markup is words' '> “Then \<script\>alert("father") \& more\</script\> followed.”' "$(cat "$scratch/a.md")"
has 'a sign at the start too' '> “\+44 20 is' "$(cat "$scratch/a.md")"; has 'headings' '### Men \& "boys"' "$(cat "$scratch/a.md")"
done_testing
