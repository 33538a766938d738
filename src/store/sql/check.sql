-- Whether a study holds together. Each check gives a row for what is wrong: where, and what.

-- name: check_pages_quick
SELECT 'file', quick_check FROM pragma_quick_check WHERE quick_check <> 'ok';
-- name: check_pages
SELECT 'file', integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok';
-- name: check_references
SELECT "table", 'row ' || coalesce(rowid, '?') || ' refers to a ' || "parent" || ' that is not there'
  FROM pragma_foreign_key_check;

-- name: check_counts
SELECT 'pass ' || pr.pass, 'report ' || pr.report || ': ' || pr.excerpts || ' excerpts counted, ' ||
       (SELECT count(*) FROM excerpt e WHERE e.report = pr.report AND e.pass = pr.pass) || ' there'
  FROM pass_report pr
 WHERE pr.excerpts <> (SELECT count(*) FROM excerpt e WHERE e.report = pr.report AND e.pass = pr.pass)
UNION ALL
SELECT 'pass ' || e.pass, 'report ' || e.report || ': excerpts of a report that it has not done'
  FROM excerpt e WHERE NOT EXISTS (SELECT 1 FROM pass_report pr WHERE pr.pass = e.pass AND pr.report = e.report)
 GROUP BY e.pass, e.report
UNION ALL
SELECT 'pass ' || e.pass, 'report ' || e.report || ': an excerpt of a code that its codebook has not'
  FROM excerpt e JOIN pass ON pass.id = e.pass
 WHERE NOT EXISTS (SELECT 1 FROM code WHERE code.codebook = pass.codebook AND code.ordinal = e.code)
UNION ALL
SELECT 'passage ' || id, 'it stands nowhere' FROM passage
 WHERE NOT EXISTS (SELECT 1 FROM place WHERE place.passage = passage.id)
UNION ALL
SELECT 'excerpt ' || c.excerpt, 'a decision counts for it that is not on it, or was undone'
  FROM counting c JOIN decision d ON d.id = c.decision
 WHERE NOT EXISTS (SELECT 1 FROM current_place p WHERE p.passage = d.passage AND p.excerpt = c.excerpt)
    OR d.kind = 'undo' OR EXISTS (SELECT 1 FROM decision u WHERE u.undoes = d.id)
UNION ALL
SELECT 'decision ' || d.id, 'no decision counts for its excerpt'
  FROM decision d JOIN current_place p ON p.passage = d.passage
 WHERE p.excerpt <> '' AND d.kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.undoes = d.id)
   AND NOT EXISTS (SELECT 1 FROM counting c WHERE c.excerpt = p.excerpt AND c.reviewer = d.reviewer);

-- name: check_excerpts
SELECT e.start, e.stop, e.key, e.spans, codebook.name, code.name, e.pass
  FROM excerpt e JOIN pass ON pass.id = e.pass JOIN codebook ON codebook.id = pass.codebook
  JOIN code ON code.codebook = pass.codebook AND code.ordinal = e.code
 WHERE e.report = :report;

-- name: check_passages
SELECT id, hash, words FROM passage ORDER BY id;
