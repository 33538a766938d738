-- What reviewers said, one beside the other: for measures of trust.

-- Each reviewer's decision that counts, on the codes of the newest complete passes. What was settled afterwards is left
-- out: agreement is that of people who did not know of each other.
-- name: rating_each
SELECT ps.codebook, cp.pass, code.ordinal, code.name, r.id, p.start, p.stop, v.name, d.verdict, d.recode, d.origin = 'hand'
  FROM counting c
  JOIN decision d ON d.id = c.decision
  JOIN reviewer v ON v.id = c.reviewer
  JOIN passage ps ON ps.id = d.passage
  JOIN current_place p ON p.passage = d.passage
  JOIN report r ON r.sha256 = p.report
  JOIN current_pass cp ON cp.name = ps.codebook
  JOIN pass ON pass.id = cp.pass
  JOIN code ON code.codebook = pass.codebook AND code.name = ps.code
 WHERE c.adjudicated = 0 AND p.excerpt <> '' AND :codebook IN ('', ps.codebook) AND :code IN ('', code.name)
   AND EXISTS (SELECT 1 FROM report_path f WHERE f.report = r.id)
 ORDER BY ps.codebook, code.ordinal, r.sha256, p.start, p.stop, v.name;

-- Excerpts that a rule tagged, with what holds of them by all decisions.
-- name: rating_excerpts
SELECT cb.name, code.theme, code.name, e.rule, e.report, e.start, e.stop, e.spans, coalesce(f.status, 'undecided')
  FROM current_pass cp
  JOIN pass ON pass.id = cp.pass
  JOIN codebook cb ON cb.id = pass.codebook
  JOIN pass_report pr ON pr.pass = cp.pass
  JOIN excerpt e ON e.report = pr.report AND e.pass = cp.pass
  JOIN code ON code.codebook = pass.codebook AND code.ordinal = e.code
  LEFT JOIN finding f ON f.excerpt = e.key
 WHERE :codebook IN ('', cb.name) AND :code IN ('', code.name)
   AND EXISTS (SELECT 1 FROM report_path p WHERE p.report = e.report)
 ORDER BY cb.name, code.ordinal, e.rule, e.report, e.start, e.stop;

-- What holds of every passage that somebody decided on for a code, tagged by a rule or not, where it stands now.
-- name: rating_findings
SELECT r.id, p.start, p.stop, f.status
  FROM passage ps JOIN current_place p ON p.passage = ps.id JOIN finding f ON f.excerpt = p.excerpt
  JOIN report r ON r.sha256 = p.report
 WHERE ps.codebook = :codebook AND ps.code = :code
 GROUP BY r.id, p.start, p.stop
 ORDER BY r.id, p.start, p.stop;
