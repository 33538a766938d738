-- Every view of the study, made anew by each new version; the last of the schema's parts.
PRAGMA user_version = 4;

-- The newest complete pass of each codebook id.
DROP VIEW IF EXISTS current_pass;
CREATE VIEW current_pass AS
  SELECT max(pass.id) AS pass, codebook.name AS name
    FROM pass JOIN codebook ON codebook.id = pass.codebook
   WHERE pass.finished IS NOT NULL
   GROUP BY codebook.name;

-- A report that a file still holds; one whose every file holds something else now is kept but not listed.
DROP VIEW IF EXISTS current_report;
CREATE VIEW current_report AS
  SELECT report AS report, min(path) AS path, count(*) AS paths
    FROM report_path WHERE report IS NOT NULL GROUP BY report;

-- The highest source's word for each attribute; none where that word is that it is not known.
DROP VIEW IF EXISTS known_attribute;
CREATE VIEW known_attribute AS
  SELECT report, field, source, value, origin, confidence FROM attribute a
   WHERE value <> '' AND NOT EXISTS (
     SELECT 1 FROM attribute b WHERE b.report = a.report AND b.field = a.field AND b.source > a.source);

-- Where each passage stands now.
DROP VIEW IF EXISTS current_place;
CREATE VIEW current_place AS
  SELECT id, passage, at, pass, how, reason, excerpt, report, text, start, stop FROM place p
   WHERE NOT EXISTS (SELECT 1 FROM place n WHERE n.passage = p.passage AND n.id > p.id);

-- What an excerpt is worth is found anew by INSERT INTO recount(excerpt) VALUES (…), as the triggers of decision and
-- place do. Of a reviewer the newest decision counts that was not undone; adjudicated, the newest such decision of all
-- overrides what the reviewers said.
DROP VIEW IF EXISTS recount;
CREATE VIEW recount AS SELECT '' AS excerpt WHERE 0;
CREATE TRIGGER recount_now INSTEAD OF INSERT ON recount WHEN NEW.excerpt <> '' BEGIN
  DELETE FROM counting WHERE excerpt = NEW.excerpt;
  INSERT INTO counting(excerpt, adjudicated, reviewer, decision)
    SELECT NEW.excerpt, adjudicated, reviewer, decision
      FROM (SELECT d.kind = 'adjudicated' AS adjudicated, d.reviewer AS reviewer, d.id AS decision,
                   row_number() OVER (PARTITION BY d.kind, d.reviewer ORDER BY d.at DESC, d.id DESC) AS age
              FROM current_place p JOIN decision d ON d.passage = p.passage
             WHERE p.excerpt = NEW.excerpt AND d.kind <> 'undo'
               AND NOT EXISTS (SELECT 1 FROM decision u WHERE u.undoes = d.id))
     WHERE age = 1;
  DELETE FROM finding WHERE excerpt = NEW.excerpt;
  INSERT INTO finding(excerpt, status, star, hand, report)
    SELECT NEW.excerpt,
           CASE WHEN count(DISTINCT verdict || ' ' || recode) > 1 THEN 'disagreed'
                ELSE CASE max(verdict) WHEN 'accept' THEN 'accepted' WHEN 'reject' THEN 'rejected'
                                       WHEN 'recode' THEN 'recoded' ELSE 'unsure' END END,
           max(star),
           (SELECT max(d.origin = 'hand') FROM counting c JOIN decision d ON d.id = c.decision
             WHERE c.excerpt = NEW.excerpt),
           (SELECT p.report FROM current_place p WHERE p.excerpt = NEW.excerpt LIMIT 1)
      FROM (SELECT d.verdict AS verdict, d.recode AS recode, d.star AS star, c.adjudicated AS adjudicated,
                   row_number() OVER (ORDER BY c.adjudicated DESC, d.at DESC, d.id DESC) AS age,
                   max(c.adjudicated) OVER () AS settled
              FROM counting c JOIN decision d ON d.id = c.decision WHERE c.excerpt = NEW.excerpt)
     WHERE settled = 0 OR age = 1
    HAVING count(*) > 0;
END;

-- The views from here on keep their columns as long as user_version stays: read these from R or Python.
DROP VIEW IF EXISTS v_report;
CREATE VIEW v_report AS
  SELECT report.sha256 AS report, c.path AS path, c.paths AS paths, report.format AS format, report.bytes AS bytes,
         (SELECT count(*) FROM page WHERE page.report = report.id) AS pages,
         report.words AS words,
         (SELECT count(*) FROM sentence WHERE sentence.report = report.id) AS sentences,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'partnership') AS partnership,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'authorities') AS authorities,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'region') AS region,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'period_start') AS period_start,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'period_end') AS period_end,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'period') AS period,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'title') AS title,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'document_kind') AS document_kind,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'variant') AS variant,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'language') AS language,
         (SELECT value FROM known_attribute a WHERE a.report = report.id AND field = 'report_pages') AS report_pages,
         (SELECT old.sha256 FROM report old WHERE old.id = report.predecessor) AS predecessor,
         (SELECT old.sha256 FROM compared d JOIN report old ON old.id = d.duplicate_of
           WHERE d.report = report.id) AS duplicate_of
    FROM current_report c JOIN report ON report.id = c.report;

