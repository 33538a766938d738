. "${top_srcdir:-.}/tests/lib.sh"
# A copy is made while the study is written; a study of a released version is copied, then brought up to date with all it
# held.
command -v sqlite3 > /dev/null && command -v xz > /dev/null || { echo '1..0 # SKIP no sqlite3, no xz'; exit 0; }
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$PWD/$top_srcdir ;; esac
cd "$scratch" || exit 99

mkdir reports
printf 'Fathers are seen. Dads were not asked.\n' > reports/a.txt
"$EXCERPTA" index reports --quiet
"$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --quiet > /dev/null
"$EXCERPTA" export > whole.csv
is 'a backup is named' "$PWD/study.db.backup-1" "$("$EXCERPTA" backup)"
is 'the next has another name' "$PWD/study.db.backup-2" "$("$EXCERPTA" backup)"
is 'it is a study with all in it' "$(cat whole.csv)" "$("$EXCERPTA" export --study study.db.backup-1)"
"$EXCERPTA" backup elsewhere.db > /dev/null
is "one may name it" "$(cat whole.csv)" "$("$EXCERPTA" export --study elsewhere.db)"
has 'no file is overwritten' 'elsewhere.db is there already' "$("$EXCERPTA" backup elsewhere.db 2>&1)"
has 'nor a folder that is not there made' 'No such file' "$("$EXCERPTA" backup none/a.db 2>&1)"
is 'nothing is left behind' '' "$(find . -name '*.db.*' ! -name '*.backup-[12]' ! -name '*-wal' ! -name '*-shm')"

# Another program holds the study's write lock and has written half of something: the copy is what was committed.
mkfifo hold
sqlite3 study.db < hold > /dev/null &
exec 3> hold
echo "BEGIN IMMEDIATE; DELETE FROM excerpt; SELECT 1;" >&3
until "$EXCERPTA" status > /dev/null 2>&1; do :; done
"$EXCERPTA" backup busy.db > /dev/null; is 'a backup while another writes' 0 $?
echo "ROLLBACK;" >&3; exec 3>&-; wait
is 'is what was committed' "$(cat whole.csv)" "$("$EXCERPTA" export --study busy.db)"

# what STUDY: its excerpts and attributes, in columns that every version has; from version 3 on, what reviewers said
what() {
    sqlite3 "$1" "SELECT excerpt, report, path, codebook, version, code, rule, standing, page, start, stop, spans
        FROM v_excerpt ORDER BY excerpt; SELECT report, path, format, bytes, pages, words, sentences, partnership, region,
        period_start, period_end, period, title FROM v_report ORDER BY report;
        SELECT path, reason, sha256, since FROM v_problem; SELECT sha256, hex(text), added FROM report ORDER BY sha256;
        SELECT pass, codebook, version, hash, started, finished, reports, excerpts FROM v_pass ORDER BY pass"
    test "$version" -lt 3 || sqlite3 "$1" "
        SELECT * FROM v_decision ORDER BY decision; SELECT * FROM v_review ORDER BY decision;
        SELECT * FROM v_finding ORDER BY excerpt; SELECT * FROM v_reviewer; SELECT * FROM v_audit_answer;
        SELECT * FROM reviewer_event; SELECT * FROM assignment"
}
"$EXCERPTA" status > /dev/null
shape() { sqlite3 "$1" "SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2
    "; sqlite3 "$1" "SELECT s.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_schema s
    JOIN pragma_table_xinfo(s.name) c WHERE s.type = 'table' ORDER BY 1, 2; PRAGMA user_version"; }
for version in 1 2 3; do
    xz -dc "$top/tests/migrate/study-$version.sql.xz" | sqlite3 old.db
    what old.db > before; sqlite3 old.db .dump > dump
    is "version $version: the fixture holds excerpts" 11 "$(sqlite3 old.db 'SELECT count(*) FROM excerpt')"
    "$EXCERPTA" status --study old.db > said 2>&1; is "version $version: opened" 0 $?
    is "version $version: holds what it held" "$(cat before)" "$(what old.db)"
    is "version $version: has the schema of a new study" "$(shape study.db)" "$(shape old.db)"
    is "version $version: is whole" ok "$(sqlite3 old.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')"
    is "version $version: was copied before" "$(cat dump)" "$(sqlite3 "old.db.version-$version-1" .dump)"
    "$EXCERPTA" index reports --study old.db --quiet; "$EXCERPTA" code --study old.db --quiet \
        --codebook "$top/codebooks/male-carers.xml" > said 2>&1
    is "version $version: goes on" 0 $?
    rm -f old.db* said
done

# A folder that takes no copy: the study stays as it is.
xz -dc "$top/tests/migrate/study-2.sql.xz" | sqlite3 old.db
sqlite3 old.db .dump > dump
for n in 1 2 3; do mkdir "old.db.version-2-$n"; done
"$EXCERPTA" status --study old.db > said 2>&1
is 'names that are taken are passed over' yes "$(test -f old.db.version-2-4 && echo yes)"
rm -rf old.db*
xz -dc "$top/tests/migrate/study-2.sql.xz" | sqlite3 old.db
sqlite3 old.db 'DROP VIEW v_copied; DROP TABLE copied'
has 'a study made between two releases is refused' 'between two releases' "$("$EXCERPTA" status --study old.db 2>&1)"
is 'and left as it is' 2 "$(sqlite3 old.db 'PRAGMA user_version')"
rm -f old.db*
xz -dc "$top/tests/migrate/study-3.sql.xz" | sqlite3 old.db
page=$(sqlite3 old.db "SELECT rootpage FROM sqlite_schema WHERE name = 'sentence'")
printf '\377\377\377\377\377\377\377\377' | dd of=old.db bs=1 seek=$(((page - 1) * 4096)) conv=notrunc 2> /dev/null
has 'a damaged one is not brought up to date, and it is said who can mend it' 'of the version that made it' \
    "$("$EXCERPTA" check --study old.db 2>&1)"
is 'and stays what it is' "3 old.db" "$(sqlite3 old.db 'PRAGMA user_version') $(echo old.db*)"
done_testing
