-- The study: one SQLite file. doc/formats/study.md tells the same for those who read it elsewhere.
-- Ranges are [start, stop) in bytes of the report's canonical text.
--
-- These are the tables of version 2, with the columns that later versions added at the end of a table. Tables that
-- came later stand in a schema_PART.sql of their own, every view in schema_views.sql: a new study runs all, an older
-- one what it lacks of them, with what stands in migrate_VERSION.sql before and after.
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
