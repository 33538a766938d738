-- The study: one SQLite file. doc/formats/study.md tells the same for those who read it elsewhere.
-- Ranges are [start, stop) in bytes of the report's canonical text.
--
-- These are the tables of version 2, with the columns that later versions added at the end of a table. Tables that
-- came later stand in a schema_PART.sql of their own, every view in schema_views.sql: a new study runs all, an older
-- one its migrate_VERSION.sql and then those parts.
PRAGMA application_id = 0x45584350;     -- "EXCP"

CREATE TABLE IF NOT EXISTS report(
  id          INTEGER PRIMARY KEY,
  sha256      TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  bytes       INTEGER NOT NULL,         -- of the file
  format      TEXT NOT NULL,
  title       TEXT NOT NULL,            -- as the file's own metadata say, or ''
  words       INTEGER NOT NULL,         -- pieces between blanks that hold a letter or a digit, on the report's pages
  text_bytes  INTEGER NOT NULL,
  text        BLOB NOT NULL,            -- canonical text, compressed with zstd
  predecessor INTEGER REFERENCES report(id),
  added       TEXT NOT NULL             -- UTC
) STRICT;

-- What each file held when it was last looked at. A file that gave no report has a row in problem.
CREATE TABLE IF NOT EXISTS report_path(
  path        TEXT PRIMARY KEY,         -- absolute; a byte that is no UTF-8 is written \xHH
  size        INTEGER NOT NULL,
  modified_ns INTEGER NOT NULL,         -- nanoseconds since 1970
  sha256      TEXT NOT NULL,            -- '' where the file could not be read
  report      INTEGER REFERENCES report(id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS report_path_report ON report_path(report, path);

CREATE TABLE IF NOT EXISTS problem(
  path   TEXT PRIMARY KEY REFERENCES report_path(path) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  reason TEXT NOT NULL,                 -- 'encrypted', 'no text layer', …
  detail TEXT NOT NULL,
  since  TEXT NOT NULL                  -- UTC; when it was first met with these bytes
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS problem_sha256 ON problem(sha256);

-- How OCR was used on a file's bytes; no row where it had no say. A row also where it found no words.
CREATE TABLE IF NOT EXISTS reading(
  sha256 TEXT PRIMARY KEY,
  ocr    TEXT NOT NULL,                 -- 'auto': pages without words; 'always': every page; 'never'
  engine TEXT NOT NULL                  -- 'tesseract 5.3.0 eng+cym'; '' for 'never'
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS page(
  report  INTEGER NOT NULL REFERENCES report(id),
  ordinal INTEGER NOT NULL,             -- from 0
  label   TEXT NOT NULL,                -- as the file labels it, or ''
  width   REAL NOT NULL,                -- points
  height  REAL NOT NULL,
  confidence INTEGER NOT NULL,          -- 0 to 100: of words recognised by OCR; -1: the page has text
  PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS quality(                   -- what to distrust in a report's text; no row where there is nothing to say
  report  INTEGER NOT NULL REFERENCES report(id),
  measure TEXT NOT NULL,                -- 'glyphs-lost', 'digits-missing', 'words-fused', …
  value   INTEGER NOT NULL,
  PRIMARY KEY (report, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS page_run(                  -- from byte start on the text stands on this page
  report INTEGER NOT NULL REFERENCES report(id),
  start  INTEGER NOT NULL,
  page   INTEGER NOT NULL,              -- page.ordinal
  PRIMARY KEY (report, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS block(
  report  INTEGER NOT NULL REFERENCES report(id),
  ordinal INTEGER NOT NULL,
  start   INTEGER NOT NULL,
  stop    INTEGER NOT NULL,
  kind    TEXT NOT NULL,                -- 'heading', 'paragraph', 'list-item', …
  level   INTEGER NOT NULL,             -- of a heading, 1 to 6; else 0
  heading INTEGER NOT NULL,             -- block.ordinal of the heading it stands under, or -1
  PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sentence(
  report  INTEGER NOT NULL REFERENCES report(id),
  ordinal INTEGER NOT NULL,
  start   INTEGER NOT NULL,
  stop    INTEGER NOT NULL,
  PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS furniture(                 -- running headers, footers, page numbers: not in the text
  report  INTEGER NOT NULL REFERENCES report(id),
  ordinal INTEGER NOT NULL,
  page    INTEGER NOT NULL,
  text    TEXT NOT NULL,
  PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS attribute(                 -- what is known of a report; of several sources the highest counts
  report     INTEGER NOT NULL REFERENCES report(id),
  field      TEXT NOT NULL,
  source     INTEGER NOT NULL CHECK (source BETWEEN 1 AND 3),  -- 1 guessed, 2 from a manifest, 3 edited by a person
  value      TEXT NOT NULL,             -- '' only where a person says that it is not known
  origin     TEXT NOT NULL,             -- where it was read: 'headings, file name', 'manifest', 'edited', …
  confidence INTEGER NOT NULL CHECK (confidence BETWEEN 0 AND 100),
  PRIMARY KEY (report, field, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS template(                  -- the questions of a form
  id      INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,                -- the template's own id
  version TEXT NOT NULL,
  hash    TEXT NOT NULL UNIQUE,         -- SHA-256 of the file
  title   TEXT NOT NULL,
  xml     BLOB NOT NULL                 -- the file as it was
) STRICT;

CREATE TABLE IF NOT EXISTS template_report(           -- a report in which the questions were looked for
  template INTEGER NOT NULL REFERENCES template(id),
  report   INTEGER NOT NULL REFERENCES report(id),
  found    INTEGER NOT NULL,            -- how many; 0: the report does not follow the template
  PRIMARY KEY (template, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS answer(
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

CREATE INDEX IF NOT EXISTS answer_by_place ON answer(report, start);

CREATE TABLE IF NOT EXISTS authority(                 -- England's authorities with children's services, also former ones
  code        TEXT PRIMARY KEY,         -- ONS
  name        TEXT NOT NULL,
  region      TEXT NOT NULL,
  kind        TEXT NOT NULL,
  valid_from  TEXT NOT NULL,            -- yyyy-mm-dd, or '' where no report is so old
  valid_to    TEXT NOT NULL,            -- the last day; '' while it is one
  replaced_by TEXT NOT NULL             -- codes with blanks between
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS partnership(               -- the authorities of a partnership whose name does not tell them
  name       TEXT NOT NULL,             -- its place: 'South Tees'
  authority  TEXT NOT NULL REFERENCES authority(code),
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL,
  source     TEXT NOT NULL,             -- who says so
  PRIMARY KEY (name, authority, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS area_list(                 -- which lists the two tables hold
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  hash TEXT NOT NULL
) STRICT;

-- Which passages stand in another report too. Made anew, all of it, when the reports or what is known of them change.
CREATE TABLE IF NOT EXISTS comparison(                -- one row: the shelf that the two tables below are of
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  shelf TEXT NOT NULL                   -- a hash of the reports, their partnerships and periods
) STRICT;

CREATE TABLE IF NOT EXISTS compared(                  -- a report that was compared
  report       INTEGER PRIMARY KEY REFERENCES report(id),
  words        INTEGER NOT NULL,        -- of its paragraphs and list items of 12 words or more
  duplicate_of INTEGER REFERENCES report(id)    -- the first report with the same words in another file, or NULL
) STRICT;

CREATE TABLE IF NOT EXISTS copied(                    -- a passage that stands in another report too
  report       INTEGER NOT NULL REFERENCES report(id),
  block        INTEGER NOT NULL,        -- block.ordinal
  whence       TEXT NOT NULL,           -- 'earlier': of the same partnership; 'elsewhere': any other report
  source       INTEGER NOT NULL REFERENCES report(id),
  source_block INTEGER NOT NULL,
  similarity   INTEGER NOT NULL,        -- percent of the passage's words
  words        INTEGER NOT NULL,        -- so many words
  PRIMARY KEY (report, block, whence)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS codebook(
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,               -- the codebook's own id
  version  TEXT NOT NULL,
  hash     TEXT NOT NULL,               -- SHA-256 of the file and of its modifiers
  language TEXT NOT NULL,
  title    TEXT NOT NULL,
  xml      BLOB NOT NULL,               -- the file as it was
  UNIQUE (name, version)
) STRICT;

CREATE TABLE IF NOT EXISTS code(
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

CREATE TABLE IF NOT EXISTS pass(
  id       INTEGER PRIMARY KEY,
  codebook INTEGER NOT NULL REFERENCES codebook(id),
  tool     TEXT NOT NULL,               -- excerpta's version
  answers  TEXT NOT NULL,               -- hashes of the templates whose answers it had, '' where its codes ask for none
  started  TEXT NOT NULL,               -- UTC
  finished TEXT,                        -- UTC; NULL while reports are still to be done
  UNIQUE (codebook, tool, answers)
) STRICT;

CREATE TABLE IF NOT EXISTS pass_report(               -- a report that the pass has done
  pass     INTEGER NOT NULL REFERENCES pass(id),
  report   INTEGER NOT NULL REFERENCES report(id),
  excerpts INTEGER NOT NULL,
  PRIMARY KEY (pass, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS excerpt(
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

CREATE TABLE IF NOT EXISTS unit_problem(              -- a unit that a pattern was given up on: neither found nor not found
  pass   INTEGER NOT NULL REFERENCES pass(id),
  report INTEGER NOT NULL REFERENCES report(id),
  start  INTEGER NOT NULL,
  stop   INTEGER NOT NULL,
  code   TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (pass, report, start, stop, code, reason)
) STRICT, WITHOUT ROWID;
-- What decided each text and each pass's excerpts beside the program's own version, so that both can be made again.
CREATE TABLE origin(
  id    INTEGER PRIMARY KEY,
  words TEXT NOT NULL UNIQUE            -- programs and libraries: 'excerpta 0.1.0, pcre2 10.42 2022-12-11, …'
) STRICT;

CREATE TABLE report_origin(             -- what a report's text was read with; no row where an older excerpta read it
  report      INTEGER PRIMARY KEY REFERENCES report(id),
  text_sha256 TEXT NOT NULL,            -- of the canonical text
  origin      INTEGER NOT NULL REFERENCES origin(id)
) STRICT;

CREATE TABLE pass_origin(               -- what a pass saw of a report; no row where an older excerpta coded it
  pass        INTEGER NOT NULL,
  report      INTEGER NOT NULL,
  text_sha256 TEXT NOT NULL,            -- of the text that was coded
  origin      INTEGER NOT NULL REFERENCES origin(id),
  PRIMARY KEY (pass, report),
  FOREIGN KEY (pass, report) REFERENCES pass_report(pass, report) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE codebook_modifiers(        -- the cues of standing that a codebook was read with
  codebook INTEGER PRIMARY KEY REFERENCES codebook(id),
  xml      BLOB NOT NULL                -- the file as it was
) STRICT;

-- What this study is a part of, where several machines share a shelf out; a whole study has no row.
CREATE TABLE shard(
  kind     TEXT PRIMARY KEY,            -- 'index', or 'code' with a codebook's id, version and hash
  part     INTEGER NOT NULL,            -- from 1 to parts
  parts    INTEGER NOT NULL CHECK (part BETWEEN 1 AND parts),
  shelf    TEXT NOT NULL,               -- a hash of all files or reports that are shared out; '' until complete
  complete INTEGER NOT NULL             -- 1: all of the part is done
) STRICT, WITHOUT ROWID;
-- Who reviews, what they decided, and where the words that they decided on stand now. What a person said is only ever
-- added: triggers refuse every other change, whatever program asks for it. `counting` and `finding` are made of the
-- rest, by triggers too.

CREATE TABLE reviewer(
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE CHECK (name <> ''),
  added TEXT NOT NULL                   -- UTC
) STRICT;

CREATE TABLE reviewer_event(            -- of each pair of kinds the one of the latest time counts, then of number
  id       INTEGER PRIMARY KEY,
  reviewer INTEGER NOT NULL REFERENCES reviewer(id),
  at       TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('token', 'retired', 'returned', 'adjudicator', 'no adjudicator')),
  token    TEXT NOT NULL CHECK (length(token) = CASE kind WHEN 'token' THEN 64 ELSE 0 END)  -- SHA-256 of the token
) STRICT;
CREATE INDEX reviewer_event_of ON reviewer_event(reviewer, at);
CREATE INDEX reviewer_event_token ON reviewer_event(token) WHERE kind = 'token';

CREATE TABLE assignment(                -- a rule by which excerpts are shared out
  id       INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  codebook TEXT NOT NULL,               -- ids; '' is any
  theme    TEXT NOT NULL,
  code     TEXT NOT NULL,
  reports  TEXT NOT NULL,               -- sha256 with blanks between; '' is all
  doubled  INTEGER NOT NULL CHECK (doubled BETWEEN 0 AND 100),  -- percent of the excerpts that two review
  seed     INTEGER NOT NULL
) STRICT;

CREATE TABLE assignment_reviewer(
  assignment INTEGER NOT NULL REFERENCES assignment(id),
  reviewer   INTEGER NOT NULL REFERENCES reviewer(id),
  PRIMARY KEY (assignment, reviewer)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment_end(            -- it shares out nothing more
  assignment INTEGER PRIMARY KEY REFERENCES assignment(id),
  at         TEXT NOT NULL
) STRICT;

CREATE TABLE passage(                   -- words that were decided on, with their place when that was first done
  id       INTEGER PRIMARY KEY,
  excerpt  TEXT NOT NULL,               -- as excerpt.key
  report   TEXT NOT NULL,               -- sha256
  codebook TEXT NOT NULL,
  code     TEXT NOT NULL,
  start    INTEGER NOT NULL CHECK (start >= 0),
  stop     INTEGER NOT NULL,
  hash     TEXT NOT NULL,               -- SHA-256 of the words
  words    TEXT NOT NULL,
  prefix   TEXT NOT NULL,               -- what stood before and behind, up to 64 bytes
  suffix   TEXT NOT NULL,
  CHECK (stop > start),
  UNIQUE (excerpt, hash)                -- another reading of a file may have other words there
) STRICT;
CREATE INDEX passage_of ON passage(codebook, report);

CREATE TABLE place(                     -- where a passage stands; its newest row counts
  id      INTEGER PRIMARY KEY,
  passage INTEGER NOT NULL REFERENCES passage(id),
  at      TEXT NOT NULL,
  pass    INTEGER REFERENCES pass(id),  -- after which it was looked for; NULL: when it was first decided on
  how     TEXT NOT NULL CHECK (how IN ('same', 'moved', 'respelt', 'unit', 'orphaned')),
  reason  TEXT NOT NULL CHECK ((reason = '') = (how <> 'orphaned')),
  excerpt TEXT NOT NULL CHECK ((excerpt = '') = (how = 'orphaned')),    -- the key of the excerpt that it is now
  report  TEXT NOT NULL,                -- sha256; where it is, or for an orphan was last
  text    TEXT NOT NULL,                -- SHA-256 of the report's text that was looked at; '' where none was
  start   INTEGER NOT NULL,
  stop    INTEGER NOT NULL
) STRICT;
CREATE INDEX place_of ON place(passage, id);
CREATE INDEX place_excerpt ON place(excerpt);
-- Which report came after another; the table itself has its texts in between.
CREATE INDEX report_predecessor ON report(predecessor) WHERE predecessor IS NOT NULL;

CREATE TABLE decision(
  id       INTEGER PRIMARY KEY,
  request  TEXT NOT NULL UNIQUE CHECK (request <> ''),  -- made by who sends it: sent again, it is the same decision
  reviewer INTEGER NOT NULL REFERENCES reviewer(id),
  at       TEXT NOT NULL,               -- UTC with milliseconds; of a reviewer never before their last
  kind     TEXT NOT NULL CHECK (kind IN ('review', 'adjudicated', 'undo')),
  passage  INTEGER NOT NULL REFERENCES passage(id),
  origin   TEXT NOT NULL CHECK (origin IN ('rule', 'hand')),    -- hand: no rule had tagged the passage with the code
  version  TEXT NOT NULL,               -- of the codebook, as the reviewer saw it
  pass     INTEGER REFERENCES pass(id),
  verdict  TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'recode', 'unsure', '')
                                AND (verdict = '') = (kind = 'undo')),
  recode   TEXT NOT NULL CHECK ((recode <> '') = (verdict = 'recode')),     -- codes that fit, with blanks between
  memo     TEXT NOT NULL,
  star     INTEGER NOT NULL CHECK (star IN (0, 1)),     -- good practice
  batch    TEXT NOT NULL,               -- what was decided in one go bears one id; else ''
  undoes   INTEGER REFERENCES decision(id) CHECK ((undoes IS NULL) = (kind <> 'undo'))
) STRICT;
CREATE INDEX decision_passage ON decision(passage, reviewer);
CREATE INDEX decision_reviewer ON decision(reviewer, at);
CREATE UNIQUE INDEX decision_undoes ON decision(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX decision_batch ON decision(batch) WHERE batch <> '';

CREATE TABLE audit_answer(              -- of a codebook's audit question, for one report
  id       INTEGER PRIMARY KEY,
  request  TEXT NOT NULL UNIQUE CHECK (request <> ''),
  reviewer INTEGER NOT NULL REFERENCES reviewer(id),
  at       TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('review', 'adjudicated', 'undo')),
  report   TEXT NOT NULL,               -- sha256
  codebook TEXT NOT NULL,
  version  TEXT NOT NULL,
  question TEXT NOT NULL,
  answer   TEXT NOT NULL CHECK (answer IN ('yes', 'partly', 'no', 'unclear', 'not found', 'unreadable', '')
                                AND (answer = '') = (kind = 'undo')),
  memo     TEXT NOT NULL,
  evidence TEXT NOT NULL,               -- keys of excerpts with blanks between
  undoes   INTEGER REFERENCES audit_answer(id) CHECK ((undoes IS NULL) = (kind <> 'undo'))
) STRICT;
CREATE INDEX audit_answer_of ON audit_answer(report, codebook, question);
CREATE INDEX audit_answer_reviewer ON audit_answer(reviewer, at);
CREATE UNIQUE INDEX audit_answer_undoes ON audit_answer(undoes) WHERE undoes IS NOT NULL;

-- Made of the tables above: the decision of each reviewer that counts for an excerpt, … Without references: for each
-- decision that is added the whole table would be gone through.
CREATE TABLE counting(
  excerpt     TEXT NOT NULL,            -- as place.excerpt
  adjudicated INTEGER NOT NULL,         -- 1: of kind 'adjudicated'
  reviewer    INTEGER NOT NULL,
  decision    INTEGER NOT NULL,
  PRIMARY KEY (excerpt, adjudicated, reviewer)
) STRICT, WITHOUT ROWID;
CREATE INDEX counting_reviewer ON counting(reviewer, excerpt);

-- … and what holds of it then. An excerpt without a row is undecided.
CREATE TABLE finding(
  excerpt TEXT PRIMARY KEY,
  status  TEXT NOT NULL,                -- 'accepted', 'rejected', 'recoded', 'unsure', 'disagreed'
  star    INTEGER NOT NULL,
  hand    INTEGER NOT NULL,             -- 1: a counting decision tags it by hand, so it is one whether or not a rule does
  report  TEXT NOT NULL                 -- sha256
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_status ON finding(status);
CREATE INDEX finding_hand ON finding(report) WHERE hand = 1;

CREATE TRIGGER decision_counts AFTER INSERT ON decision BEGIN
  INSERT INTO recount(excerpt) SELECT excerpt FROM current_place WHERE passage = NEW.passage;
END;
CREATE TRIGGER place_counts AFTER INSERT ON place BEGIN
  INSERT INTO recount(excerpt)
    SELECT excerpt FROM place WHERE passage = NEW.passage AND id < NEW.id ORDER BY id DESC LIMIT 1;
  INSERT INTO recount(excerpt) VALUES (NEW.excerpt);
END;

-- Nothing that a person said is changed or taken away. A REPLACE would take a row away without asking the triggers for
-- DELETE, so it is refused as it comes.
CREATE TRIGGER reviewer_kept BEFORE UPDATE ON reviewer BEGIN SELECT RAISE(ABORT, 'reviewers are only ever added'); END;
CREATE TRIGGER reviewer_held BEFORE DELETE ON reviewer BEGIN SELECT RAISE(ABORT, 'reviewers are only ever added'); END;
CREATE TRIGGER reviewer_new BEFORE INSERT ON reviewer
  WHEN EXISTS (SELECT 1 FROM reviewer WHERE id = NEW.id OR name = NEW.name)
  BEGIN SELECT RAISE(ABORT, 'there is a reviewer of this name'); END;

CREATE TRIGGER reviewer_event_kept BEFORE UPDATE ON reviewer_event
  BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER reviewer_event_held BEFORE DELETE ON reviewer_event
  BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER reviewer_event_new BEFORE INSERT ON reviewer_event
  WHEN EXISTS (SELECT 1 FROM reviewer_event WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;

CREATE TRIGGER assignment_kept BEFORE UPDATE ON assignment
  BEGIN SELECT RAISE(ABORT, 'assignments are only ever added'); END;
CREATE TRIGGER assignment_held BEFORE DELETE ON assignment
  BEGIN SELECT RAISE(ABORT, 'assignments are only ever added'); END;
CREATE TRIGGER assignment_new BEFORE INSERT ON assignment WHEN EXISTS (SELECT 1 FROM assignment WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'assignments are only ever added'); END;
CREATE TRIGGER assignment_reviewer_kept BEFORE UPDATE ON assignment_reviewer
  BEGIN SELECT RAISE(ABORT, 'assignments are only ever added'); END;
CREATE TRIGGER assignment_reviewer_held BEFORE DELETE ON assignment_reviewer
  BEGIN SELECT RAISE(ABORT, 'assignments are only ever added'); END;
CREATE TRIGGER assignment_reviewer_new BEFORE INSERT ON assignment_reviewer
  WHEN EXISTS (SELECT 1 FROM assignment_reviewer WHERE assignment = NEW.assignment AND reviewer = NEW.reviewer)
  BEGIN SELECT RAISE(ABORT, 'assignments are only ever added'); END;
CREATE TRIGGER assignment_end_kept BEFORE UPDATE ON assignment_end
  BEGIN SELECT RAISE(ABORT, 'assignments are only ever added'); END;
CREATE TRIGGER assignment_end_held BEFORE DELETE ON assignment_end
  BEGIN SELECT RAISE(ABORT, 'assignments are only ever added'); END;

CREATE TRIGGER assignment_end_new BEFORE INSERT ON assignment_end
  WHEN EXISTS (SELECT 1 FROM assignment_end WHERE assignment = NEW.assignment)
  BEGIN SELECT RAISE(ABORT, 'assignments are only ever added'); END;

CREATE TRIGGER passage_kept BEFORE UPDATE ON passage BEGIN SELECT RAISE(ABORT, 'passages are only ever added'); END;
CREATE TRIGGER passage_held BEFORE DELETE ON passage BEGIN SELECT RAISE(ABORT, 'passages are only ever added'); END;
CREATE TRIGGER passage_new BEFORE INSERT ON passage
  WHEN EXISTS (SELECT 1 FROM passage WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM passage WHERE excerpt = NEW.excerpt AND hash = NEW.hash)
  BEGIN SELECT RAISE(ABORT, 'passages are only ever added'); END;

CREATE TRIGGER place_kept BEFORE UPDATE ON place BEGIN SELECT RAISE(ABORT, 'places are only ever added'); END;
CREATE TRIGGER place_held BEFORE DELETE ON place BEGIN SELECT RAISE(ABORT, 'places are only ever added'); END;
CREATE TRIGGER place_new BEFORE INSERT ON place WHEN EXISTS (SELECT 1 FROM place WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'places are only ever added'); END;

CREATE TRIGGER decision_kept BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END;
CREATE TRIGGER decision_held BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END;
CREATE TRIGGER decision_new BEFORE INSERT ON decision
  WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM decision WHERE request = NEW.request)
    OR EXISTS (SELECT 1 FROM decision WHERE undoes = NEW.undoes)
  BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END;

CREATE TRIGGER audit_answer_kept BEFORE UPDATE ON audit_answer
  BEGIN SELECT RAISE(ABORT, 'answers are only ever added'); END;
CREATE TRIGGER audit_answer_held BEFORE DELETE ON audit_answer
  BEGIN SELECT RAISE(ABORT, 'answers are only ever added'); END;
CREATE TRIGGER audit_answer_new BEFORE INSERT ON audit_answer
  WHEN EXISTS (SELECT 1 FROM audit_answer WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM audit_answer WHERE request = NEW.request)
    OR EXISTS (SELECT 1 FROM audit_answer WHERE undoes = NEW.undoes)
  BEGIN SELECT RAISE(ABORT, 'answers are only ever added'); END;
-- What was drawn at random, with all that decides what is drawn: a draw can be made again, and a reader of the findings
-- can see what was asked.
CREATE TABLE sample(
  id       INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,               -- UTC
  kind     TEXT NOT NULL CHECK (kind IN ('passages', 'reports')),
  codebook TEXT NOT NULL,               -- of passages, the code that no rule had tagged them with; else ''
  code     TEXT NOT NULL,
  pass     INTEGER REFERENCES pass(id), -- which pass had not tagged them; NULL of reports
  method   TEXT NOT NULL,               -- 'simple', 'closeness', 'region', …: what the strata are
  seed     INTEGER NOT NULL,
  CHECK ((kind = 'passages') = (pass IS NOT NULL))
) STRICT;

CREATE TABLE sample_stratum(
  sample  INTEGER NOT NULL REFERENCES sample(id),
  ordinal INTEGER NOT NULL,             -- from 0
  name    TEXT NOT NULL,
  units   INTEGER NOT NULL,             -- from which were drawn
  PRIMARY KEY (sample, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample_item(
  sample  INTEGER NOT NULL REFERENCES sample(id),
  ordinal INTEGER NOT NULL,             -- from 0, in an order that is drawn too
  stratum INTEGER NOT NULL,
  report  INTEGER NOT NULL REFERENCES report(id),
  start   INTEGER NOT NULL,             -- of a passage; 0 of a report
  stop    INTEGER NOT NULL,
  key     TEXT NOT NULL,                -- as excerpt.key: that of an excerpt of the code there; '' of a report
  PRIMARY KEY (sample, ordinal)
) STRICT, WITHOUT ROWID;
-- Every view of the study, made anew by each new version; the last of the schema's parts.
PRAGMA user_version = 3;

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
