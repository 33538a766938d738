-- Another study (attached as other) taken into this one (main). Rows are told to be the same by what they say, never by
-- their numbers. Each statement adds what main lacks, so that a second run adds nothing.

-- name: merge_attach
ATTACH DATABASE :file AS other;
-- name: merge_detach
DETACH DATABASE other;

-- name: merge_last_report
SELECT coalesce(max(id), 0) FROM main.report;

-- name: merge_report
INSERT INTO main.report(sha256, bytes, format, title, words, text_bytes, text, added)
  SELECT sha256, bytes, format, title, words, text_bytes, text, added FROM other.report o
   WHERE NOT EXISTS (SELECT 1 FROM main.report m WHERE m.sha256 = o.sha256) ORDER BY o.sha256;

-- name: merge_predecessor
UPDATE main.report SET predecessor =
  (SELECT before.id FROM other.report o JOIN other.report ob ON ob.id = o.predecessor
     JOIN main.report before ON before.sha256 = ob.sha256 WHERE o.sha256 = report.sha256)
 WHERE predecessor IS NULL AND id > :from;

-- name: merge_page
INSERT INTO main.page(report, ordinal, label, width, height, confidence)
  SELECT m.id, p.ordinal, p.label, p.width, p.height, p.confidence
    FROM main.report m JOIN other.report o ON o.sha256 = m.sha256 JOIN other.page p ON p.report = o.id
   WHERE m.id > :from;
-- name: merge_quality
INSERT INTO main.quality(report, measure, value)
  SELECT m.id, p.measure, p.value
    FROM main.report m JOIN other.report o ON o.sha256 = m.sha256 JOIN other.quality p ON p.report = o.id
   WHERE m.id > :from;
-- name: merge_page_run
INSERT INTO main.page_run(report, start, page)
  SELECT m.id, p.start, p.page
    FROM main.report m JOIN other.report o ON o.sha256 = m.sha256 JOIN other.page_run p ON p.report = o.id
   WHERE m.id > :from;
-- name: merge_block
INSERT INTO main.block(report, ordinal, start, stop, kind, level, heading)
  SELECT m.id, p.ordinal, p.start, p.stop, p.kind, p.level, p.heading
    FROM main.report m JOIN other.report o ON o.sha256 = m.sha256 JOIN other.block p ON p.report = o.id
   WHERE m.id > :from;
-- name: merge_sentence
INSERT INTO main.sentence(report, ordinal, start, stop)
  SELECT m.id, p.ordinal, p.start, p.stop
    FROM main.report m JOIN other.report o ON o.sha256 = m.sha256 JOIN other.sentence p ON p.report = o.id
   WHERE m.id > :from;
-- name: merge_furniture
INSERT INTO main.furniture(report, ordinal, page, text)
  SELECT m.id, p.ordinal, p.page, p.text
    FROM main.report m JOIN other.report o ON o.sha256 = m.sha256 JOIN other.furniture p ON p.report = o.id
   WHERE m.id > :from;
-- name: merge_origin
INSERT INTO main.origin(words) SELECT words FROM other.origin WHERE true ORDER BY words ON CONFLICT DO NOTHING;
-- name: merge_report_origin
INSERT INTO main.report_origin(report, text_sha256, origin)
  SELECT m.id, p.text_sha256, mo.id
    FROM main.report m JOIN other.report o ON o.sha256 = m.sha256 JOIN other.report_origin p ON p.report = o.id
    JOIN other.origin oo ON oo.id = p.origin JOIN main.origin mo ON mo.words = oo.words
   WHERE m.id > :from;

-- Of the newest look at a file nothing is kept that tells when it was; the first study's word stands.
-- name: merge_path
INSERT INTO main.report_path(path, size, modified_ns, sha256, report)
  SELECT p.path, p.size, p.modified_ns, p.sha256, m.id
    FROM other.report_path p LEFT JOIN other.report o ON o.id = p.report LEFT JOIN main.report m ON m.sha256 = o.sha256
   WHERE true ORDER BY p.path ON CONFLICT DO NOTHING;
-- name: merge_problem
INSERT INTO main.problem(path, sha256, reason, detail, since)
  SELECT o.path, o.sha256, o.reason, o.detail, o.since
    FROM other.problem o JOIN main.report_path m ON m.path = o.path AND m.report IS NULL AND m.sha256 = o.sha256
   WHERE true ON CONFLICT DO NOTHING;
