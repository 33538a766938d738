# A source's blocks (render.py's "plain") as a LaTeX article.
# -v columns=1|2, header=WORDS, outline=yes|no, gutter=LENGTH
BEGIN {
    FS = "\t"
    print "\\documentclass[a4paper,11pt" (columns == 2 ? ",twocolumn" : "") "]{article}"
    print "\\usepackage[T1]{fontenc}\n\\usepackage[utf8]{inputenc}\n\\usepackage{lmodern,textcomp,fancyhdr}"
    if (gutter) print "\\setlength{\\columnsep}{" gutter "}"
    if (outline == "yes") print "\\usepackage{hyperref}"
    print "\\input{glyphtounicode}\\pdfgentounicode=1\n\\setcounter{secnumdepth}{0}\n\\pagestyle{fancy}\\fancyhf{}"
    print "\\fancyhead[L]{" tex(header) "}\\fancyfoot[R]{Page \\thepage}\n\\sloppy\n\\begin{document}"
}
function tex(s) {
    gsub(/\\/, "\\textbackslash ", s)
    gsub(/[#$%&_{}]/, "\\\\&", s)
    gsub(/~/, "\\textasciitilde ", s)
    gsub(/\^/, "\\textasciicircum ", s)
    gsub(/</, "\\textless ", s)
    gsub(/>/, "\\textgreater ", s)
    gsub(/‐/, "-", s)
    return s
}
# The words of the block before, held back until it is known whether a note belongs to them.
function give(  ) {
    if (held) print held (before == "row" ? "" : "\n")
    held = ""
}
function leave(kind) {
    give()
    if (list && kind != "item") { print "\\end{itemize}"; list = 0 }
    if (rows && kind != "row") { print "\\hline\\end{tabular}\\end{center}"; rows = 0 }
}
$1 == "note" { held = held "\\footnote{" tex($2) "}"; next }
{
    leave($1)
    words = tex($2)
    if ($1 == "title") held = "{\\LARGE\\bfseries\\raggedright " words "\\par}"
    else if ($1 == "h1") held = "\\section{" words "}"
    else if ($1 == "h2") held = "\\subsection{" words "}"
    else if ($1 == "box") held = "\\noindent\\fbox{\\parbox{0.93\\linewidth}{" words "}}"
    else if ($1 == "number") held = "\\begin{center}{\\LARGE\\bfseries " words "}\\end{center}"
    else if ($1 == "label") held = "\\begin{center}{\\small " words "}\\end{center}"
    else if ($1 == "item") {
        if (!list) print "\\begin{itemize}"
        list = 1
        held = "\\item " words
    } else if ($1 == "row") {
        if (!rows) {
            printf "\\begin{center}\\small\\begin{tabular}{|p{0.4\\linewidth}|"
            for (i = 3; i <= NF; i++) printf "l|"
            print "}\\hline"
        }
        rows = 1
        for (i = 3; i <= NF; i++) words = words " & " tex($i)
        held = words " \\\\"
    } else held = words
    before = $1
}
END { leave(""); print "\\end{document}" }
