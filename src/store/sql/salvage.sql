-- What can still be read of a damaged study (attached as other), row by row, under the same numbers: a page that cannot
-- be read costs what stands on it. Each table's last number tells how far to go.

-- name: salvage_last_reviewer
SELECT max(id) FROM other.reviewer;
-- name: salvage_reviewer
INSERT OR IGNORE INTO main.reviewer SELECT * FROM other.reviewer WHERE id = :id;
-- name: salvage_last_event
SELECT max(id) FROM other.reviewer_event;
-- name: salvage_event
INSERT OR IGNORE INTO main.reviewer_event SELECT * FROM other.reviewer_event WHERE id = :id;
-- name: salvage_last_assignment
SELECT max(id) FROM other.assignment;
-- name: salvage_assignment
INSERT OR IGNORE INTO main.assignment SELECT * FROM other.assignment WHERE id = :id;
-- name: salvage_assignment_reviewer
INSERT OR IGNORE INTO main.assignment_reviewer SELECT * FROM other.assignment_reviewer WHERE assignment = :id;
-- name: salvage_assignment_end
INSERT OR IGNORE INTO main.assignment_end SELECT * FROM other.assignment_end WHERE assignment = :id;

-- name: salvage_last_codebook
SELECT max(id) FROM other.codebook;
-- name: salvage_codebook
INSERT OR IGNORE INTO main.codebook SELECT * FROM other.codebook WHERE id = :id;
-- name: salvage_code
INSERT OR IGNORE INTO main.code SELECT * FROM other.code WHERE codebook = :id;
-- name: salvage_modifiers
INSERT OR IGNORE INTO main.codebook_modifiers SELECT * FROM other.codebook_modifiers WHERE codebook = :id;
-- name: salvage_last_pass
SELECT max(id) FROM other.pass;
-- name: salvage_pass
INSERT OR IGNORE INTO main.pass SELECT * FROM other.pass WHERE id = :id;
-- name: salvage_last_template
SELECT max(id) FROM other.template;
-- name: salvage_template
INSERT OR IGNORE INTO main.template SELECT * FROM other.template WHERE id = :id;
-- name: salvage_last_origin
SELECT max(id) FROM other.origin;
-- name: salvage_origin
INSERT OR IGNORE INTO main.origin SELECT * FROM other.origin WHERE id = :id;

-- name: salvage_last_report
SELECT max(id) FROM other.report;
-- name: salvage_report
INSERT OR IGNORE INTO main.report(id, sha256, bytes, format, title, words, text_bytes, text, predecessor, added)
  SELECT id, sha256, bytes, format, title, words, text_bytes, text, NULL, added FROM other.report WHERE id = :id;
-- Where the text cannot be read, what stands before it may.
-- name: salvage_report_head
INSERT OR IGNORE INTO main.report(id, sha256, bytes, format, title, words, text_bytes, text, predecessor, added)
  SELECT id, sha256, bytes, format, title, 0, 0, x'', NULL, '' FROM other.report WHERE id = :id;
-- A text whose sentences are lost is none.
-- name: salvage_no_text
UPDATE main.report SET text = x'', text_bytes = 1 WHERE id = :id;
-- name: salvage_predecessor
UPDATE main.report SET predecessor = (SELECT predecessor FROM other.report WHERE id = :id)
 WHERE id = :id AND EXISTS (SELECT 1 FROM other.report o JOIN main.report m ON m.id = o.predecessor WHERE o.id = :id);
-- name: salvage_page
INSERT OR IGNORE INTO main.page SELECT * FROM other.page WHERE report = :id;
-- name: salvage_quality
INSERT OR IGNORE INTO main.quality SELECT * FROM other.quality WHERE report = :id;
-- name: salvage_page_run
INSERT OR IGNORE INTO main.page_run SELECT * FROM other.page_run WHERE report = :id;
-- name: salvage_block
INSERT OR IGNORE INTO main.block SELECT * FROM other.block WHERE report = :id;
-- name: salvage_sentence
INSERT OR IGNORE INTO main.sentence SELECT * FROM other.sentence WHERE report = :id;
-- name: salvage_furniture
INSERT OR IGNORE INTO main.furniture SELECT * FROM other.furniture WHERE report = :id;
-- name: salvage_report_origin
INSERT OR IGNORE INTO main.report_origin SELECT * FROM other.report_origin WHERE report = :id;
-- name: salvage_attribute
INSERT OR IGNORE INTO main.attribute SELECT * FROM other.attribute WHERE report = :id;
-- name: salvage_path
INSERT OR IGNORE INTO main.report_path SELECT * FROM other.report_path WHERE report = :id;
-- name: salvage_reading
INSERT OR IGNORE INTO main.reading SELECT * FROM other.reading
 WHERE sha256 = (SELECT sha256 FROM main.report WHERE id = :id);
