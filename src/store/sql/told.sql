-- What a study tells another: a row as a JSON object, with the report (sha256), codebook and excerpt that it is of, ''
-- being none and '-' one that is orphaned. And such a row taken into a study that holds nothing else, with its times and
-- numbers; one whose report, pass or reviewer is not there adds nothing. Only what listings show is told (current passes,
-- reports that files hold), and of a whole study the reports that these came after.

-- What is checked before a row is taken in: its words, whose hash names a passage, then keys, then times.
-- name: told_look
SELECT json_valid(:row), json_extract(o, '$.words'), json_extract(o, '$.excerpt'), json_extract(o, '$.passage'),
       json_extract(o, '$.key'), json_extract(o, '$.at'), json_extract(o, '$.added'), json_extract(o, '$.started'),
       json_extract(o, '$.finished')
  FROM (SELECT CASE WHEN json_valid(:row) THEN :row ELSE '{}' END AS o);

-- name: told_origin
SELECT json_object('words', words), '', '', '' FROM origin ORDER BY id;
-- name: take_origin
INSERT INTO origin(words) SELECT json_extract(:row, '$.words') WHERE json_type(:row, '$.words') = 'text';

-- name: told_reviewer
SELECT json_object('name', CASE WHEN :hidden THEN 'R' || id ELSE name END, 'added', added), '', '', ''
  FROM reviewer ORDER BY id;
-- name: take_reviewer
INSERT INTO reviewer(name, added) SELECT n, json_extract(:row, '$.added')
  FROM (SELECT json_extract(:row, '$.name') AS n)
 WHERE length(CAST(n AS BLOB)) BETWEEN 1 AND 100 AND n = trim(n)
   AND n NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ';]*'
   AND NOT EXISTS (SELECT 1 FROM reviewer WHERE name = n);

-- Tokens are secrets.
-- name: told_event
SELECT json_object('reviewer', CASE WHEN :hidden THEN 'R' || r.id ELSE r.name END, 'at', e.at, 'kind', e.kind),
       '', '', ''
  FROM reviewer_event e JOIN reviewer r ON r.id = e.reviewer WHERE e.kind <> 'token' ORDER BY e.id;
-- name: take_event
INSERT INTO reviewer_event(reviewer, at, kind, token)
  SELECT id, json_extract(:row, '$.at'), json_extract(:row, '$.kind'), ''
    FROM reviewer WHERE name = json_extract(:row, '$.reviewer');

-- name: told_codebook
SELECT json_object('name', b.name, 'version', b.version, 'hash', b.hash, 'xml', CAST(b.xml AS TEXT),
                   'modifiers', CAST(m.xml AS TEXT)), '', b.name, ''
  FROM current_pass cp JOIN pass ON pass.id = cp.pass JOIN codebook b ON b.id = pass.codebook
  LEFT JOIN codebook_modifiers m ON m.codebook = b.id ORDER BY b.name;

-- name: told_template
SELECT json_object('xml', CAST(xml AS TEXT)), '', '', '' FROM template ORDER BY id;

-- name: told_pass
SELECT json_object('number', pass.id, 'codebook', b.name, 'version', b.version, 'tool', pass.tool,
                   'answers', pass.answers, 'started', pass.started, 'finished', pass.finished), '', b.name, ''
  FROM current_pass cp JOIN pass ON pass.id = cp.pass JOIN codebook b ON b.id = pass.codebook ORDER BY pass.id;
-- name: take_pass
INSERT INTO pass(id, codebook, tool, answers, started, finished)
  SELECT json_extract(:row, '$.number'), b.id, json_extract(:row, '$.tool'), json_extract(:row, '$.answers'),
         json_extract(:row, '$.started'), json_extract(:row, '$.finished')
    FROM codebook b
   WHERE b.name = json_extract(:row, '$.codebook') AND b.version = json_extract(:row, '$.version');

-- Reports that no file holds any more, and that another came after: decisions on them are looked for there.
-- name: told_old
SELECT r.id, r.sha256, r.bytes FROM report r
 WHERE EXISTS (SELECT 1 FROM report n WHERE n.predecessor = r.id)
   AND NOT EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id) ORDER BY r.sha256;