-- name: merge_reading
INSERT INTO main.reading(sha256, ocr, engine) SELECT sha256, ocr, engine FROM other.reading WHERE true
  ON CONFLICT DO NOTHING;
-- name: merge_attribute
INSERT INTO main.attribute(report, field, source, value, origin, confidence)
  SELECT m.id, a.field, a.source, a.value, a.origin, a.confidence
    FROM other.attribute a JOIN other.report o ON o.id = a.report JOIN main.report m ON m.sha256 = o.sha256
   WHERE true ON CONFLICT DO NOTHING;

-- name: merge_template
INSERT INTO main.template(name, version, hash, title, xml)
  SELECT name, version, hash, title, xml FROM other.template WHERE true ORDER BY id ON CONFLICT DO NOTHING;
-- name: merge_answer
INSERT INTO main.answer(template, report, ordinal, question, state, asked, asked_stop, start, stop, similarity)
  SELECT mt.id, m.id, a.ordinal, a.question, a.state, a.asked, a.asked_stop, a.start, a.stop, a.similarity
    FROM other.answer a JOIN other.template t ON t.id = a.template JOIN main.template mt ON mt.hash = t.hash
    JOIN other.report o ON o.id = a.report JOIN main.report m ON m.sha256 = o.sha256
   WHERE m.id > :from ON CONFLICT DO NOTHING;
-- name: merge_template_report
INSERT INTO main.template_report(template, report, found)
  SELECT mt.id, m.id, a.found
    FROM other.template_report a JOIN other.template t ON t.id = a.template JOIN main.template mt ON mt.hash = t.hash
    JOIN other.report o ON o.id = a.report JOIN main.report m ON m.sha256 = o.sha256
   WHERE m.id > :from ON CONFLICT DO NOTHING;

-- name: merge_codebook_clash
SELECT o.name, o.version FROM other.codebook o
  JOIN main.codebook m ON m.name = o.name AND m.version = o.version AND m.hash <> o.hash LIMIT 1;
-- name: merge_codebook
INSERT INTO main.codebook(name, version, hash, language, title, xml)
  SELECT name, version, hash, language, title, xml FROM other.codebook WHERE true ORDER BY id ON CONFLICT DO NOTHING;
-- name: merge_modifiers
INSERT INTO main.codebook_modifiers(codebook, xml)
  SELECT m.id, x.xml FROM other.codebook_modifiers x JOIN other.codebook o ON o.id = x.codebook
    JOIN main.codebook m ON m.hash = o.hash AND m.name = o.name AND m.version = o.version
   WHERE true ON CONFLICT DO NOTHING;
-- name: merge_code
INSERT INTO main.code(codebook, ordinal, name, title, definition, colour, theme, theme_title, hash)
  SELECT m.id, c.ordinal, c.name, c.title, c.definition, c.colour, c.theme, c.theme_title, c.hash
    FROM other.code c JOIN other.codebook o ON o.id = c.codebook
    JOIN main.codebook m ON m.name = o.name AND m.version = o.version
   WHERE true ON CONFLICT DO NOTHING;

-- name: merge_pass
INSERT INTO main.pass(codebook, tool, answers, started, finished)
  SELECT m.id, p.tool, p.answers, p.started, p.finished
    FROM other.pass p JOIN other.codebook o ON o.id = p.codebook
    JOIN main.codebook m ON m.name = o.name AND m.version = o.version
   WHERE true ORDER BY p.id ON CONFLICT DO NOTHING;

-- Excerpts count bytes of a text: those of a report whose text is another in main are left out, and told.
-- name: merge_excerpt
INSERT INTO main.excerpt(report, pass, start, stop, code, key, rule, standing, spans)
  SELECT m.id, mp.id, e.start, e.stop, e.code, e.key, e.rule, e.standing, e.spans
    FROM other.pass_report pr
    JOIN other.pass p ON p.id = pr.pass JOIN other.codebook ob ON ob.id = p.codebook
    JOIN main.codebook mb ON mb.name = ob.name AND mb.version = ob.version
    JOIN main.pass mp ON mp.codebook = mb.id AND mp.tool = p.tool AND mp.answers = p.answers
    JOIN other.report o ON o.id = pr.report JOIN main.report m ON m.sha256 = o.sha256 AND m.text = o.text
    JOIN other.excerpt e ON e.report = pr.report AND e.pass = pr.pass
   WHERE NOT EXISTS (SELECT 1 FROM main.pass_report d WHERE d.pass = mp.id AND d.report = m.id);
