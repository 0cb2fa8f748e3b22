"""The keys of knowledge files: each broken snippet gives one problem, with its line and column."""

from datetime import date
from decimal import Decimal

import pytest
from cases import every

from ldnref.knowledge import reading, reading_names, reading_sources, reading_topics
from ldnref.knowledge.model_sources import Quantity
from ldnref.knowledge.model_statements import Interval
from ldnref.knowledge.reading_measures import read_measures
from ldnref.knowledge.reading_must_hold import read_must_hold
from ldnref.knowledge.reading_words import read_list_words

STATEMENT = """\
title: T
next: [x]
sections:
  - title: S
    statements:
      - id: t-a
        label: L
        says: Words.
        basis: trial
        sources: [{ref: r, at: p}]
        checked: 2026-01-30
"""


def _topic(extra=""):
    topic, problems = reading_topics.read_topic(STATEMENT + extra, "t.yaml", "t")
    return topic, [str(problem) for problem in problems]


def test_a_whole_statement_is_read_as_it_is_written():
    """Numbers keep their figures, times become days, dates become dates."""
    extra = """\
        value: {low: "1.50", high: "3", unit: mg, per: day}
        regimen: {name: n, who: w, start: "1", step: "0.5", every: 1w-14d, target: "3"}
"""
    topic, problems = _topic(extra)

    statement = topic.statements[0]
    assert problems == []
    assert Quantity("mg", low=Decimal("1.50"), high=Decimal(3), per="day") == statement.value
    assert str(statement.value.low) == "1.50"
    assert Interval(7, 14) == statement.regimen.every
    assert date(2026, 1, 30) == statement.checked


def test_a_withdrawn_statement_is_kept_apart_and_never_shown():
    """A claim taken back keeps its id and leaves the screens."""
    topic, problems = _topic("        withdrawn: 2026-01-31\n        because: It was wrong.\n")

    assert problems == []
    assert topic.statements == ()
    assert [statement.id for statement in topic.withdrawn] == ["t-a"]


