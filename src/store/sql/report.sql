-- Reports, their parts, paths, problems and attributes.

-- name: report_add
INSERT INTO report(sha256, bytes, format, title, words, text_bytes, text, added)
  VALUES (:sha256, :bytes, :format, :title, :words, :text_bytes, :text, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
  RETURNING id;

-- name: report_find
SELECT id FROM report WHERE sha256 = :sha256;

-- name: report_hash
SELECT sha256 FROM report WHERE id = :report;

-- name: report_hashes
SELECT report.id, report.sha256, coalesce(o.text_sha256, '') FROM report
  LEFT JOIN report_origin o ON o.report = report.id ORDER BY report.id;

-- name: report_load
SELECT format, title, text_bytes, text,
       (SELECT count(*) FROM page WHERE report = :report),
       (SELECT count(*) FROM page_run WHERE report = :report),
       (SELECT count(*) FROM block WHERE report = :report),
       (SELECT count(*) FROM sentence WHERE report = :report),
       (SELECT count(*) FROM furniture WHERE report = :report),
       (SELECT count(*) FROM quality WHERE report = :report),
       coalesce((SELECT value FROM known_attribute WHERE report = :report AND field = 'report_pages'), '')
  FROM report WHERE id = :report;

-- name: report_text
SELECT format, title, text_bytes, text FROM report WHERE id = :report;

-- name: page_add
INSERT INTO page(report, ordinal, label, width, height, confidence)
  VALUES (:report, :ordinal, :label, :width, :height, :confidence);
-- name: quality_add
INSERT INTO quality(report, measure, value) VALUES (:report, :measure, :value);
-- name: page_run_add
INSERT INTO page_run(report, start, page) VALUES (:report, :start, :page);
-- name: block_add
INSERT INTO block(report, ordinal, start, stop, kind, level, heading)
  VALUES (:report, :ordinal, :start, :stop, :kind, :level, :heading);
-- name: sentence_add
INSERT INTO sentence(report, ordinal, start, stop) VALUES (:report, :ordinal, :start, :stop);
-- name: furniture_add
INSERT INTO furniture(report, ordinal, page, text) VALUES (:report, :ordinal, :page, :text);

-- name: page_each
SELECT label, width, height, confidence FROM page WHERE report = :report ORDER BY ordinal;
-- name: page_run_each
SELECT start, page FROM page_run WHERE report = :report ORDER BY start;
-- name: block_each
SELECT start, stop, kind, level, heading FROM block WHERE report = :report ORDER BY ordinal;
-- name: sentence_each
SELECT start, stop FROM sentence WHERE report = :report ORDER BY ordinal;
-- name: furniture_each
SELECT page, text FROM furniture WHERE report = :report ORDER BY ordinal;

-- name: quality_each
SELECT measure, value FROM quality WHERE report = :report ORDER BY measure;

-- name: path_find
SELECT p.size, p.modified_ns, p.sha256, p.report, problem.reason, problem.detail
  FROM report_path p LEFT JOIN problem ON problem.path = p.path
 WHERE p.path = :path;

-- name: path_set
INSERT INTO report_path(path, size, modified_ns, sha256, report)
  VALUES (:path, :size, :modified_ns, :sha256, :report)
  ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified_ns = excluded.modified_ns,
    sha256 = excluded.sha256, report = excluded.report;

-- A report that goes back to an earlier one gets no predecessor: the line would be a ring.
-- name: predecessor_set
UPDATE report SET predecessor = :old
 WHERE id = :report AND predecessor IS NULL AND id <> :old
   AND NOT EXISTS (
     WITH RECURSIVE line(id) AS (
       SELECT :old UNION SELECT r.predecessor FROM line JOIN report r ON r.id = line.id WHERE r.predecessor IS NOT NULL)
     SELECT 1 FROM line WHERE line.id = :report);

-- name: problem_set
INSERT INTO problem(path, sha256, reason, detail, since)
  VALUES (:path, :sha256, :reason, :detail, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
  ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, reason = excluded.reason, detail = excluded.detail,
    since = CASE WHEN sha256 = excluded.sha256 AND reason = excluded.reason THEN since ELSE excluded.since END;

-- name: problem_drop
DELETE FROM problem WHERE path = :path;

-- name: problem_find
SELECT reason, detail FROM problem WHERE sha256 = :sha256 ORDER BY path LIMIT 1;

-- name: attribute_set
INSERT INTO attribute(report, field, source, value, origin, confidence)
  VALUES (:report, :field, :source, :value, :origin, :confidence)
  ON CONFLICT (report, field, source) DO UPDATE SET value = excluded.value, origin = excluded.origin,
    confidence = excluded.confidence;

-- name: attribute_each
SELECT field, source, value, origin, confidence FROM attribute WHERE report = :report ORDER BY field, source;

-- What a person said of the bytes before holds for these too where the program sees the same in both.
-- name: attribute_carry
INSERT INTO attribute(report, field, source, value, origin, confidence)
  SELECT :report, old.field, old.source, old.value, old.origin, old.confidence FROM attribute old
   WHERE old.report = :old AND old.source = 3
     AND (SELECT value FROM attribute g WHERE g.report = :old AND g.field = old.field AND g.source = 1)
      IS (SELECT value FROM attribute g WHERE g.report = :report AND g.field = old.field AND g.source = 1)
     AND (old.field <> 'report_pages' OR (SELECT count(*) FROM page WHERE page.report = :old)
                                       = (SELECT count(*) FROM page WHERE page.report = :report))
  ON CONFLICT (report, field, source) DO NOTHING;

-- name: report_pages_known
SELECT value FROM known_attribute WHERE report = :report AND field = 'report_pages';

-- name: report_words_set
UPDATE report SET words = :words WHERE id = :report;

-- name: page_count
SELECT count(*) FROM page WHERE report = :report;