-- name: merge_unit_problem
INSERT INTO main.unit_problem(pass, report, start, stop, code, reason)
  SELECT mp.id, m.id, u.start, u.stop, u.code, u.reason
    FROM other.unit_problem u
    JOIN other.pass p ON p.id = u.pass JOIN other.codebook ob ON ob.id = p.codebook
    JOIN main.codebook mb ON mb.name = ob.name AND mb.version = ob.version
    JOIN main.pass mp ON mp.codebook = mb.id AND mp.tool = p.tool AND mp.answers = p.answers
    JOIN other.report o ON o.id = u.report JOIN main.report m ON m.sha256 = o.sha256 AND m.text = o.text
   WHERE NOT EXISTS (SELECT 1 FROM main.pass_report d WHERE d.pass = mp.id AND d.report = m.id);
-- name: merge_pass_report
INSERT INTO main.pass_report(pass, report, excerpts)
  SELECT mp.id, m.id, pr.excerpts
    FROM other.pass_report pr
    JOIN other.pass p ON p.id = pr.pass JOIN other.codebook ob ON ob.id = p.codebook
    JOIN main.codebook mb ON mb.name = ob.name AND mb.version = ob.version
    JOIN main.pass mp ON mp.codebook = mb.id AND mp.tool = p.tool AND mp.answers = p.answers
    JOIN other.report o ON o.id = pr.report JOIN main.report m ON m.sha256 = o.sha256 AND m.text = o.text
   WHERE true ON CONFLICT DO NOTHING;
-- name: merge_pass_origin
INSERT INTO main.pass_origin(pass, report, text_sha256, origin)
  SELECT mp.id, m.id, po.text_sha256, mo.id
    FROM other.pass_origin po
    JOIN other.pass p ON p.id = po.pass JOIN other.codebook ob ON ob.id = p.codebook
    JOIN main.codebook mb ON mb.name = ob.name AND mb.version = ob.version
    JOIN main.pass mp ON mp.codebook = mb.id AND mp.tool = p.tool AND mp.answers = p.answers
    JOIN other.report o ON o.id = po.report JOIN main.report m ON m.sha256 = o.sha256 AND m.text = o.text
    JOIN other.origin oo ON oo.id = po.origin JOIN main.origin mo ON mo.words = oo.words
   WHERE true ON CONFLICT DO NOTHING;

-- A pass is complete when all reports of the merged study are done: once for all studies.
-- name: merge_reopen
UPDATE main.pass SET finished = NULL
 WHERE finished IS NOT NULL AND EXISTS (SELECT 1 FROM main.report_path p WHERE p.report IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM main.pass_report pr WHERE pr.pass = pass.id AND pr.report = p.report));
-- name: merge_finish
UPDATE main.pass SET finished = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
 WHERE finished IS NULL AND NOT EXISTS (SELECT 1 FROM main.report_path p WHERE p.report IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM main.pass_report pr WHERE pr.pass = pass.id AND pr.report = p.report));
-- name: merge_unfinished
SELECT codebook.name, codebook.version,
       (SELECT count(DISTINCT p.report) FROM main.report_path p WHERE p.report IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM main.pass_report pr WHERE pr.pass = pass.id AND pr.report = p.report))
  FROM main.pass JOIN main.codebook ON codebook.id = pass.codebook WHERE finished IS NULL ORDER BY pass.id;

-- What people said. The tables only ever grow, and their triggers see every row.
-- name: merge_reviewer
INSERT INTO main.reviewer(name, added)
  SELECT name, added FROM other.reviewer o WHERE NOT EXISTS (SELECT 1 FROM main.reviewer m WHERE m.name = o.name)
   ORDER BY o.id;
-- name: merge_reviewer_event
INSERT INTO main.reviewer_event(reviewer, at, kind, token)
  SELECT m.id, e.at, e.kind, e.token
    FROM other.reviewer_event e JOIN other.reviewer o ON o.id = e.reviewer JOIN main.reviewer m ON m.name = o.name
   WHERE NOT EXISTS (SELECT 1 FROM main.reviewer_event x
                      WHERE x.reviewer = m.id AND x.at = e.at AND x.kind = e.kind AND x.token = e.token)
   ORDER BY e.id;
