# DOCX and ODT, made of the fuzz target's readable seeds, and files that mean harm.
. "${top_srcdir:?make check sets it}/tests/lib.sh" || exit 99
: "${scratch:?}"        # what follows removes folders in it
command -v zip > /dev/null || { echo '1..0 # SKIP zip is absent'; exit 0; }
seeds=$(cd "$top_srcdir/tests/fuzz/seeds-office" && pwd)
here=$(pwd)
case $EXCERPTA_EXTRACT in /*) ;; *) EXCERPTA_EXTRACT=$here/$EXCERPTA_EXTRACT ;; esac

# pack SEED FILE: the parts that the seed names, zipped
pack() {
    rm -rf "$scratch/parts" "$2"
    mkdir "$scratch/parts"
    (cd "$scratch/parts" && awk '/^=/ { if (path) close(path); path = substr($0, 2); folder = path
            if (sub("/[^/]*$", "", folder)) system("mkdir -p \"" folder "\""); first = 1; next }
        { printf "%s%s", first ? "" : "\n", $0 > path; first = 0 }' "$seeds/$1" && zip -q -r -X "$2" .)
}

# extract FILE: the exit status and the problem, or the format and the blocks
extract() {
    "$EXCERPTA_EXTRACT" "$1" > "$scratch/wire" 2> "$scratch/stderr"
    printf '%s' "$?"
    awk '/^problem / { sub(/^problem /, ""); printf " %s:", $0 } /^detail / { sub(/^detail/, ""); printf "%s", $0 }
         /^format / { printf " %s", $2 } /^[0-9]+ [0-9]+ [a-z-]+ [0-9] -?[0-9]+$/ {
         printf " %s%s", $3, $4 ? $4 : "" }' "$scratch/wire"
}

# of_seed SEED: packs and extracts it
of_seed() { pack "$1" "$scratch/$1.office"; extract "$scratch/$1.office"; }

# words: the text, a block a line
words() { sed '1,/^text /d' "$scratch/wire" | sed '$d'; }

# furniture, title, pages: from the wire form
furniture() { awk '/^(text|quality) / { on = 0 } on { print } /^furniture / { on = 1 }' "$scratch/wire"; }
title() { sed -n 's/^title //p' "$scratch/wire"; }
# The text by page: [page]words, where a run of one page is one bracket
paged() {
    { awk '/^blocks / { exit } on { print } /^runs / { on = 1 }' "$scratch/wire"; echo; words; } | LC_ALL=C awk '
        /^$/ && !text { text = 1; next } !text { start[n] = $1; page[n++] = $2; next }
        { all = all $0 "\n" }
        END { for (i = 0; i < n; i++) { stop = i + 1 < n ? start[i + 1] : length(all)
              printf "[%d]%s", page[i] + 1, substr(all, start[i] + 1, stop - start[i]) } }' | tr '\n' '|'
}

is "DOCX: styles, lists, contents, captions" \
    "0 docx heading1 contents contents contents heading1 heading2 paragraph list-item list-item paragraph list-item list-item heading3 caption" \
    "$(of_seed docx-structure)"
is "its words: no field codes, hidden text or placeholder; blanks, hyphens and links as they read" \
    "Yearly report
In this report
Contents
Fathers 2
Fathers
What was done
Fathers were asked, coparents and step‑fathers. See there.
By letter
By telephone
Not an item.
In person
At home
Small heading
Figure 1" "$(words)"
is "its headers and footers are furniture, once" "0 Anyshire partnership
0 Page 3" "$(furniture)"
is "its title" "The year & its work" "$(title)"

is "DOCX: tracked changes are read as accepted" "0 docx paragraph paragraph paragraph paragraph" \
    "$(of_seed docx-tracked)"
is "deletions, what was moved away and comments are not in the text" "Fathers were often seen.
One sentence in two paragraphs.
Kept.
Moved." "$(words)"
is "and how many were left out is told" "tracked-deletions 3" "$(grep '^tracked-deletions' "$scratch/wire")"

is "DOCX: notes and text boxes follow the block they hang on, endnotes end the text" \
    "0 docx paragraph note note paragraph list-item paragraph paragraph note" "$(of_seed docx-notes)"
is "each once, in its place and on its page" \
    "[1]Before and after the box.|A footnote.|It has two paragraphs.|In the box.|Its item.|Next.|[2]Second page.|An endnote.|" \
    "$(paged)"

is "DOCX: pages" "0 docx paragraph paragraph paragraph paragraph paragraph table-row table-row table-row paragraph" \
    "$(of_seed docx-pages)"
is "breaks, sections and rows over a page's end" \
    "$(printf '[1]Page one. This sentence goes [2]on.|[3]Three.|[4]Four.|Still four.|Four in columns.|[5]Row of five,\twhole.|Left five,[6]left six.\t[5]Right five,[6]right six.|[7]Row of seven,\tmoved whole.|Seven.|')" \
    "$(paged)"

is "DOCX: tables" "0 docx table-row table-row table-row table-row heading2 paragraph" "$(of_seed docx-tables)"
is "a row a block; rows in a cell follow; a table of one column is a box" \
    "$(printf 'Over all columns\nWho was asked\tNumber\nFathers\t12\ninner\trow\nA box\nIts words.')" "$(words)"

is "ODT: styles, lists, contents, notes, boxes, tables" \
    "0 odt heading1 contents contents heading2 paragraph note paragraph paragraph list-item paragraph list-item table-row table-row caption paragraph paragraph note" \
    "$(of_seed odt-structure)"
is "its words by page" \
    "$(printf '[1]Yearly report|Contents|Fathers 2|Fathers|Fathers were asked, all of them.|A footnote.|In the box.|Kinds|By letter|or card|By post|Over both|[2]Who\t12|Figure 1|Two begins, and [3]three.|[4]Four.|An endnote.|')" \
    "$(paged)"
is "its headers and footers" "0 Anyshire partnership
0 Page 1" "$(furniture)"
is "its title too" "The year" "$(title)"
is "its deletions are counted" "tracked-deletions 1" "$(grep '^tracked-deletions' "$scratch/wire")"

# Files that LibreOffice made of one page of HTML.
for real in docx odt; do
    is "a $real of LibreOffice" \
        "0 $real heading1 paragraph list-item list-item list-item list-item heading2 table-row table-row table-row table-row paragraph" \
        "$(extract "$seeds/libreoffice.$real")"
    is "its words, those of merged cells once" "$(printf '%s\n' Report 'One bold and link here.' First Nested Second \
        Numbered Table "A	B" "x	1" 2 both End.)" "$(words)"
done

# The main part is told by what the archive lists, the kind by content, whatever the name.
pack docx-tables "$scratch/plain.pdf"
is "a DOCX of another name" "0 docx" "$(extract "$scratch/plain.pdf" | cut -d' ' -f1,2)"
kind() { pack docx-tables "$scratch/kind.zip"; (cd "$scratch/parts" && sed -i "s#vnd.openxmlformats-officedocument.wordprocessingml.document.main#$1#" '[Content_Types].xml' && rm "$scratch/kind.zip" && zip -q -r "$scratch/kind.zip" .); extract "$scratch/kind.zip"; }
has "a template" "0 docx" "$(kind vnd.openxmlformats-officedocument.wordprocessingml.template.main)"
has "one with macros" "0 docx" "$(kind vnd.ms-word.document.macroEnabled.main)"
is "a workbook" "3 not a report: a workbook of Excel: save it as PDF" \
    "$(kind vnd.openxmlformats-officedocument.spreadsheetml.sheet.main)"
is "slides" "3 not a report: slides of PowerPoint: save them as PDF" \
    "$(kind vnd.openxmlformats-officedocument.presentationml.presentation.main)"
mime() { pack odt-structure "$scratch/kind.zip"; (cd "$scratch/parts" && printf '%s' "$1" > mimetype && rm "$scratch/kind.zip" && zip -q -r "$scratch/kind.zip" .); extract "$scratch/kind.zip"; }
has "an ODT template" "0 odt" "$(mime application/vnd.oasis.opendocument.text-template)"
is "an OpenDocument table" "3 not a report: an OpenDocument table: save it as PDF" \
    "$(mime application/vnd.oasis.opendocument.spreadsheet)"
(cd "$scratch/parts" && rm -f mimetype && zip -q -r "$scratch/bare.zip" content.xml)
is "any other archive" "3 not a report: a ZIP file: unpack it" "$(extract "$scratch/bare.zip")"
printf 'PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' > "$scratch/none.zip"
is "an empty archive" "3 not a report: an empty ZIP file" "$(extract "$scratch/none.zip")"

printf '\320\317\021\340 and E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0 and so on' > "$scratch/locked.docx"
is "a DOCX with a password" "3 encrypted: it asks for a password" "$(extract "$scratch/locked.docx")"
printf '\320\317\021\340 and so on' > "$scratch/old.doc"
is "an old Word file" "3 not a report: an old Word, Excel or PowerPoint file: save it as DOCX or PDF" \
    "$(extract "$scratch/old.doc")"
pack odt-structure "$scratch/locked.odt"
(cd "$scratch/parts" && mkdir META-INF && echo '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>' > META-INF/manifest.xml && zip -q -r "$scratch/locked.odt" .)
is "an ODT with a password" "3 encrypted: it asks for a password" "$(extract "$scratch/locked.odt")"
(cd "$scratch/parts" && zip -q -r -P secret "$scratch/locked.zip" .)
is "an archive with a password" "3 encrypted: it asks for a password" "$(extract "$scratch/locked.zip")"

has "entities are refused, not expanded" "3 damaged: word/document.xml" "$(of_seed docx-entities)"
has "elements inside one another without end" "3 damaged: content.xml" "$(of_seed odt-deep)"
pack docx-tables "$scratch/big.docx"
(cd "$scratch/parts" && head -c 300000000 /dev/zero > word/big && zip -q -1 "$scratch/big.docx" word/big && rm word/big)
is "an archive of 300 MB of nothing" "3 too large: more than 200 MB when unpacked" "$(extract "$scratch/big.docx")"
pack docx-tables "$scratch/ratio.docx"
(cd "$scratch/parts" && head -c 50000000 /dev/zero > word/big && zip -q -9 "$scratch/ratio.docx" word/big && rm word/big)
has "one that unpacks to a thousand times its size" "3 too large: it unpacks to " "$(extract "$scratch/ratio.docx")"
# Twenty thousand parts, by a directory that says so: the record at the end is what is believed first.
pack docx-tables "$scratch/many.docx"
size=$(wc -c < "$scratch/many.docx")
{ head -c $((size - 22)) "$scratch/many.docx"; printf 'PK\005\006\0\0\0\0\040\116\040\116'; tail -c 10 "$scratch/many.docx"; } > "$scratch/lying.docx"
has "one that says it has 20,000 parts" "3 too large: an archive of 20000 parts" "$(extract "$scratch/lying.docx")"
mkdir "$scratch/many"
(cd "$scratch/many" && seq 20000 | xargs touch && seq 20000 | zip -q -0 "$scratch/really.docx" -@)
has "one that has 20,000 parts" "3 too large: an archive of 20000 parts" "$(extract "$scratch/really.docx")"

# Cut anywhere, or changed anywhere, it is read or refused by name; it never crashes.
pack docx-structure "$scratch/whole.docx"
size=$(wc -c < "$scratch/whole.docx")
bad=
for cut in 4 30 100 500 1000 $((size / 2)) $((size - 30)) $((size - 5)); do
    head -c "$cut" "$scratch/whole.docx" > "$scratch/cut.docx"
    case $(extract "$scratch/cut.docx") in "3 damaged: "*) ;; *) bad="$bad $cut" ;; esac
done
is "cut off at any place it is damaged" '' "$bad"
bad=
for at in $(seq 7 97 "$size"); do
    { head -c "$at" "$scratch/whole.docx"; printf '\377'; tail -c +$((at + 2)) "$scratch/whole.docx"; } > "$scratch/changed.docx"
    case $(extract "$scratch/changed.docx") in "0 docx"* | "3 damaged: "* | "3 encrypted: "* | "3 too large: "* | "3 not a report: "*) ;;
        *) bad="$bad $at" ;; esac
done
is "a changed byte is refused by name, or was of no matter" '' "$bad"
done_testing
