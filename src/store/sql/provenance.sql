-- What texts and passes were made with, and what a pass found, to be made again and compared.

-- name: origin_add
INSERT INTO origin(words) VALUES (:words) ON CONFLICT (words) DO UPDATE SET words = words RETURNING id;

-- name: report_origin_set
INSERT INTO report_origin(report, text_sha256, origin) VALUES (:report, :text_sha256, :origin)
  ON CONFLICT (report) DO UPDATE SET text_sha256 = excluded.text_sha256, origin = excluded.origin;

-- name: pass_origin_add
INSERT INTO pass_origin(pass, report, text_sha256, origin) VALUES (:pass, :report, :text_sha256, :origin);

-- A report all of whose excerpts were taken over was not read: its text is the one that the pass before had.
-- name: pass_origin_copy
INSERT INTO pass_origin(pass, report, text_sha256, origin)
  SELECT :pass, report, text_sha256, origin FROM pass_origin WHERE pass = :before AND report = :report;

-- name: modifiers_add
INSERT INTO codebook_modifiers(codebook, xml) VALUES (:codebook, :xml) ON CONFLICT (codebook) DO NOTHING;

-- name: pass_made_of
SELECT cb.name, cb.version, cb.hash, cb.xml, m.xml, pass.tool, pass.answers, pass.finished IS NOT NULL
  FROM pass JOIN codebook cb ON cb.id = pass.codebook LEFT JOIN codebook_modifiers m ON m.codebook = cb.id
 WHERE pass.id = :pass;

-- name: list_pass_reports
SELECT pr.report, r.sha256, coalesce((SELECT path FROM current_report c WHERE c.report = pr.report), ''), pr.excerpts,
       coalesce(po.text_sha256, ''), coalesce(made.words, ''), coalesce(rd.words, ''),
       coalesce((SELECT ocr FROM reading WHERE reading.sha256 = r.sha256), '')
  FROM pass_report pr
  JOIN report r ON r.id = pr.report
  LEFT JOIN pass_origin po ON po.pass = pr.pass AND po.report = pr.report
  LEFT JOIN origin made ON made.id = po.origin
  LEFT JOIN report_origin ro ON ro.report = pr.report
  LEFT JOIN origin rd ON rd.id = ro.origin
 WHERE pr.pass = :pass
 ORDER BY 3, r.sha256;

-- name: list_pass_excerpts
SELECT e.start, e.stop, code.name, e.rule, e.standing, e.spans
  FROM pass JOIN excerpt e ON e.report = :report AND e.pass = pass.id
  JOIN code ON code.codebook = pass.codebook AND code.ordinal = e.code
 WHERE pass.id = :pass
 ORDER BY e.start, e.stop, code.name;
