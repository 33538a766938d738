-- Passages that stand in several reports.

-- name: comparison_find
SELECT shelf FROM comparison;

-- name: comparison_set
INSERT INTO comparison(id, shelf) VALUES (1, :shelf) ON CONFLICT (id) DO UPDATE SET shelf = excluded.shelf;

-- name: copied_clear
DELETE FROM copied;

-- name: compared_clear
DELETE FROM compared;

-- name: compared_add
INSERT INTO compared(report, words, duplicate_of) VALUES (:report, :words, :duplicate_of);

-- name: copied_add
INSERT INTO copied(report, block, whence, source, source_block, similarity, words)
  VALUES (:report, :block, :whence, :source, :source_block, :similarity, :words);

-- An earlier report of the same partnership says more than a report of anybody.
-- name: copied_find
SELECT k.whence, s.sha256,
       (SELECT page + 1 FROM page_run r WHERE r.report = k.source AND r.start <= b.start ORDER BY r.start DESC LIMIT 1),
       k.similarity
  FROM copied k
  JOIN report s ON s.id = k.source
  JOIN block b ON b.report = k.source AND b.ordinal = k.source_block
 WHERE k.report = :report AND k.block = :block
 ORDER BY k.whence LIMIT 1;
