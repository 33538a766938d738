-- What a review keeps at hand.

-- name: desk_excerpts
SELECT e.key, e.report, e.pass, pass.codebook, e.code, e.start, e.stop, e.rule, e.standing
  FROM current_excerpt e JOIN pass ON pass.id = e.pass
 WHERE e.report IN (SELECT report FROM current_report);

-- name: desk_spans
SELECT spans FROM excerpt
 WHERE report = :report AND pass = :pass AND start = :start AND stop = :stop AND code = :code;

-- name: desk_codebooks
SELECT codebook.id, codebook.name, codebook.version, codebook.xml, coalesce(m.xml, '')
  FROM current_pass cp JOIN pass ON pass.id = cp.pass JOIN codebook ON codebook.id = pass.codebook
  LEFT JOIN codebook_modifiers m ON m.codebook = codebook.id
 ORDER BY codebook.name;

-- name: desk_copies
SELECT k.report, b.start, b.stop, k.source, s.start, s.stop
  FROM copied k
  JOIN block b ON b.report = k.report AND b.ordinal = k.block
  JOIN block s ON s.report = k.source AND s.ordinal = k.source_block
 ORDER BY k.report, b.start;

-- name: study_changes
PRAGMA data_version;

-- name: desk_said
SELECT c.excerpt, c.reviewer, c.adjudicated, d.verdict, d.recode, d.memo, d.star
  FROM counting c JOIN decision d ON d.id = c.decision
 ORDER BY c.excerpt, c.adjudicated, d.id;

-- The same of one excerpt.
-- name: desk_said_of
SELECT c.excerpt, c.reviewer, c.adjudicated, d.verdict, d.recode, d.memo, d.star
  FROM counting c JOIN decision d ON d.id = c.decision
 WHERE c.excerpt = :excerpt
 ORDER BY c.adjudicated, d.id;

-- Star and memo from before their reviewer decided, older before newer.
-- name: desk_notes
SELECT w.excerpt, n.reviewer, n.memo, n.star FROM note n JOIN current_place w ON w.passage = n.passage
 WHERE w.excerpt <> '' ORDER BY n.at, n.id;

-- name: desk_notes_of
SELECT w.excerpt, n.reviewer, n.memo, n.star FROM current_place w JOIN note n ON n.passage = w.passage
 WHERE w.excerpt = :excerpt ORDER BY n.at, n.id;

-- name: desk_reviewers
SELECT reviewer, name, adjudicates FROM v_reviewer WHERE retired IS NULL ORDER BY name;

-- Milliseconds since 1970 of a reviewer's last decisions, newest first: those of one go count once.
-- name: desk_pace
SELECT CAST(round((julianday(max(at)) - 2440587.5) * 86400000) AS INTEGER)
  FROM (SELECT id, at, batch FROM decision WHERE reviewer = :reviewer AND kind = 'review' ORDER BY id DESC LIMIT 500)
 GROUP BY CASE batch WHEN '' THEN id ELSE batch END
 ORDER BY 1 DESC LIMIT 60;

-- The newest decision of a reviewer that was not undone.
-- name: desk_last
SELECT d.id, d.batch, p.excerpt, d.at, 1 FROM decision d JOIN current_place p ON p.passage = d.passage
 WHERE d.reviewer = :reviewer AND d.kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.undoes = d.id)
 ORDER BY d.at DESC, d.id DESC LIMIT 1;

-- A decision, with all that was made in one go with it.
-- name: desk_deeds
SELECT d.id, d.batch, p.excerpt, d.at, 1
  FROM decision one JOIN decision d ON d.id = one.id OR (one.batch <> '' AND d.batch = one.batch AND d.reviewer = one.reviewer)
  JOIN current_place p ON p.passage = d.passage
 WHERE one.id = :decision;

-- What a reviewer did of late and was not undone; many in one go are one.
-- name: desk_recent
SELECT max(d.id), d.batch, p.excerpt, d.at, count(*)
  FROM (SELECT id, batch, passage, at FROM decision o
         WHERE reviewer = :reviewer AND kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.undoes = o.id)
         ORDER BY at DESC, id DESC LIMIT 2000) d
  JOIN current_place p ON p.passage = d.passage
 GROUP BY CASE d.batch WHEN '' THEN d.id ELSE d.batch END
 ORDER BY 1 DESC LIMIT :count;

-- name: desk_has_version
SELECT EXISTS (SELECT 1 FROM codebook WHERE name = :codebook AND version = :version);

-- name: desk_is_hand
SELECT EXISTS (SELECT 1 FROM finding WHERE excerpt = :excerpt AND hand = 1);

-- Whether a request was taken, by itself or as several.
-- name: desk_knows
SELECT EXISTS (SELECT 1 FROM decision WHERE request = :request)
    OR EXISTS (SELECT 1 FROM decision WHERE request > :request || '/' AND request < :request || '0');
