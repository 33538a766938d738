-- The excerpts behind the numbers.

-- :status as enum evidence_status counts. A row for each excerpt, the best of a report first.
-- name: evidence_each
SELECT e.key, cb.name, code.theme, code.name, e.standing, code.ordinal, e.report, e.start, e.stop,
       coalesce(f.status, 'undecided'), coalesce(f.star, 0), e.spans, e.origin = 'hand'
  FROM current_excerpt e
  JOIN pass ON pass.id = e.pass
  JOIN codebook cb ON cb.id = pass.codebook
  JOIN code ON code.codebook = cb.id AND code.ordinal = e.code
  LEFT JOIN finding f ON f.excerpt = e.key
 WHERE :codebook IN ('', cb.name) AND :theme IN ('', code.theme) AND :code IN ('', code.name)
   AND CASE WHEN :status = 2 THEN coalesce(f.status, '') = 'accepted'
            ELSE coalesce(f.status, '') NOT IN ('rejected', 'recoded') OR (:status = 0 AND e.origin = 'rule') END
   AND EXISTS (SELECT 1 FROM report_path p WHERE p.report = e.report)
 ORDER BY cb.name, code.ordinal, e.report, coalesce(f.star, 0) DESC, coalesce(f.status, '') = 'accepted' DESC,
          length(e.spans) - length(replace(e.spans, ' ', '')) DESC, e.start, e.stop, e.origin;
