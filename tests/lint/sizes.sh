. "${top_srcdir:-.}/tests/lib.sh"
# Nothing that a newcomer cannot take in at a sitting.
sources=$(find "$top_srcdir/src" "$top_srcdir/tests" -name '*.[ch]' | sort)
is 'no file is over 700 lines' '' "$(for f in $sources; do awk 'END { if (NR > 700) print FILENAME, NR }' "$f"; done)"
is 'no header is over 200 lines' '' "$(for f in $sources; do
    case $f in *.h) awk 'END { if (NR > 200) print FILENAME, NR }' "$f" ;; esac; done)"
# Characters, not bytes: the sources hold a few beyond ASCII.
is 'no line is over 120 columns' '' "$(for f in $sources; do
    LC_ALL=C sed 's/[\x80-\xbf]//g' "$f" | LC_ALL=C awk -v f="$f" 'length > 120 { print f ":" NR }'; done)"
is 'no TODO' '' "$(grep -nE 'TODO|FIXME' $sources /dev/null | head -n 5)"
if command -v pmccabe > /dev/null; then
    is 'no function is over 60 lines, none more complex than 15' '' \
        "$(pmccabe $(printf '%s\n' "$sources" | grep '\.c$') | awk '$1 > 15 || $5 > 60 { print $1, $5, $6, $7 }')"
else
    echo '# pmccabe is absent: functions were not measured'
fi
done_testing
