-- Screens every patient of the table `lines` (patient, text). The same on DuckDB and on Spark: each statement
-- ends with a semicolon at the end of its line; there is nothing but views, of the tables in this folder.
--
-- ldn_patients        one row a patient: outcome, complete, lines
-- ldn_findings        what speaks: patient, statement, severity
-- ldn_asks            what has to be asked of: patient, thing
-- ldn_not_recognised  patient, text; `resolved` is 0 where the tables do not hold the text: `ldnref names --from`

CREATE OR REPLACE TEMPORARY VIEW ldn_entries AS
SELECT l.patient, l.text, r.class,
    CASE WHEN l.text IS NULL OR trim(l.text) = '' THEN 'empty' ELSE coalesce(r.state, 'not-recognised') END AS state,
    CASE WHEN r.text IS NULL THEN 0 ELSE 1 END AS resolved
FROM lines l LEFT JOIN (SELECT DISTINCT text, class, state FROM readings) r ON l.text = r.text
WHERE l.patient IS NOT NULL;

CREATE OR REPLACE TEMPORARY VIEW ldn_said AS
SELECT patient, class, count(*) AS times FROM ldn_entries WHERE class IS NOT NULL GROUP BY patient, class;

CREATE OR REPLACE TEMPORARY VIEW ldn_taken AS
SELECT DISTINCT s.patient, t.thing FROM ldn_said s JOIN (SELECT DISTINCT class, thing FROM taken) t ON s.class = t.class;

-- A combination that is taken in its parts, on lines of their own.
CREATE OR REPLACE TEMPORARY VIEW ldn_wholes AS
SELECT p.patient, min(p.whole) AS whole
FROM (
    SELECT t.patient, g.whole FROM ldn_taken t JOIN (SELECT DISTINCT whole, part, parts FROM together) g ON t.thing = g.part
    GROUP BY t.patient, g.whole, g.parts HAVING count(DISTINCT t.thing) = g.parts
) p LEFT JOIN ldn_taken w ON w.patient = p.patient AND w.thing = p.whole
WHERE w.thing IS NULL GROUP BY p.patient;

CREATE OR REPLACE TEMPORARY VIEW ldn_classes AS
SELECT s.patient, s.class, s.times, coalesce(w.whole, '') AS variant
FROM ldn_said s LEFT JOIN ldn_wholes w ON s.patient = w.patient;

CREATE OR REPLACE TEMPORARY VIEW ldn_named AS
SELECT DISTINCT c.patient, t.thing, t.is_condition, t.is_now
FROM ldn_classes c JOIN things t ON c.class = t.class AND c.variant = t.variant;

-- A condition beside a sign of it is the graver one of both, where both are so now.
CREATE OR REPLACE TEMPORARY VIEW ldn_now AS
SELECT patient, thing FROM ldn_named WHERE is_condition = 1 AND is_now = 1;

CREATE OR REPLACE TEMPORARY VIEW ldn_conditions AS
SELECT DISTINCT n.patient, coalesce(g.made, n.thing) AS thing
FROM ldn_now n LEFT JOIN (
    SELECT s.patient, d.thing, max_by(d.made, d.place) AS made
    FROM ldn_now s JOIN degrees d ON s.thing = d.sign
    JOIN ldn_now b ON s.patient = b.patient AND d.beside = b.thing
    GROUP BY s.patient, d.thing
) g ON n.patient = g.patient AND n.thing = g.thing;

-- Of those that are one disease, the narrowest.
CREATE OR REPLACE TEMPORARY VIEW ldn_things AS
SELECT patient, thing, is_condition FROM ldn_named WHERE is_condition = 0 OR is_now = 0
UNION
SELECT c.patient, c.thing, 1 AS is_condition
FROM ldn_conditions c LEFT JOIN (
    SELECT DISTINCT o.patient, i.wide FROM ldn_conditions o JOIN instead i ON o.thing = i.narrow
) w ON c.patient = w.patient AND c.thing = w.wide
WHERE w.wide IS NULL;

CREATE OR REPLACE TEMPORARY VIEW ldn_flags AS
SELECT c.patient, max(k.unknown) AS unknown, max(k.near) AS near, max(k.question) AS question,
    max(k.grave) AS grave, max(k.mild) AS mild, CAST(sum(k.amount * c.times) AS DECIMAL(18,6)) AS dose