-- name: salvage_template_report
INSERT OR IGNORE INTO main.template_report SELECT * FROM other.template_report WHERE report = :id;
-- name: salvage_answer
INSERT OR IGNORE INTO main.answer SELECT * FROM other.answer WHERE report = :id;
-- name: salvage_pass_report
INSERT OR IGNORE INTO main.pass_report SELECT * FROM other.pass_report WHERE report = :id;
-- name: salvage_excerpt
INSERT OR IGNORE INTO main.excerpt SELECT * FROM other.excerpt WHERE report = :id;
-- name: salvage_unit_problem
INSERT OR IGNORE INTO main.unit_problem SELECT * FROM other.unit_problem WHERE report = :id;
-- name: salvage_pass_origin
INSERT OR IGNORE INTO main.pass_origin SELECT * FROM other.pass_origin WHERE report = :id;

-- What a pass found in a report counts whole or not at all: it is coded again.
-- name: salvage_uncounted
DELETE FROM main.pass_report WHERE report = :id AND (
  excerpts <> (SELECT count(*) FROM main.excerpt e WHERE e.report = pass_report.report AND e.pass = pass_report.pass)
  OR NOT EXISTS (SELECT 1 FROM main.pass WHERE pass.id = pass_report.pass)
  OR EXISTS (SELECT 1 FROM main.pass WHERE pass.id = pass_report.pass
                AND NOT EXISTS (SELECT 1 FROM main.code WHERE code.codebook = pass.codebook)));
-- name: salvage_undone
DELETE FROM main.excerpt WHERE report = :id
   AND NOT EXISTS (SELECT 1 FROM main.pass_report pr WHERE pr.pass = excerpt.pass AND pr.report = excerpt.report);
-- name: salvage_undone_problem
DELETE FROM main.unit_problem WHERE report = :id
   AND NOT EXISTS (SELECT 1 FROM main.pass_report pr WHERE pr.pass = unit_problem.pass AND pr.report = unit_problem.report);

-- name: salvage_last_sample
SELECT max(id) FROM other.sample;
-- name: salvage_sample
INSERT OR IGNORE INTO main.sample SELECT * FROM other.sample WHERE id = :id;
-- name: salvage_sample_stratum
INSERT OR IGNORE INTO main.sample_stratum SELECT * FROM other.sample_stratum WHERE sample = :id;
-- name: salvage_sample_item
INSERT OR IGNORE INTO main.sample_item SELECT * FROM other.sample_item WHERE sample = :id;
-- name: salvage_last_passage
SELECT max(id) FROM other.passage;
-- name: salvage_passage
INSERT OR IGNORE INTO main.passage SELECT * FROM other.passage WHERE id = :id;
-- name: salvage_last_place
SELECT max(id) FROM other.place;
-- name: salvage_place
INSERT OR IGNORE INTO main.place(id, passage, at, pass, how, reason, excerpt, report, text, start, stop)
  SELECT id, passage, at, (SELECT id FROM main.pass p WHERE p.id = o.pass), how, reason, excerpt, report, text, start,
         stop
    FROM other.place o WHERE id = :id;
-- A passage whose places cannot be read stands where it was first decided on.
-- name: salvage_first_place
INSERT INTO main.place(passage, at, pass, how, reason, excerpt, report, text, start, stop)
  SELECT id, '', NULL, 'same', '', excerpt, report, '', start, stop FROM main.passage
   WHERE NOT EXISTS (SELECT 1 FROM main.place WHERE place.passage = passage.id);
-- name: salvage_last_decision
SELECT max(id) FROM other.decision;
-- name: salvage_decision
INSERT OR IGNORE INTO main.decision(id, request, reviewer, at, kind, passage, origin, version, pass, verdict, recode, memo,
                                    star, batch, undoes)
  SELECT id, request, reviewer, at, kind, passage, origin, version, (SELECT id FROM main.pass p WHERE p.id = o.pass),
         verdict, recode, memo, star, batch, undoes
    FROM other.decision o WHERE id = :id;
-- name: salvage_last_note
SELECT max(id) FROM other.note;
-- name: salvage_note
INSERT OR IGNORE INTO main.note SELECT * FROM other.note WHERE id = :id;
-- name: salvage_last_answer
SELECT max(id) FROM other.audit_answer;
-- name: salvage_audit_answer
INSERT OR IGNORE INTO main.audit_answer SELECT * FROM other.audit_answer WHERE id = :id;

-- name: salvage_lost_files
SELECT path FROM other.report_path o WHERE NOT EXISTS (SELECT 1 FROM main.report_path m WHERE m.path = o.path)
 ORDER BY path;
-- name: salvage_drop_text
UPDATE main.report SET predecessor = NULL WHERE predecessor = :report;
-- name: salvage_drop_attribute
DELETE FROM main.attribute WHERE report = :report;
-- name: salvage_drop_origin
DELETE FROM main.report_origin WHERE report = :report;
-- name: salvage_drop_item
DELETE FROM main.sample_item WHERE report = :report;
-- name: salvage_drop_path
DELETE FROM main.report_path WHERE report = :report;
-- name: salvage_drop_report
DELETE FROM main.report WHERE id = :report;
