-- Codebooks and passes.

-- name: codebook_find
SELECT id, hash FROM codebook WHERE name = :name AND version = :version;

-- name: codebook_add
INSERT INTO codebook(name, version, hash, language, title, xml)
  VALUES (:name, :version, :hash, :language, :title, :xml) RETURNING id;

-- name: code_add
INSERT INTO code(codebook, ordinal, name, title, definition, colour, theme, theme_title)
  VALUES (:codebook, :ordinal, :name, :title, :definition, :colour, :theme, :theme_title);

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

-- name: pass_report_add
INSERT INTO pass_report(pass, report, excerpts) VALUES (:pass, :report, :excerpts);

-- name: excerpt_add
INSERT INTO excerpt(report, pass, start, stop, code, key, rule, standing, spans)
  VALUES (:report, :pass, :start, :stop, :code, :key, :rule, :standing, :spans);

-- name: unit_problem_add
INSERT INTO unit_problem(pass, report, start, stop, code, reason)
  VALUES (:pass, :report, :start, :stop, :code, :reason) ON CONFLICT DO NOTHING;
