-- Star and memo of words that their reviewer has not decided on, which version 4 added. Programs after version 3 made
-- studies that have them and call themselves 3: what is there stays.
CREATE TABLE IF NOT EXISTS note(        -- only ever added; of each reviewer and passage the newest holds
  id       INTEGER PRIMARY KEY,
  request  TEXT NOT NULL UNIQUE CHECK (request <> ''),
  reviewer INTEGER NOT NULL REFERENCES reviewer(id),
  at       TEXT NOT NULL,
  passage  INTEGER NOT NULL REFERENCES passage(id),
  memo     TEXT NOT NULL,
  star     INTEGER NOT NULL CHECK (star IN (0, 1))
) STRICT;
CREATE INDEX IF NOT EXISTS note_passage ON note(passage, reviewer);

CREATE TRIGGER IF NOT EXISTS note_kept BEFORE UPDATE ON note
  BEGIN SELECT RAISE(ABORT, 'notes are only ever added'); END;
CREATE TRIGGER IF NOT EXISTS note_held BEFORE DELETE ON note
  BEGIN SELECT RAISE(ABORT, 'notes are only ever added'); END;
CREATE TRIGGER IF NOT EXISTS note_new BEFORE INSERT ON note
  WHEN EXISTS (SELECT 1 FROM note WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM note WHERE request = NEW.request)
  BEGIN SELECT RAISE(ABORT, 'notes are only ever added'); END;
