-- The study: one SQLite file. doc/formats/study.md tells the same for those who read it elsewhere.
-- Ranges are [start, stop) in bytes of the report's canonical text.
PRAGMA application_id = 0x45584350;     -- "EXCP"
PRAGMA user_version = 2;

CREATE TABLE report(
  id          INTEGER PRIMARY KEY,
  sha256      TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  bytes       INTEGER NOT NULL,         -- of the file
  format      TEXT NOT NULL,
  title       TEXT NOT NULL,            -- as the file's own metadata say, or ''
  words       INTEGER NOT NULL,         -- pieces between blanks that hold a letter or a digit
  text_bytes  INTEGER NOT NULL,
  text        BLOB NOT NULL,            -- canonical text, compressed with zstd
  predecessor INTEGER REFERENCES report(id),
  added       TEXT NOT NULL             -- UTC
) STRICT;

-- What each file held when it was last looked at. A file that gave no report has a row in problem.
CREATE TABLE report_path(
  path        TEXT PRIMARY KEY,         -- absolute; a byte that is no UTF-8 is written \xHH
  size        INTEGER NOT NULL,
  modified_ns INTEGER NOT NULL,         -- nanoseconds since 1970
  sha256      TEXT NOT NULL,            -- '' where the file could not be read
  report      INTEGER REFERENCES report(id)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_path_report ON report_path(report, path);

CREATE TABLE problem(
  path   TEXT PRIMARY KEY REFERENCES report_path(path) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  reason TEXT NOT NULL,                 -- 'encrypted', 'no text layer', …
  detail TEXT NOT NULL,
  since  TEXT NOT NULL                  -- UTC; when it was first met with these bytes
) STRICT, WITHOUT ROWID;
CREATE INDEX problem_sha256 ON problem(sha256);

-- How OCR was used on a file's bytes; no row where it had no say. A row also where it found no words.
CREATE TABLE reading(
  sha256 TEXT PRIMARY KEY,
  ocr    TEXT NOT NULL,                 -- 'auto': pages without words; 'always': every page; 'never'
  engine TEXT NOT NULL                  -- 'tesseract 5.3.0 eng+cym'; '' for 'never'
) STRICT, WITHOUT ROWID;

CREATE TABLE page(
  report  INTEGER NOT NULL REFERENCES report(id),
  ordinal INTEGER NOT NULL,             -- from 0
  label   TEXT NOT NULL,                -- as the file labels it, or ''
  width   REAL NOT NULL,                -- points
  height  REAL NOT NULL,
  confidence INTEGER NOT NULL,          -- 0 to 100: of words recognised by OCR; -1: the page has text
  PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE quality(                   -- what to distrust in a report's text; no row where there is nothing to say
  report  INTEGER NOT NULL REFERENCES report(id),
  measure TEXT NOT NULL,                -- 'glyphs-lost', 'digits-missing', 'words-fused', …
  value   INTEGER NOT NULL,
  PRIMARY KEY (report, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE page_run(                  -- from byte start on the text stands on this page
  report INTEGER NOT NULL REFERENCES report(id),
  start  INTEGER NOT NULL,
  page   INTEGER NOT NULL,              -- page.ordinal
  PRIMARY KEY (report, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE block(
  report  INTEGER NOT NULL REFERENCES report(id),
  ordinal INTEGER NOT NULL,
  start   INTEGER NOT NULL,
  stop    INTEGER NOT NULL,
  kind    TEXT NOT NULL,                -- 'heading', 'paragraph', 'list-item', …
  level   INTEGER NOT NULL,             -- of a heading, 1 to 6; else 0
  heading INTEGER NOT NULL,             -- block.ordinal of the heading it stands under, or -1
  PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentence(
  report  INTEGER NOT NULL REFERENCES report(id),
  ordinal INTEGER NOT NULL,
  start   INTEGER NOT NULL,
  stop    INTEGER NOT NULL,
  PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE furniture(                 -- running headers, footers, page numbers: not in the text
  report  INTEGER NOT NULL REFERENCES report(id),
  ordinal INTEGER NOT NULL,
  page    INTEGER NOT NULL,
  text    TEXT NOT NULL,
  PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribute(                 -- what is known of a report; of several sources the highest counts
  report     INTEGER NOT NULL REFERENCES report(id),
  field      TEXT NOT NULL,
  source     INTEGER NOT NULL CHECK (source BETWEEN 1 AND 3),  -- 1 guessed, 2 from a manifest, 3 edited by a person
  value      TEXT NOT NULL,             -- '' only where a person says that it is not known
  origin     TEXT NOT NULL,             -- where it was read: 'headings, file name', 'manifest', 'edited', …
  confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),
  PRIMARY KEY (report, field, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE template(                  -- the questions of a form
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,                -- the template's own id
  version TEXT NOT NULL,
  hash    TEXT NOT NULL UNIQUE,         -- SHA-256 of the file
  title   TEXT NOT NULL,
  xml     BLOB NOT NULL                 -- the file as it was
) STRICT;

CREATE TABLE template_report(           -- a report in which the questions were looked for
  template INTEGER NOT NULL REFERENCES template(id),
  report   INTEGER NOT NULL REFERENCES report(id),
  found    INTEGER NOT NULL,            -- how many; 0: the report does not follow the template
  PRIMARY KEY (template, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer(
  template   INTEGER NOT NULL REFERENCES template(id),
  report     INTEGER NOT NULL REFERENCES report(id),
  ordinal    INTEGER NOT NULL,          -- place of the question in the template
  question   TEXT NOT NULL,             -- its own id
  state      TEXT NOT NULL,             -- 'not found', 'blank', 'given'
  asked      INTEGER NOT NULL,          -- where the report asks it; 0 where not found
  asked_stop INTEGER NOT NULL,
  start      INTEGER NOT NULL,          -- where the answer stands; 0 where none is given
  stop       INTEGER NOT NULL,
  similarity REAL NOT NULL,             -- of the template's wording and the report's, 0 to 1
  PRIMARY KEY (template, report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_by_place ON answer(report, start);

CREATE TABLE authority(                 -- England's authorities with children's services, also former ones
  code        TEXT PRIMARY KEY,         -- ONS
  name        TEXT NOT NULL,
  region      TEXT NOT NULL,
  kind        TEXT NOT NULL,
  valid_from  TEXT NOT NULL,            -- yyyy-mm-dd, or '' where no report is so old
  valid_to    TEXT NOT NULL,            -- the last day; '' while it is one
  replaced_by TEXT NOT NULL             -- codes with blanks between
) STRICT, WITHOUT ROWID;

CREATE TABLE partnership(               -- the authorities of a partnership whose name does not tell them
  name       TEXT NOT NULL,             -- its place: 'South Tees'
  authority  TEXT NOT NULL REFERENCES authority(code),
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL,
  source     TEXT NOT NULL,             -- who says so
  PRIMARY KEY (name, authority, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE area_list(                 -- which lists the two tables hold
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  hash TEXT NOT NULL
) STRICT;

-- Which passages stand in another report too. Made anew, all of it, when the reports or what is known of them change.
CREATE TABLE comparison(                -- one row: the shelf that the two tables below are of
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  shelf TEXT NOT NULL                   -- a hash of the reports, their partnerships and periods
) STRICT;

CREATE TABLE compared(                  -- a report that was compared
  report       INTEGER PRIMARY KEY REFERENCES report(id),
  words        INTEGER NOT NULL,        -- of its paragraphs and list items of 12 words or more
  duplicate_of INTEGER REFERENCES report(id)    -- the first report with the same words in another file, or NULL
) STRICT;

CREATE TABLE copied(                    -- a passage that stands in another report too
  report       INTEGER NOT NULL REFERENCES report(id),
  block        INTEGER NOT NULL,        -- block.ordinal
  whence       TEXT NOT NULL,           -- 'earlier': of the same partnership; 'elsewhere': any other report
  source       INTEGER NOT NULL REFERENCES report(id),
  source_block INTEGER NOT NULL,
  similarity   INTEGER NOT NULL,        -- percent of the passage's words
  words        INTEGER NOT NULL,        -- so many words
  PRIMARY KEY (report, block, whence)
) STRICT, WITHOUT ROWID;

CREATE TABLE codebook(
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,               -- the codebook's own id
  version  TEXT NOT NULL,
  hash     TEXT NOT NULL,               -- SHA-256 of the file and of its modifiers
  language TEXT NOT NULL,
  title    TEXT NOT NULL,
  xml      BLOB NOT NULL,               -- the file as it was
  UNIQUE (name, version)
) STRICT;

CREATE TABLE code(
  codebook    INTEGER NOT NULL REFERENCES codebook(id),
  ordinal     INTEGER NOT NULL,         -- place in the codebook
  name        TEXT NOT NULL,            -- the code's own id
  title       TEXT NOT NULL,
  definition  TEXT NOT NULL,
  colour      TEXT NOT NULL,
  theme       TEXT NOT NULL,
  theme_title TEXT NOT NULL,
  hash        TEXT NOT NULL,            -- of all that decides what it finds
  PRIMARY KEY (codebook, ordinal),
  UNIQUE (codebook, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE pass(
  id       INTEGER PRIMARY KEY,
  codebook INTEGER NOT NULL REFERENCES codebook(id),
  tool     TEXT NOT NULL,               -- excerpta's version
  answers  TEXT NOT NULL,               -- hashes of the templates whose answers it had, '' where its codes ask for none
  started  TEXT NOT NULL,               -- UTC
  finished TEXT,                        -- UTC; NULL while reports are still to be done
  UNIQUE (codebook, tool, answers)
) STRICT;

CREATE TABLE pass_report(               -- a report that the pass has done
  pass     INTEGER NOT NULL REFERENCES pass(id),
  report   INTEGER NOT NULL REFERENCES report(id),
  excerpts INTEGER NOT NULL,
  PRIMARY KEY (pass, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE excerpt(
  report   INTEGER NOT NULL REFERENCES report(id),
  pass     INTEGER NOT NULL REFERENCES pass(id),
  start    INTEGER NOT NULL CHECK (start >= 0),
  stop     INTEGER NOT NULL,
  code     INTEGER NOT NULL,            -- code.ordinal in the pass's codebook
  key      TEXT NOT NULL,               -- the same for the same report, codebook id, code and range
  rule     TEXT NOT NULL,
  standing TEXT NOT NULL,
  spans    TEXT NOT NULL,               -- the words that matched: "12-18 30-41"
  CHECK (stop > start),
  PRIMARY KEY (report, pass, start, stop, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit_problem(              -- a unit that a pattern was given up on: neither found nor not found
  pass   INTEGER NOT NULL REFERENCES pass(id),
  report INTEGER NOT NULL REFERENCES report(id),
  start  INTEGER NOT NULL,
  stop   INTEGER NOT NULL,
  code   TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (pass, report, start, stop, code, reason)
) STRICT, WITHOUT ROWID;

-- The newest complete pass of each codebook id.
CREATE VIEW current_pass AS
  SELECT max(pass.id) AS pass, codebook.name AS name
    FROM pass JOIN codebook ON codebook.id = pass.codebook
   WHERE pass.finished IS NOT NULL
   GROUP BY codebook.name;

-- A report that a file still holds; one whose every file holds something else now is kept but not listed.
CREATE VIEW current_report AS
  SELECT report AS report, min(path) AS path, count(*) AS paths
    FROM report_path WHERE report IS NOT NULL GROUP BY report;

-- The highest source's word for each attribute; none where that word is that it is not known.
CREATE VIEW known_attribute AS
  SELECT report, field, source, value, origin, confidence FROM attribute a
   WHERE value <> '' AND NOT EXISTS (
     SELECT 1 FROM attribute b WHERE b.report = a.report AND b.field = a.field AND b.source > a.source);

-- The views from here on keep their columns as long as user_version stays: read these from R or Python.
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
         (SELECT old.sha256 FROM report old WHERE old.id = report.predecessor) AS predecessor,
         (SELECT old.sha256 FROM compared d JOIN report old ON old.id = d.duplicate_of
           WHERE d.report = report.id) AS duplicate_of
    FROM current_report c JOIN report ON report.id = c.report;

CREATE VIEW v_attribute AS
  SELECT report.sha256 AS report, c.path AS path, a.field AS attribute, a.value AS value,
         CASE a.source WHEN 1 THEN 'guessed' WHEN 2 THEN 'manifest' ELSE 'edited' END AS source,
         a.origin AS origin, a.confidence AS confidence
    FROM current_report c JOIN report ON report.id = c.report JOIN known_attribute a ON a.report = c.report;

-- Each authority of a report, with the code of the one that bore the name on the period's last day.
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

CREATE VIEW v_excerpt AS
  SELECT e.key AS excerpt, report.sha256 AS report, c.path AS path,
         codebook.name AS codebook, codebook.version AS version,
         code.theme AS theme, code.theme_title AS theme_title, code.name AS code, code.title AS code_title,
         e.rule AS rule, e.standing AS standing,
         (SELECT page + 1 FROM page_run r WHERE r.report = e.report AND r.start <= e.start
           ORDER BY r.start DESC LIMIT 1) AS page,
         e.start AS start, e.stop AS stop, e.spans AS spans, e.pass AS pass
    FROM current_pass cp
    JOIN pass ON pass.id = cp.pass
    JOIN codebook ON codebook.id = pass.codebook
    JOIN pass_report pr ON pr.pass = pass.id
    JOIN current_report c ON c.report = pr.report
    JOIN report ON report.id = pr.report
    JOIN excerpt e ON e.report = pr.report AND e.pass = pr.pass
    JOIN code ON code.codebook = pass.codebook AND code.ordinal = e.code;

CREATE VIEW v_quality AS
  SELECT report.sha256 AS report, c.path AS path, quality.measure AS measure, quality.value AS value,
         report.words AS words
    FROM quality JOIN current_report c ON c.report = quality.report JOIN report ON report.id = quality.report;

CREATE VIEW v_answer AS
  SELECT template.name AS template, template.version AS version, a.ordinal AS ordinal, a.question AS question,
         report.sha256 AS report, c.path AS path, a.state AS state, a.asked AS asked, a.start AS start, a.stop AS stop,
         a.similarity AS similarity
    FROM answer a JOIN template ON template.id = a.template JOIN current_report c ON c.report = a.report
    JOIN report ON report.id = a.report
    JOIN template_report t ON t.template = a.template AND t.report = a.report AND t.found > 0;
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

CREATE VIEW v_problem AS
  SELECT path, reason, detail, sha256, since FROM problem;

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
