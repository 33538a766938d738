. "${top_srcdir:-.}/tests/lib.sh"
# The shipped codebooks are well formed, valid by their schema, and tag what their examples say.
for book in "$top_srcdir"/codebooks/*.xml; do
    name=$(basename "$book" .xml)
    case $name in modifiers*) continue ;; esac
    out=$("$EXCERPTA" codebook check "$book" 2>&1); is "$name is well formed" "0 " "$? $(test $? -eq 0 || echo "$out")"
    out=$("$EXCERPTA" codebook test "$book" 2>&1); is "$name: every example is as expected" "0 " "$? $(echo "$out" | grep 'expected .* got')"
    if command -v xmllint > /dev/null; then
        xmllint --noout --relaxng "$top_srcdir/codebooks/codebook.rng" "$book" 2> "$scratch/said"
        is "$name is valid by the schema, as another program reads it" 0 $?
    fi
done
done_testing