FROM ldn_classes c JOIN (SELECT DISTINCT * FROM classes) k ON c.class = k.class AND c.variant = k.variant
GROUP BY c.patient;

-- A statement speaks where all that it needs is there; its limit where the dose breaks it.
CREATE OR REPLACE TEMPORARY VIEW ldn_matched AS
SELECT t.patient, n.statement,
    max(CASE WHEN n.is_condition = 0 THEN 1 ELSE 0 END) AS medicine,
    max(CASE WHEN n.is_condition = 1 THEN 1 ELSE 0 END) AS ill
FROM ldn_things t JOIN (SELECT DISTINCT statement, thing, is_condition FROM needs) n
ON t.thing = n.thing AND t.is_condition = n.is_condition
GROUP BY t.patient, n.statement;

CREATE OR REPLACE TEMPORARY VIEW ldn_spoken AS
SELECT m.patient, s.statement, s.asks,
    CASE WHEN s.is_limit = 0 OR f.dose > s.over OR f.dose < s.under THEN s.severity
        WHEN f.dose IS NULL THEN s.undosed ELSE 'note' END AS severity
FROM ldn_matched m
JOIN (SELECT DISTINCT * FROM statements) s ON m.statement = s.statement
JOIN ldn_flags f ON m.patient = f.patient
WHERE m.medicine >= s.needs_medicine AND m.ill >= s.needs_condition
UNION ALL
SELECT f.patient, s.statement, 0 AS asks, s.severity
FROM ldn_flags f JOIN (SELECT DISTINCT * FROM statements) s
ON s.needs_medicine = 0 AND s.needs_condition = 0 AND s.is_limit = 1 AND (f.dose > s.over OR f.dose < s.under);

CREATE OR REPLACE TEMPORARY VIEW ldn_findings AS
SELECT patient, statement, severity FROM ldn_spoken WHERE severity <> 'note';

CREATE OR REPLACE TEMPORARY VIEW ldn_asks AS
SELECT DISTINCT c.patient, a.thing
FROM ldn_classes c JOIN asks a ON c.class = a.class AND c.variant = a.variant;

CREATE OR REPLACE TEMPORARY VIEW ldn_not_recognised AS
SELECT DISTINCT patient, text, resolved FROM ldn_entries WHERE state = 'not-recognised';

CREATE OR REPLACE TEMPORARY VIEW ldn_worst AS
SELECT patient,
    min(CASE severity WHEN 'contraindicated' THEN 1 WHEN 'avoid' THEN 2 WHEN 'caution' THEN 4 ELSE 9 END) AS worst,
    max(CASE WHEN severity <> 'note' THEN asks ELSE 0 END) AS asks
FROM ldn_spoken GROUP BY patient;

CREATE OR REPLACE TEMPORARY VIEW ldn_counted AS
SELECT patient, count(*) AS lines,
    sum(CASE WHEN state <> 'empty' THEN 1 ELSE 0 END) AS filled,
    max(CASE WHEN state = 'not-recognised' AND resolved = 0 THEN 1 ELSE 0 END) AS unresolved
FROM ldn_entries GROUP BY patient;

CREATE OR REPLACE TEMPORARY VIEW ldn_patients AS
SELECT patient,
    CASE WHEN filled = 0 THEN 'not-checked'
        WHEN worst = 1 THEN 'contraindicated'
        WHEN worst = 2 THEN 'avoid'
        WHEN near = 1 OR grave = 1 OR asks = 1 THEN 'ask-first'
        WHEN worst = 4 OR mild = 1 THEN 'caution'
        WHEN unknown = 1 OR question = 1 THEN 'not-checked'
        ELSE 'nothing-held' END AS outcome,
    CASE WHEN filled > 0 AND unknown = 0 AND question = 0 AND asks = 0 THEN 1 ELSE 0 END AS complete,
    lines
FROM (
    SELECT c.patient, c.lines, c.filled, coalesce(w.worst, 9) AS worst, coalesce(w.asks, 0) AS asks,
        CASE WHEN coalesce(f.unknown, 0) + c.unresolved > 0 THEN 1 ELSE 0 END AS unknown,
        coalesce(f.near, 0) AS near, coalesce(f.question, 0) AS question, coalesce(f.grave, 0) AS grave,
        coalesce(f.mild, 0) AS mild
    FROM ldn_counted c LEFT JOIN ldn_flags f ON c.patient = f.patient LEFT JOIN ldn_worst w ON c.patient = w.patient
) every_patient;
