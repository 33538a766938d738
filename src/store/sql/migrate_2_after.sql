-- Version 1 kept one value of an attribute, of the highest source, and of a guess not how sure it was: only that it was
-- sure enough to be made.
INSERT INTO attribute(report, field, source, value, origin, confidence)
  SELECT report, field, source, value,
         CASE source WHEN 1 THEN 'an earlier version' WHEN 2 THEN 'manifest' ELSE 'edited' END,
         CASE source WHEN 1 THEN 70 ELSE 100 END
    FROM attribute_1;
DROP TABLE attribute_1;
INSERT INTO pass(id, codebook, tool, answers, started, finished)
  SELECT id, codebook, tool, '', started, finished FROM pass_1;
DROP TABLE pass_1;
