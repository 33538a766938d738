-- The lists of authorities and partnerships.

-- name: area_is
SELECT 1 FROM area_list WHERE hash = :hash;

-- name: area_mark
INSERT INTO area_list(one, hash) VALUES (1, :hash) ON CONFLICT (one) DO UPDATE SET hash = excluded.hash;

-- name: partnership_drop
DELETE FROM partnership;
-- name: authority_drop
DELETE FROM authority;

-- name: authority_add
INSERT INTO authority(code, name, region, kind, valid_from, valid_to, replaced_by)
  VALUES (:code, :name, :region, :kind, :valid_from, :valid_to, :replaced_by);
-- name: partnership_add
INSERT INTO partnership(name, authority, valid_from, valid_to, source)
  VALUES (:name, :authority, :valid_from, :valid_to, :source);
