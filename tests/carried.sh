# Shared by what tests that decisions are carried over: says of each decision of $EXCERPTA_STUDY whether it is on the words
# that were decided on, by what the program exports and shows; prints a line for each that is not as it is said to be.
# carried: errors on standard output; the numbers by kind in $scratch/figures
carried() {
    "$EXCERPTA" export --format csv > "$scratch/carried.csv"
    sqlite3 ':memory:' -cmd "ATTACH '$EXCERPTA_STUDY' AS s" -cmd ".import --csv $scratch/carried.csv e" -separator '	' "
        SELECT d.decision, d.how, d.reason, d.code, d.report, d.words_line, coalesce(e.text_line, ''), d.excerpt IS NOT NULL
          FROM (SELECT decision, how, reason, code, report, excerpt, codebook,
                       replace(replace(words, char(10), ' '), char(9), ' ') AS words_line FROM s.v_decision) d
          LEFT JOIN (SELECT excerpt, report, codebook, code, ltrim(replace(replace(text, char(10), ' '), char(9), ' '), '''')
                            AS text_line FROM e) e
                 ON e.excerpt = d.excerpt AND e.report = d.report AND e.codebook = d.codebook AND e.code = d.code
         ORDER BY d.decision" > "$scratch/carried.tsv"
    # The words of orphans are looked for in the whole text, and among the excerpts of their code.
    awk -F '	' '$2 == "orphaned" { print $5 }' "$scratch/carried.tsv" | sort -u | while read -r report; do
        "$EXCERPTA" show "$report" --text 2> /dev/null | tr '\n\t' '  ' | sed "s/^/$report	/"
        echo
    done | grep . > "$scratch/texts.tsv"
    sqlite3 ':memory:' -cmd ".import --csv $scratch/carried.csv e" -separator '	' \
        "SELECT report, code, replace(replace(text, char(10), ' '), char(9), ' ') FROM e" > "$scratch/tagged.tsv"
    LC_ALL=C awk -F '	' -v figures="$scratch/figures" '
        function fold(s) { s = tolower(s); gsub(/[^a-z0-9]/, "", s); return s }
        FILENAME ~ /texts.tsv$/ { text[$1] = fold($2); next }
        FILENAME ~ /tagged.tsv$/ { tagged[$1 "|" $2 "|" fold($3)] = 1; next }
        {
            kinds[$2 ($3 == "" ? "" : ": " $3)]++; all++
            words = fold($6); now = fold($7); exact = $6; sub(/^\047+/, "", exact)
            if (words == "") next
            if ($2 == "orphaned") {
                if ($8) print $1, "is an orphan and of an excerpt"
                if ($3 == "words gone" && index(text[$5], words)) print $1, "words gone, but they are there:", $6
                if ($3 == "not tagged" && ($5 "|" $4 "|" words) in tagged) print $1, "not tagged, but it is:", $6
                if ($3 == "not tagged" && text[$5] != "" && !index(text[$5], words)) print $1, "not tagged, and not there:", $6
            } else if (!$8 || now == "") print $1, $2, "of no excerpt:", $6
            else if ($2 == "unit" ? !index(now, words) && !index(words, now) : now != words)
                print $1, $2, "on other words:", $6, "|", $7
            else if (($2 == "same" || $2 == "moved") && exact != $7) print $1, $2, "not the very words:", $6, "|", $7
        }
        END { for (k in kinds) print k "\t" kinds[k] > figures; print "all\t" all > figures }
    ' "$scratch/texts.tsv" "$scratch/tagged.tsv" "$scratch/carried.tsv"
    sort -o "$scratch/figures" "$scratch/figures"
}
# figure KIND: how many decisions are so
figure() { awk -F '	' -v k="$1" '$1 == k { n = $2 } END { print n + 0 }' "$scratch/figures"; }
