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
