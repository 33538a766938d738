. "${top_srcdir:-.}/tests/lib.sh"
# Who may include whom is a table in doc/ARCHITECTURE.md; this holds the sources to it.
sed -n 's/^| *\([a-z]*\) *| *\([a-z ]*\)|$/\1 \2/p' "$top_srcdir/doc/ARCHITECTURE.md" > "$scratch/table"
for folder in "$top_srcdir"/src/*/; do
    module=$(basename "$folder")
    test "$module" = web && continue
    allowed="$module $(sed -n "s/^$module //p" "$scratch/table")"
    wrong=$(find "$folder" -name '*.[ch]' -exec sed -n 's/^#include "\([a-z]*\)\/\([a-z0-9_]*\).*/\1 \2/p' {} + |
        while read -r other header; do
            case " $allowed " in *" $other "*) ;; *) echo "$module includes $other" ;; esac
            case $header in *_internal) test "$other" = "$module" || echo "$module includes $other's $header" ;; esac
        done | sort -u)
    is "$module includes only what it may" '' "$wrong"
    is "$module has a row in the table" yes "$(grep -q "^$module" "$scratch/table" && echo yes)"
done
is 'SQL stands in the store only' '' "$(grep -rlE 'sqlite3_|"(SELECT|INSERT|UPDATE|DELETE) ' "$top_srcdir"/src --include='*.[ch]' |
    grep -v '/src/store/' | sort)"
done_testing