DROP VIEW IF EXISTS v_attribute;
CREATE VIEW v_attribute AS
  SELECT report.sha256 AS report, c.path AS path, a.field AS attribute, a.value AS value,
         CASE a.source WHEN 1 THEN 'guessed' WHEN 2 THEN 'manifest' ELSE 'edited' END AS source,
         a.origin AS origin, a.confidence AS confidence
    FROM current_report c JOIN report ON report.id = c.report JOIN known_attribute a ON a.report = c.report;

-- Each authority of a report, with the code of the one that bore the name on the period's last day.
DROP VIEW IF EXISTS v_report_authority;
CREATE VIEW v_report_authority AS
  WITH RECURSIVE part(report, period_end, name, rest) AS (
    SELECT report, period_end, '', authorities || '; ' FROM v_report WHERE authorities IS NOT NULL
    UNION ALL
    SELECT report, period_end, substr(rest, 1, instr(rest, '; ') - 1), substr(rest, instr(rest, '; ') + 2)
      FROM part WHERE rest <> '')
  SELECT part.report AS report, part.name AS authority, max(a.region) AS region,
         CASE count(a.code) WHEN 1 THEN max(a.code) END AS code
    FROM part LEFT JOIN authority a ON a.name = part.name
     AND (part.period_end IS NULL
          OR (a.valid_from <= part.period_end AND (a.valid_to = '' OR a.valid_to >= part.period_end)))
   WHERE part.name <> '' GROUP BY part.report, part.name;

-- Passages that a reviewer tagged by hand, of the codes that the newest complete passes have, and that no rule tags. The
-- order of the tables is set, so that of a report only what was tagged by hand in it is looked at.
DROP VIEW IF EXISTS hand_excerpt;
CREATE VIEW hand_excerpt AS
  SELECT f.excerpt AS key, report.id AS report, cp.pass AS pass, p.start AS start, p.stop AS stop, code.ordinal AS code,
         report.sha256 AS sha256
    FROM report
    CROSS JOIN finding f ON f.report = report.sha256 AND f.hand = 1
    CROSS JOIN current_place p ON p.excerpt = f.excerpt
     AND p.id = (SELECT min(o.id) FROM current_place o WHERE o.excerpt = f.excerpt)
    CROSS JOIN passage ON passage.id = p.passage
    CROSS JOIN current_pass cp ON cp.name = passage.codebook
    JOIN pass ON pass.id = cp.pass
    JOIN code ON code.codebook = pass.codebook AND code.name = passage.code
   WHERE NOT EXISTS (SELECT 1 FROM excerpt e WHERE e.report = report.id AND e.pass = cp.pass AND e.start = p.start
                        AND e.stop = p.stop AND e.code = code.ordinal);

-- What rules and people have tagged. The report's hash stands here so that who asks v_excerpt for one report's excerpts
-- has those read alone: SQLite asks each part for what a column of this view must be, but for nothing that is joined to it.
DROP VIEW IF EXISTS current_excerpt;
CREATE VIEW current_excerpt AS
  SELECT e.key AS key, e.report AS report, e.pass AS pass, e.start AS start, e.stop AS stop, e.code AS code,
         e.rule AS rule, e.standing AS standing, e.spans AS spans, 'rule' AS origin, report.sha256 AS sha256
    FROM current_pass cp
    JOIN pass_report pr ON pr.pass = cp.pass
    JOIN report ON report.id = pr.report
    JOIN excerpt e ON e.report = pr.report AND e.pass = pr.pass
  UNION ALL
  SELECT key, report, pass, start, stop, code, '', 'present', '', 'hand', sha256 FROM hand_excerpt;

DROP VIEW IF EXISTS v_excerpt;
CREATE VIEW v_excerpt AS
  SELECT e.key AS excerpt, e.sha256 AS report, c.path AS path,
         codebook.name AS codebook, codebook.version AS version,
         code.theme AS theme, code.theme_title AS theme_title, code.name AS code, code.title AS code_title,
         e.rule AS rule, e.standing AS standing,
         (SELECT page + 1 FROM page_run r WHERE r.report = e.report AND r.start <= e.start
           ORDER BY r.start DESC LIMIT 1) AS page,
         e.start AS start, e.stop AS stop, e.spans AS spans, e.pass AS pass, e.origin AS origin
    FROM current_excerpt e
    JOIN pass ON pass.id = e.pass
    JOIN codebook ON codebook.id = pass.codebook
    JOIN current_report c ON c.report = e.report
    JOIN code ON code.codebook = pass.codebook AND code.ordinal = e.code;

