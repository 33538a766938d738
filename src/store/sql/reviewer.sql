-- Who reviews, and what.

-- name: reviewer_add
INSERT INTO reviewer(name, added) VALUES (:name, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) RETURNING id;

-- A clock that was set back must not make an older event the newest.
-- name: reviewer_event_add
INSERT INTO reviewer_event(reviewer, at, kind, token)
  VALUES (:reviewer, max(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'),
          coalesce((SELECT max(at) FROM reviewer_event WHERE reviewer = :reviewer), '')), :kind, :token);

-- name: reviewer_each
SELECT v.reviewer, v.name, v.added, coalesce(v.retired, ''), v.adjudicates,
       (SELECT count(*) FROM decision d WHERE d.reviewer = v.reviewer AND d.kind <> 'undo')
  FROM v_reviewer v ORDER BY v.name;

-- name: reviewer_find
SELECT v.reviewer, v.name, v.added, coalesce(v.retired, ''), v.adjudicates, 0 FROM v_reviewer v WHERE v.name = :name;

-- name: reviewer_by_id
SELECT v.reviewer, v.name, v.added, coalesce(v.retired, ''), v.adjudicates, 0
  FROM v_reviewer v WHERE v.reviewer = :reviewer;

-- Of a reviewer's tokens the last one holds.
-- name: reviewer_token
SELECT v.reviewer, v.name, v.added, coalesce(v.retired, ''), v.adjudicates, 0
  FROM reviewer_event t JOIN v_reviewer v ON v.reviewer = t.reviewer
 WHERE t.kind = 'token' AND t.token = :token AND v.retired IS NULL
   AND NOT EXISTS (SELECT 1 FROM reviewer_event n WHERE n.reviewer = t.reviewer AND n.kind = 'token'
                      AND (n.at, n.id) > (t.at, t.id));

-- name: assignment_add
INSERT INTO assignment(at, codebook, theme, code, reports, doubled, seed)
  VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), :codebook, :theme, :code, :reports, :doubled, :seed) RETURNING id;

-- name: assignment_reviewer_add
INSERT INTO assignment_reviewer(assignment, reviewer) VALUES (:assignment, :reviewer);

-- name: assignment_end
INSERT INTO assignment_end(assignment, at)
  SELECT id, strftime('%Y-%m-%dT%H:%M:%SZ', 'now') FROM assignment
   WHERE id = :assignment AND NOT EXISTS (SELECT 1 FROM assignment_end e WHERE e.assignment = :assignment)
  RETURNING assignment;

-- name: assignment_each
SELECT a.id, a.at, a.codebook, a.theme, a.code, a.reports, a.doubled, a.seed, v.reviewer, v.name, v.retired IS NOT NULL
  FROM assignment a JOIN assignment_reviewer ar ON ar.assignment = a.id JOIN v_reviewer v ON v.reviewer = ar.reviewer
 WHERE NOT EXISTS (SELECT 1 FROM assignment_end e WHERE e.assignment = a.id)
 ORDER BY a.id, v.name;
