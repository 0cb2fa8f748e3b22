"""The keys of verdicts.yaml: a broken snippet, and the one problem it has, with its place."""

import pytest

from ldnref.knowledge.reading_verdicts import read_verdicts

VERDICT = (
    "condition: a, about: pain, says: No better., brief: no better, certainty: low, "
    "because: one trial, kind: one trial, sources: [{ref: b, at: abstract}]"
)


def _problems(text):
    _, problems = read_verdicts(f"verdicts:\n  - {{{text}}}\n", "verdicts.yaml")
    return [(problem.line, problem.message) for problem in problems]


def test_a_verdict_says_what_how_sure_why_and_by_whom():
    """What there is to do about it may be left out."""
    read, problems = read_verdicts(f"verdicts:\n  - {{{VERDICT}}}\n", "verdicts.yaml")

    assert [] == problems
    assert ("a", "low", "one trial", None) == (
        read[0].condition,
        read[0].certainty,
        read[0].because,
        read[0].action,
    )
    assert ["b"] == [citation.ref for citation in read[0].sources]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("low", "fair", "'fair' is none of: high, moderate, low, very-low"),
        ("because: one trial, ", "", "missing key 'because'"),
        ("about: pain, ", "", "missing key 'about'"),
        ("sources: [{ref: b, at: abstract}]", "sources: []", "empty list"),
        ("says: No better.", "says: none", "'none' is no text; leave the key out, or write words"),
        ("at: abstract", "page: 2", "unknown key 'page'; known: ref, at, seen"),
    ],
)
def test_each_mistake_in_a_verdict_is_one_line_with_its_place(old, new, expected):
    """What is wrong, and where to put it right."""
    found = _problems(VERDICT.replace(old, new))

    assert (2, expected) in found
