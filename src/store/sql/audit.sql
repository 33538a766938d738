-- Answers to audit questions.

-- name: audit_add
INSERT INTO audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence, undoes)
  VALUES (:request, :reviewer, max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
          coalesce((SELECT max(at) FROM audit_answer WHERE reviewer = :reviewer), '')), :kind, :report, :codebook,
          :version, :question, :answer, :memo, :evidence, :undoes)
  RETURNING id;

-- name: audit_by_request
SELECT id, reviewer, '' FROM audit_answer WHERE request = :request;

-- The reviewer's newest answer of the report that was not undone.
-- name: audit_undo_last
INSERT INTO audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence, undoes)
  SELECT :request, a.reviewer, max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
         (SELECT max(at) FROM audit_answer WHERE reviewer = :reviewer)), 'undo', a.report, a.codebook, a.version,
         a.question, '', '', '', a.id
    FROM audit_answer a
   WHERE a.reviewer = :reviewer AND a.report = :report AND a.kind = 'review'
     AND NOT EXISTS (SELECT 1 FROM audit_answer u WHERE u.undoes = a.id)
   ORDER BY a.at DESC, a.id DESC LIMIT 1
  RETURNING id;

-- name: audit_each
SELECT answer_id, request, reviewer, at, kind, report, codebook, version, question, answer, memo,
       evidence, counts
  FROM v_audit_answer
 WHERE :reviewer IN ('', reviewer) AND :report IN ('', report) AND :codebook IN ('', codebook)
   AND :question IN ('', question) AND (counts OR NOT :counting)
 ORDER BY answer_id;
