-- Run on a copy: it says nobody's name. The triggers that forbid it are made again behind it.
DROP TRIGGER reviewer_kept;
DROP TRIGGER reviewer_event_held;
UPDATE reviewer SET name = '#' || id;
UPDATE reviewer SET name = 'R' || id;
DELETE FROM reviewer_event WHERE kind = 'token';
