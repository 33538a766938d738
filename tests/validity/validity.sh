. "${top_srcdir:-.}/tests/lib.sh"
# The shipped codebooks on passages whose labels are of another kind; maps/ says what those mean. A floor is what was
# measured when it was set, in thousandths: a change that makes a codebook worse fails here and is looked at.

# measure BOOK LABELS MAP, then floor CLASS PRECISION RECALL
measure() {
    what=$(basename "$2" .jsonl)
    "$EXCERPTA" codebook measure --codebook "$top_srcdir/codebooks/$1.xml" --labels "$2" \
        --map "$top_srcdir/tests/validity/maps/$3.json" --format csv | tr -d '\r' > "$scratch/figures"
}
floor() {
    set -- "$@" $(${AWK:-awk} -F, -v class="$1" '$2 == class { print $4, $5, $6 }' "$scratch/figures")
    echo "# $what, $1: precision $6/$5, recall $6/$4"
    is "$what, $1: precision" yes "$(test $(($6 * 1000)) -ge $(($2 * $5)) && test "$5" -gt 0 && echo yes || echo "$6 of $5")"
    is "$what, $1: recall" yes "$(test $(($6 * 1000)) -ge $(($3 * $4)) && echo yes || echo "$6 of $4")"
}

# Passages of our own, with every label: they are here wherever the tests run.
measure male-carers "$top_srcdir/tests/validity/passages.jsonl" male-carers
floor relevant 1000 1000
floor present 1000 1000
floor gap 1000 1000

labels=$shared/labels
if test -d "$labels"; then
    measure male-carers "$labels/male-carers.jsonl" male-carers
    floor relevant 1000 1000
    floor present 982 982
    floor gap 1000 952
    measure good-practice "$labels/practice-studies.jsonl" good-practice
    floor good-practice 1000 1000
    floor improvement 1000 1000
    measure good-practice "$labels/bullets.jsonl" good-practice
    floor good-practice 947 931
    floor improvement 993 979
else
    echo '# the labelled passages of real reports are absent: only our own were measured'
fi
done_testing