-- name: told_report
SELECT json_object('report', r.sha256, 'added', r.added,
                   'predecessor', (SELECT old.sha256 FROM report old WHERE old.id = r.predecessor)), r.sha256, '', ''
  FROM report r
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id)
    OR (:whole AND EXISTS (SELECT 1 FROM report n WHERE n.predecessor = r.id)) ORDER BY r.sha256;
-- name: take_report
UPDATE report SET added = json_extract(:row, '$.added'),
       predecessor = (SELECT old.id FROM report old WHERE old.sha256 = json_extract(:row, '$.predecessor'))
 WHERE sha256 = json_extract(:row, '$.report');

-- Without names the folders are left out too: the first file of a report is named in one of the report's own.
-- name: told_path
SELECT json_object('report', r.sha256, 'path', CASE WHEN :hidden THEN
                     substr(r.sha256, 1, 12) || '/' || replace(p.path, rtrim(p.path, replace(p.path, '/', '')), '')
                     ELSE p.path END, 'size', p.size, 'modified', p.modified_ns), r.sha256, '', ''
  FROM report r JOIN report_path p ON p.report = r.id
 WHERE NOT :hidden OR p.path = (SELECT min(o.path) FROM report_path o WHERE o.report = r.id)
 ORDER BY p.path;
-- name: take_path
INSERT INTO report_path(path, size, modified_ns, sha256, report)
  SELECT CASE WHEN n GLOB '/*' THEN n ELSE :folder || '/' || n END, json_extract(:row, '$.size'),
         json_extract(:row, '$.modified'), r.sha256, r.id
    FROM (SELECT json_extract(:row, '$.path') AS n) JOIN report r ON r.sha256 = json_extract(:row, '$.report')
   WHERE n <> '' ON CONFLICT DO NOTHING;

-- A file that gave no report, and why.
-- name: told_file
SELECT json_object('path', CASE WHEN :hidden THEN
                     substr(p.sha256, 1, 12) || '/' || replace(p.path, rtrim(p.path, replace(p.path, '/', '')), '')
                     ELSE p.path END, 'size', p.size, 'modified', p.modified_ns, 'sha256', p.sha256), '', '', ''
  FROM report_path p WHERE p.report IS NULL ORDER BY p.path;
-- name: take_file
INSERT INTO report_path(path, size, modified_ns, sha256)
  SELECT CASE WHEN n GLOB '/*' THEN n ELSE :folder || '/' || n END, json_extract(:row, '$.size'),
         json_extract(:row, '$.modified'), json_extract(:row, '$.sha256')
    FROM (SELECT json_extract(:row, '$.path') AS n) WHERE n <> '' ON CONFLICT DO NOTHING;
-- name: told_why
SELECT json_object('path', CASE WHEN :hidden THEN
                     substr(p.sha256, 1, 12) || '/' || replace(p.path, rtrim(p.path, replace(p.path, '/', '')), '')
                     ELSE p.path END, 'sha256', p.sha256, 'reason', p.reason, 'detail', p.detail, 'added', p.since),
       '', '', ''
  FROM problem p ORDER BY p.path;
-- name: take_why
INSERT INTO problem(path, sha256, reason, detail, since)
  SELECT p.path, p.sha256, json_extract(:row, '$.reason'), json_extract(:row, '$.detail'), json_extract(:row, '$.added')
    FROM (SELECT json_extract(:row, '$.path') AS n)
    JOIN report_path p ON p.path = CASE WHEN n GLOB '/*' THEN n ELSE :folder || '/' || n END
   WHERE p.report IS NULL AND p.sha256 = json_extract(:row, '$.sha256');

-- name: told_attribute
SELECT json_object('report', r.sha256, 'field', a.field, 'source', a.source, 'value', a.value, 'origin', a.origin,
                   'confidence', a.confidence), r.sha256, '', ''
  FROM report r JOIN attribute a ON a.report = r.id
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id)
    OR (:whole AND EXISTS (SELECT 1 FROM report n WHERE n.predecessor = r.id))
 ORDER BY r.sha256, a.field, a.source;

