. "${top_srcdir:-.}/tests/lib.sh"
# Damaged files of every kind, made the same from a seed: each ends in a named outcome, and none takes the run, the time
# or the memory with it. DAMAGED tells how many (60), SEED which. tests/bench/damaged.sh makes more.
corpus=$top_srcdir/corpus/reports
mkdir "$scratch/good" "$scratch/bad"
cp "$corpus"/* "$scratch/good"
if command -v qpdf > /dev/null; then    # with nothing packed, damage gets further than the unpacking
    for report in "$corpus"/[AKq]*.pdf; do qpdf --qdf "$report" "$scratch/good/open-$(basename "$report")"; done
fi
find "$top_srcdir/tests/extract" \( -name '*.docx' -o -name '*.odt' \) -exec cp {} "$scratch/good" \;
tests=$top_builddir/tests/extract
count=${DAMAGED:-60}
"$tests/mutate" "${SEED:-1}" "$count" "$scratch/bad" "$scratch"/good/*
is 'the damaged files are made' "$count" "$(find "$scratch/bad" -type f | wc -l)"

"$EXCERPTA" index "$scratch/bad" --study "$scratch/s.db" --quiet > "$scratch/said" 2>&1
is 'the run goes on to its end: some could not be read' 1 $?
"$EXCERPTA" status --problems --format csv --study "$scratch/s.db" | tr -d '\r' | tail -n +2 > "$scratch/problems"
if command -v sqlite3 > /dev/null; then
    has_report=$(sqlite3 "$scratch/s.db" 'SELECT count(*) FROM report_path WHERE report IS NOT NULL')
    is 'each is read or has its reason' "$count" "$((has_report + $(wc -l < "$scratch/problems")))"
fi
sed 's/^[^,]*,\([^,]*\),.*/\1/' "$scratch/problems" | sort | uniq -c | sed 's/^/#/'
is 'none crashed what reads it' '' "$(grep ',crashed,' "$scratch/problems")"
is 'nor took too long' '' "$(grep ',timed out,' "$scratch/problems")"

"$tests/measure" "$EXCERPTA_EXTRACT" "$scratch"/bad/* > "$scratch/took"
sort -k3,3nr "$scratch/took" | head -n 1 | awk '{ printf "# most CPU: %d ms, %d ms in all, %s\n", $3, $2, $5 }'
sort -k4,4nr "$scratch/took" | head -n 1 | awk '{ printf "# most memory: %d MB, %s\n", $4, $5 }'
is 'alone each ends with status 0 or 3' '' "$(awk '$1 != 0 && $1 != 3 { print $1, $5 }' "$scratch/took")"
is 'within 20 s of CPU' '' "$(awk '$3 > 20000 { print $3, $5 }' "$scratch/took")"
if ${NM:-nm} "$EXCERPTA_EXTRACT" 2> "$scratch/stderr" | grep -q __asan_init; then
    echo '# a sanitizer takes memory of its own: not measured'
else
    is 'within 1 GiB' '' "$(awk '$4 > 1024 { print $4, $5 }' "$scratch/took")"
fi

# Looked at page by page, which draws what reading passes over.
for file in "$scratch"/bad/*.pdf; do
    for look in --outlines --places; do
        "$EXCERPTA_EXTRACT" $look 1 "$file" > "$scratch/page" 2> "$scratch/stderr"
        status=$?
        case $status in 0 | 3) ;; *) echo "$look $status $file" ;; esac
    done
done > "$scratch/looked"
is 'a page of each is drawn, or the reason told' '' "$(cat "$scratch/looked")"
test -z "${KEEP:-}" || cp -r "$scratch/bad" "$scratch/problems" "$scratch/took" "$KEEP"
done_testing
