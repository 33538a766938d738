-- What was found, counted.

-- The codes of the newest complete passes.
-- name: tally_codes
SELECT cb.name, code.theme, code.name, code.title, cp.pass
  FROM current_pass cp JOIN pass ON pass.id = cp.pass JOIN codebook cb ON cb.id = pass.codebook
  JOIN code ON code.codebook = cb.id
 WHERE :codebook IN ('', cb.name) AND :theme IN ('', code.theme) AND :code IN ('', code.name)
 ORDER BY cb.name, code.ordinal;

-- Excerpts of each code in each report, by standing: all, those not rejected, those accepted. What a person tagged by
-- hand and nobody stands by is no excerpt.
-- name: tally_each
SELECT cb.name, code.name, e.report, e.standing, count(*),
       count(*) FILTER (WHERE coalesce(f.status, '') NOT IN ('rejected', 'recoded')),
       count(*) FILTER (WHERE f.status = 'accepted')
  FROM current_excerpt e
  JOIN pass ON pass.id = e.pass
  JOIN codebook cb ON cb.id = pass.codebook
  JOIN code ON code.codebook = cb.id AND code.ordinal = e.code
  LEFT JOIN finding f ON f.excerpt = e.key
 WHERE :codebook IN ('', cb.name) AND :theme IN ('', code.theme) AND :code IN ('', code.name)
   AND (e.origin = 'rule' OR coalesce(f.status, '') NOT IN ('rejected', 'recoded'))
   AND EXISTS (SELECT 1 FROM report_path p WHERE p.report = e.report)
 GROUP BY cb.name, code.ordinal, e.report, e.standing
 ORDER BY cb.name, code.ordinal, e.report;

-- Reports that a file holds and that the newest complete pass of a codebook has not searched: they were read later.
-- name: tally_unsearched
SELECT cp.name, r.id, c.path
  FROM current_pass cp JOIN current_report c JOIN report r ON r.id = c.report
 WHERE :codebook IN ('', cp.name)
   AND NOT EXISTS (SELECT 1 FROM pass_report pr WHERE pr.pass = cp.pass AND pr.report = r.id)
 ORDER BY cp.name, r.id;