-- name: told_reading
SELECT json_object('report', r.sha256, 'ocr', d.ocr, 'engine', d.engine), r.sha256, '', ''
  FROM report r JOIN reading d ON d.sha256 = r.sha256
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id)
    OR (:whole AND EXISTS (SELECT 1 FROM report n WHERE n.predecessor = r.id)) ORDER BY r.sha256;
-- name: take_reading
INSERT INTO reading(sha256, ocr, engine)
  SELECT sha256, json_extract(:row, '$.ocr'), json_extract(:row, '$.engine') FROM report
   WHERE sha256 = json_extract(:row, '$.report') AND json_extract(:row, '$.ocr') IN ('auto', 'always', 'never');

-- name: told_read_with
SELECT json_object('report', r.sha256, 'text', o.text_sha256, 'with', w.words), r.sha256, '', ''
  FROM report r JOIN report_origin o ON o.report = r.id JOIN origin w ON w.id = o.origin
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id)
    OR (:whole AND EXISTS (SELECT 1 FROM report n WHERE n.predecessor = r.id)) ORDER BY r.sha256;
-- name: take_read_with
INSERT INTO report_origin(report, text_sha256, origin)
  SELECT r.id, json_extract(:row, '$.text'), w.id
    FROM report r JOIN origin w ON w.words = json_extract(:row, '$.with')
   WHERE r.sha256 = json_extract(:row, '$.report');

-- name: told_excerpt
SELECT json_object('pass', e.pass, 'report', r.sha256, 'start', e.start, 'stop', e.stop, 'code', code.name,
                   'rule', e.rule, 'standing', e.standing, 'spans', e.spans), r.sha256, b.name, e.key
  FROM report r CROSS JOIN current_pass cp CROSS JOIN excerpt e ON e.report = r.id AND e.pass = cp.pass
  JOIN pass ON pass.id = cp.pass JOIN codebook b ON b.id = pass.codebook
  JOIN code ON code.codebook = b.id AND code.ordinal = e.code
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id)
 ORDER BY r.sha256, e.pass, e.start, e.stop, e.code;

-- name: told_problem
SELECT json_object('pass', u.pass, 'report', r.sha256, 'start', u.start, 'stop', u.stop, 'code', u.code,
                   'reason', u.reason), r.sha256, '', ''
  FROM current_pass cp JOIN unit_problem u ON u.pass = cp.pass JOIN report r ON r.id = u.report
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id)
 ORDER BY r.sha256, u.pass, u.start, u.stop, u.code, u.reason;
-- name: take_problem
INSERT INTO unit_problem(pass, report, start, stop, code, reason)
  SELECT pass.id, r.id, json_extract(:row, '$.start'), json_extract(:row, '$.stop'), json_extract(:row, '$.code'),
         json_extract(:row, '$.reason')
    FROM pass JOIN report r ON r.sha256 = json_extract(:row, '$.report')
   WHERE pass.id = json_extract(:row, '$.pass') AND json_extract(:row, '$.start') >= 0
     AND json_extract(:row, '$.stop') BETWEEN json_extract(:row, '$.start') AND r.text_bytes;

-- A report that the pass has done; its excerpts were taken in before.
-- name: told_coded
SELECT json_object('pass', pr.pass, 'report', r.sha256), r.sha256, '', ''
  FROM current_pass cp JOIN pass_report pr ON pr.pass = cp.pass JOIN report r ON r.id = pr.report
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id) ORDER BY pr.pass, r.sha256;
-- name: take_coded
INSERT INTO pass_report(pass, report, excerpts)
  SELECT pass.id, r.id, (SELECT count(*) FROM excerpt e WHERE e.report = r.id AND e.pass = pass.id)
    FROM pass JOIN report r ON r.sha256 = json_extract(:row, '$.report') WHERE pass.id = json_extract(:row, '$.pass');

-- name: told_coded_with
SELECT json_object('pass', po.pass, 'report', r.sha256, 'text', po.text_sha256, 'with', w.words), r.sha256, '', ''
  FROM current_pass cp JOIN pass_origin po ON po.pass = cp.pass JOIN report r ON r.id = po.report
  JOIN origin w ON w.id = po.origin
 WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = r.id) ORDER BY po.pass, r.sha256;
