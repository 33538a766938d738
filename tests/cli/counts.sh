. "${top_srcdir:-.}/tests/lib.sh"
# Every number of counts and matrix beside what SQL counts in the views.
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
"$EXCERPTA" index "$top_srcdir/corpus/reports" --manifest "$top_srcdir/corpus/manifest.csv" --quiet
"$EXCERPTA" code --codebook "$top_srcdir/codebooks/male-carers.xml" --quiet
sql() { sqlite3 -csv "$EXCERPTA_STUDY" "$1" | tr -d '\r'; }
# columns of counts, without their head: codebook theme code [group] reports of … excerpts … present absent planned past
cut_counts() { tr -d '\r' | sed 1d | awk -F, -v OFS=, -v g="$1" '{ print $3, (g ? $4 : "all"), $(4 + g), $(5 + g), $(9 + g), $(11 + g), $(12 + g), $(13 + g), $(14 + g) }'; }

whole='SELECT e.code, "all", count(DISTINCT e.report), (SELECT count(*) FROM v_report), count(*),
    sum(standing = "present"), sum(standing = "absent"), sum(standing = "planned"), sum(standing = "past")
  FROM v_excerpt e GROUP BY e.code'
is 'each code over the shelf' "$(sql "$whole" | sort)" "$("$EXCERPTA" counts --format csv | cut_counts 0 | awk -F, '$3 > 0' | sort)"
is 'a code that no report has is told as 0 of 15' '0,15' "$(
    cat > "$scratch/none.xml" <<'XML'
<codebook xmlns="urn:excerpta:codebook:1" id="none" version="1" xml:lang="en"><title>N</title><theme id="t"><title>T</title>
<code id="nothing"><title>N</title><rule id="r"><pattern>xylophones of state</pattern></rule></code></theme></codebook>
XML
    "$EXCERPTA" code --codebook "$scratch/none.xml" --quiet
    "$EXCERPTA" counts --codebook none --format csv | tr -d '\r' | sed 1d | cut -d, -f4,5)"
is 'by region' "$(sql 'SELECT e.code, r.region, count(DISTINCT e.report),
      (SELECT count(*) FROM v_report o WHERE o.region = r.region), count(*), sum(standing = "present"),
      sum(standing = "absent"), sum(standing = "planned"), sum(standing = "past")
    FROM v_excerpt e JOIN v_report r USING (report) GROUP BY e.code, r.region' | tr -d '"' | sort)" \
    "$("$EXCERPTA" counts --codebook male-carers --by region --format csv | cut_counts 1 | awk -F, '$3 > 0' | sort)"
is 'by authority: a report of three is in the row of each' "$(sql 'SELECT a.authority, count(DISTINCT e.report), count(*)
    FROM v_excerpt e JOIN v_report_authority a USING (report) WHERE e.code = "engaged" GROUP BY a.authority' | tr -d '"' | sort)" \
    "$("$EXCERPTA" counts --code engaged --by authority --format csv | tr -d '\r' | sed 1d | awk -F, '$5 > 0 { print $4 "," $5 "," $10 }' | sort)"
is 'only absent ones' "$(sql 'SELECT count(*) FROM v_excerpt WHERE code = "engaged" AND standing = "absent"')" \
    "$("$EXCERPTA" counts --code engaged --standing absent --format csv | tr -d '\r' | sed 1d | cut -d, -f9)"
is 'the matrix has the same numbers' "$(sql 'SELECT r.region, count(*) FROM v_excerpt e JOIN v_report r USING (report)
    WHERE e.code = "engaged" GROUP BY r.region' | tr -d '"' | sort)" \
    "$("$EXCERPTA" matrix --code engaged --measure excerpts --format csv | tr -d '\r' | sed 1d | awk -F, '$3 > 0 { print $1 "," $3 }' | sort)"
# By hand: of 5 reports of 2023 none has a programme, of 7 of 2024 five.
is 'by year with the change since the year before' '2024,5,7,0.714,0.153,0.918' "$("$EXCERPTA" counts --code fathers-programme --by year --format csv |
    tr -d '\r' | awk -F, '$4 == 2024 { print $4 "," $5 "," $6 "," $(NF - 2) "," $(NF - 1) "," $NF }')"
is 'the first year has none' ',,' "$("$EXCERPTA" counts --code fathers-programme --by year --format csv | tr -d '\r' |
    awk -F, 'NR == 2 { print $(NF - 2) "," $(NF - 1) "," $NF }')"
"$EXCERPTA" counts --standing often > "$scratch/out" 2>&1; is 'an unknown standing is refused' 2 $?
has 'with those there are' 'present, absent, planned or past' "$(cat "$scratch/out")"
"$EXCERPTA" counts --code nowhere > "$scratch/out" 2>&1; is 'an unknown code too' 3 $?
has 'with what to do' 'excerpta passes' "$(cat "$scratch/out")"
done_testing
