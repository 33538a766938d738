# What stands at the edges of pages, and what of it got into the text. Run it with LC_ALL=C: the wire counts bytes.
# Usage: awk -v name=NAME [-v list=1] -f furniture.awk BBOX.html WIRE
# BBOX.html is of pdftotext -bbox-layout. A line that on three pages or more stands at the same height, in the outer
# 15 %, its figures aside, is running if it is two words or more; a block that holds one of its page is printed: "in the
# text", the page, the line, the block.
# With list=1 the furniture of the report comes first, each with its number of pages. The last line counts both.
function fold(s) {
    s = tolower(s)
    gsub(/&[a-z]+;|&#[0-9]+;/, " ", s)
    gsub(/[0-9]+/, "#", s)
    gsub(/[^a-z#]+/, " ", s)
    gsub(/^ | $/, "", s)
    return s
}
function value(s, name) { return match(s, name "=\"[0-9.-]+\"") ? substr(s, RSTART + length(name) + 2) + 0 : 0 }
FNR == NR {
    if (/<page /) { page++; height = value($0, "height") }
    if (/<line /) { line = ""; top = value($0, "yMin"); bottom = value($0, "yMax") }
    if (/<word /) { word = $0; gsub(/<[^>]*>/, "", word); line = line " " word }
    if (/<\/line>/ && (bottom < height * .15 || top > height * .85)) {
        line = fold(line)
        if (length(line) >= 8 && line ~ / / && !((line, page) in edge)) {
            edge[line, page] = 1
            # in two rows of slots, so that no line is on the edge of both
            for (row = 0; row < 2; row++) {
                here = ++height_of[line, row, int((top + row * 4) / 8)]
                if (here > at[line]) at[line] = here
            }
        }
    }
    next
}
in_text { text = text $0 "\n"; next }
/^text [0-9]+$/ { in_text = 1; next }
/^[a-z]+ [0-9]+$/ { section = $1; next }
section == "runs" { run_start[++runs] = $1; run_page[runs] = $2 + 1 }
section == "blocks" { start[++count] = $1; stop[count] = $2; kind[count] = $3 }
section == "furniture" { sub(/^[0-9]+ /, ""); gsub(/[0-9]+/, "#"); if (!taken[$0]++) order[++kinds] = $0 }
END {
    for (i = 1; i <= kinds && list; i++) print "    furniture on " taken[order[i]] ": " order[i]
    r = 1
    for (i = 1; i <= count; i++) {
        while (r < runs && run_start[r + 1] <= start[i]) r++
        said = substr(text, start[i] + 1, stop[i] - start[i])
        folded = " " fold(said) " "
        for (line in at)
            if (at[line] >= 3 && kind[i] != "contents" && index(folded, " " line " "))
                for (k = r; k <= runs && run_start[k] < stop[i]; k++)
                    if ((line, run_page[k]) in edge) {
                        found++
                        print "    in the text, p. " run_page[k] ", \"" line "\": " kind[i] " " substr(said, 1, 200)
                        break
                    }
    }
    for (line in at) running += at[line] >= 3
    printf "%s: %d running lines, %d kinds of furniture, %d in the text\n", name, running, kinds, found
}
