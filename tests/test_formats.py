"""How answers are shown: the same words everywhere, as typed, and no wider than the screen."""

import io
import json
from datetime import date

import pytest
from conftest import BASE
from hypothesis import given
from hypothesis import strategies as st

from ldnref.answers import disagreements, evidence, interactions, sources, study, topics
from ldnref.answers.study_filter import Filter
from ldnref.formats import as_json, markdown, plain, terminal
from ldnref.formats.characters import fit_for, visible
from ldnref.knowledge.library import open_whole

SOUND = open_whole(BASE)
DAY = date(2026, 1, 31)
UTF8 = fit_for("utf-8")
ANSWERS = {
    "topic": topics.topic(SOUND, "dosing", "stiffness"),
    "names": interactions.about(SOUND, ["Lemo®", "[/red]:x:\x1b[1m"], details=True),
    "overview": interactions.overview(SOUND),
    "sources": sources.every(SOUND, DAY),
    "source": sources.one(SOUND, "pineapple-2001", DAY),
    "evidence": evidence.overview(SOUND, Filter()),
    "all the evidence": evidence.overview(SOUND, Filter(), details=True),
    "study": study.one(SOUND, "pineapple-2001"),
    "map": evidence.evidence_map(SOUND, Filter()),
    "points": disagreements.every(SOUND),
    "point": disagreements.one(SOUND, "ceiling"),
}


