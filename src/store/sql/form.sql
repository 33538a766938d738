-- Templates and the answers of reports that follow them.

-- name: template_add
INSERT INTO template(name, version, hash, title, xml) VALUES (:name, :version, :hash, :title, :xml)
  ON CONFLICT (hash) DO UPDATE SET name = name
  RETURNING id;

-- name: template_list
SELECT id, hash, xml, name FROM template ORDER BY hash;

-- name: template_pending
SELECT r.id FROM report r
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id)
   AND NOT EXISTS (SELECT 1 FROM template_report t WHERE t.template = :template AND t.report = r.id)
 ORDER BY r.sha256;

-- name: template_report_add
INSERT INTO template_report(template, report, found) VALUES (:template, :report, :found);

-- name: answer_add
INSERT INTO answer(template, report, ordinal, question, state, asked, asked_stop, start, stop, similarity)
  VALUES (:template, :report, :ordinal, :question, :state, :asked, :asked_stop, :start, :stop, :similarity);

-- name: answer_each
SELECT start, stop FROM answer WHERE report = :report AND state = 'given' ORDER BY start, stop, template, ordinal;

-- name: list_answers
SELECT template, version, question, ordinal, path, report, state, asked, start, stop, similarity FROM v_answer
 ORDER BY template, version, path, report, ordinal;

-- name: list_templates
SELECT t.name, t.version, t.hash, t.title, count(tr.report), coalesce(sum(tr.found > 0), 0)
  FROM template t LEFT JOIN template_report tr ON tr.template = t.id
   AND EXISTS (SELECT 1 FROM report_path p WHERE p.report = tr.report)
 GROUP BY t.id ORDER BY t.name, t.version, t.hash;
