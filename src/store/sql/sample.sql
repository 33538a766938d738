-- Samples: drawn, listed, judged.

-- name: sample_add
INSERT INTO sample(at, kind, codebook, code, pass, method, seed)
  VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), :kind, :codebook, :code, :pass, :method, :seed) RETURNING id;

-- name: sample_stratum_add
INSERT INTO sample_stratum(sample, ordinal, name, units) VALUES (:sample, :ordinal, :name, :units);

-- name: sample_item_add
INSERT INTO sample_item(sample, ordinal, stratum, report, start, stop, key)
  VALUES (:sample, :ordinal, :stratum, :report, :start, :stop, :key);

-- name: sample_each
SELECT s.id, s.at, s.kind, s.codebook, s.code, coalesce(s.pass, 0), s.method, s.seed,
       (SELECT count(*) FROM sample_item i WHERE i.sample = s.id),
       s.pass IS NULL OR EXISTS (SELECT 1 FROM current_pass cp WHERE cp.pass = s.pass)
  FROM sample s WHERE :sample IN (0, s.id) ORDER BY s.id;

-- What the decisions that count say of each passage drawn: where the report was read again, at its new place.
-- name: sample_items
SELECT i.ordinal, t.name, r.id, r.sha256, coalesce(c.path, ''), i.start, i.stop, i.key,
       coalesce((SELECT f.status FROM finding f WHERE f.excerpt = coalesce(
         (SELECT w.excerpt FROM passage p JOIN current_place w ON w.passage = p.id
           WHERE p.excerpt = i.key AND w.excerpt <> '' ORDER BY p.id DESC LIMIT 1), i.key)), 'undecided')
  FROM sample_item i
  JOIN sample_stratum t ON t.sample = i.sample AND t.ordinal = i.stratum
  JOIN report r ON r.id = i.report
  LEFT JOIN current_report c ON c.report = r.id
 WHERE i.sample = :sample ORDER BY i.ordinal;

-- name: sample_strata
SELECT t.name, t.units,
       count(*) FILTER (WHERE status IN ('accepted', 'rejected', 'recoded')),
       count(*) FILTER (WHERE status = 'accepted')
  FROM sample_stratum t
  LEFT JOIN (SELECT i.stratum AS stratum, f.status AS status
               FROM sample_item i JOIN finding f ON f.excerpt = coalesce(
                 (SELECT w.excerpt FROM passage p JOIN current_place w ON w.passage = p.id
                   WHERE p.excerpt = i.key AND w.excerpt <> '' ORDER BY p.id DESC LIMIT 1), i.key)
              WHERE i.sample = :sample) ON stratum = t.ordinal
 WHERE t.sample = :sample GROUP BY t.ordinal ORDER BY t.ordinal;

-- What reviewers said of the excerpts of a pass's code.
-- name: sample_found
SELECT count(*) FILTER (WHERE f.status = 'accepted'),
       count(*) FILTER (WHERE f.status IN ('rejected', 'recoded')),
       count(*) FILTER (WHERE f.status IS NULL OR f.status IN ('unsure', 'disagreed'))
  FROM pass JOIN code ON code.codebook = pass.codebook AND code.name = :code
  JOIN pass_report pr ON pr.pass = pass.id
  JOIN excerpt e ON e.report = pr.report AND e.pass = pass.id AND e.code = code.ordinal
  LEFT JOIN finding f ON f.excerpt = e.key
 WHERE pass.id = :pass AND EXISTS (SELECT 1 FROM report_path p WHERE p.report = e.report);