-- name: take_coded_with
INSERT INTO pass_origin(pass, report, text_sha256, origin)
  SELECT pr.pass, pr.report, json_extract(:row, '$.text'), w.id
    FROM report r JOIN pass_report pr ON pr.report = r.id AND pr.pass = json_extract(:row, '$.pass')
    JOIN origin w ON w.words = json_extract(:row, '$.with')
   WHERE r.sha256 = json_extract(:row, '$.report');

-- name: told_passage
SELECT json_object('excerpt', p.excerpt, 'report', p.report, 'codebook', p.codebook, 'code', p.code, 'start', p.start,
                   'stop', p.stop, 'words', p.words, 'prefix', p.prefix, 'suffix', p.suffix),
       p.report, p.codebook, coalesce(nullif(w.excerpt, ''), '-')
  FROM passage p JOIN current_place w ON w.passage = p.id ORDER BY p.id;
-- name: take_passage
INSERT INTO passage(excerpt, report, codebook, code, start, stop, hash, words, prefix, suffix)
  SELECT json_extract(:row, '$.excerpt'), json_extract(:row, '$.report'), json_extract(:row, '$.codebook'),
         json_extract(:row, '$.code'), json_extract(:row, '$.start'), json_extract(:row, '$.stop'), :hash,
         json_extract(:row, '$.words'), json_extract(:row, '$.prefix'), json_extract(:row, '$.suffix')
   WHERE json_extract(:row, '$.excerpt') <> '' AND length(json_extract(:row, '$.report')) = 64;

-- name: told_place
SELECT json_object('passage', p.excerpt, 'hash', p.hash, 'at', x.at, 'pass', x.pass, 'how', x.how, 'reason', x.reason,
                   'excerpt', x.excerpt, 'report', x.report, 'text', x.text, 'start', x.start, 'stop', x.stop),
       p.report, p.codebook, coalesce(nullif(w.excerpt, ''), '-')
  FROM place x JOIN passage p ON p.id = x.passage JOIN current_place w ON w.passage = p.id ORDER BY x.id;
-- name: take_place
INSERT INTO place(passage, at, pass, how, reason, excerpt, report, text, start, stop)
  SELECT p.id, json_extract(:row, '$.at'), (SELECT id FROM pass WHERE id = json_extract(:row, '$.pass')),
         json_extract(:row, '$.how'), json_extract(:row, '$.reason'), json_extract(:row, '$.excerpt'),
         json_extract(:row, '$.report'), json_extract(:row, '$.text'), json_extract(:row, '$.start'),
         json_extract(:row, '$.stop')
    FROM passage p
   WHERE p.excerpt = json_extract(:row, '$.passage') AND p.hash = json_extract(:row, '$.hash')
     AND json_extract(:row, '$.start') >= 0;

-- name: told_decision
SELECT json_object('request', d.request, 'reviewer', CASE WHEN :hidden THEN 'R' || r.id ELSE r.name END, 'at', d.at,
                   'kind', d.kind, 'passage', p.excerpt, 'hash', p.hash, 'origin', d.origin, 'version', d.version,
                   'pass', d.pass, 'verdict', d.verdict, 'recode', d.recode, 'memo', d.memo, 'star', d.star,
                   'batch', d.batch, 'undoes', (SELECT u.request FROM decision u WHERE u.id = d.undoes)),
       p.report, p.codebook, coalesce(nullif(w.excerpt, ''), '-')
  FROM decision d JOIN reviewer r ON r.id = d.reviewer JOIN passage p ON p.id = d.passage
  JOIN current_place w ON w.passage = p.id ORDER BY d.id;
