. "${top_srcdir:-.}/tests/lib.sh"
# Codebooks from other programs and for them, a new one, and one for an appendix.
run() { out=$("$EXCERPTA" codebook "$@" 2>&1); status=$?; }
# imports FILE STATUS: it is taken, and what comes out passes check
imports() {
    said=$("$EXCERPTA" codebook import --output "$scratch/out.xml" "$scratch/$1" 2>&1); status=$?
    is "$1: status" "$2" $status
    run check "$scratch/out.xml"; is "$1: what comes out passes check" 0 $status
}
# tags TEXT CODES: what the imported codebook tags in the text
tags() {
    is "\"$1\" is $2" "$2" "$(printf '{"id":1,"text":"%s"}\n' "$1" | "$EXCERPTA" tag --codebook "$scratch/out.xml" |
        sed 's/.*"code":"\([^"]*\)".*/\1/' | sort -u | tr '\n' ' ' | sed 's/ $//')"
}

# --- new
run new "$scratch/My Codebook.xml"; is 'a new codebook: status' 0 $status
has 'its id is the name' 'id="my-codebook"' "$(cat "$scratch/My Codebook.xml")"
run check --strict "$scratch/My Codebook.xml"; is 'it passes check without a warning' 0 $status
run test "$scratch/My Codebook.xml"; is 'and its examples' "0 6 of 6 examples as expected" "$status ${out#*: }"
run new "$scratch/My Codebook.xml"; is 'never over another: status' 2 $status; has 'never over another' 'is there already' "$out"

# --- REFI-QDA
for book in male-carers good-practice; do
    run export --format qdc --output "$scratch/$book.qdc" "$top_srcdir/codebooks/$book.xml"; is "$book as .qdc: status" 0 $status
    if command -v xmllint > /dev/null; then
        xmllint --noout --schema "$top_srcdir/tests/data/refi/Codebook.xsd" "$scratch/$book.qdc" 2> "$scratch/said"
        is "$book.qdc is valid by REFI's schema" 0 $?
    fi
done
"$EXCERPTA" codebook export --format qdc "$top_srcdir/codebooks/male-carers.xml" > "$scratch/again.qdc"
is 'the same bytes and GUIDs again' "$(sha256sum < "$scratch/male-carers.qdc")" "$(sha256sum < "$scratch/again.qdc")"
sed 's/id="male-carers" version="[^"]*"/id="male-carers" version="99"/' "$top_srcdir/codebooks/male-carers.xml" > "$scratch/next.xml"
is 'the next version has the same GUIDs' "$(grep -o 'guid="[^"]*"' "$scratch/male-carers.qdc" | sort | sha256sum)" \
    "$("$EXCERPTA" codebook export --format qdc "$scratch/next.xml" | grep -o 'guid="[^"]*"' | sort | sha256sum)"
imports male-carers.qdc 1
is 'an audit question is a set of the codes that answer it' "$(grep -c '<question ' "$top_srcdir/codebooks/male-carers.xml")" \
    "$(grep -c '<Set ' "$scratch/male-carers.qdc")"
is 'which are its codes' '' "$(grep -o '<MemberCode guid="[^"]*"' "$scratch/male-carers.qdc" | cut -d'"' -f2 | while read -r guid; do
    grep -q "<Code guid=\"$guid\".*isCodable=\"true\"" "$scratch/male-carers.qdc" || echo "$guid"; done)"
