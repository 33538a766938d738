. "${top_srcdir:-.}/tests/lib.sh"
# The shipped codebooks on passages labelled by people. A floor is what was measured when it was set, in
# thousandths: a change that makes a codebook worse fails here and is looked at, not loosened away.
books=$top_srcdir/codebooks
tag() { "$EXCERPTA" tag --codebook "$books/$1.xml" < "$2" > "$scratch/tags"; }

# floor NAME LABELS WHAT GOLD PRECISION RECALL
floor() {
    set -- "$@" $(${AWK:-awk} -f "$top_srcdir/tests/validity/score.awk" -v what="$3" -v gold="$4" "$2" "$scratch/tags")
    echo "# $1: precision $7/$8, recall $7/$9"
    is "$1: precision" yes "$(test $(($7 * 1000)) -ge $(($5 * $8)) && test "$8" -gt 0 && echo yes || echo "$7 of $8")"
    is "$1: recall" yes "$(test $(($7 * 1000)) -ge $(($6 * $9)) && echo yes || echo "$7 of $9")"
}

# Passages of our own, with every label: they are here wherever the tests run.
own=$top_srcdir/tests/validity/passages.jsonl
tag male-carers "$own"
floor 'own passages, relevant' "$own" relevant 'pos neg mix' 1000 1000
floor 'own passages, present' "$own" present 'pos' 1000 1000
floor 'own passages, gap' "$own" gap 'neg mix' 1000 1000

labels=$shared/labels
if test -d "$labels"; then
    tag male-carers "$labels/male-carers.jsonl"
    floor 'male carers, relevant' "$labels/male-carers.jsonl" relevant 'pos neg mix' 1000 1000
    floor 'male carers, present' "$labels/male-carers.jsonl" present 'pos' 982 982
    floor 'male carers, gap' "$labels/male-carers.jsonl" gap 'neg mix' 1000 952
    tag good-practice "$labels/practice-studies.jsonl"
    floor 'sections, good practice' "$labels/practice-studies.jsonl" good-practice good_practice 944 1000
    floor 'sections, improvement' "$labels/practice-studies.jsonl" improvement improvement 1000 933
    tag good-practice "$labels/bullets.jsonl"
    floor 'bullets, strengths' "$labels/bullets.jsonl" good-practice strength 767 741
    floor 'bullets, improvement' "$labels/bullets.jsonl" improvement improvement 978 953
else
    echo '# the labelled passages of real reports are absent: only our own were measured'
fi
done_testing