DROP VIEW IF EXISTS v_quality;
CREATE VIEW v_quality AS
  SELECT report.sha256 AS report, c.path AS path, quality.measure AS measure, quality.value AS value,
         report.words AS words
    FROM quality JOIN current_report c ON c.report = quality.report JOIN report ON report.id = quality.report;

DROP VIEW IF EXISTS v_answer;
CREATE VIEW v_answer AS
  SELECT template.name AS template, template.version AS version, a.ordinal AS ordinal, a.question AS question,
         report.sha256 AS report, c.path AS path, a.state AS state, a.asked AS asked, a.start AS start, a.stop AS stop,
         a.similarity AS similarity
    FROM answer a JOIN template ON template.id = a.template JOIN current_report c ON c.report = a.report
    JOIN report ON report.id = a.report
    JOIN template_report t ON t.template = a.template AND t.report = a.report AND t.found > 0;

DROP VIEW IF EXISTS v_copied;
CREATE VIEW v_copied AS
  SELECT report.sha256 AS report, c.path AS path, block.start AS start, block.stop AS stop,
         (SELECT page + 1 FROM page_run r WHERE r.report = k.report AND r.start <= block.start
           ORDER BY r.start DESC LIMIT 1) AS page,
         k.whence AS whence, source.sha256 AS source,
         (SELECT page + 1 FROM page_run r WHERE r.report = k.source AND r.start <= b.start
           ORDER BY r.start DESC LIMIT 1) AS source_page,
         b.start AS source_start, b.stop AS source_stop, k.similarity AS similarity, k.words AS words
    FROM copied k
    JOIN current_report c ON c.report = k.report
    JOIN report ON report.id = k.report
    JOIN block ON block.report = k.report AND block.ordinal = k.block
    JOIN report source ON source.id = k.source
    JOIN block b ON b.report = k.source AND b.ordinal = k.source_block;

DROP VIEW IF EXISTS v_problem;
CREATE VIEW v_problem AS
  SELECT path, reason, detail, sha256, since FROM problem;

DROP VIEW IF EXISTS v_pass;
CREATE VIEW v_pass AS
  SELECT pass.id AS pass, codebook.name AS codebook, codebook.version AS version, codebook.title AS title,
         codebook.hash AS hash, pass.tool AS tool, pass.started AS started, pass.finished AS finished,
         (SELECT count(*) FROM pass_report pr WHERE pr.pass = pass.id
             AND EXISTS (SELECT 1 FROM report_path p WHERE p.report = pr.report)) AS reports,
         (SELECT coalesce(sum(excerpts), 0) FROM pass_report pr WHERE pr.pass = pass.id
             AND EXISTS (SELECT 1 FROM report_path p WHERE p.report = pr.report)) AS excerpts,
         (SELECT count(*) FROM unit_problem u WHERE u.pass = pass.id
             AND EXISTS (SELECT 1 FROM report_path p WHERE p.report = u.report)) AS problems,
         pass.id IN (SELECT pass FROM current_pass) AS current
    FROM pass JOIN codebook ON codebook.id = pass.codebook;

DROP VIEW IF EXISTS v_pass_report;
CREATE VIEW v_pass_report AS
  SELECT pr.pass AS pass, report.sha256 AS report,
         coalesce((SELECT path FROM current_report c WHERE c.report = pr.report), '') AS path,
         pr.excerpts AS excerpts, po.text_sha256 AS text_sha256, made.words AS coded_with, rd.words AS read_with
    FROM pass_report pr
    JOIN report ON report.id = pr.report
    LEFT JOIN pass_origin po ON po.pass = pr.pass AND po.report = pr.report
    LEFT JOIN origin made ON made.id = po.origin
    LEFT JOIN report_origin ro ON ro.report = pr.report
    LEFT JOIN origin rd ON rd.id = ro.origin;

DROP VIEW IF EXISTS v_reviewer;
CREATE VIEW v_reviewer AS
  SELECT r.id AS reviewer, r.name AS name, r.added AS added,
         (SELECT CASE e.kind WHEN 'retired' THEN e.at END FROM reviewer_event e WHERE e.reviewer = r.id
             AND e.kind IN ('retired', 'returned') ORDER BY e.at DESC, e.id DESC LIMIT 1) AS retired,
         coalesce((SELECT e.kind = 'adjudicator' FROM reviewer_event e WHERE e.reviewer = r.id
                      AND e.kind IN ('adjudicator', 'no adjudicator') ORDER BY e.at DESC, e.id DESC LIMIT 1), 0) AS adjudicates
    FROM reviewer r;

