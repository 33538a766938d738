. "${top_srcdir:-.}/tests/lib.sh"
# A study of each earlier version is brought up to date as it is opened, and holds what it held.
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP no sqlite3'; exit 0; }
cd "$scratch" || exit 99
case $top_srcdir in /*) top=$top_srcdir ;; *) top=$OLDPWD/$top_srcdir ;; esac
mkdir reports
printf 'Fathers are seen. Dads were not asked.\n' > reports/a.txt
printf 'A father came late.\n' > reports/b.txt
"$EXCERPTA" index reports --study new.db --quiet
"$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --study new.db --quiet > /dev/null

# shape FILE: every table with its columns, every view, index and trigger
shape() {
    sqlite3 "$1" "SELECT s.name, c.cid, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_schema s
        JOIN pragma_table_xinfo(s.name) c WHERE s.type = 'table' ORDER BY 1, 2;
        SELECT type, name, sql FROM sqlite_schema WHERE type <> 'table' ORDER BY 1, 2; PRAGMA user_version"
}
# older SCHEMA NEW OLD: makes OLD of an older version's schema and all that NEW has; a later column takes its default
older() {
    sqlite3 "$3" < "$1"
    for table in $(sqlite3 "$3" "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"); do
        columns=$(sqlite3 "$3" "SELECT group_concat(name) FROM pragma_table_info('$table')")
        echo "INSERT INTO $table($columns) SELECT $columns FROM new.$table;"
    done > fill.sql
    sqlite3 "$3" "ATTACH '$2' AS new" "$(cat fill.sql)"
}
for old in "$top"/tests/migrate/version-*.sql; do
    version=$(basename "$old" .sql)
    older "$old" new.db old.db
    is "$version is what it is called" "$version" "version-$(sqlite3 old.db 'PRAGMA user_version')"
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

# Parts of a shelf that an excerpta of version 3 made.
for n in 1 2; do
    "$EXCERPTA" index reports --shard $n/2 --study new$n.db --quiet
    "$EXCERPTA" code --codebook "$top/codebooks/male-carers.xml" --shard $n/2 --study new$n.db --quiet > said 2>&1
    older "$top/tests/migrate/version-3.sql" new$n.db part$n.db
done
"$EXCERPTA" merge both.db part1.db part2.db --quiet; is 'parts of version 3 are merged' 0 $?
is 'to the whole' "$("$EXCERPTA" export --study new.db)" "$("$EXCERPTA" export --study both.db)"
is 'each was copied and brought up to date' '3 4 3 4' \
    "$(for n in 1 2; do for f in part$n.db.version-3-1 part$n.db; do sqlite3 $f 'PRAGMA user_version'; done; done | xargs)"
done_testing
