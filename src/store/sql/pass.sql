-- Codebooks and passes.

-- name: codebook_find
SELECT id, hash FROM codebook WHERE name = :name AND version = :version;

-- name: codebook_add
INSERT INTO codebook(name, version, hash, language, title, xml)
  VALUES (:name, :version, :hash, :language, :title, :xml) RETURNING id;

-- name: code_add
INSERT INTO code(codebook, ordinal, name, title, definition, colour, theme, theme_title, hash)
  VALUES (:codebook, :ordinal, :name, :title, :definition, :colour, :theme, :theme_title, :hash);

-- name: pass_find
SELECT id FROM pass WHERE codebook = :codebook AND tool = :tool AND answers = :answers;

-- name: pass_add
INSERT INTO pass(codebook, tool, answers, started)
  VALUES (:codebook, :tool, :answers, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) RETURNING id;

-- A complete pass that has new reports to do is no longer complete.
-- name: pass_reopen
UPDATE pass SET finished = NULL
 WHERE id = :pass AND finished IS NOT NULL
   AND EXISTS (SELECT 1 FROM report_path p WHERE p.report IS NOT NULL AND NOT EXISTS
     (SELECT 1 FROM pass_report pr WHERE pr.pass = :pass AND pr.report = p.report));

-- name: pass_end
UPDATE pass SET finished = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = :pass AND finished IS NULL;

-- name: pass_pending
SELECT r.id FROM report r
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id)
   AND NOT EXISTS (SELECT 1 FROM pass_report pr WHERE pr.pass = :pass AND pr.report = r.id)
 ORDER BY r.sha256;

-- name: pass_names
SELECT codebook.id, codebook.name FROM pass JOIN codebook ON codebook.id = pass.codebook WHERE pass.id = :pass;

-- name: code_find
SELECT ordinal FROM code WHERE codebook = :codebook AND name = :name;

-- The newest complete pass of another version of the codebook, by the same tool with the same answers.
-- name: pass_before
SELECT coalesce(max(old.id), 0)
  FROM pass new JOIN codebook nc ON nc.id = new.codebook
  JOIN codebook oc ON oc.name = nc.name AND oc.id <> nc.id
  JOIN pass old ON old.codebook = oc.id AND old.tool = new.tool AND old.answers = new.answers
 WHERE new.id = :pass AND old.finished IS NOT NULL;

-- name: pass_same_codes
SELECT n.ordinal
  FROM pass new JOIN code n ON n.codebook = new.codebook
  JOIN pass old ON old.id = :before JOIN code o ON o.codebook = old.codebook AND o.name = n.name AND o.hash = n.hash
 WHERE new.id = :pass
 ORDER BY n.ordinal;

-- name: pass_has_report
SELECT 1 FROM pass_report WHERE pass = :pass AND report = :report;

-- name: excerpt_copy
INSERT INTO excerpt(report, pass, start, stop, code, key, rule, standing, spans)
SELECT e.report, new.id, e.start, e.stop, n.ordinal, e.key, e.rule, e.standing, e.spans
  FROM pass new JOIN code n ON n.codebook = new.codebook
  JOIN pass old ON old.id = :before JOIN code o ON o.codebook = old.codebook AND o.name = n.name AND o.hash = n.hash
  JOIN excerpt e ON e.report = :report AND e.pass = old.id AND e.code = o.ordinal
 WHERE new.id = :pass;

-- name: unit_problem_copy
INSERT INTO unit_problem(pass, report, start, stop, code, reason)
SELECT new.id, u.report, u.start, u.stop, u.code, u.reason
  FROM pass new JOIN code n ON n.codebook = new.codebook
  JOIN pass old ON old.id = :before JOIN code o ON o.codebook = old.codebook AND o.name = n.name AND o.hash = n.hash
  JOIN unit_problem u ON u.report = :report AND u.pass = old.id AND u.code = n.name
 WHERE new.id = :pass;

-- name: excerpt_count
SELECT count(*) FROM excerpt WHERE report = :report AND pass = :pass;

-- name: pass_report_add
INSERT INTO pass_report(pass, report, excerpts) VALUES (:pass, :report, :excerpts);

-- name: excerpt_add
INSERT INTO excerpt(report, pass, start, stop, code, key, rule, standing, spans)
  VALUES (:report, :pass, :start, :stop, :code, :key, :rule, :standing, :spans);

-- name: unit_problem_add
INSERT INTO unit_problem(pass, report, start, stop, code, reason)
  VALUES (:pass, :report, :start, :stop, :code, :reason) ON CONFLICT DO NOTHING;
