. "${top_srcdir:-.}/tests/lib.sh"
# A study of each earlier version is brought up to date as it is opened, and holds what it held.
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP no sqlite3'; exit 0; }
cd "$scratch" || exit 99
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$OLDPWD/$top_srcdir ;; esac
mkdir reports
printf 'Fathers are seen. Dads were not asked.\n' > reports/a.txt
"$EXCERPTA" index reports --study new.db --quiet
"$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --study new.db --quiet > /dev/null

# shape FILE: every table with its columns, every view, index and trigger
shape() {
    sqlite3 "$1" "SELECT s.name, c.cid, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_schema s
        JOIN pragma_table_xinfo(s.name) c WHERE s.type = 'table' ORDER BY 1, 2;
        SELECT type, name, sql FROM sqlite_schema WHERE type <> 'table' ORDER BY 1, 2; PRAGMA user_version"
}
for old in "$top"/tests/migrate/version-*.sql; do
    version=$(basename "$old" .sql)
    sqlite3 old.db < "$old"
    # Every column that both have; a later one takes its default.
    for table in $(sqlite3 old.db "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"); do
        columns=$(sqlite3 old.db "SELECT group_concat(name) FROM pragma_table_info('$table')")
        echo "INSERT INTO $table($columns) SELECT $columns FROM new.$table;"
    done > fill.sql
    sqlite3 old.db "ATTACH 'new.db' AS new" "$(cat fill.sql)"
    cp old.db kept.db
    "$EXCERPTA" export --study old.db > exported.csv; is "$version is opened" 0 $?
    is "$version: the same export" "$("$EXCERPTA" export --study new.db)" "$(cat exported.csv)"
    is "$version: the schema of a new study" "$(shape new.db)" "$(shape old.db)"
    is "$version: nothing is broken" ok "$(sqlite3 old.db 'PRAGMA integrity_check; PRAGMA foreign_key_check')"
    # Two at once: one brings it up to date, the other waits.
    for n in 1 2 3 4; do cp kept.db "two$n.db"; done
    for n in 1 2 3 4; do
        "$EXCERPTA" status --study "two$n.db" > "1.$n" 2>&1 & "$EXCERPTA" status --study "two$n.db" > "2.$n" 2>&1
        wait $!
        cmp -s "1.$n" "2.$n" || cat "1.$n" "2.$n"
    done > said
    is "$version: two at once" '' "$(cat said)"
    rm -f old.db* two*.db* kept.db*
done
done_testing
