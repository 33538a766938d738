. "${top_srcdir:-.}/tests/lib.sh"
# The review page as it is built in: small, typed, its words in one file, nothing from elsewhere.
built=$top_builddir/src/web/dist; test -f "$built/app.js" || built=$top_srcdir/src/web/dist
size=$(cat "$built/app.js" "$built/app.css" "$built/index.html" | gzip -9 | wc -c)
is "the page is at most 60 kB, gzipped ($size bytes)" yes "$(test "$size" -le 61440 && echo yes)"
is 'it names no other host' '' "$(grep -ohE 'https?://[a-z0-9.-]+' "$built"/* | grep -v '^http://www.w3.org' | sort -u)"
is 'no text is taken for HTML' '' "$(grep -rnE 'innerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write|eval\(' "$top_srcdir/src/web" --include='*.ts' --include='*.tsx')"
is 'the lock names no place to load from' 0 "$(grep -c '"resolved"' "$top_srcdir/src/web/package-lock.json")"
is 'no file is over 700 lines, no line over 200 columns' '' "$(find "$top_srcdir/src/web" "$top_srcdir/tests/browser" \( -name '*.ts' -o -name '*.tsx' -o -name '*.mjs' \) |
    while read -r file; do awk 'FNR > 700 || length > 200 { print FILENAME ":" FNR }' "$file"; done)"
# A letter between > and < that no brace holds would be a word on the page.
is 'words stand in strings.ts' '' "$(grep -nE '>[^<>{}()=&|;]*[A-Za-z]{2}[^<>{}()=&|;]*</' "$top_srcdir"/src/web/*.tsx "$top_srcdir"/src/web/views/*.tsx)"
tsc=$top_builddir/src/web/node_modules/typescript/bin/tsc
if test -f "$tsc"; then
    # TypeScript looks for the libraries beside the sources.
    mkdir "$scratch/web"
    (cd "$top_srcdir/src/web" && cp -r ./*.ts ./*.tsx views tsconfig.json "$scratch/web")
    ln -s "$(cd "$top_builddir/src/web/node_modules" && pwd)" "$scratch/web/node_modules"
    is 'the types hold' '' "$(node "$tsc" -p "$scratch/web" 2>&1)"
else
    echo '# the page was built elsewhere: its types were not checked'
fi
done_testing
