. "${top_srcdir:-.}/tests/lib.sh"
# Attributes are written as a list, corrected, and taken back.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
cd "$scratch" || exit 99
mkdir reports
printf 'Derby Safeguarding Children Partnership\n\nAnnual report 2021/22\n\nFathers are seen.\n' > reports/derby.txt
printf 'Yearly report\n\nNobody says which place this is.\n' > reports/somewhere.txt
printf 'Aby Safeguarding Children Partnership\n\nAnnual report 2022/23\n' > reports/aby.txt
printf 'file,partnership,authorities,region\naby.txt,"=Aby, ""the"" partnership",Aby Council,Westlands\n' > manifest.csv
"$EXCERPTA" index reports --manifest manifest.csv --quiet
list() { "$EXCERPTA" reports --edit --output "$1"; }
apply() { "$EXCERPTA" reports --edit "$1" 2>&1; }
known() { sqlite3 study.db "SELECT coalesce($1, 'none') FROM v_report WHERE path LIKE '%/$2.txt'"; }
# put COLUMN VALUE NAME < LIST: the list with another value in the row of a file
put() {
    sqlite3 ':memory:' -cmd '.mode csv' -cmd ".import list.csv l" "UPDATE l SET $1 = '$2' WHERE file LIKE '%/$3.txt'" \
        '.headers on' 'SELECT * FROM l' > edited.csv
}
state() { sqlite3 study.db 'SELECT * FROM attribute ORDER BY 1, 2, 3'; }
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP no sqlite3'; exit 0; }

list list.csv; is 'a list is written' 0 $?
is 'a row a report' 4 "$(wc -l < list.csv)"
has 'with the guess and its confidence' ',first pages 70' "$(grep derby list.csv)"
has 'and the manifest before which a guess stands back' 'manifest; else Aby Safeguarding Children Partnership' "$(cat list.csv)"
state > before
is 'unchanged, it changes nothing' '3 rows read, nothing was changed' "$(apply list.csv)"
is 'really nothing' "$(cat before)" "$(state)"
tr -d '\r' < list.csv > unix.csv
is 'nor with other line ends' '3 rows read, nothing was changed' "$(apply unix.csv)"
printf '\357\273\277' | cat - list.csv > bom.csv
is 'nor with a byte order mark' '3 rows read, nothing was changed' "$(apply bom.csv)"
list again.csv; is 'the list is the same again' "$(cat list.csv)" "$(cat again.csv)"

# A person's word, and what follows from it.
has 'authorities are taken' '1 values of 1 reports changed' "$(put authorities 'leeds; BCP' somewhere; apply edited.csv)"
is 'by the names of the list' 'Leeds; Bournemouth, Christchurch and Poole' "$(known authorities somewhere)"
is 'of two regions there is none' none "$(known region somewhere)"
list list.csv; put authorities Leeds somewhere; apply edited.csv > /dev/null
is 'the region follows' 'Yorkshire and the Humber' "$(known region somewhere)"
list list.csv; put period soon somewhere
has 'a period must tell its days' 'period "soon" tells no days' "$(apply edited.csv)"
put period '2023-24' somewhere; apply edited.csv > /dev/null
is 'the days follow a period' '2023-04-01 2024-03-31' "$(known "period_start || ' ' || period_end" somewhere)"
list list.csv; put partnership '' derby
is 'an emptied cell is a word, too' '3 rows read, 1 values of 1 reports changed' "$(apply edited.csv)"
is 'the thing is not known' none "$(known partnership derby)"
is 'twice is no more' '3 rows read, nothing was changed' "$(apply edited.csv)"
is 'the source is told' 'guessed edited' "$(sqlite3 study.db "SELECT group_concat(source, ' ') FROM (SELECT source
    FROM v_attribute WHERE attribute = 'authorities' AND path NOT LIKE '%/aby.txt' ORDER BY path)")"
