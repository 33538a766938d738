-- Parts of a shelf.

-- name: shard_find
SELECT part, parts, shelf, complete FROM shard WHERE kind = :kind;

-- name: shard_set
INSERT INTO shard(kind, part, parts, shelf, complete) VALUES (:kind, :part, :parts, :shelf, :complete)
  ON CONFLICT (kind) DO UPDATE SET part = excluded.part, parts = excluded.parts, shelf = excluded.shelf,
    complete = excluded.complete;

-- name: list_shards
SELECT kind, part, parts, shelf, complete FROM shard ORDER BY kind;

-- name: report_any
SELECT EXISTS (SELECT 1 FROM report_path);
