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