-- Every decision, also those that no longer count.
DROP VIEW IF EXISTS v_decision;
CREATE VIEW v_decision AS
  SELECT d.id AS decision, d.request AS request, r.name AS reviewer, d.at AS at, d.kind AS kind, d.verdict AS verdict,
         d.recode AS recode, d.memo AS memo, d.star AS star, d.batch AS batch, d.undoes AS undoes,
         (SELECT u.id FROM decision u WHERE u.undoes = d.id) AS undone_by,
         EXISTS (SELECT 1 FROM counting c WHERE c.excerpt = w.excerpt AND c.adjudicated = (d.kind = 'adjudicated')
                    AND c.reviewer = d.reviewer AND c.decision = d.id) AS counts,
         p.excerpt AS decided_excerpt, p.report AS decided_report, p.codebook AS codebook, d.version AS version,
         p.code AS code, p.start AS decided_start, p.stop AS decided_stop, d.origin AS origin, d.pass AS pass,
         p.words AS words, p.hash AS hash, w.how AS how, w.reason AS reason, nullif(w.excerpt, '') AS excerpt,
         w.report AS report, w.start AS start, w.stop AS stop
    FROM decision d JOIN reviewer r ON r.id = d.reviewer JOIN passage p ON p.id = d.passage
    JOIN current_place w ON w.passage = d.passage;

-- For each excerpt and reviewer the decision that counts.
DROP VIEW IF EXISTS v_review;
CREATE VIEW v_review AS
  SELECT c.excerpt AS excerpt, r.name AS reviewer, c.adjudicated AS adjudicated, d.verdict AS verdict,
         d.recode AS recode, d.memo AS memo, d.star AS star, d.at AS at, d.id AS decision
    FROM counting c JOIN decision d ON d.id = c.decision JOIN reviewer r ON r.id = c.reviewer;

-- Every excerpt with what holds of it by the decisions that count.
DROP VIEW IF EXISTS v_finding;
CREATE VIEW v_finding AS
  SELECT e.excerpt, e.report, e.path, e.codebook, e.version, e.theme, e.code, e.rule, e.standing, e.page, e.start,
         e.stop, e.origin, coalesce(f.status, 'undecided') AS status, coalesce(f.star, 0) AS star,
         (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT r.name AS name FROM counting c
             JOIN reviewer r ON r.id = c.reviewer WHERE c.excerpt = e.excerpt ORDER BY r.name)) AS decided_by
    FROM v_excerpt e LEFT JOIN finding f ON f.excerpt = e.excerpt;

-- Star and memo that a reviewer set before they decided; the newest holds until they do.
DROP VIEW IF EXISTS v_note;
CREATE VIEW v_note AS
  SELECT n.id AS note, n.request AS request, r.name AS reviewer, n.at AS at, n.memo AS memo, n.star AS star,
         p.codebook AS codebook, p.code AS code, p.words AS words, w.how AS how, nullif(w.excerpt, '') AS excerpt,
         w.report AS report, w.start AS start, w.stop AS stop,
         NOT EXISTS (SELECT 1 FROM counting c WHERE c.excerpt = w.excerpt AND c.adjudicated = 0
                        AND c.reviewer = n.reviewer)
           AND NOT EXISTS (SELECT 1 FROM note l WHERE l.passage = n.passage AND l.reviewer = n.reviewer
                              AND (l.at, l.id) > (n.at, n.id)) AS holds
    FROM note n JOIN reviewer r ON r.id = n.reviewer JOIN passage p ON p.id = n.passage
    JOIN current_place w ON w.passage = n.passage;

-- Every answer to an audit question; of a reviewer, question and report the newest counts that was not undone.
DROP VIEW IF EXISTS v_audit_answer;
CREATE VIEW v_audit_answer AS
  SELECT a.id AS answer_id, a.request AS request, r.name AS reviewer, a.at AS at, a.kind AS kind, a.report AS report,
         a.codebook AS codebook, a.version AS version, a.question AS question, a.answer AS answer, a.memo AS memo,
         a.evidence AS evidence, a.undoes AS undoes,
         a.kind <> 'undo' AND NOT EXISTS (SELECT 1 FROM audit_answer u WHERE u.undoes = a.id)
           AND NOT EXISTS (SELECT 1 FROM audit_answer n
                            WHERE n.report = a.report AND n.codebook = a.codebook AND n.question = a.question
                              AND n.reviewer = a.reviewer AND n.kind = a.kind AND (n.at, n.id) > (a.at, a.id)
                              AND NOT EXISTS (SELECT 1 FROM audit_answer u WHERE u.undoes = n.id)) AS counts
    FROM audit_answer a JOIN reviewer r ON r.id = a.reviewer;
