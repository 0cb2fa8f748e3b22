"""A screen as SQL: the rows as lines, the distinct texts, patients, mixtures, and the rows told."""

from ldnref.answers.checking.verdict import NOT_CHECKED
from ldnref.doors.cohort import EMPTY, UNKNOWN

#: A row without a patient is a patient of its own: nobody's lines are put together by chance.
LINES = """
CREATE TEMP VIEW lines AS
SELECT patient, alone, unnest(texts) AS text FROM (
    SELECT patient, CASE WHEN patient IS NULL THEN uuid() END AS alone, texts FROM given
)
"""

TEXTS = """
CREATE TABLE texts AS
SELECT text, count(*) AS lines, row_number() OVER () AS id FROM lines
WHERE text IS NOT NULL GROUP BY text
"""

PEOPLE = f"""
CREATE TABLE people AS
SELECT
    patient,
    count(*) AS lines,
    count(*) FILTER (WHERE coalesce(state, '{EMPTY}') <> '{EMPTY}') AS filled,
    count(*) FILTER (WHERE lines.text IS NOT NULL AND state IS NULL) AS lost,
    coalesce(list_sort(list_distinct(
        list(class) FILTER (WHERE class IS NOT NULL AND NOT adds))), [])
    || coalesce(list_sort(list(class) FILTER (WHERE class IS NOT NULL AND adds)), []) AS key,
    coalesce(list_sort(list_distinct(
        list(lines.text) FILTER (WHERE state = '{UNKNOWN}'))), []) AS not_recognised
FROM lines LEFT JOIN (SELECT text, state, class, adds FROM texts JOIN readings USING (id)) AS read
ON lines.text = read.text
GROUP BY patient, alone
"""  # noqa: S608 - our own words

MIXTURES = """
CREATE TABLE mixtures AS
SELECT key, row_number() OVER () AS id FROM (SELECT DISTINCT key FROM people)
"""

#: A patient of whom no line says anything was not checked.
ROWS = f"""
SELECT
    patient,
    CASE WHEN filled = 0 THEN '{NOT_CHECKED}' ELSE outcome END AS outcome,
    complete AND filled > 0 AS complete,
    findings, asks, not_recognised, lines
FROM people JOIN mixtures USING (key) JOIN verdicts USING (id)
"""  # noqa: S608 - our own words
