-- What version 2 changed in the tables of version 1: tables whose keys changed are put aside, so that schema.sql makes
-- them anew together with those that version 1 lacks; migrate_2_after.sql fills them. Foreign keys are off meanwhile.
DROP VIEW v_pass;
DROP VIEW v_problem;
DROP VIEW v_excerpt;
DROP VIEW v_report;
DROP VIEW current_report;
DROP VIEW current_pass;

CREATE TABLE attribute_1 AS SELECT report, field, value, source FROM attribute;
DROP TABLE attribute;
CREATE TABLE pass_1 AS SELECT id, codebook, tool, started, finished FROM pass;
DROP TABLE pass;

ALTER TABLE page ADD COLUMN confidence INTEGER NOT NULL DEFAULT -1;
-- Version 1 did not say what a code's finds depend on: no code of another version counts as the same.
ALTER TABLE code ADD COLUMN hash TEXT NOT NULL DEFAULT '';
UPDATE code SET hash = 'version 1, codebook ' || codebook;
