#!/bin/bash
# How long the comparison of reports takes, and how it grows: made reports of about 12,000 words, five years a partnership; a
# fifth of each year is the year before, a twentieth is text that all have. usage: tests/bench/copied.sh [REPORTS ...]
set -eu
excerpta=${EXCERPTA:-excerpta}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for reports in "${@:-250 500 1000}"; do for n in $reports; do
    mkdir "$work/$n"
    awk -v reports="$n" -v folder="$work/$n" '
        function prose(count,   s, i) { s = "The"; for (i = 1; i < count; i++) s = s " w" int(3000 * rand() ^ 3); return s "." }
        BEGIN {
            srand(7)
            for (i = 0; i < 100; i++) common[i] = prose(60)
            for (r = 0; r < reports; r++) {
                year = r % 5; file = sprintf("%s/p%04d-%d.txt", folder, (r - year) / 5, 2018 + year)
                printf "P%04d Safeguarding Children Partnership\n\nAnnual report %d/%d\n\n", (r - year) / 5, 2018 + year, 19 + year > file
                for (i = 0; i < 200; i++) {
                    roll = rand()
                    text[i] = roll < 0.05 ? common[int(100 * rand())] : roll < 0.25 && year ? text[i] : prose(60)
                    print text[i] "\n" > file
                }
                close(file)
            }
        }'
    ls "$work/$n" | sed 's/^p\([0-9]*\)-\([0-9]*\)\.txt/&,P\1,\2-04-01/' | sed '1i file,partnership,period_start' > "$work/$n.csv"
    # The second run finds other partnerships and so compares, but reads no file.
    "$excerpta" index "$work/$n" --quiet --study "$work/$n.db"
    start=$(date +%s%N)
    /usr/bin/time -f '%M' -o "$work/memory" "$excerpta" index "$work/$n" --manifest "$work/$n.csv" --quiet --study "$work/$n.db"
    echo "$n reports: $((($(date +%s%N) - start) / 1000000)) ms, $(($(cat "$work/memory") / 1024)) MB;" \
        "$("$excerpta" status --format csv --study "$work/$n.db" | grep -E 'words of passages|of these' | tr -d '\r' | tr '\n' ' ')"
    rm -rf "${work:?}/$n"
done; done
