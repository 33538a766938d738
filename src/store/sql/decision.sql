-- Decisions: made, undone, listed.

-- The report of a decision, and what its text is known by.
-- name: decision_report
SELECT id, EXISTS (SELECT 1 FROM report_path p WHERE p.report = report.id),
       coalesce((SELECT text_sha256 FROM report_origin o WHERE o.report = report.id), '')
  FROM report WHERE sha256 = :sha256;

-- What a key names in a report now: what a rule tagged comes first.
-- name: decision_excerpt
SELECT e.start, e.stop, e.pass, e.origin, codebook.name, codebook.version, code.name
  FROM current_excerpt e
  JOIN pass ON pass.id = e.pass JOIN codebook ON codebook.id = pass.codebook
  JOIN code ON code.codebook = pass.codebook AND code.ordinal = e.code
 WHERE e.report = :report AND e.key = :key
 ORDER BY e.origin DESC LIMIT 1;

-- What it named in an earlier pass.
-- name: decision_excerpt_before
SELECT e.start, e.stop, e.pass, 'rule', codebook.name, codebook.version, code.name
  FROM excerpt e
  JOIN pass ON pass.id = e.pass JOIN codebook ON codebook.id = pass.codebook
  JOIN code ON code.codebook = pass.codebook AND code.ordinal = e.code
 WHERE e.report = :report AND e.key = :key
 ORDER BY e.pass DESC LIMIT 1;

-- name: note_by_request
SELECT n.id, n.reviewer, p.excerpt FROM note n JOIN passage p ON p.id = n.passage WHERE n.request = :request;

-- name: note_add
INSERT INTO note(request, reviewer, at, passage, memo, star)
  VALUES (:request, :reviewer, max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
          coalesce((SELECT max(at) FROM note WHERE passage = :passage AND reviewer = :reviewer), '')), :passage, :memo,
          :star)
  RETURNING id;

-- name: decision_by_request
SELECT d.id, d.reviewer, p.excerpt FROM decision d JOIN passage p ON p.id = d.passage WHERE d.request = :request;

-- name: decision_to_undo
SELECT d.reviewer, d.kind, d.passage, d.origin, d.version, d.pass, p.excerpt,
       coalesce((SELECT u.id FROM decision u WHERE u.undoes = d.id), 0)
  FROM decision d JOIN passage p ON p.id = d.passage WHERE d.id = :decision;

-- name: decision_batch
SELECT d.id FROM decision d
 WHERE d.batch = :batch AND d.batch <> '' AND d.reviewer = :reviewer AND d.kind <> 'undo'
   AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.undoes = d.id)
 ORDER BY d.id;

-- name: passage_find
SELECT p.id, w.excerpt FROM passage p JOIN current_place w ON w.passage = p.id
 WHERE p.excerpt = :excerpt AND p.hash = :hash;

-- name: passage_add
INSERT INTO passage(excerpt, report, codebook, code, start, stop, hash, words, prefix, suffix)
  VALUES (:excerpt, :report, :codebook, :code, :start, :stop, :hash, :words, :prefix, :suffix) RETURNING id;

-- A clock that was set back must not make an older decision the newest.
-- name: decision_add
INSERT INTO decision(request, reviewer, at, kind, passage, origin, version, pass, verdict, recode, memo, star, batch, undoes)
  VALUES (:request, :reviewer, max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
          coalesce((SELECT max(at) FROM decision WHERE reviewer = :reviewer), '')), :kind, :passage, :origin, :version,
          :pass, :verdict, :recode, :memo, :star, :batch, :undoes)
  RETURNING id;

-- Behind the rest, the standing that the reviewer saw and that of the excerpt now.
-- name: decision_each
SELECT decision, coalesce(undone_by, 0), request, reviewer, at, kind, verdict, recode, memo, batch,
       star, counts, codebook, version, code, origin, words, decided_report, decided_start,
       decided_stop, how, reason, coalesce(excerpt, ''), report, start, stop,
       coalesce((SELECT e.standing FROM report r JOIN excerpt e ON e.report = r.id
                  WHERE r.sha256 = decided_report AND e.pass = v.pass AND e.start = decided_start
                    AND e.stop = decided_stop AND e.key = decided_excerpt), ''),
       coalesce((SELECT e.standing FROM report r JOIN excerpt e ON e.report = r.id
                  WHERE r.sha256 = v.report AND e.start = v.start AND e.stop = v.stop AND e.key = v.excerpt
                    AND e.pass = (SELECT cp.pass FROM current_pass cp WHERE cp.name = v.codebook)), '')
  FROM v_decision v
 WHERE :reviewer IN ('', reviewer) AND :codebook IN ('', codebook) AND :code IN ('', code)
   AND :report IN ('', report, decided_report) AND :excerpt IN ('', excerpt, decided_excerpt)
   AND :how IN ('', how) AND :batch IN ('', batch) AND (counts OR NOT :counting)
 ORDER BY decision;