has 'and says what answers it' ': yes where' "$(grep -A1 '<Set ' "$scratch/male-carers.qdc")"
is 'it comes back with every title' "$(grep -o '<Code .*name="[^"]*"' "$scratch/male-carers.qdc" | sed 's/.*name=/name=/' | sed 's/name="\(.*\)"/\1/' | sort)" \
    "$(grep -oE '<title>[^<]*' "$scratch/out.xml" | sed 's/<title>//' | tail -n +2 | sort)"
has 'codes without words are told' 'had no words to look for' "$said"; has 'and sets' 'sets of codes were left out' "$said"
printf '\357\273\277<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="X"><Codes><Code guid="c001" name="Carers" isCodable="true" color="#46AA00"><Description/>
<Code guid="c002" name="Fathers &amp; men" isCodable="true" color="blue"><Description>Any man.</Description></Code></Code><Code guid="c003" name="" isCodable="true"/></Codes><Sets><Set/></Sets></CodeBook>' > "$scratch/odd.qdc"
imports odd.qdc 1
has 'a byte order mark, another namespace, short GUIDs and an empty description are taken' '3 codes' "$said"
has 'a colour that is none is told' 'line 2: "blue" is no colour' "$said"; has 'a code without a name' 'has no name; it is "Code 3"' "$said"; has 'sets' 'sets of codes were left out' "$said"
has 'its definition' '<definition>Any man.</definition>' "$(cat "$scratch/out.xml")"
tags 'Fathers & men came.' fathers-men

# --- CSV
printf 'Tag,Description,Colour,Words,Owner\r\nFathers.Views,What they say,#22aa77,"said; asked*",A\r\nFathers.Money,,,,A\r\nOther,"A ""quote""",red,,A\r\n,no name,,,\r\n' > "$scratch/codes.csv"
imports codes.csv 1
has 'a colour, a column and a row that have no place are told' 'line 4: "red" is no colour' "$said"; has 'the column' 'the column "Owner"' "$said"; has 'the row' 'line 5: the row names no code' "$said"
tags 'They asked him.' views; tags 'Money matters.' money
has "a tag's dots are levels" '<title>Fathers</title>' "$(cat "$scratch/out.xml")"
has 'what a pattern was made of is kept' '<pattern from="asked*">asked\w*</pattern>' "$(cat "$scratch/out.xml")"
printf 'a,b\n1,2\n' > "$scratch/none.csv"; run import "$scratch/none.csv"; is 'no column with names: status' 3 $status; has 'what was expected' 'no column is called name' "$out"

# --- LIWC
printf '%%\n1\tAffect\n\t2\tPosemo\n3\tMan\n%%\nhapp*\t1\t2\nfather*\t3\ncare leaver*   3\nkind\t(02 134)125/464\nlost\t9\nwhy?\t1\n' > "$scratch/l.dic"
imports l.dic 1
tags 'A happy day.' 'affect posemo'; tags 'The care leavers left.' man; tags 'A fatherly voice.' man
has 'a condition is told' 'line 9: the condition of "kind" was left out' "$said"; has 'a category that is not there' 'there is no category 9' "$said"
printf '%%\n1\tCaf\351\n%%\ncaf\351s\t1\n' > "$scratch/latin.dic"; imports latin.dic 1
has 'windows-1252 is read' 'read as windows-1252' "$said"; has 'as what it is' 'cafés' "$(cat "$scratch/out.xml")"
printf 'word\t1\n' > "$scratch/bad.dic"; run import "$scratch/bad.dic"; is 'no %: status' 3 $status; has 'no %' 'line 1: a line with % alone' "$out"

# --- WordStat
printf 'MEN\n\tFATHER* (1)\n\tSTEP_DAD (1)\nACTS\n\tJOIN* (1)\n\tLEFT (0.5)\nBOTH\n\t@NEAR [#MEN NEAR #ACTS /S 3] (1)\n\t@AFTER [HOME AFTER #MEN /S 2] (1)\n\t@BEFORE [SCHOOL BEFORE #MEN /P 2] (1)\n\t@NOT [BANK NOT NEAR RIVER /S 4] (1)\n\t@ODD [X MAYBE Y] (1)\n' > "$scratch/w.cat"
imports w.cat 1
tags 'The fathers all joined.' 'acts both men'; tags 'The fathers sat and then, in the end, joined.' 'acts men'
tags 'A step dad went home.' 'both men'; tags 'Home came the father.' men
tags 'A school for fathers.' 'both-in-a-paragraph men'; tags 'The bank closed.' both; tags 'The bank of the river.' ''
has 'a weight is told' 'line 6: the weight 0.5 of "LEFT"' "$said"; has 'a rule that is not understood' 'line 12: the rule [X MAYBE Y]' "$said"

# --- quanteda
printf 'people:\n  __: [person*]\n  men:\n    - dad?\n    - "care leaver"\nplaces: [home, "*"]\nmoney: pound*\n' > "$scratch/q.yaml"
imports q.yaml 1
tags 'A dads person.' 'men people'; tags 'The care leaver has pounds at home.' 'men money places'
has 'a wildcard alone is told' 'line 6: "*" has no letter' "$said"
printf 'a: [x\n' > "$scratch/bad.yml"; run import "$scratch/bad.yml"; is 'broken YAML: status' 3 $status; has 'its line' 'line 2' "$out"
printf 'a: &x [b]\nc: *x\n' > "$scratch/alias.yml"; run import "$scratch/alias.yml"; is 'an alias: status' 3 $status; has 'is refused' 'line 2: aliases' "$out"

# --- what can be wrong
echo x > "$scratch/x.docx"; run import "$scratch/x.docx"; is 'an unknown ending: status' 2 $status; has 'those there are' '.qdc  a REFI-QDA codebook' "$out"
printf '<a/>' > "$scratch/a.qdc"; run import "$scratch/a.qdc"; is 'another XML: status' 3 $status; has 'another XML' '<CodeBook> with <Codes> was expected' "$out"
printf '<!DOCTYPE a [<!ENTITY x "y">]><CodeBook/>' > "$scratch/a.qdc"; run import "$scratch/a.qdc"; has 'a DOCTYPE' 'takes no <!DOCTYPE>' "$out"
printf '<CodeBook><Codes>' > "$scratch/a.qdc"; run import "$scratch/a.qdc"; is 'XML cut short: status' 3 $status
awk 'BEGIN { printf "<CodeBook><Codes>"; for (i = 0; i < 40; i++) printf "<Code name=\"c\">"; for (i = 0; i < 40; i++) printf "</Code>"; print "</Codes></CodeBook>" }' > "$scratch/a.qdc"
run import "$scratch/a.qdc"; is 'nested too deep: status' 4 $status
run export "$top_srcdir/codebooks/male-carers.xml"; is 'export without a format: status' 2 $status

# --- the appendix
run export --format html --output "$scratch/a.html" "$top_srcdir/codebooks/male-carers.xml"; is 'the appendix: status' 0 $status
is 'well formed' '' "$(tail -n +2 "$scratch/a.html" | xmllint --noout - 2>&1)"
is 'nothing is fetched' 0 "$(grep -cE '(src|href)=|url\(|@import' "$scratch/a.html")"
has 'an audit question' 'Does the report itself name a gap in the engagement of male carers?' "$(cat "$scratch/a.html")"
has 'by what it is answered' '<em>yes</em> where engaged is ' "$(cat "$scratch/a.html")"
has 'a definition' '<dt>Definition</dt>' "$(cat "$scratch/a.html")"; has 'a rule in words' 'with at most 12 words between two' "$(cat "$scratch/a.html")"
printf '<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1"><title>A &lt;script&gt; &amp; B</title><theme id="t"><title>T</title><code id="c"><title>&lt;img&gt;</title><rule id="r"><pattern>a&lt;b|"c"</pattern></rule></code></theme></codebook>' > "$scratch/b.xml"
run export --format html "$scratch/b.xml"; is 'what is written is escaped' 0 "$(echo "$out" | grep -cE '<script|<img')"; has 'and there' '&lt;img&gt;' "$out"
done_testing
