-- What there is to decide, and what was said of it.

-- Excerpts of one report, with what the reviewer said. :which as enum review_which counts.
-- name: review_excerpts
SELECT e.key, codebook.name, codebook.version, code.theme, code.name, e.rule, e.standing, e.origin, e.start, e.stop,
       e.spans, e.pass, coalesce(d.verdict, ''), coalesce(d.recode, ''), coalesce(d.memo, ''), coalesce(d.at, ''),
       coalesce(d.star, 0), coalesce(d.id, 0), coalesce(f.status, 'undecided')
  FROM current_excerpt e
  JOIN pass ON pass.id = e.pass
  JOIN codebook ON codebook.id = pass.codebook
  JOIN code ON code.codebook = pass.codebook AND code.ordinal = e.code
  LEFT JOIN counting c ON c.excerpt = e.key AND c.adjudicated = 0 AND c.reviewer = :reviewer
  LEFT JOIN decision d ON d.id = c.decision
  LEFT JOIN finding f ON f.excerpt = e.key
 WHERE e.report = :report AND :codebook IN ('', codebook.name) AND :theme IN ('', code.theme)
   AND :code IN ('', code.name)
   AND CASE :which WHEN 0 THEN 1 WHEN 1 THEN d.id IS NULL WHEN 2 THEN d.id IS NOT NULL
       ELSE f.status = 'disagreed' END
   AND (:which = 3 OR e.origin = 'rule' OR d.id IS NOT NULL)
 ORDER BY e.start, e.stop, codebook.name, code.ordinal;

-- name: review_reports
SELECT r.id, r.sha256 FROM current_report c JOIN report r ON r.id = c.report ORDER BY c.path, r.sha256;

-- name: opinion_each
SELECT reviewer, verdict, recode, memo, at, adjudicated, star, decision FROM v_review
 WHERE excerpt = :excerpt ORDER BY adjudicated DESC, reviewer;
