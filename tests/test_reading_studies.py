"""The keys of studies.yaml: a broken snippet, and the one problem it has, with its place."""

import pytest

from ldnref.knowledge.reading_studies import read_studies
from ldnref.knowledge.vocabulary import ORIGINS

HEAD = "treated: [a]\ndomains: [{id: pain, name: pain, short: [pain]}]\nstudies:\n"
LABEL = "  - {id: leaflet, design: label, finding: {says: Of use., origin: label}}\n"
OUTCOME = (
    "domain: pain, measure: a scale, direction: better, effect: not seen, interval: not seen, "
    "p: '0.04', against: placebo, origin: abstract"
)


def _problems(text):
    _, problems = read_studies(HEAD + text, "studies.yaml")
    return [(problem.line, problem.message) for problem in problems]


def _only(extra):
    return f"  - {{id: leaflet, design: review, {extra}}}\n".replace("review", "narrative-review")


def test_a_figure_is_the_study_s_own_unless_it_says_whose():
    """Nobody need write the same id thirty times."""
    read, problems = read_studies(HEAD + LABEL, "studies.yaml")

    assert [] == problems
    assert "leaflet" == read.held[0].finding[0].ref
    assert "document" == read.held[0].kind


def test_what_was_not_seen_is_told_from_what_does_not_apply():
    """An empty figure and an absent one are two things."""
    read, _ = read_studies(HEAD + LABEL.replace("}}", "}, dose: not seen}"), "studies.yaml")

    assert {"dose": ()} == read.held[0].facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_only("finding: {says: Of use.}"), (4, "missing key 'origin'")),
        (
            _only("finding: {says: Of use., origin: hearsay}"),
            (
                4,
                f"'hearsay' is none of: {', '.join(ORIGINS)}",
            ),
        ),
        (_only("dose: {says: 3 mg, origin: part}"), (4, "needs 'finding' or 'outcomes'")),
        (
            _only(f"outcomes: [{{{OUTCOME}}}]").replace("better", "superb"),
            (4, "'superb' is none of: better, no-difference, worse, mixed, unclear"),
        ),
        (
            _only(f"outcomes: [{{{OUTCOME}}}]").replace("p: '0.04', ", ""),
            (4, "missing key 'p'"),
        ),
        (
            _only(f"outcomes: [{{{OUTCOME}}}]").replace("placebo", "no-comparison"),
            (4, "without a comparison the direction is 'unclear'"),
        ),
        (LABEL.replace("design: label, ", ""), (4, "missing key 'design'")),
    ],
)
def test_each_mistake_in_a_study_is_one_line_with_its_place(text, expected):
    """What is wrong, and where to put it right."""
    assert [expected] == _problems(text)


def test_a_trial_tells_everything_or_says_that_it_was_not_seen():
    """A gap that nobody named would read as nothing to tell."""
    problems = _problems(LABEL.replace("label,", "rct-parallel,", 1))

    assert (4, "missing key 'funding': write 'not seen' where it was not seen") in problems
    assert 12 == len(problems)
