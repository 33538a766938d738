. "${top_srcdir:-.}/tests/lib.sh"
# The filter: one line in, its tags out, in order, with nothing but a pipe.
cat > "$scratch/book.xml" <<'END'
<codebook xmlns="urn:excerpta:codebook:1" id="b" version="1" xml:lang="en-GB"><title>t</title>
<terms id="man"><pattern>fathers?|dads?</pattern></terms>
<theme id="t"><title>T</title><code id="c" unit="sentence"><title>C</title><definition>d</definition>
<rule id="r"><near within="4"><terms ref="man"/><pattern>engag\w*</pattern></near></rule></code></theme></codebook>
END
tag() { "$EXCERPTA" tag --codebook "$scratch/book.xml"; }
is 'a tag' '{"id":"p1","codebook":"b","theme":"t","code":"c","rule":"r","standing":"present","start":4,"stop":24,"matched":"Fathers … engaged"}' \
    "$(printf '{"id":"p1","text":"No. Fathers are engaged. Yes."}\n' | tag)"
is 'ranges count bytes of the text given' '"start":6,"stop":23' \
    "$(printf '{"id":"p1","text":"\\u00e9\\u00e9. Dads\\nwere engaged"}\n' | tag | grep -o '"start":[0-9]*,"stop":[0-9]*')"
is 'in the order of the passages, ids as they came' '{"id":2 {"id":"1" {"id":3' \
    "$(printf '{"id":2,"text":"Dads engaged."}\n\n{"id":"1","text":"Dads engaged."}\n{"id":9,"text":"no"}\n{"id":3,"text":"Engaged dads."}' | tag | cut -d, -f1 | paste -sd' ')"
is 'no tag, no line' '' "$(printf '{"id":1,"text":"partners engaged"}\n' | tag)"
out=$(printf '{"id":1,"text":"a"}\n{"id":2,"text":\n' | tag 2>&1); is 'no JSON: status' 3 $?
has 'no JSON: the line' 'line 2 of the input' "$out"
out=$(printf '{"id":1}\n' | tag 2>&1); is 'no text: status' 3 $?
has 'no text' '"text": text' "$out"
out=$(printf '{"id":1,"text":"\xff"}\n' | tag 2>&1); is 'no UTF-8: status' 3 $?
# Streaming: the first passage's tag comes before the second is sent.
mkfifo "$scratch/in"
tag < "$scratch/in" > "$scratch/out" &
exec 9> "$scratch/in"
printf '{"id":1,"text":"Dads engaged."}\n' >&9
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do test -s "$scratch/out" && break; sleep 0.25; done
is 'it streams' 1 "$(wc -l < "$scratch/out")"
exec 9>&-
wait
done_testing