-- name: take_decision
INSERT INTO decision(request, reviewer, at, kind, passage, origin, version, pass, verdict, recode, memo, star, batch,
                     undoes)
  SELECT json_extract(:row, '$.request'), r.id, json_extract(:row, '$.at'), json_extract(:row, '$.kind'), p.id,
         json_extract(:row, '$.origin'), json_extract(:row, '$.version'),
         (SELECT id FROM pass WHERE id = json_extract(:row, '$.pass')), json_extract(:row, '$.verdict'),
         json_extract(:row, '$.recode'), json_extract(:row, '$.memo'), json_extract(:row, '$.star'),
         json_extract(:row, '$.batch'), (SELECT id FROM decision WHERE request = json_extract(:row, '$.undoes'))
    FROM reviewer r JOIN passage p ON p.excerpt = json_extract(:row, '$.passage') AND p.hash = json_extract(:row, '$.hash')
   WHERE r.name = json_extract(:row, '$.reviewer')
     AND length(CAST(json_extract(:row, '$.request') AS BLOB)) <= :request
     AND length(CAST(json_extract(:row, '$.batch') AS BLOB)) <= :request
     AND length(CAST(json_extract(:row, '$.memo') AS BLOB)) <= :memo
     AND EXISTS (SELECT 1 FROM place WHERE place.passage = p.id);

-- name: told_note
SELECT json_object('request', n.request, 'reviewer', CASE WHEN :hidden THEN 'R' || r.id ELSE r.name END, 'at', n.at,
                   'passage', p.excerpt, 'hash', p.hash, 'memo', n.memo, 'star', n.star),
       p.report, p.codebook, coalesce(nullif(w.excerpt, ''), '-')
  FROM note n JOIN reviewer r ON r.id = n.reviewer JOIN passage p ON p.id = n.passage
  JOIN current_place w ON w.passage = p.id ORDER BY n.id;
-- name: take_note
INSERT INTO note(request, reviewer, at, passage, memo, star)
  SELECT json_extract(:row, '$.request'), r.id, json_extract(:row, '$.at'), p.id, json_extract(:row, '$.memo'),
         json_extract(:row, '$.star')
    FROM reviewer r JOIN passage p ON p.excerpt = json_extract(:row, '$.passage') AND p.hash = json_extract(:row, '$.hash')
   WHERE r.name = json_extract(:row, '$.reviewer')
     AND length(CAST(json_extract(:row, '$.request') AS BLOB)) <= :request
     AND length(CAST(json_extract(:row, '$.memo') AS BLOB)) <= :memo
     AND EXISTS (SELECT 1 FROM place WHERE place.passage = p.id);

-- name: told_answer
SELECT json_object('request', a.request, 'reviewer', CASE WHEN :hidden THEN 'R' || r.id ELSE r.name END, 'at', a.at,
                   'kind', a.kind, 'report', a.report, 'codebook', a.codebook, 'version', a.version,
                   'question', a.question, 'answer', a.answer, 'memo', a.memo, 'evidence', a.evidence,
                   'undoes', (SELECT u.request FROM audit_answer u WHERE u.id = a.undoes)), a.report, a.codebook, ''
  FROM audit_answer a JOIN reviewer r ON r.id = a.reviewer ORDER BY a.id;
-- name: take_answer
INSERT INTO audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence,
                         undoes)
  SELECT json_extract(:row, '$.request'), r.id, json_extract(:row, '$.at'), json_extract(:row, '$.kind'),
         json_extract(:row, '$.report'), json_extract(:row, '$.codebook'), json_extract(:row, '$.version'),
         json_extract(:row, '$.question'), json_extract(:row, '$.answer'), json_extract(:row, '$.memo'),
         json_extract(:row, '$.evidence'), (SELECT id FROM audit_answer WHERE request = json_extract(:row, '$.undoes'))
    FROM reviewer r
   WHERE r.name = json_extract(:row, '$.reviewer')
     AND length(json_extract(:row, '$.report')) = 64
     AND length(CAST(json_extract(:row, '$.request') AS BLOB)) <= :request
     AND length(CAST(json_extract(:row, '$.memo') AS BLOB)) <= :memo;

-- name: told_assignment
SELECT json_object('number', id, 'at', at, 'codebook', codebook, 'theme', theme, 'code', code, 'reports', reports,
                   'doubled', doubled, 'seed', seed), '', '', '' FROM assignment ORDER BY id;
