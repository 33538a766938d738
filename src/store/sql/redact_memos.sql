-- Run on a copy: it has nobody's notes.
DROP TRIGGER decision_kept;
DROP TRIGGER note_kept;
DROP TRIGGER audit_answer_kept;
UPDATE decision SET memo = '' WHERE memo <> '';
UPDATE note SET memo = '' WHERE memo <> '';
UPDATE audit_answer SET memo = '' WHERE memo <> '';