sqlite3 study.db 'SELECT value FROM attribute WHERE source = 3' | sort > edits
"$EXCERPTA" index reports --manifest manifest.csv --quiet
touch reports/*.txt; "$EXCERPTA" index reports --manifest manifest.csv --quiet
is 'indexing again overwrites none' "$(cat edits)" "$(sqlite3 study.db 'SELECT value FROM attribute WHERE source = 3' | sort)"
printf 'More words.\n' >> reports/somewhere.txt
"$EXCERPTA" index reports --quiet
is 'a file that has grown keeps what a person said of it' 'Leeds' "$(known authorities somewhere)"
is 'the old list names bytes that are gone' 3 "$(apply edited.csv > said; echo $?)"
has 'which is told' 'holds other bytes now' "$(cat said)"

# Nothing or all, and each wrong row is told.
list list.csv; state > before
{
    head -n 1 unix.csv
    sed -n 's/^\(.*aby.txt\),\([0-9a-f]*\),.*/\1,\2,X,Leads,,,,,,,,,,,,,,,,,,,,/p
        s/^\(.*derby.txt\),\([0-9a-f]*\),.*/\1,\2,X,,,2023-02-30,2024-03-31,,,,,,,,,,,,,,,,,/p' unix.csv
    echo 'nowhere.txt,12ab,,,,,,,,,,,,,,,,,,,,,,'
    echo 'short,row'
} > wrong.csv
apply wrong.csv > said; is 'a wrong list is input that is wrong' 3 $?
has 'the first line' 'wrong.csv: nothing was changed:' "$(cat said)"
has 'an authority that is none, with the nearest' 'line 2: there is no authority "Leads"; did you mean Leeds?' "$(cat said)"
has 'a day that is none' 'line 3: period_start "2023-02-30" is no date; write it as 2023-04-01' "$(cat said)"
has 'a report that is none' 'line 4: no report of the study has the sha256 "12ab"' "$(cat said)"
has 'a short row' 'line 5: 2 fields, but the first row names 24 columns' "$(cat said)"
is 'nothing was changed' "$(cat before)" "$(state)"
# refused WHAT WORDS COLUMN VALUE
refused() { list list.csv; put "$3" "$4" derby; has "$1" "$2" "$(apply edited.csv)"; }
refused 'half a period' 'a first and a last day' period_end ''
refused 'an end before the start' 'ends before it starts' period_end 2020-01-01
refused 'a region that is none' 'no region "West Midland"; did you mean West Midlands?' region 'West Midland'
refused 'an authority of another time' 'Poole was an authority until 2019-03-31' authorities Poole
refused 'one that was none yet' 'Cumberland is an authority since 2023-04-01' authorities Cumberland
is 'still nothing was changed' "$(cat before)" "$(state)"
list list.csv; put authorities 'Aby Council' derby
has 'a name of the manifest is known' '1 values of 1 reports' "$(apply edited.csv)"
sed '1s/partnership/partnersip/' list.csv > named.csv
has 'a column that is none' 'line 1: there is no column "partnersip"; did you mean partnership?' "$(apply named.csv)"
cut -d, -f1,3 unix.csv > nohash.csv
has 'a list without sha256' 'there is no column "sha256"' "$(apply nohash.csv)"
{ cat list.csv; sed -n 2p list.csv; } > twice.csv
has 'a report twice' 'line 5: the same report as in line 2' "$(apply twice.csv)"
list list.csv; cut -d, -f2 list.csv | sed 2d > few.csv
has 'rows and columns may be left out' '2 rows read, nothing' "$(apply few.csv)"
has 'two ways at once' 'give one of them' "$("$EXCERPTA" reports --edit list.csv --output x.csv 2>&1)"
has 'a file without --edit' 'are of --edit' "$("$EXCERPTA" reports list.csv 2>&1)"
has 'no terminal' 'an editor needs a terminal' "$("$EXCERPTA" reports --edit < /dev/null 2>&1)"

if script -qec true /dev/null > /dev/null 2>&1 < /dev/null; then
    TMPDIR=$scratch EDITOR="sed -i s/Leeds/York/" script -qec "\"$EXCERPTA\" reports --edit" /dev/null < /dev/null > said 2>&1
    has 'an editor changes the list' 'changed' "$(cat said)"
    is 'which is taken back' 'York' "$(known authorities somewhere)"
    TMPDIR=$scratch EDITOR="sed -i s/York/Yorkk/" script -qec "\"$EXCERPTA\" reports --edit" /dev/null < /dev/null > said 2>&1
    has 'a wrong one is kept' 'the list is kept' "$(cat said)"
    is 'where it says' 1 "$(grep -l Yorkk "$scratch"/excerpta-attributes-*.csv | wc -l)"
fi
done_testing