-- name: take_assignment
INSERT INTO assignment(id, at, codebook, theme, code, reports, doubled, seed)
  SELECT json_extract(:row, '$.number'), json_extract(:row, '$.at'), json_extract(:row, '$.codebook'),
         json_extract(:row, '$.theme'), json_extract(:row, '$.code'), json_extract(:row, '$.reports'),
         json_extract(:row, '$.doubled'), json_extract(:row, '$.seed');
-- name: told_assigned
SELECT json_object('assignment', x.assignment, 'reviewer', CASE WHEN :hidden THEN 'R' || r.id ELSE r.name END),
       '', '', '' FROM assignment_reviewer x JOIN reviewer r ON r.id = x.reviewer ORDER BY x.assignment, r.id;
-- name: take_assigned
INSERT INTO assignment_reviewer(assignment, reviewer)
  SELECT a.id, r.id FROM assignment a JOIN reviewer r ON r.name = json_extract(:row, '$.reviewer')
   WHERE a.id = json_extract(:row, '$.assignment');
-- name: told_assignment_end
SELECT json_object('assignment', assignment, 'at', at), '', '', '' FROM assignment_end ORDER BY assignment;
-- name: take_assignment_end
INSERT INTO assignment_end(assignment, at)
  SELECT id, json_extract(:row, '$.at') FROM assignment
   WHERE id = json_extract(:row, '$.assignment');

-- name: told_sample
SELECT json_object('number', id, 'at', at, 'kind', kind, 'codebook', codebook, 'code', code, 'pass', pass,
                   'method', method, 'seed', seed), '', '', ''
  FROM sample WHERE pass IS NULL OR pass IN (SELECT pass FROM current_pass) ORDER BY id;
-- name: take_sample
INSERT INTO sample(id, at, kind, codebook, code, pass, method, seed)
  SELECT json_extract(:row, '$.number'), json_extract(:row, '$.at'), json_extract(:row, '$.kind'),
         json_extract(:row, '$.codebook'), json_extract(:row, '$.code'),
         (SELECT id FROM pass WHERE id = json_extract(:row, '$.pass')), json_extract(:row, '$.method'),
         json_extract(:row, '$.seed');
-- name: told_stratum
SELECT json_object('sample', t.sample, 'ordinal', t.ordinal, 'name', t.name, 'units', t.units), '', '', ''
  FROM sample_stratum t JOIN sample s ON s.id = t.sample
 WHERE s.pass IS NULL OR s.pass IN (SELECT pass FROM current_pass) ORDER BY t.sample, t.ordinal;
-- name: take_stratum
INSERT INTO sample_stratum(sample, ordinal, name, units)
  SELECT s.id, json_extract(:row, '$.ordinal'), json_extract(:row, '$.name'), json_extract(:row, '$.units')
    FROM sample s WHERE s.id = json_extract(:row, '$.sample');
-- name: told_item
SELECT json_object('sample', i.sample, 'ordinal', i.ordinal, 'stratum', i.stratum, 'report', r.sha256, 'start', i.start,
                   'stop', i.stop, 'key', i.key), r.sha256, '', ''
  FROM sample_item i JOIN sample s ON s.id = i.sample JOIN report r ON r.id = i.report
 WHERE s.pass IS NULL OR s.pass IN (SELECT pass FROM current_pass) ORDER BY i.sample, i.ordinal;
-- name: take_item
INSERT INTO sample_item(sample, ordinal, stratum, report, start, stop, key)
  SELECT s.id, json_extract(:row, '$.ordinal'), json_extract(:row, '$.stratum'), r.id, json_extract(:row, '$.start'),
         json_extract(:row, '$.stop'), json_extract(:row, '$.key')
    FROM sample s JOIN report r ON r.sha256 = json_extract(:row, '$.report')
   WHERE s.id = json_extract(:row, '$.sample') AND json_extract(:row, '$.start') >= 0
     AND json_extract(:row, '$.stop') BETWEEN json_extract(:row, '$.start') AND r.text_bytes;

-- What a study has that it does not tell.
-- name: untold
SELECT (SELECT count(*) FROM pass WHERE id NOT IN (SELECT pass FROM current_pass)),
       (SELECT count(*) FROM sample WHERE pass IS NOT NULL AND pass NOT IN (SELECT pass FROM current_pass));
