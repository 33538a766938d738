-- Answers to audit questions.

-- name: audit_add
INSERT INTO audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence, undoes)
  VALUES (:request, :reviewer, max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
          coalesce((SELECT max(at) FROM audit_answer WHERE reviewer = :reviewer), '')), :kind, :report, :codebook,
          :version, :question, :answer, :memo, :evidence, :undoes)
  RETURNING id;

-- name: audit_by_request
SELECT id, reviewer, '' FROM audit_answer WHERE request = :request;

-- name: audit_undo
INSERT INTO audit_answer(request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence, undoes)
  SELECT :request, a.reviewer, max(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), a.at), 'undo', a.report, a.codebook, a.version,
         a.question, '', '', '', a.id
    FROM audit_answer a
   WHERE a.id = :answer AND a.reviewer = :reviewer AND a.kind <> 'undo'
     AND NOT EXISTS (SELECT 1 FROM audit_answer u WHERE u.undoes = a.id)
  RETURNING id;

-- name: audit_undone_by
SELECT u.id FROM audit_answer a JOIN audit_answer u ON u.undoes = a.id WHERE a.id = :answer AND a.reviewer = :reviewer;

-- name: audit_each
SELECT answer_id, coalesce(undoes, 0), request, reviewer, at, kind, report, codebook, version, question, answer, memo,
       evidence, counts
  FROM v_audit_answer
 WHERE :reviewer IN ('', reviewer) AND :report IN ('', report) AND :codebook IN ('', codebook)
   AND :question IN ('', question) AND (counts OR NOT :counting)
 ORDER BY answer_id;
