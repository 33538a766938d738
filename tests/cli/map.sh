. "${top_srcdir:-.}/tests/lib.sh"
# Which codes stand together, beside what was written and beside SQL.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
mkdir "$scratch/reports"
printf 'The group met. It helped fathers, and attendance rose.\n\nA course ran. Attendance fell.\n' > "$scratch/reports/a.txt"
printf 'The group met.\n\nAttendance rose.\n' > "$scratch/reports/b.txt"
cat > "$scratch/book.xml" <<'XML'
<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1" xml:lang="en"><title>B</title>
<theme id="services"><title>Services</title><code id="group"><title>Group</title><rule id="r"><pattern>group|helped</pattern></rule></code>
<code id="course"><title>Course</title><rule id="r"><pattern>course</pattern></rule></code></theme>
<theme id="results"><title>Results</title><code id="rose"><title>Rose</title><rule id="r"><pattern>rose</pattern></rule></code>
<code id="fell"><title>Fell</title><rule id="r"><pattern>fell</pattern></rule></code></theme></codebook>
XML
"$EXCERPTA" index "$scratch/reports" --quiet
"$EXCERPTA" code --codebook "$scratch/book.xml" --quiet
map() { "$EXCERPTA" map --format csv "$@" | tr -d '\r' | sed 1d | cut -d, -f2,4-6 | paste -sd' '; }
themes='--rows services --columns results'
is 'in one block' 'group,rose,1,2 group,fell,0,0 course,rose,0,0 course,fell,1,1' "$(map $themes)"
is 'in one sentence' 'group,rose,1,1 group,fell,0,0 course,rose,0,0 course,fell,0,0' "$(map $themes --within sentence)"
is 'in one report' 'group,rose,2,3 group,fell,1,2 course,rose,1,1 course,fell,1,1' "$(map $themes --within report)"
is 'every code with every other, none with itself' 0 "$(map --within report | tr ' ' '\n' | awk -F, '$1 == $2 { s += $3 } END { print s }')"
is 'an excerpt of the row for each report' 2 "$("$EXCERPTA" map $themes --within report --format csv | tr -d '\r' |
    sed 1d | awk -F, '$2 == "group" && $4 == "rose" { print $7 }' | tr ' ' '\n' | while read -r key; do
    sqlite3 "$EXCERPTA_STUDY" "SELECT 1 FROM v_excerpt WHERE code = 'group' AND excerpt = '$key'"; done | wc -l)"
EXCERPTA_STUDY=$scratch/corpus.db
"$EXCERPTA" index "$top_srcdir/corpus/reports" --quiet
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/male-carers.xml" --quiet
is 'beside SQL' "$(sqlite3 -csv "$EXCERPTA_STUDY" "SELECT a.code, b.code, count(DISTINCT a.report), count(*)
    FROM v_excerpt a JOIN v_excerpt b ON a.report = b.report AND a.code <> b.code AND a.start < b.stop AND b.start < a.stop
    GROUP BY 1, 2 ORDER BY 1, 2" | tr -d '\r' | paste -sd' ')" \
    "$(map --within sentence | tr ' ' '\n' | grep -v ',0,0$' | sort -t, -k1,1 -k2,2 | paste -sd' ')"
"$EXCERPTA" map --rows nowhere > "$scratch/out" 2>&1; is 'an unknown theme is refused' 3 $?
has 'with what to do' 'excerpta counts' "$(cat "$scratch/out")"
done_testing
