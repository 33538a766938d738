. "${top_srcdir:-.}/tests/lib.sh"
# What doc/formats/study.md says of the study: its Python example runs, and it tells every table and view there is.
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
cd "$scratch" || exit 99
doc=$top/doc/formats/study.md
"$EXCERPTA" index "$top/corpus/reports" --manifest "$top/corpus/manifest.csv" --quiet
"$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --quiet
"$EXCERPTA" export --format csv --output excerpts.csv
wanted=$("$EXCERPTA" counts --by region --status kept --format csv | tr -d '\r"' | awk -F, 'NR > 1 && $5 > 0 { print $1 "," $3 "," $4 "," $5 "," $6 }' | sort)
engaged=$("$EXCERPTA" export --format jsonl --code engaged | wc -l | tr -d ' ')
example() { sed -n "/^\`\`\`$1$/,/^\`\`\`$/{/^\`\`\`/!p;}" "$doc"; }
if python3 -c 'import sqlite3; assert sqlite3.sqlite_version_info >= (3, 37)' 2> /dev/null; then
    { example python; echo 'for c in counts: print(*c[:5], sep=",")'; } > example.py
    is 'the example in Python counts what the command counts' "$wanted" "$(python3 example.py 2>&1 | sort)"
    { example python; echo 'print(len(quotations), sum(page > 0 and len(text) > 10 for _, _, page, text in quotations))'; } > example.py
    is 'and has each quotation with its words' "$engaged $engaged" "$(python3 example.py 2>&1)"
fi
if command -v Rscript > /dev/null && Rscript -e 'library(RSQLite)' > /dev/null 2>&1; then
    { example r; echo 'write.table(counts[c("codebook", "code", "region", "reports", "of")], sep = ",", quote = FALSE, row.names = FALSE, col.names = FALSE)'; } > example.R
    is 'the example in R counts what the command counts' "$wanted" "$(Rscript example.R 2>&1 | sort)"
    { example r; echo 'cat(nrow(quotations), sum(quotations$page > 0 & nchar(quotations$text) > 10))'; } > example.R
    is 'and has each quotation with its words' "$engaged $engaged" "$(Rscript example.R 2>&1)"
else
    echo '# R with RSQLite is absent: its example was not run'
fi
if command -v sqlite3 > /dev/null; then
    sqlite3 study.db "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'" |
        while read -r name; do grep -qE "(\`$name\`|^\| ([a-z_]+, )*$name(, [a-z_]+)* \|)" "$doc" || echo "$name"; done > untold
    is 'every table and view is told' '' "$(cat untold)"
fi
done_testing
