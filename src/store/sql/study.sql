-- Opening and transactions.

-- name: study_begin
BEGIN IMMEDIATE;
-- name: study_commit
COMMIT;
