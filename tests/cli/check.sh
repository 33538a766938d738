. "${top_srcdir:-.}/tests/lib.sh"
# What is wrong with a study is told; what can be read of a damaged one goes into a new one, and nothing that a person
# said is lost that can be read.
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP no sqlite3'; exit 0; }
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
builddir=$(cd "$top_builddir" && pwd)
cd "$scratch" || exit 99
mkdir r; cp "$top"/corpus/reports/*.txt "$top"/corpus/reports/*.html r/; chmod u+w r/*
"$EXCERPTA" index r --study whole.db --quiet
"$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --study whole.db --quiet
count=$(sqlite3 whole.db 'SELECT count(*) FROM v_excerpt')
for name in Ann Ben; do "$builddir/tests/kill/decide" whole.db $name 0 "$count" > /dev/null; done
hash=$(printf w | sha256sum | cut -d' ' -f1)
sqlite3 whole.db "
    INSERT INTO audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence)
      VALUES ('q', 1, '2026', 'review', 'r', 'c', '1', 'one', 'yes', 'why', '')"
"$EXCERPTA" export --study whole.db > wanted
has 'a whole study' "3 reports, $count excerpts, $count passages" "$("$EXCERPTA" check --study whole.db)"
"$EXCERPTA" check --quick --study whole.db > said; is 'and quickly' 0 $?

# wrong WORDS SQL: what a change by another program is told as
wrong() {
    cp whole.db s.db; sqlite3 s.db "$2"
    "$EXCERPTA" check --study s.db > said 2>&1; status=$?
    has "told: $1" "$1" "$(cat said)"; is 'and by the status' 5 $status
}
wrong 'excerpts counted' 'UPDATE pass_report SET excerpts = excerpts + 1 WHERE report = 2'
wrong 'does not lie on whole characters' 'UPDATE excerpt SET stop = 999999 WHERE report = 2'
wrong 'its words do not lie inside it' "UPDATE excerpt SET spans = '0-1' WHERE report = 1 AND start > 1"
wrong 'its key is not that of' "UPDATE excerpt SET key = 'ffff' || substr(key, 5) WHERE report = 1"
wrong "a report's text" "UPDATE report SET text = x'00' WHERE id = 1"
wrong 'its text is not the one that was read' "UPDATE report_origin SET text_sha256 = '$hash' WHERE report = 1"
wrong 'refers to a report' 'PRAGMA foreign_keys = OFF; DELETE FROM report WHERE id = 3'
wrong 'a decision counts for it that is not on it' "UPDATE counting SET excerpt = 'x' WHERE excerpt = (SELECT min(excerpt)
    FROM counting)"
wrong 'an excerpt of a code that its codebook has not' 'UPDATE excerpt SET code = 999 WHERE key = (SELECT min(key) FROM excerpt)'

# spoil TABLE: a byte of the first leaf page of a table is made another (its type), so that it cannot be read
spoil() {
    page=$(sqlite3 s.db "SELECT pageno FROM dbstat WHERE name = '$1' AND pagetype = 'leaf' ORDER BY pageno LIMIT 1" 2> /dev/null)
    test -n "$page" || page=$(sqlite3 s.db "SELECT rootpage FROM sqlite_schema WHERE name = '$1'")
    printf '\377\377\377\377\377\377\377\377' | dd of=s.db bs=1 seek=$(((page - 1) * 4096)) conv=notrunc 2> /dev/null
}
decisions=$((2 * count))
said_by_people() { sqlite3 "$1" "SELECT request, memo, verdict FROM decision ORDER BY 1; SELECT * FROM audit_answer;
    SELECT name FROM reviewer"; }
said_by_people whole.db > people
for table in excerpt sentence block report attribute pass_report counting finding page_run; do
    cp whole.db s.db; spoil $table
    "$EXCERPTA" check --study s.db > said 2>&1; is "$table spoilt: told" 5 $?
    rm -f out.db*; "$EXCERPTA" repair out.db --study s.db > lost 2>&1
    said_by_people out.db > got 2>&1; cmp -s people got || echo "# $(head -n 3 lost)"
    is "$table spoilt: every decision and answer is kept" '' "$(diff people got)"
    "$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --study out.db --quiet > said 2>&1
    is "$table spoilt: coded again, the same export" '' "$("$EXCERPTA" export --study out.db 2>&1 | diff wanted - | head -n 4)"
done
cp whole.db s.db; spoil decision; rm -f out.db*
"$EXCERPTA" repair out.db --study s.db > lost 2>&1; is 'a page of decisions lost: the status says so' 1 $?
is 'and the first that is lost is named' yes "$(grep -q '^lost: decision [0-9]' lost && echo yes)"
cp whole.db s.db; sqlite3 s.db "UPDATE report SET text = x'00' WHERE id = 1"; mv r/orrisford* r/*20-21* .
first=$(sqlite3 s.db 'SELECT path FROM report_path WHERE report = 1'); rm -f out.db* "$first"
has 'a report that nothing holds any more is named' 'no file that is known holds it' \
    "$("$EXCERPTA" repair out.db --study s.db 2> /dev/null)"
is 'and its decisions stay' "$decisions" "$(sqlite3 out.db 'SELECT count(*) FROM decision')"
has 'no file is overwritten' 'is there already' "$("$EXCERPTA" repair out.db --study s.db 2>&1)"
done_testing
