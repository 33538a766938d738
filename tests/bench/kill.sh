# Kills at random: reviewers' decisions, passes, an index and merges are ended with SIGKILL after a random time, and after
# each the study must hold every decision that was acknowledged, be whole, and give the same export when all is run again.
# Usage: EXCERPTA=build/excerpta bash tests/bench/kill.sh [KILLS]     (needs build/tests/kill/decide: make check)
set -u
here=$(cd "$(dirname "$0")" && pwd) kills=${1:-1000}
decide=$(dirname "$EXCERPTA")/tests/kill/decide
test -x "$decide" || { echo "no $decide: run make check first"; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
cp -r "$here/../../corpus/reports" "$scratch/r"
index() { "$EXCERPTA" index "$scratch/r" --quiet; }
code() { "$EXCERPTA" code --codebook "$here/../../codebooks/$1.xml" --quiet; }
index; code male-carers; cp "$EXCERPTA_STUDY" "$scratch/start.db"
"$EXCERPTA" index "$scratch/r" --quiet --shard 1/2 --study "$scratch/p1.db"
"$EXCERPTA" index "$scratch/r" --quiet --shard 2/2 --study "$scratch/p2.db"
code good-practice; export_of() { "$EXCERPTA" export --codebook "$1" | cut -d, -f1-7 | sha256sum; }
wanted=$(export_of good-practice; export_of male-carers)
cp "$scratch/start.db" "$EXCERPTA_STUDY"; : > "$scratch/acknowledged"
lost=0 broken=0 other=0 next=0
for kill in $(seq "$kills"); do
    case $((kill % 4)) in
    0) setsid "$EXCERPTA" code --codebook "$here/../../codebooks/good-practice.xml" --quiet > /dev/null 2>&1 & ;;
    1) rm -f "$scratch"/fresh.db*; setsid "$EXCERPTA" index "$scratch/r" --quiet --study "$scratch/fresh.db" > /dev/null 2>&1 & ;;
    2) rm -f "$scratch"/merged.db*
       setsid "$EXCERPTA" merge "$scratch/merged.db" "$scratch/p1.db" "$scratch/p2.db" --quiet > /dev/null 2>&1 & ;;
    *) : > /dev/null & ;;
    esac
    first=$!
    "$decide" "$EXCERPTA_STUDY" "R$((kill % 3))" $next 2000 > "$scratch/said" 2> /dev/null & second=$!
    sleep "0.$(printf %03d $((RANDOM % 250)))"
    kill -9 $first $second 2> /dev/null; wait 2> /dev/null
    grep -E '^R[0-9]-[0-9]+$' "$scratch/said" >> "$scratch/acknowledged"
    next=$((next + $(wc -l < "$scratch/said")))
    sqlite3 "$EXCERPTA_STUDY" 'SELECT request FROM decision' | sort -u > "$scratch/there"
    lost=$((lost + $(sort -u "$scratch/acknowledged" | comm -23 - "$scratch/there" | wc -l)))
    "$EXCERPTA" check --quick > "$scratch/wrong" 2>&1 || { broken=$((broken + 1)); cat "$scratch/wrong"; }
    if test -e "$scratch/merged.db"; then
        "$EXCERPTA" check --quick --study "$scratch/merged.db" > "$scratch/wrong" 2>&1 || { broken=$((broken + 1)); cat "$scratch/wrong"; }
    fi
    if test $((kill % 4)) = 1 && test -s "$scratch/fresh.db"; then
        "$EXCERPTA" index "$scratch/r" --quiet --study "$scratch/fresh.db" > /dev/null 2>&1 || broken=$((broken + 1))
        "$EXCERPTA" check --quick --study "$scratch/fresh.db" > /dev/null 2>&1 || broken=$((broken + 1))
    fi
done
code good-practice; test "$(export_of good-practice; export_of male-carers)" = "$wanted" || other=1
"$EXCERPTA" check || broken=$((broken + 1))
echo "$kills kills: $(sort -u "$scratch/acknowledged" | wc -l) decisions acknowledged, $lost lost, $broken studies not whole," \
    "$other exports that differ"
