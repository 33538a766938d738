. "${top_srcdir:-.}/tests/lib.sh"
# What doc/formats/study.md says of the study: its Python example runs, and it tells every table and view there is.
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
cd "$scratch" || exit 99
doc=$top/doc/formats/study.md
"$EXCERPTA" index "$top/corpus/reports" --quiet
"$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --quiet
count=$("$EXCERPTA" export --format jsonl | wc -l)
if python3 -c 'import sqlite3; assert sqlite3.sqlite_version_info >= (3, 37)' 2> /dev/null; then
    sed -n '/^```python$/,/^```$/{/^```/!p;}' "$doc" > example.py
    echo 'print(len(excerpts), len(excerpts[0]))' >> example.py
    is 'the example in Python reads each excerpt' "$count 5" "$(python3 example.py 2>&1)"
fi
if command -v Rscript > /dev/null && Rscript -e 'library(RSQLite)' > /dev/null 2>&1; then
    sed -n '/^```r$/,/^```$/{/^```/!p;}' "$doc" > example.R
    echo 'cat(nrow(excerpts), "\n")' >> example.R
    is 'the example in R reads each excerpt' "$count" "$(Rscript example.R 2>&1 | tr -d ' ')"
fi
if command -v sqlite3 > /dev/null; then
    sqlite3 study.db "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'" |
        while read -r name; do grep -qE "(\`$name\`|^\| ([a-z_]+, )*$name(, [a-z_]+)* \|)" "$doc" || echo "$name"; done > untold
    is 'every table and view is told' '' "$(cat untold)"
fi
done_testing
