-- What people and exports see.

-- name: list_reports
SELECT r.id, r.sha256, c.path, r.format, coalesce((SELECT old.sha256 FROM report old WHERE old.id = r.predecessor), ''),
       c.paths, r.words,
       (SELECT count(*) FROM page WHERE page.report = r.id),
       (SELECT count(*) FROM sentence WHERE sentence.report = r.id),
       (SELECT coalesce(sum(pr.excerpts), 0) FROM current_pass cp JOIN pass_report pr
            ON pr.pass = cp.pass AND pr.report = r.id),
       coalesce(d.words, -1),
       (SELECT coalesce(sum(words), 0) FROM copied k WHERE k.report = r.id AND k.whence = 'earlier'),
       (SELECT coalesce(sum(words), 0) FROM copied k WHERE k.report = r.id AND k.whence = 'elsewhere'),
       coalesce((SELECT s.sha256 FROM copied k JOIN report s ON s.id = k.source
                  WHERE k.report = r.id AND k.whence = 'earlier'
                  GROUP BY k.source ORDER BY sum(k.words) DESC, s.sha256 LIMIT 1), ''),
       coalesce((SELECT old.sha256 FROM report old WHERE old.id = d.duplicate_of), ''), r.bytes
  FROM current_report c JOIN report r ON r.id = c.report LEFT JOIN compared d ON d.report = r.id
 ORDER BY c.path, r.sha256;

-- name: list_paths
SELECT p.path, p.report, r.sha256 FROM report_path p JOIN report r ON r.id = p.report ORDER BY p.path;

-- name: list_problems
SELECT path, reason, detail, sha256 FROM problem ORDER BY path;

-- name: list_quality
SELECT path, report, measure, value FROM v_quality ORDER BY path, report, measure;

-- name: list_passes
SELECT pass, codebook, version, title, hash, tool, started, coalesce(finished, ''), reports, excerpts, problems,
       current
  FROM v_pass ORDER BY pass;

-- name: list_excerpts
SELECT e.key, codebook.name, codebook.version, code.theme, code.name, e.rule, e.standing, code.theme_title, code.title,
       code.colour, e.start, e.stop, e.spans,
       coalesce((SELECT a.question FROM answer a
                  WHERE a.report = e.report AND a.state = 'given' AND a.start <= e.start AND a.stop >= e.stop
                  ORDER BY a.start DESC, a.stop, a.template, a.ordinal LIMIT 1), ''),
       e.origin, coalesce(f.status, 'undecided'), coalesce(f.star, 0),
       coalesce((SELECT group_concat(name, '; ') FROM (
         SELECT DISTINCT CASE WHEN :without_names THEN 'R' || r.id ELSE r.name END AS name
           FROM counting c JOIN reviewer r ON r.id = c.reviewer WHERE c.excerpt = f.excerpt ORDER BY r.name)), ''),
       coalesce((SELECT group_concat(memo, ' | ') FROM (
         SELECT d.memo AS memo FROM counting c JOIN decision d ON d.id = c.decision
          WHERE c.excerpt = f.excerpt AND d.memo <> '' ORDER BY c.adjudicated DESC, d.at, d.id)), ''),
       coalesce((SELECT group_concat(recode, ' | ') FROM (
         SELECT DISTINCT d.recode AS recode FROM counting c JOIN decision d ON d.id = c.decision
          WHERE c.excerpt = f.excerpt AND d.recode <> '' ORDER BY c.adjudicated DESC, d.recode)), '')
  FROM current_excerpt e
  JOIN pass ON pass.id = e.pass
  JOIN codebook ON codebook.id = pass.codebook
  JOIN code ON code.codebook = pass.codebook AND code.ordinal = e.code
  LEFT JOIN finding f ON f.excerpt = e.key
 WHERE e.report = :report AND :codebook IN ('', codebook.name) AND :theme IN ('', code.theme)
   AND :code IN ('', code.name) AND :standing IN ('', e.standing)
   AND (:status IN ('', coalesce(f.status, 'undecided'))
        OR :status = 'kept' AND coalesce(f.status, '') NOT IN ('rejected', 'recoded'))
   AND (:since = '' OR EXISTS (SELECT 1 FROM counting c JOIN decision d ON d.id = c.decision
                                WHERE c.excerpt = e.key AND d.at >= :since))
 ORDER BY e.start, e.stop, codebook.name, code.ordinal;

-- name: list_codes
SELECT cb.name, cb.version, code.theme, code.theme_title, code.name, code.title, code.definition, code.colour,
       coalesce(n.excerpts, 0), coalesce(n.reports, 0), s.reports
  FROM (SELECT pass.id AS pass, pass.codebook AS codebook,
               (SELECT count(*) FROM pass_report pr WHERE pr.pass = pass.id
                   AND EXISTS (SELECT 1 FROM report_path p WHERE p.report = pr.report)) AS reports
          FROM current_pass cp JOIN pass ON pass.id = cp.pass) s
  JOIN codebook cb ON cb.id = s.codebook
  JOIN code ON code.codebook = s.codebook
  LEFT JOIN (SELECT pass, code, count(*) AS excerpts, count(DISTINCT report) AS reports FROM current_excerpt e
              WHERE EXISTS (SELECT 1 FROM report_path p WHERE p.report = e.report)
              GROUP BY pass, code) n ON n.pass = s.pass AND n.code = code.ordinal
 ORDER BY cb.name, code.ordinal;