-- name: merge_assignment
INSERT INTO main.assignment(at, codebook, theme, code, reports, doubled, seed)
  SELECT at, codebook, theme, code, reports, doubled, seed FROM other.assignment o
   WHERE NOT EXISTS (SELECT 1 FROM main.assignment m
                      WHERE (m.at, m.codebook, m.theme, m.code, m.reports, m.doubled, m.seed)
                          = (o.at, o.codebook, o.theme, o.code, o.reports, o.doubled, o.seed))
   ORDER BY o.id;
-- name: merge_assignment_reviewer
INSERT INTO main.assignment_reviewer(assignment, reviewer)
  SELECT m.id, mr.id
    FROM other.assignment_reviewer x JOIN other.assignment o ON o.id = x.assignment
    JOIN main.assignment m ON (m.at, m.codebook, m.theme, m.code, m.reports, m.doubled, m.seed)
                            = (o.at, o.codebook, o.theme, o.code, o.reports, o.doubled, o.seed)
    JOIN other.reviewer r ON r.id = x.reviewer JOIN main.reviewer mr ON mr.name = r.name
   WHERE NOT EXISTS (SELECT 1 FROM main.assignment_reviewer d WHERE d.assignment = m.id AND d.reviewer = mr.id);
-- name: merge_assignment_end
INSERT INTO main.assignment_end(assignment, at)
  SELECT m.id, x.at
    FROM other.assignment_end x JOIN other.assignment o ON o.id = x.assignment
    JOIN main.assignment m ON (m.at, m.codebook, m.theme, m.code, m.reports, m.doubled, m.seed)
                            = (o.at, o.codebook, o.theme, o.code, o.reports, o.doubled, o.seed)
   WHERE NOT EXISTS (SELECT 1 FROM main.assignment_end d WHERE d.assignment = m.id);
-- name: merge_passage
INSERT INTO main.passage(excerpt, report, codebook, code, start, stop, hash, words, prefix, suffix)
  SELECT excerpt, report, codebook, code, start, stop, hash, words, prefix, suffix FROM other.passage o
   WHERE NOT EXISTS (SELECT 1 FROM main.passage m WHERE m.excerpt = o.excerpt AND m.hash = o.hash) ORDER BY o.id;

-- The places of a passage that main does not have yet, in their order; of one that both have, the other's newest place
-- where it was looked for later and found elsewhere.
-- name: merge_place
INSERT INTO main.place(passage, at, pass, how, reason, excerpt, report, text, start, stop)
  SELECT m.id, p.at,
         (SELECT mp.id FROM other.pass op JOIN other.codebook ob ON ob.id = op.codebook
            JOIN main.codebook mb ON mb.name = ob.name AND mb.version = ob.version
            JOIN main.pass mp ON mp.codebook = mb.id AND mp.tool = op.tool AND mp.answers = op.answers
           WHERE op.id = p.pass),
         p.how, p.reason, p.excerpt, p.report, p.text, p.start, p.stop
    FROM other.place p JOIN other.passage o ON o.id = p.passage
    JOIN main.passage m ON m.excerpt = o.excerpt AND m.hash = o.hash
   WHERE CASE WHEN EXISTS (SELECT 1 FROM main.place x WHERE x.passage = m.id)
              THEN p.id = (SELECT max(n.id) FROM other.place n WHERE n.passage = p.passage)
               AND EXISTS (SELECT 1 FROM main.place x WHERE x.passage = m.id AND x.at < p.at
                              AND x.id = (SELECT max(id) FROM main.place n WHERE n.passage = m.id)
                              AND (x.how, x.excerpt, x.report, x.start, x.stop)
                                  IS NOT (p.how, p.excerpt, p.report, p.start, p.stop))
              ELSE 1 END
   ORDER BY p.id;

-- name: merge_decision
INSERT INTO main.decision(request, reviewer, at, kind, passage, origin, version, pass, verdict, recode, memo, star, batch,
                          undoes)
  SELECT d.request, mr.id, d.at, d.kind, m.id, d.origin, d.version,
         (SELECT mp.id FROM other.pass op JOIN other.codebook ob ON ob.id = op.codebook
            JOIN main.codebook mb ON mb.name = ob.name AND mb.version = ob.version
            JOIN main.pass mp ON mp.codebook = mb.id AND mp.tool = op.tool AND mp.answers = op.answers
           WHERE op.id = d.pass),
         d.verdict, d.recode, d.memo, d.star, d.batch, NULL
    FROM other.decision d
    JOIN other.reviewer r ON r.id = d.reviewer JOIN main.reviewer mr ON mr.name = r.name
    JOIN other.passage o ON o.id = d.passage JOIN main.passage m ON m.excerpt = o.excerpt AND m.hash = o.hash
   WHERE d.kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM main.decision x WHERE x.request = d.request)
   ORDER BY d.id;
