# The sentences of a document in the wire form, a line for each page that one stands on: FILE, its number, the page from
# 1, the words there; tabs between. Run it with LC_ALL=C: the wire counts bytes.
in_text { text = text $0 "\n"; next }
/^text [0-9]+$/ { in_text = 1; next }
/^[a-z]+ [0-9]+$/ { section = $1; next }
section == "runs" { run_start[++runs] = $1; run_page[runs] = $2 + 1 }
section == "sentences" { start[++count] = $1; stop[count] = $2 }
END {
    run_start[runs + 1] = length(text)
    r = 1
    for (i = 1; i <= count; i++) {
        while (run_start[r + 1] <= start[i] && r < runs) r++
        for (k = r; k <= runs && run_start[k] < stop[i]; k++) {
            from = start[i] > run_start[k] ? start[i] : run_start[k]
            to = k < runs && run_start[k + 1] < stop[i] ? run_start[k + 1] : stop[i]
            words = substr(text, from + 1, to - from)
            gsub(/[\t\n]/, " ", words)
            print file "\t" i "\t" run_page[k] "\t" words
        }
    }
}
