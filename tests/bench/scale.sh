# The time of the commonest questions to a study of 1,000,000 excerpts and 100,000 decisions, made by multiplying one
# report of the corpus.
# Usage: EXCERPTA=build/excerpta bash tests/bench/scale.sh [REPORTS of 1,000 excerpts] [DECISIONS]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
reports=${1:-1000} decisions=${2:-100000}
command -v sqlite3 > /dev/null || { echo 'no sqlite3'; exit 0; }
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
EXCERPTA_STUDY=$scratch/study.db; export EXCERPTA_STUDY
mkdir "$scratch/r"; cp "$here"/../../corpus/reports/Kestrelshire* "$scratch/r/"
"$EXCERPTA" index "$scratch/r" --quiet
"$EXCERPTA" code --codebook "$here/../../codebooks/male-carers.xml" --quiet
sqlite3 "$EXCERPTA_STUDY" <<SQL
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < $reports) SELECT i FROM n;
INSERT INTO report SELECT i, printf('%064x', i), bytes, format, title, words, text_bytes, text, NULL, added
  FROM n, report WHERE id = 1;
INSERT INTO report_path SELECT printf('/shelf/report-%05d.pdf', i), 1, i, printf('%064x', i), i FROM n;
INSERT INTO page SELECT i, ordinal, label, width, height, confidence FROM n, page WHERE report = 1;
INSERT INTO page_run SELECT i, start, page FROM n, page_run WHERE report = 1;
INSERT INTO block SELECT i, ordinal, start, stop, kind, level, heading FROM n, block WHERE report = 1;
INSERT INTO sentence SELECT i, ordinal, start, stop FROM n, sentence WHERE report = 1;
INSERT INTO attribute SELECT i, field, source, CASE field WHEN 'partnership' THEN value || ' ' || (i % 130) ELSE value END,
  origin, confidence FROM n, attribute WHERE report = 1;
DELETE FROM excerpt; DELETE FROM pass_report;
INSERT INTO n VALUES (1);
CREATE TEMP TABLE unit AS SELECT row_number() OVER (ORDER BY s.ordinal, c.ordinal) AS k, s.start, s.stop, c.ordinal AS code
  FROM sentence s, (SELECT ordinal FROM code ORDER BY ordinal LIMIT 20) c WHERE s.report = 1 LIMIT 1000;
INSERT INTO excerpt SELECT i, 1, start, stop, code, printf('%016x', i * 1000 + k), 'r',
  CASE k % 9 WHEN 0 THEN 'absent' WHEN 1 THEN 'planned' ELSE 'present' END, start || '-' || (start + 1) FROM n, unit;
INSERT INTO pass_report SELECT 1, i, (SELECT count(*) FROM unit) FROM n;
INSERT INTO reviewer VALUES (1, 'Ann', ''), (2, 'Ben', ''), (3, 'Cat', '');
INSERT INTO passage(excerpt, report, codebook, code, start, stop, hash, words, prefix, suffix)
  SELECT e.key, r.sha256, 'male-carers', c.name, e.start, e.stop, 'h', 'w', '', ''
    FROM excerpt e JOIN report r ON r.id = e.report JOIN code c ON c.ordinal = e.code LIMIT $decisions / 2;
INSERT INTO place(passage, at, pass, how, reason, excerpt, report, text, start, stop)
  SELECT id, '2026', NULL, 'same', '', excerpt, report, '', start, stop FROM passage;
INSERT INTO decision(request, reviewer, at, kind, passage, origin, version, pass, verdict, recode, memo, star, batch)
  SELECT p.id || '-' || r.id, r.id, '2026', 'review', p.id, 'rule', '1.0.0', 1,
         CASE WHEN (p.id + r.id) % 7 = 0 THEN 'reject' ELSE 'accept' END, '', '', 0, ''
    FROM passage p, reviewer r WHERE r.id < 3;
COMMIT;
ANALYZE;
SQL
ls -l "$EXCERPTA_STUDY" | awk '{printf "%.0f MB, ", $5 / 1e6}'
sqlite3 "$EXCERPTA_STUDY" "SELECT count(*) || ' excerpts, ' || (SELECT count(*) FROM decision) || ' decisions' FROM excerpt"

# took WHAT COMMAND…: the shortest of three runs
took() {
    what=$1; shift
    for _ in 1 2 3; do
        from=$(date +%s%N); "$@" > "$scratch/out" 2>&1; echo $((($(date +%s%N) - from) / 1000))
    done | sort -n | head -n 1 | awk -v what="$what" '{printf "%9.1f ms  %s\n", $1 / 1000, what}'
}
ask() { took "$1" sqlite3 "$EXCERPTA_STUDY" "$2"; }
first_rows() { "$EXCERPTA" export --format csv 2> /dev/null | head -n 50; }
took 'passes' "$EXCERPTA" passes
took 'status' "$EXCERPTA" status
took 'reports' "$EXCERPTA" reports
took 'export: the first 50 rows' first_rows
took 'code: nothing to do' "$EXCERPTA" code --codebook "$here/../../codebooks/male-carers.xml"
took 'check --quick' "$EXCERPTA" check --quick
if "$EXCERPTA" help | grep -qw counts; then took 'counts' "$EXCERPTA" counts; fi
if "$EXCERPTA" help | grep -qw matrix; then took 'matrix' "$EXCERPTA" matrix; fi
ask 'a page of 50 excerpts of one report (v_excerpt)' "SELECT * FROM v_excerpt WHERE report = printf('%064x', 500)
    ORDER BY start LIMIT 50"
ask 'a page of 50 undecided excerpts of one report' "SELECT e.key FROM excerpt e LEFT JOIN finding f ON f.excerpt = e.key
    WHERE e.report = 500 AND e.pass = 1 AND f.status IS NULL ORDER BY e.start LIMIT 50"
ask 'excerpts for each code (v_excerpt)' 'SELECT code, count(*) FROM v_excerpt GROUP BY code'
ask 'what reviewers said of one excerpt (v_review)' "SELECT * FROM v_review WHERE excerpt = printf('%016x', 1007)"
ask 'how many excerpts of each status' 'SELECT status, count(*) FROM finding GROUP BY status'
