. "${top_srcdir:-.}/tests/lib.sh"
# The pages of a file that are the report: guessed, from a manifest, edited; what is on others is kept and not coded.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
cd "$scratch" || exit 99
command -v sqlite3 > /dev/null || { echo '1..0 # SKIP no sqlite3'; exit 0; }
mkdir reports
{
    printf 'Report to: Scrutiny committee\n\nReport of: the director\n\nPurpose of report\n\nFathers are seen here.\n\n'
    printf 'Recommendations\n\nTo note.\n\f'
    printf 'Financial implications\n\nNone.\n\nLegal implications\n\nNone.\n\nBackground papers\n\nNone.\n\f'
    printf 'Aby Safeguarding Children Partnership\n\nAnnual report 2022/23\n\f'
    printf 'Fathers are seen by health visitors.\n\nDads came to the group.\n\f'
    printf 'Fathers are asked what they think.\n'
} > reports/pack.txt
cat > book.xml <<'X'
<codebook xmlns="urn:excerpta:codebook:1" id="men" version="1" xml:lang="en-GB"><title>Men</title>
<theme id="t"><title>T</title><code id="father" unit="sentence"><title>F</title><definition>D</definition>
<rule id="r"><pattern>fathers?|dads?</pattern></rule><example match="present">A father.</example></code></theme></codebook>
X
run() { "$EXCERPTA" "$@"; }
said() { sqlite3 study.db "$1"; }
coded() { run code --codebook book.xml --quiet > said.txt 2>&1 || cat said.txt; said 'SELECT group_concat(page) FROM v_excerpt'; }
apply() { sqlite3 ':memory:' -cmd '.mode csv' -cmd '.import list.csv l' "UPDATE l SET report_pages = '$1'" '.headers on' \
    'SELECT * FROM l' > edited.csv; run reports --edit edited.csv 2>&1; }

run index reports --quiet
is 'the report in the file is found' '3-5|guessed|papers in front|90' \
    "$(said "SELECT value, source, origin, confidence FROM v_attribute WHERE attribute = 'report_pages'")"
is 'what is known is read from it' 'Aby Safeguarding Children Partnership|2022/23|yearly report' \
    "$(said 'SELECT partnership, period, document_kind FROM v_report')"
is 'its words alone are counted, all pages are' '24|5' "$(said 'SELECT words, pages FROM v_report')"
is 'only its pages are coded, with their own numbers' '4,4,5' "$(coded)"
has 'status tells the others' 'pages of these files that are not coded,2' "$(run status --format csv | tr -d '\r')"
has 'so does show' '[page 1, not of the report]' "$(run show pack --text)"
is 'and its blocks' '1 1 2 3' "$(run show pack --blocks --format csv | tr -d '\r' | awk -F, '
    $NF == "no" { no[$1]++ } $NF == "" { yes[$1]++ } END { print (no[1] > 0) + 0, (no[2] > 0) + 0, yes[3], yes[4] + yes[5] }')"
is 'coding again is nothing to do' '4,4,5' "$(coded)"

is 'verified, it is the same' 0 "$(run verify > said.txt 2>&1; echo $?)"

run reports --edit --output list.csv
has 'an edit is checked' 'pages 4-9, and the file has 5' "$(apply 4-9)"
has 'by its form too' 'pages "iv"; write them as 12-47' "$(apply iv)"
apply 4-4 > said.txt
is 'edited, what was found is dropped' '0|0' "$(said 'SELECT count(*), (SELECT count(*) FROM pass_report) FROM excerpt')"
is 'and found anew' '4,4' "$(coded)"
is 'words are counted anew' '11' "$(said 'SELECT words FROM v_report')"
touch reports/pack.txt; run index reports --quiet
is 'indexed again, the edit stays, and what was found' '4-4|2' "$(said "SELECT report_pages, (SELECT count(*) FROM excerpt) FROM v_report")"
printf 'file,report_pages\npack.txt,1-5\n' > manifest.csv
run index reports --manifest manifest.csv --quiet
is 'a manifest is below an edit' '4-4' "$(said 'SELECT report_pages FROM v_report')"
run reports --edit --output list.csv; apply '' > said.txt
is 'an emptied cell: the whole file' '|1,4,4,5' "$(said 'SELECT report_pages FROM v_report')|$(coded)"

rm study.db*
run index reports --manifest manifest.csv --quiet
is 'a manifest is above a guess' '1-5|manifest' "$(said "SELECT value, source FROM v_attribute WHERE attribute = 'report_pages'")"
printf 'file,report_pages\npack.txt,2-9\n' > manifest.csv
has 'and is checked' 'line 2: pages 2-9, and the file has 5' "$(run index reports --manifest manifest.csv 2>&1)"
printf 'file,document_kind\npack.txt,yearly reprt\n' > manifest.csv
has 'as its words are' 'did you mean yearly report' "$(run index reports --manifest manifest.csv 2>&1)"
printf 'file,pages,kind\npack.txt,9,folder\n' > manifest.csv
is 'a count of pages and a kind of ones own are passed over' 0 "$(run index reports --manifest manifest.csv --quiet; echo $?)"
run index reports --pages pack.txt:4-5 --quiet
is 'an option says it for one file' '4-5|edited' "$(said "SELECT value, source FROM v_attribute WHERE attribute = 'report_pages'")"
has 'of which there must be one' 'no file' "$(run index reports --pages other.txt:4-5 2>&1)"
has 'and pages' 'write it as FILE:12-47' "$(run index reports --pages pack.txt 2>&1)"
done_testing
