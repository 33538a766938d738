. "${top_srcdir:-.}/tests/lib.sh"
# A codebook beside labelled passages. The figures are worked out by hand.
cat > "$scratch/book.xml" <<'END'
<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1" xml:lang="en-GB"><title>t</title>
<theme id="posts"><title>P</title>
<code id="hiring"><title>H</title><rule id="r"><pattern>hir\w+</pattern></rule></code>
<code id="leaving"><title>L</title><rule id="r"><pattern>leav\w+|left</pattern></rule></code></theme>
<theme id="load"><title>O</title>
<code id="load"><title>L</title><rule id="r"><pattern>caseloads?</pattern></rule></code>
<code id="unasked"><title>U</title><rule id="r"><pattern>the</pattern></rule></code></theme></codebook>
END
cat > "$scratch/labels" <<'END'
{"asked": ["hiring", "leaving", "load"], "licence": "none"}
{"id": 1, "side": "a", "text": "We hired two.", "codes": ["hiring"]}
{"id": "2", "side": "a", "text": "We will hire the rest.", "codes": [{"code": "hiring", "standing": "planned"}]}
{"id": "3", "side": "a", "text": "Nobody was hired.", "codes": [{"code": "hiring", "standing": "present"}]}

{"id": "4", "side": "b", "text": "They left the room.", "codes": [], "label": "no"}
{"id": "5", "side": "b", "before": "They hired.", "text": "Many went.", "codes": [{"code": "leaving"}], "label": "yes"}
END
measure() { "$EXCERPTA" codebook measure --codebook "$scratch/book.xml" --labels "$scratch/labels" "$@"; }
figures() { measure --format csv "$@" | tr -d '\r' | cut -d, -f1-8,10 | tail -n +2; }
is 'each code: labelled, found, right, precision with its interval, recall' \
    'code,hiring,posts,3,3,3,1.000,0.439,1.000
code,leaving,posts,1,1,0,0.000,0.000,0.000
code,load,load,0,0,0,,,' "$(figures | grep ^code)"
is 'a theme has what one of its codes has' 'theme,posts,,4,4,3,0.750,0.301,0.750
theme,load,,0,0,0,,,' "$(figures | grep ^theme)"
is 'standings' 'standing,present,,3,2,1,0.500,0.095,0.333
standing,absent,,0,1,0,0.000,0.000,
standing,planned,,1,1,1,1.000,0.207,1.000
standing,past,,0,0,0,,,' "$(figures | grep ^standing)"
is 'all, and whole passages' 'all,codes,,4,4,3,0.750,0.301,0.750
passage,passages,,5,5,3,0.600,0.231,0.600' "$(figures | grep -E '^(all|passage)')"
is 'one side' 'all,codes,,3,3,3,1.000,0.439,1.000' "$(figures --side a | grep ^all)"
is 'confusion of standings' 'present,1,1,0,0 absent,0,0,0,0 planned,0,0,1,0 past,0,0,0,0' \
    "$(measure --confusion --format csv | tr -d '\r' | tail -n +2 | paste -sd' ')"
is 'errors: the standing, what should not be, what was missed' \
    "3,a,hiring,present,absent,r,hired,Nobody was hired.
4,b,leaving,no,present,r,left,They left the room.
5,b,leaving,present,no,,,Many went." "$(measure --errors --format csv | tr -d '\r' | tail -n +2)"
is 'twice the same, the drawn intervals too' "$(measure --format json)" "$(measure --format json)"
is 'the interval of F1 is about F1' yes "$(measure --format csv | tr -d '\r' |
    awk -F, '$1 == "all" { print $14 <= $13 && $13 <= $15 && $14 < $15 ? "yes" : $0 }')"

cat > "$scratch/map" <<'END'
{"classes": [{"class": "gone", "labels": ["yes"], "when": [{"code": "leaving", "standing": "present"}, {"theme": "load"}]}]}
END
is 'a map gives labels a meaning' 'class,gone,,1,1,0,0.000,0.000,0.000' "$(figures --map "$scratch/map" | grep ^class)"
has 'an error of a class names the rule' '4,b,gone,no,yes,r,left' "$(measure --errors --format csv --map "$scratch/map")"

# What a person could get wrong: status 3, the line, and what was meant.
refuses() {
    out=$(measure ${4-} 2>&1); is "$1: status" "$2" $?
    has "$1" "$3" "$out"
}
labels() { printf '%s\n' "$1" > "$scratch/labels"; }
refuses 'no such side' 3 'no labelled passage is of side c' '--side c'
refuses 'two lists at once' 2 'do not go together' '--errors --confusion'
labels '{"id": 1, "text": "a", "codes": ["hirin"]}'
refuses 'an unknown code' 3 'line 1: there is no code hirin; did you mean hiring?'
labels '{"id": 1, "text": "a", "codes": [{"code": "hiring", "standing": "plannd"}]}'
refuses 'an unknown standing' 3 'did you mean planned?'
labels '{"id": 1, "text": "a", "codes": ["load", "hiring", "load"]}'
refuses 'a code twice' 3 'code load stands twice'
labels '{"asked": ["load"]}
{"id": 1, "text": "a", "codes": ["hiring"]}'
refuses 'a code that nobody was asked for' 3 'line 2: code hiring is not among those asked'
labels '{"id": 1, "text": "a", "codes": []}
{"asked": ["load"]}'
refuses 'asked too late' 3 'before the passages'
labels '{"id": 1, "text": "a"}'
refuses 'no label at all' 3 'neither codes nor a label'
labels '{"id": 1, "text": " ", "codes": []}'
refuses 'no text' 3 'passage 1 has no text'
labels '{"text": "a", "codes": []}'
refuses 'no id' 3 'needs an id'
labels '{"id": 1, "text": 2, "codes": []}'
refuses 'text that is none' 3 'text must be text'
labels '{"id": 1, "text": "a", "codes": {}}'
refuses 'codes that are no list' 3 'codes must be a list'
labels '[1'
refuses 'no JSON' 3 'line 1: column'
printf '{"id": 1, "text": "\\377", "codes": []}\n' > "$scratch/labels"
refuses 'no UTF-8' 3 'line 1: column'
labels '{"id": 1, "text": "a\u0000b", "codes": []}'
refuses 'a NUL' 3 'line 1: column'
{ printf '%50000s' '' | tr ' ' '['; echo; } > "$scratch/labels"
refuses 'brackets without end' 3 'line 1: column'
labels ''
refuses 'nothing' 3 'there is no labelled passage'
labels '{"id": 1, "text": "a", "label": "yes"}'
echo '{"classes": [{"class": "c", "labels": ["yes"], "when": [{"theme": "post"}]}]}' > "$scratch/map"
refuses 'a theme of the map' 3 'class c: there is no theme post; did you mean posts?' "--map $scratch/map"
echo '{"classes": [{"class": "c", "labels": ["yes"], "when": [{"them": "posts"}]}]}' > "$scratch/map"
refuses 'a key of the map' 3 'there is no key them here; there are: theme code standing' "--map $scratch/map"
echo '{"classes": [{"class": "c", "labels": [], "when": []}]}' > "$scratch/map"
refuses 'a class without labels' 3 'a class needs' "--map $scratch/map"
echo '[]' > "$scratch/map"
refuses 'no map' 3 'a map is' "--map $scratch/map"
out=$("$EXCERPTA" codebook measure 2>&1); is 'without its files: status' 2 $?
has 'without its files' 'needs --codebook FILE and --labels FILE' "$out"
done_testing