@every(
    ("extra", "expected"),
    [
        ("        colour: x\n", "t.yaml:12:9: unknown key 'colour'; known: id, label, says"),
        ("        regimen: x\n", "t.yaml:12:18: expected keys and values: name, who, start"),
        ("        value: {unit: mg}\n", "t.yaml:12:16: a quantity has one of 'exactly'"),
        (
            '        value: {unit: mg, exactly: "1", high: "2"}\n',
            "t.yaml:12:16: a quantity has one of",
        ),
        ('        value: {unit: mg, low: "2", high: "1"}\n', "t.yaml:12:16: 'low' is not below"),
        ('        value: {unit: mg, high: "4,5"}\n', "t.yaml:12:33: '4,5' is not a number as 4.5"),
        ('        value: {unit: mg, high: "-1"}\n', "t.yaml:12:33: '-1' is not a number"),
        ('        value: {unit: mg, high: "٣"}\n', "t.yaml:12:33: '٣' is not a number"),
        ("        value: {unit: mg, high: ''}\n", "t.yaml:12:33: empty value"),
        ("        value: {unit: [mg], high: '1'}\n", "t.yaml:12:23: expected text"),
        (
            "        value: {unit: mg, high: '1', 18 to 75}\n",
            "t.yaml:12:38: unknown key '18 to 75'; put a text with a comma in quotation marks",
        ),
        (
            "        plain: Note: take it\n",
            "t.yaml:12:20: not valid YAML: mapping values are not allowed in this context: put a",
        ),
        ("        severity: bad\n", "t.yaml:12:19: 'bad' is none of: contraindicated, avoid"),
        ("        from-full-dose: yes\n", "t.yaml:12:25: 'yes' is none of: true, false"),
        ("        action:\n", "t.yaml:12:16: empty value"),
        ("        applies: {medicines: x}\n", "t.yaml:12:30: expected a list"),
        ("        applies: {medicines: []}\n", "t.yaml:12:30: empty list"),
        ("        withdrawn: 2026-01-31\n", "t.yaml:6:9: 'withdrawn' and 'because' go together"),
        ("        because: x\n", "t.yaml:6:9: 'withdrawn' and 'because' go together"),
        ("        withdrawn: soon\n        because: x\n", "t.yaml:12:20: 'soon' is not a date"),
        (
            '        limit: {over: "3", unit: mg, per: day}\n',
            "t.yaml:12:16: a limit needs a severity",
        ),
        (
            "        limit: {unit: mg, per: day}\n        severity: avoid\n",
            "t.yaml:12:16: a limit has either 'over' or 'under'",
        ),
        (
            "        regimen: {name: n, who: w, every: 2m}\n",
            "t.yaml:12:43: '2m' is not a time as 14d, 2w or 7d-14d",
        ),
        (
            "        regimen: {name: n, who: w, every: 3w-1w}\n",
            "t.yaml:12:43: '3w-1w' is not a time",
        ),
        ("        regimen: {name: n, who: w, every: ''}\n", "t.yaml:12:43: empty value"),
        (
            '        severity: avoid\n        limit: {over: "3", unit: mcg, per: day}\n',
            "t.yaml:13:34: 'mcg' is none of: mg",
        ),
        (
            '        severity: avoid\n        limit: {over: "3", unit: mg, per: week}\n',
            "t.yaml:13:43: 'week' is none of: day",
        ),
        ('        action: "Stop\\e[2J"\n', "t.yaml:12:17: holds the hidden character U+001B"),
        ('        action: "Stop\\u202E"\n', "t.yaml:12:17: holds the hidden character U+202E"),
        ("        action: null\n", "t.yaml:12:17: 'null' is no text; leave the key out"),
        ("        plain: True\n", "t.yaml:12:16: 'True' is no text"),
        ("        action: -1\n", "t.yaml:12:17: '-1' has no word in it"),
        (
            "        severty: avoid\n",
            "t.yaml:12:9: unknown key 'severty'; did you mean 'severity'? known: id, label",
        ),
    ],
)
def test_each_mistake_in_a_statement_is_one_line_with_its_place(extra, expected):
    """An editor can jump to the mistake, and reads there what would be right."""
    topic, problems = _topic(extra)

    assert topic is None
    assert len(problems) == 1
    assert problems[0].startswith(expected)


@pytest.mark.parametrize("key", ["id", "label", "says", "basis", "sources", "checked"])
def test_a_statement_without_a_needed_key_is_refused(key):
    """Above all: no statement without a source."""
    text = "".join(f"{line}\n" for line in STATEMENT.splitlines() if f" {key}: " not in line)
    text = text.replace("        label", "      - label", 1) if key == "id" else text

    topic, problems = reading_topics.read_topic(text, "t.yaml", "t")

    assert topic is None
    assert f"missing key '{key}'" in {problem.message for problem in problems}


def test_all_problems_of_a_file_are_found_at_once():
    """Nobody mends a file one message at a time."""
    _, problems = _topic("        severity: bad\n        reviewd: x\n        action:\n")

    assert len(problems) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "sources:\n  - {id: a, kind: trial, name: n, title: t, seen: abstract}\n",
            "'read' is the",
        ),
        (
            "sources:\n  - {id: a, kind: x, name: n, title: t, seen: not-seen}\n",
            "'x' is none of: label",
        ),
        ("sources: nothing\n", "expected a list"),
        ("- a\n", "expected keys and values: sources"),
    ],
)
def test_each_mistake_in_the_sources_is_explained(text, expected):
    """A source says what it is and when it was read, or that it was not found."""
    sources, problems = reading_sources.read_sources(text, "sources.yaml")

    assert sources is None
    assert problems[0].message.startswith(expected)


def test_a_word_alone_has_no_synonym():
    """A group of one says nothing."""
    words, problems = reading.read_words(
        "words:\n  - nausea; feeling sick\n  - dust\nforbidding: x\nreassuring: x\n", "words.yaml"
    )

    assert words is None
    assert ["words.yaml:3:5: a word alone means the same as nothing"] == list(map(str, problems))


