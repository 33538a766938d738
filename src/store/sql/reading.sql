-- How OCR was used on a file's bytes, and a report's text replaced by another reading of the same bytes.

-- name: reading_find
SELECT coalesce((SELECT ocr FROM reading WHERE sha256 = :sha256), ''),
       EXISTS (SELECT 1 FROM report WHERE sha256 = :sha256 AND format = 'pdf'),
       EXISTS (SELECT 1 FROM report JOIN quality q ON q.report = report.id
                WHERE report.sha256 = :sha256 AND q.measure = 'pages-unread'),
       EXISTS (SELECT 1 FROM problem WHERE sha256 = :sha256 AND reason = 'no text layer');

-- name: reading_set
INSERT INTO reading(sha256, ocr, engine) VALUES (:sha256, :ocr, :engine)
  ON CONFLICT (sha256) DO UPDATE SET ocr = excluded.ocr, engine = excluded.engine;

-- name: reading_drop
DELETE FROM reading WHERE sha256 = :sha256;

-- name: report_change
UPDATE report SET title = :title, words = :words, text_bytes = :text_bytes, text = :text WHERE id = :report;

-- Ranges count in the old text, so nothing that holds one can stay.
-- name: page_drop
DELETE FROM page WHERE report = :report;
-- name: quality_drop
DELETE FROM quality WHERE report = :report;
-- name: page_run_drop
DELETE FROM page_run WHERE report = :report;
-- name: block_drop
DELETE FROM block WHERE report = :report;
-- name: sentence_drop
DELETE FROM sentence WHERE report = :report;
-- name: furniture_drop
DELETE FROM furniture WHERE report = :report;
-- name: guess_drop
DELETE FROM attribute WHERE report = :report AND source = 1;
-- name: excerpt_drop
DELETE FROM excerpt WHERE report = :report;
-- name: unit_problem_drop
DELETE FROM unit_problem WHERE report = :report;
-- name: answers_drop
DELETE FROM answer WHERE report = :report;
-- name: template_report_drop
DELETE FROM template_report WHERE report = :report;
-- name: pass_report_drop
DELETE FROM pass_report WHERE report = :report;
