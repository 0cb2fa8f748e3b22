"""A screen as SQL: the distinct texts, patients, mixtures of what they say, and the rows told.

Most lines bear on no verdict: they are only counted, and lists are gathered of the others alone.
"""

from ldnref.answers.checking.verdict import NOT_CHECKED
from ldnref.doors.cohort import EMPTY, UNKNOWN

TEXTS = """
CREATE TABLE texts AS
SELECT text, count(*) AS lines, row_number() OVER () AS id FROM given
WHERE text IS NOT NULL GROUP BY text
"""

#: In an order of their own: then what they say is numbered alike in every run.
ORDERED = "SELECT id, text FROM texts ORDER BY text"

READINGS = """
CREATE TABLE readings (id BIGINT, state VARCHAR, class INTEGER, adds BOOLEAN)
"""

BEARING = f"""
CREATE TABLE bearing AS
SELECT text, class, adds, state = '{UNKNOWN}' AS unknown FROM texts JOIN readings USING (id)
WHERE class IS NOT NULL OR state = '{EMPTY}'
"""  # noqa: S608 - our own words

PEOPLE = """
CREATE TABLE people (
    patient VARCHAR, number BIGINT, lines BIGINT, filled BIGINT,
    key INTEGER[], not_recognised VARCHAR[]
)
"""

#: A row without a patient is a patient of its own: nobody's lines are put together by chance.
#: Taken out afterwards: to ask it of each line would take as long as to count them.
TOGETHER = "DELETE FROM people WHERE patient IS NULL RETURNING lines"
NAMELESS = """
CREATE TABLE nameless AS SELECT row_number() OVER (ORDER BY texts) AS number, texts FROM alone
"""
NAMELESS_LINES = """
CREATE TEMP VIEW nameless_lines AS SELECT number, unnest(texts) AS text FROM nameless
"""

_PUT_TOGETHER = """
INSERT INTO people BY NAME
WITH counted AS (
    SELECT {who}, count(*) AS lines, count(text) AS texts FROM {lines} GROUP BY {who}
), marked AS (
    SELECT
        {who},
        count(*) FILTER (WHERE class IS NULL) AS blank,
        coalesce(list_sort(list_distinct(
            list(class) FILTER (WHERE class IS NOT NULL AND NOT adds))), [])
        || coalesce(list_sort(list(class) FILTER (WHERE adds)), []) AS key,
        list_sort(list_distinct(list(text) FILTER (WHERE unknown))) AS not_recognised
    FROM {lines} JOIN bearing USING (text) GROUP BY {who}
)
SELECT
    {who}, lines, texts - coalesce(blank, 0) AS filled,
    coalesce(key, []) AS key, coalesce(not_recognised, []) AS not_recognised
FROM counted LEFT JOIN marked USING ({who})
"""
NAMED = _PUT_TOGETHER.format(who="patient", lines="given")
ALONE = _PUT_TOGETHER.format(who="number", lines="nameless_lines")

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
    findings, asks, not_recognised, lines, number
FROM people JOIN mixtures USING (key) JOIN verdicts USING (id)
"""  # noqa: S608 - our own words

OUTCOMES = f"SELECT outcome, complete, count(*) FROM ({ROWS}) GROUP BY ALL"  # noqa: S608