-- Behind the decisions that they undo. One that was undone in both studies stays undone, once.
-- name: merge_undo
INSERT INTO main.decision(request, reviewer, at, kind, passage, origin, version, pass, verdict, recode, memo, star, batch,
                          undoes)
  SELECT d.request, mr.id, d.at, d.kind, m.id, d.origin, d.version,
         (SELECT mp.id FROM other.pass op JOIN other.codebook ob ON ob.id = op.codebook
            JOIN main.codebook mb ON mb.name = ob.name AND mb.version = ob.version
            JOIN main.pass mp ON mp.codebook = mb.id AND mp.tool = op.tool AND mp.answers = op.answers
           WHERE op.id = d.pass),
         d.verdict, d.recode, d.memo, d.star, d.batch, mu.id
    FROM other.decision d
    JOIN other.reviewer r ON r.id = d.reviewer JOIN main.reviewer mr ON mr.name = r.name
    JOIN other.passage o ON o.id = d.passage JOIN main.passage m ON m.excerpt = o.excerpt AND m.hash = o.hash
    JOIN other.decision u ON u.id = d.undoes JOIN main.decision mu ON mu.request = u.request
   WHERE d.kind = 'undo' AND NOT EXISTS (SELECT 1 FROM main.decision x WHERE x.request = d.request)
     AND NOT EXISTS (SELECT 1 FROM main.decision x WHERE x.undoes = mu.id)
   ORDER BY d.id;
-- name: merge_note
INSERT INTO main.note(request, reviewer, at, passage, memo, star)
  SELECT n.request, mr.id, n.at, m.id, n.memo, n.star
    FROM other.note n
    JOIN other.reviewer r ON r.id = n.reviewer JOIN main.reviewer mr ON mr.name = r.name
    JOIN other.passage o ON o.id = n.passage JOIN main.passage m ON m.excerpt = o.excerpt AND m.hash = o.hash
   WHERE NOT EXISTS (SELECT 1 FROM main.note x WHERE x.request = n.request)
   ORDER BY n.id;
-- name: merge_audit_answer
INSERT INTO main.audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence,
                              undoes)
  SELECT a.request, mr.id, a.at, a.kind, a.report, a.codebook, a.version, a.question, a.answer, a.memo, a.evidence, NULL
    FROM other.audit_answer a JOIN other.reviewer r ON r.id = a.reviewer JOIN main.reviewer mr ON mr.name = r.name
   WHERE a.kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM main.audit_answer x WHERE x.request = a.request)
   ORDER BY a.id;
-- name: merge_audit_undo
INSERT INTO main.audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence,
                              undoes)
  SELECT a.request, mr.id, a.at, a.kind, a.report, a.codebook, a.version, a.question, a.answer, a.memo, a.evidence, mu.id
    FROM other.audit_answer a JOIN other.reviewer r ON r.id = a.reviewer JOIN main.reviewer mr ON mr.name = r.name
    JOIN other.audit_answer u ON u.id = a.undoes JOIN main.audit_answer mu ON mu.request = u.request
   WHERE a.kind = 'undo' AND NOT EXISTS (SELECT 1 FROM main.audit_answer x WHERE x.request = a.request)
     AND NOT EXISTS (SELECT 1 FROM main.audit_answer x WHERE x.undoes = mu.id)
   ORDER BY a.id;

-- What was drawn.
-- name: merge_sample
INSERT INTO main.sample(at, kind, codebook, code, pass, method, seed)
  SELECT o.at, o.kind, o.codebook, o.code,
         (SELECT mp.id FROM other.pass op JOIN other.codebook ob ON ob.id = op.codebook
            JOIN main.codebook mb ON mb.name = ob.name AND mb.version = ob.version
            JOIN main.pass mp ON mp.codebook = mb.id AND mp.tool = op.tool AND mp.answers = op.answers
           WHERE op.id = o.pass),
         o.method, o.seed
    FROM other.sample o
   WHERE NOT EXISTS (SELECT 1 FROM main.sample m WHERE (m.at, m.kind, m.codebook, m.code, m.method, m.seed)
                                                     = (o.at, o.kind, o.codebook, o.code, o.method, o.seed))
   ORDER BY o.id;
