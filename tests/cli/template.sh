. "${top_srcdir:-.}/tests/lib.sh"
# Forms: a template's questions in reports of several formats, their answers as units, and the questions of excerpts.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
shipped=$top_srcdir/templates/standard-report.xml

has 'the shipped template is well formed' 'well formed' "$("$EXCERPTA" template check "$shipped")"
printf '<template xmlns="urn:excerpta:template:1" id="t" version="1"><title>T</title></template>' > "$scratch/bad.xml"
has 'another is refused with its line' 'line 1: <template> needs a <question>' \
    "$("$EXCERPTA" template check "$scratch/bad.xml" 2>&1)"
has 'an action that is none' 'there is no action find' "$("$EXCERPTA" template find x 2>&1)"

# A filled form as HTML: each question of the template in other words or order of words, one left blank.
mkdir "$scratch/forms"
cat > "$scratch/forms/form.html" <<'END'
<html><body><h1>Hartmoor yearly report</h1>
<h2>1. Describe the partnership's safeguarding arrangements and changes to them in the reporting year</h2><p>None.</p>
<h3>1.1 Who are the lead and delegated safeguarding partners, and how is education represented?</h3><p>Three.</p>
<h3>1.2 What did each partner contribute in funding and in kind, and how was that spent?</h3><p>Money.</p>
<h2>2. What were the priorities of the partnership for the year, and how were these chosen?</h2><p>Babies.</p>
<h3>2.1 What progress was made against each priority? What difference has it made for children and families?</h3>
<p>Much.</p>
<h3>2.2 What evidence of impact does the partnership have and where is it lacking?</h3><p>Little.</p>
<h2>3. What has the partnership learned from national and local child safeguarding practice reviews, and what changed in
practice?</h2><p>To listen.</p>
<h2>4. How do services identify, involve and support fathers and male carers of babies and young children?</h2>
<p>Fathers are engaged at every visit. Dads come to the group.</p>
<h2>5. How were the views of children, parents and carers sought, and how have they influenced the partnership?</h2>
<h2>6. How was independent scrutiny carried out? What did it find, and how did partners respond?</h2><p>Well.</p>
<h2>7. Which multi-agency audits and section 11 self-assessments were completed and what did they show?</h2><p>Two.</p>
<h2>8. What multi-agency training was delivered, who attended, how was its effect on practice evaluated?</h2><p>Six.</p>
<h2>9. What do your local data tell about need, thresholds and the effectiveness of early help?</h2><p>Less.</p>
<h2>10. Examples of effective practice that other partnerships could learn from</h2><p>One.</p>
<h2>11. What are the priorities and improvements planned for the coming year?</h2><p>More fathers.</p>
</body></html>
END
sed 's/<[^>]*>//g' "$scratch/forms/form.html" | sed 's/$/\n/' > "$scratch/forms/plain.txt"
printf 'Yearly report\n\nFathers are engaged.\n\nExamples of good practice\n\nThe group for dads.\n' > "$scratch/forms/other.txt"
"$EXCERPTA" index "$scratch/forms" --quiet
questions=$(grep -c '<question' "$shipped")
has 'two of three follow it' '2 of 3 reports' "$("$EXCERPTA" template apply "$shipped")"
"$EXCERPTA" template answers --format csv | tr -d '\r' > "$scratch/answers.csv"
is 'in HTML every question is found' "$questions" "$(grep 'form.html' "$scratch/answers.csv" | grep -vc ',not found,')"
is 'the one left blank is blank' 'voice' "$(grep 'form.html' "$scratch/answers.csv" | grep ',blank,' | cut -d, -f3)"
found=$(grep 'plain.txt' "$scratch/answers.csv" | grep -vc ',not found,')
echo "# in plain text, where nothing is a heading, $found of $questions are found"
is 'in plain text nearly all' yes "$(test "$found" -ge $((questions - 2)) && echo yes)"
is 'of the other report nothing is said' 0 "$(grep -c other.txt "$scratch/answers.csv")"
has 'again: nothing is done twice' '0 of 0 reports looked at now' "$("$EXCERPTA" template apply "$shipped")"

# A code of unit "answer", and the question beside each excerpt.
cat > "$scratch/book.xml" <<'END'
<codebook xmlns="urn:excerpta:codebook:1" id="book" version="1.0.0" xml:lang="en-GB"><title>B</title>
<theme id="t"><title>T</title>
<code id="whole" unit="answer"><title>W</title><definition>d</definition>
<rule id="r"><all><pattern>fathers</pattern><pattern>dads</pattern></all></rule>
<example match="present">Fathers came.

So did dads.</example><example match="no">Fathers came.</example></code>
<code id="about" unit="answer"><title>A</title>
<rule id="r"><pattern>dads</pattern><around scope="section"><pattern>male carers</pattern></around></rule></code>
<code id="each"><title>E</title><definition>d</definition><rule id="r"><pattern>fathers</pattern></rule></code>
</theme></codebook>
END
has 'its examples are answers' '2 of 2 examples' "$("$EXCERPTA" codebook test "$scratch/book.xml")"
"$EXCERPTA" code --codebook "$scratch/book.xml" --quiet
"$EXCERPTA" export --format jsonl > "$scratch/out.jsonl"
is 'an answer is tagged whole' '"Fathers are engaged at every visit. Dads come to the group."' \
    "$(grep '"code":"whole"' "$scratch/out.jsonl" | grep form.html | grep -o '"text":"[^"]*"' | cut -d: -f2)"
is 'the section around an answer begins before it' 1 "$(grep '"code":"about"' "$scratch/out.jsonl" | grep -c form.html)"
is 'an excerpt names the question' male-carers \
    "$(grep '"code":"each"' "$scratch/out.jsonl" | grep form.html | grep '"text":"Fathers are engaged' | grep -o '"question":"[^"]*"' | cut -d'"' -f4)"
is 'none where there is no form' '""' \
    "$(grep '"code":"each"' "$scratch/out.jsonl" | grep other.txt | grep -o '"question":"[^"]*"' | cut -d: -f2)"
sed 's/Hartmoor/Lindmoor/' "$scratch/forms/form.html" > "$scratch/forms/later.html"
"$EXCERPTA" index "$scratch/forms" --quiet
is 'a report that comes later is looked at too' "$questions" \
    "$("$EXCERPTA" template answers --format csv | grep 'later.html' | grep -vc ',not found,')"
"$EXCERPTA" index "$scratch/forms" --quiet --study "$scratch/other.db"
has 'without a template such codes are told of' 'no template was applied' \
    "$("$EXCERPTA" code --codebook "$scratch/book.xml" --quiet --study "$scratch/other.db" 2>&1)"
done_testing
