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