-- name: merge_sample_stratum
INSERT INTO main.sample_stratum(sample, ordinal, name, units)
  SELECT m.id, x.ordinal, x.name, x.units
    FROM other.sample_stratum x JOIN other.sample o ON o.id = x.sample
    JOIN main.sample m ON (m.at, m.kind, m.codebook, m.code, m.method, m.seed)
                        = (o.at, o.kind, o.codebook, o.code, o.method, o.seed)
   WHERE true ON CONFLICT DO NOTHING;
-- name: merge_sample_item
INSERT INTO main.sample_item(sample, ordinal, stratum, report, start, stop, key)
  SELECT m.id, x.ordinal, x.stratum, mr.id, x.start, x.stop, x.key
    FROM other.sample_item x JOIN other.sample o ON o.id = x.sample
    JOIN main.sample m ON (m.at, m.kind, m.codebook, m.code, m.method, m.seed)
                        = (o.at, o.kind, o.codebook, o.code, o.method, o.seed)
    JOIN other.report r ON r.id = x.report JOIN main.report mr ON mr.sha256 = r.sha256
   WHERE true ON CONFLICT DO NOTHING;

-- What the two studies say differently, told before anything is taken over.
-- name: merge_conflicts
SELECT 'file', p.path, 'holds ' || substr(m.sha256, 1, 12), 'holds ' || substr(p.sha256, 1, 12)
  FROM other.report_path p JOIN main.report_path m ON m.path = p.path AND m.sha256 <> p.sha256
UNION ALL
SELECT 'text of a report', o.sha256, m.text_bytes || ' bytes, kept', o.text_bytes || ' bytes: its excerpts are left out'
  FROM other.report o JOIN main.report m ON m.sha256 = o.sha256 AND m.text <> o.text
UNION ALL
SELECT 'attribute ' || a.field, o.sha256, x.value, a.value
  FROM other.attribute a JOIN other.report o ON o.id = a.report JOIN main.report m ON m.sha256 = o.sha256
  JOIN main.attribute x ON x.report = m.id AND x.field = a.field AND x.source = a.source AND x.value <> a.value
 WHERE a.source > 1
UNION ALL
SELECT 'decision of ' || r.name, o.excerpt, x.verdict || ' ' || x.at, d.verdict || ' ' || d.at
  FROM other.decision d JOIN other.reviewer r ON r.id = d.reviewer JOIN main.reviewer mr ON mr.name = r.name
  JOIN other.passage o ON o.id = d.passage JOIN main.passage m ON m.excerpt = o.excerpt AND m.hash = o.hash
  JOIN main.decision x ON x.passage = m.id AND x.reviewer = mr.id AND x.kind = d.kind
   AND (x.verdict, x.recode, x.star) IS NOT (d.verdict, d.recode, d.star)
 WHERE d.kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM main.decision y WHERE y.request = d.request)
   AND NOT EXISTS (SELECT 1 FROM other.decision y WHERE y.request = x.request)
UNION ALL
SELECT 'same request, other decision', d.request, x.verdict || ' ' || x.at, d.verdict || ' ' || d.at
  FROM other.decision d JOIN main.decision x ON x.request = d.request
 WHERE (x.at, x.kind, x.verdict, x.recode, x.memo, x.star) <> (d.at, d.kind, d.verdict, d.recode, d.memo, d.star)
UNION ALL
SELECT 'undone in both', u.request, x.request, d.request
  FROM other.decision d JOIN other.decision u ON u.id = d.undoes JOIN main.decision mu ON mu.request = u.request
  JOIN main.decision x ON x.undoes = mu.id AND x.request <> d.request
UNION ALL
SELECT 'audit answer of ' || r.name, a.question || ' ' || a.report, x.answer || ' ' || x.at, a.answer || ' ' || a.at
  FROM other.audit_answer a JOIN other.reviewer r ON r.id = a.reviewer JOIN main.reviewer mr ON mr.name = r.name
  JOIN main.audit_answer x ON x.reviewer = mr.id AND x.report = a.report AND x.codebook = a.codebook
   AND x.question = a.question AND x.kind = a.kind AND x.answer <> a.answer
 WHERE a.kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM main.audit_answer y WHERE y.request = a.request)
   AND NOT EXISTS (SELECT 1 FROM other.audit_answer y WHERE y.request = x.request)
 ORDER BY 1, 2, 3, 4;

-- name: merge_counts
SELECT (SELECT count(*) FROM main.report), (SELECT count(*) FROM main.excerpt), (SELECT count(*) FROM main.decision),
       (SELECT count(*) FROM main.audit_answer);