def test_what_to_look_at_next_is_known_by_kind():
    """A kind that no answer has would never be shown."""
    text = (
        "what: w\nversion: 1\ndate: 2026-01-01\nnotice: n\nnotice-short: n\nno-medicine: m\n"
        "before: b\nfull-dose: f\ntopics: [{name: a, says: b}]\n"
        "examples: [{label: l, commands: [c]}]\n"
    )

    _, problems = reading.read_about(text + "next: {dosing: [x]}\n", "about.yaml")
    assert any("unknown key 'dosing'" in problem.message for problem in problems)
    _, problems = reading.read_about(text, "about.yaml")
    assert ["missing key 'next'"] == [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("codes: N02AX2", "'N02AX2' is no code as N02AX02 or rxcui:10689"),
        (
            "also: Newopal, Newopine SR",
            "a comma, and no semicolon: put semicolons between names, or one",
        ),
        ("brands: {FR: x}", "unknown key 'FR'; known: US, CA, UK, EU, AU, other"),
        (
            "brand: x",
            "unknown key 'brand'; did you mean 'brands'? known: id, name, what, also, within",
        ),
    ],
)
def test_each_mistake_in_a_medicine_is_explained(extra, expected):
    """A wrong code would never be found, and a wrong region never shown."""
    text = (
        "provenance: [{name: n, what: w, terms: t}]\nexact: x\n"
        "ambiguous: [{names: n, may-be: [a], says: s}]\n"
        "groups: [{id: g, name: g, what: w}]\n"
        f"medicines:\n  - id: a\n    name: a\n    what: w\n    {extra}\n"
    )

    medicines, problems = reading_names.read_medicines(text, "medicines.yaml")

    assert medicines is None
    assert [True] == [problem.message.startswith(expected) for problem in problems]


@pytest.mark.parametrize("sign", ["\\u200B", "\\uFEFF", "\\xAD", "\\u2028", "\\t"])
def test_a_name_holds_no_sign_that_nobody_can_see_or_type(sign):
    """A brand with a space of no width would never be found."""
    text = f'conditions:\n  - {{id: a, name: "st{sign}iff", what: w}}\n'

    conditions, problems = reading_names.read_conditions(text, "conditions.yaml")

    assert conditions is None
    assert ["conditions.yaml:2:19"] == [str(problem)[:20] for problem in problems]


def test_folded_text_holds_no_hidden_character():
    """The ends of its lines are the editor's, and become spaces."""
    topic, problems = _topic("        action: |\n          Stop\n          it.\n")

    assert [] == problems
    assert "Stop it." == topic.statements[0].action


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("groups:", "group:", "unknown key 'group'; did you mean 'groups'?"),
        ("worst: avoid", "worst: bad", "'bad' is none of: contraindicated, avoid"),
        ("outcome: caution", "outcome: fine", "'fine' is none of: contraindicated, avoid, ask"),
        ("{t: {avoid: '1'}}", "none", "expected topics with their counts"),
        ("avoid: '1'", "avoid: one", "'one' is not a number as 4.5"),
        ("avoid: '1'", "bad: '1'", "unknown key 'bad'; known: contraindicated, avoid"),
        ("medicines: '1'", "medicine: '1'", "missing key 'medicines'"),
        ("counts: {t: {avoid: '1'}}\n", "", "missing key 'counts'"),
        ("least: {", "lost: {", "missing key 'least'"),
        ("verdicts: {low: '1'}\n", "", "missing key 'verdicts'"),
        ("low: '1'", "lower: '1'", "unknown key 'lower'; did you mean 'low'?"),
    ],
)
def test_each_mistake_in_what_must_hold_is_explained(old, new, expected):
    """A guard that is misspelt would guard nothing."""
    text = (
        "topics: [t]\ngroups: [{group: g, worst: avoid}]\n"
        "questions: [{check: [a; b], dose: '3', outcome: caution}]\ncounts: {t: {avoid: '1'}}\n"
        "least: {medicines: '1', conditions: '1', names: '1', memberships: '1',\n"
        "  other-medicines: '1', codes: '0'}\nverdicts: {low: '1'}\n"
    )
    sound, none = read_must_hold(text, "m.yaml")
    assert [] == none
    assert ("a", "b") == sound.questions[0].lines

    must_hold, problems = read_must_hold(text.replace(old, new), "m.yaml")

    assert must_hold is None
    assert any(problem.message.startswith(expected) for problem in problems)


