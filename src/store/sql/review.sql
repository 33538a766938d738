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

-- name: progress_each
SELECT cb.name, code.theme, code.name, coalesce(n.excerpts, 0), coalesce(n.excerpts - n.decided, 0),
       coalesce(n.accepted, 0), coalesce(n.rejected, 0), coalesce(n.recoded, 0), coalesce(n.unsure, 0),
       coalesce(n.disagreed, 0), coalesce(n.mine, 0)
  FROM current_pass cp JOIN pass ON pass.id = cp.pass
  JOIN codebook cb ON cb.id = pass.codebook
  JOIN code ON code.codebook = pass.codebook
  LEFT JOIN (
    SELECT x.pass AS pass, x.code AS code, count(*) AS excerpts, count(f.status) AS decided,
           count(f.status) FILTER (WHERE f.status = 'accepted') AS accepted,
           count(f.status) FILTER (WHERE f.status = 'rejected') AS rejected,
           count(f.status) FILTER (WHERE f.status = 'recoded') AS recoded,
           count(f.status) FILTER (WHERE f.status = 'unsure') AS unsure,
           count(f.status) FILTER (WHERE f.status = 'disagreed') AS disagreed, count(c.decision) AS mine
      FROM current_excerpt x
      LEFT JOIN finding f ON f.excerpt = x.key
      LEFT JOIN counting c ON c.excerpt = x.key AND c.adjudicated = 0 AND c.reviewer = :reviewer
     WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = x.report)
     GROUP BY x.pass, x.code) n ON n.pass = cp.pass AND n.code = code.ordinal
 ORDER BY cb.name, code.ordinal;