def _painted(answer, width=80, *, force=False):
    stream = io.StringIO()
    terminal.write(answer, stream, width, UTF8, force=force)
    return stream.getvalue()


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("width", [24, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_screen(name, width):
    """At any width, from a telephone to a wall, nothing is cut or runs over."""
    shown = plain.render(ANSWERS[name], width, UTF8)

    assert max(map(len, shown.splitlines())) <= max(width, 40)


@pytest.mark.parametrize("name", ANSWERS)
def test_the_terminal_shows_the_same_words_as_a_pipe(name):
    """Only bars and colours differ."""
    bars = str.maketrans("█●─┤", "=o-|")

    assert plain.render(ANSWERS[name], 80, UTF8).split() == (
        _painted(ANSWERS[name]).translate(bars).split()
    )


def test_signs_that_rich_would_obey_are_shown_as_they_stand():
    """[red], :tada: and stars are words here, not orders."""
    shown = _painted(ANSWERS["topic"], force=True)

    assert "[red]not[/red] :tada: more." in shown


def test_colour_never_says_go():
    """No green anywhere, whatever the severity."""
    assert not any("green" in style for style in terminal.STYLES.values())


def test_a_number_is_never_parted_from_its_unit():
    """`4.5` at the end of a line and `mg` on the next invites a slip."""
    answer = ANSWERS["topic"]._replace(scale=None)
    for width in range(24, 100):
        for line in plain.render(answer, width, UTF8).splitlines():
            assert not line.rstrip().endswith((" 1.50 to 3", " At most 3", " 2", " 5"))


def test_what_was_left_out_is_counted_and_can_be_had():
    """A first answer never pretends to be the whole."""
    first = topics.topic(SOUND, "dosing")
    assert () == first.left_out

    detailed = SOUND.topics["dosing"].groups[0]
    hidden = detailed.statements[2]._replace(detail=True)
    group = detailed._replace(statements=(*detailed.statements[:2], hidden, detailed.statements[3]))
    topic = SOUND.topics["dosing"]._replace(groups=(group, *SOUND.topics["dosing"].groups[1:]))
    base = SOUND._replace(topics={**SOUND.topics, "dosing": topic})

    answer = topics.topic(base, "dosing")
    assert ("dosing-trial",) == answer.left_out
    assert "1 more: ldnref dosing --all" in plain.render(answer, 80, UTF8)
    assert "1 more: `ldnref dosing --all`" in markdown.render(answer, UTF8)
    assert ["dosing-trial"] == as_json.envelope(answer)["left_out"]
    assert () == topics.topic(base, "dosing", details=True).left_out


def test_many_sources_are_named_in_a_row_until_details_are_asked_for():
    """Thirty sources with their places would bury the answer."""
    base = SOUND
    extra = {
        f"s{n}": base.sources["label-zorblex"]._replace(id=f"s{n}", name=f"S {n}")
        for n in range(14)
    }
    first = base.topics["cautions"].groups[0].statements[0]
    citation = first.sources[0]
    many = first._replace(sources=tuple(citation._replace(ref=name) for name in extra))
    group = base.topics["cautions"].groups[0]._replace(statements=(many,))
    topic = base.topics["cautions"]._replace(groups=(group,))
    base = base._replace(
        sources={**base.sources, **extra}, topics={**base.topics, "cautions": topic}
    )

    short = plain.render(topics.topic(base, "cautions"), 80, UTF8)
    whole = plain.render(topics.topic(base, "cautions", details=True), 80, UTF8)

    assert "[1] S 0, label · [2] S 1, label" in short
    assert "section 4.4" not in short
    assert 14 == whole.count("section 4.4")


def test_json_holds_what_the_screen_says():
    """Numbers are text with their unit; places, basis and disagreements come along."""
    shown = as_json.envelope(ANSWERS["topic"])
    first, second = shown["sections"][0]["statements"][0], shown["sections"][1]["statements"][0]

    assert {"unit": "mg", "high": "3", "per": "day"} == first["value"]
    assert {"over": "3", "unit": "mg", "per": "day"} == first["limit"]
    assert ["ceiling"] == first["disagreements"]
    assert [{"ref": "lost-leaflet", "at": "page 2", "seen": "not-seen"}] == first["sources"]
    assert "1.50" == second["value"]["low"]
    assert [] == second["disagreements"]
    assert {"version": "1.0.0", "date": "2026-01-31"} == shown["knowledge"]


def test_json_keeps_how_much_was_seen_for_one_place():
    """A citation may have seen less than the source as a whole."""
    statement = as_json.envelope(ANSWERS["names"])["sections"][0]["statements"][0]

    assert {"ref": "label-zorblex", "at": "section 4.3", "seen": "part"} == statement["sources"][0]


def test_markdown_shows_signs_as_signs():
    """What a record system renders is what was written."""
    shown = markdown.render(ANSWERS["topic"], UTF8)

    assert r"\[red\]not\[/red\] :tada: more." in shown
    assert "| grown-ups, trial | 1 mg | +0.5 mg | 1–2 weeks | 3 mg |" in shown
    assert shown.endswith("*Invented, and the last line of every answer.*\n")


def test_markdown_says_what_was_typed_and_what_was_not_recognised():
    """Pasted into a record, the gap is on record too."""
    shown = markdown.render(ANSWERS["names"], UTF8)

    assert "- Lemo®: lemonol, a citrus fruit" in shown
    assert "- **Not recognised, not checked:** red" in shown
    assert "How often: 37 % (zorblex), 13 % (placebo)." in shown


@pytest.mark.parametrize(
    ("encoding", "text", "expected"),
    [
        ("ascii", "≤ 5 μg, – μ-opioid Småbrekke ≠", "<= 5 mcg, - mu-opioid Smabrekke !="),
        ("latin-1", "≤ 5 µg Småbrekke", "<= 5 mcg Småbrekke"),
        ("ascii", "日本 ø", "?? o"),
        (None, "–", "-"),
        ("no-such-encoding", "–x", "-x"),
        ("utf-8", "≤ μ", "≤ μ"),
    ],
)
def test_signs_have_plain_substitutes(encoding, text, expected):
    """Micrograms are written out, so that `mg` is never read for `μg`."""
    assert expected == fit_for(encoding)(text)


@given(st.text())
def test_an_echo_is_short_and_harmless(text):
    """Whatever was typed, its echo stays on one line and moves no cursor."""
    shown = visible(text)

    assert len(shown) <= 60
    assert shown == visible(shown)
    assert shown.isprintable() or not shown.isascii()
    shown.encode()


@given(st.text())
def test_no_typed_text_breaks_a_format(text):
    """Any word may be typed; every format still shows an answer, and JSON gives it back."""
    answer = interactions.about(SOUND, ["plumine", text])

    assert plain.render(answer, 60, UTF8)
    assert markdown.render(answer, UTF8)
    assert _painted(answer, 60, force=True)
    shown = json.loads(as_json.render(answer, ascii_only=False))
    typed = [one["input"] for one in (*shown["resolved"], *shown["unrecognised"])]
    assert {one for one in ("plumine", text) if one.strip()} == set(typed)


def test_an_answer_that_leads_nowhere_says_nothing_of_next():
    """No empty `Next:` line."""
    answer = disagreements.every(SOUND)._replace(next=())

    assert "Next:" not in plain.render(answer, 80, UTF8)