def test_other_medicines_hold_no_hidden_character():
    """They are shown beside what was typed."""
    _, problems = reading_names.read_others("a\u202eb\tb\tX\n", "other-medicines.txt")

    assert ["other-medicines.txt:1:1: holds a hidden character: take it out"] == [
        str(problem) for problem in problems
    ]


MEASURES = """\
measures:
  - id: m
    name: m
    names: m
    from: "0"
    to: "10"
    units: [{words: mg, times: "2"}]
    bare: [{times: "1", low: "1", under: "9"}]
    bands: [{under: "3"}, {low: "3", means: [a]}, {words: high}]
    needs-figure: false
amounts: [{of: [a], bands: [{over: "8", means: [b]}], regular: c, sources: [{ref: r, at: p}]}]
compared: {low: at least, over: above, high: up to, under: below}
frequencies: [{words: bd, a-day: "2"}]
pieces: tablet
regular: daily
stays: [{of: [a], days: "92"}, {of: [b]}]
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('{under: "3"}', "{means: [a]}", "a band has figures ('low', 'over', 'high', 'under')"),
        ('a-day: "2"', 'a-day: "2.5"', "'a-day' is a whole number"),
        ('days: "92"', "hours: x", "unknown key 'hours'"),
        ("under: below}", "below: under}", "unknown key 'below'"),
        ("needs-figure: false", "needs-figure: no", "'no' is none of: true, false"),
        ('    to: "10"\n', "", "missing key 'to'"),
        ("pieces: tablet\n", "", "missing key 'pieces'"),
        ('times: "2"', "times: two", "'two' is not a number as 4.5"),
    ],
)
def test_each_mistake_in_a_measure_is_explained(old, new, expected):
    """A threshold that is misspelt would grade nobody."""
    sound, none = read_measures(MEASURES, "m.yaml")
    assert [] == none
    assert (Decimal(0), Decimal(10), False) == (
        sound.measures[0].lowest,
        sound.measures[0].highest,
        sound.measures[0].needs_figure,
    )
    assert [92, None] == [one.days for one in sound.stays]

    measures, problems = read_measures(MEASURES.replace(old, new), "m.yaml")

    assert measures is None
    assert any(problem.message.startswith(expected) for problem in problems)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("beside: x\nparts: []\nasks: x\n", "unknown key 'asks'"),
        ("beside: x\n", "missing key 'parts'"),
        (
            "beside: x\nparts: [{holds: a, suggests: b}]\nroles: {denied: no}\n",
            "unknown key 'denied'",
        ),
        (
            "beside: x\nparts: [{holds: a, suggests: b}]\nmoments: [{words: soon, days: '1.5'}]\n",
            "'days' is a whole number",
        ),
        (
            "beside: x\nparts: [{holds: a, suggests: b}]\nforms: [{words: soon}]\n",
            "missing key 'of'",
        ),
        ("beside: [x, y]\n", "expected text on one line, with semicolons between"),
        (
            "beside: x\nparts: [{holds: a, suggests: b}]\ngrammar: {halv: half}\n",
            "unknown key 'halv'; did you mean 'half'?",
        ),
    ],
)
def test_each_mistake_in_the_words_of_a_list_is_explained(text, expected):
    """A role that is misspelt would deny nothing."""
    words, problems = read_list_words(text, "list-words.yaml")

    assert words is None
    assert any(problem.message.startswith(expected) for problem in problems)
