. "${top_srcdir:-.}/tests/lib.sh"
# What the program says of itself is what the manual and the completion say.
for page in "$top_srcdir"/doc/man/*.1; do
    command=$(basename "$page" .1); command=${command#excerpta}; command=${command#-}
    is "$(basename "$page") is fresh (else: make docs)" "$("$EXCERPTA" help --format=man $command)" "$(cat "$page")"
done
is 'every command has a page' "$("$EXCERPTA" help | awk '/^  [a-z]+ +[a-z]/ && !/^  excerpta/ { print $1 }' | sort)" \
    "$(ls "$top_srcdir/doc/man" | sed -n 's/^excerpta-\(.*\)\.1$/\1/p' | sort)"
is 'the completion is fresh (else: make docs)' "$("$EXCERPTA" help --format=bash)" \
    "$(cat "$top_srcdir/doc/completion/excerpta")"
is 'bash reads the completion' '' "$(bash -n "$top_srcdir/doc/completion/excerpta" 2>&1)"
if command -v mandoc > /dev/null; then
    is 'the manual pages are sound' '' "$(mandoc -Tlint -W warning "$top_srcdir"/doc/man/*.1 2>&1 | grep -vE 'STYLE|new sentence, new line' | head -n 5)"
fi
done_testing
