-- Where the words that were decided on stand now.

-- Not where the passage was placed anew since :seen.
-- name: place_add
INSERT INTO place(passage, at, pass, how, reason, excerpt, report, text, start, stop)
  SELECT :passage, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), :pass, :how, :reason, :excerpt, :report, :text, :start, :stop
   WHERE NOT EXISTS (SELECT 1 FROM place n WHERE n.passage = :passage AND n.id > :seen);

-- Passages of a codebook but those that stand where its pass :pass has an excerpt of their code, in the text that they
-- were placed in.
-- name: passage_each
SELECT p.id, w.id, p.report, p.code, p.words, p.prefix, p.suffix, w.how, w.reason, w.report, w.text, w.start, w.stop,
       code.ordinal IS NOT NULL,
       EXISTS (SELECT 1 FROM decision d WHERE d.passage = p.id AND d.origin = 'hand' AND d.kind <> 'undo'
                  AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.undoes = d.id)),
       coalesce((SELECT min(d.verdict = 'accept') FROM decision d WHERE d.passage = p.id AND d.kind <> 'undo'
                    AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.undoes = d.id)), 0)
  FROM passage p
  JOIN current_place w ON w.passage = p.id
  LEFT JOIN code ON code.codebook = (SELECT codebook FROM pass WHERE id = :pass) AND code.name = p.code
 WHERE p.codebook = :codebook
   AND (w.how = 'orphaned' OR NOT EXISTS (
     SELECT 1 FROM report r JOIN report_origin o ON o.report = r.id AND o.text_sha256 = w.text
       JOIN excerpt e ON e.report = r.id AND e.pass = :pass AND e.start = w.start AND e.stop = w.stop
        AND e.code = code.ordinal
      WHERE r.sha256 = w.report AND EXISTS (SELECT 1 FROM report_path h WHERE h.report = r.id)))
 ORDER BY w.report, p.report, w.start, w.stop, p.id;

-- name: current_pass_of
SELECT pass FROM current_pass WHERE name = :codebook;

-- A code of the newest complete pass of a codebook, or of any: then of the first, and how many have it.
-- name: current_code
SELECT pass.id, cp.name, codebook.version, count(*) OVER ()
  FROM current_pass cp JOIN pass ON pass.id = cp.pass JOIN codebook ON codebook.id = pass.codebook
  JOIN code ON code.codebook = codebook.id AND code.name = :code
 WHERE :codebook IN ('', cp.name) ORDER BY cp.name LIMIT 1;

-- name: heir_each
WITH RECURSIVE line(id) AS (
  SELECT id FROM report WHERE sha256 = :sha256
  UNION SELECT r.id FROM line JOIN report r ON r.predecessor = line.id)
SELECT report.id, report.sha256 FROM line JOIN report ON report.id = line.id
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = line.id)
 ORDER BY report.sha256;
