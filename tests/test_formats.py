"""How answers are shown: the same words everywhere, as typed, and no wider than the screen."""

import io
import json
from datetime import date

import pytest
from cases import every
from conftest import BASE
from hypothesis import given
from hypothesis import strategies as st

from ldnref.answers import interactions, points, sources
from ldnref.answers.cards.card import GAP, Fact
from ldnref.answers.cards.made import with_card
from ldnref.answers.checking import told
from ldnref.answers.evidence import one
from ldnref.answers.evidence.choosing import Filter
from ldnref.answers.evidence.map import evidence_map
from ldnref.answers.evidence.overview import overview
from ldnref.answers.inventory import topics
from ldnref.formats import as_json, markdown, terminal, text
from ldnref.formats.characters import fit_for, visible
from ldnref.knowledge.library import open_whole

SOUND = open_whole(BASE)
DAY = date(2026, 1, 31)
UTF8 = fit_for("utf-8")
ANSWERS = {
    "topic": topics.topic(SOUND, "dosing", ("stiffness",)),
    "names": interactions.about(SOUND, ["Lemo®", "[/red]:x:\x1b[1m"]),
    "overview": interactions.overview(SOUND),
    "sources": sources.every(SOUND, DAY),
    "source": sources.one(SOUND, "pineapple-2001", DAY),
    "evidence": overview(SOUND, Filter()),
    "study": one.one(SOUND, "pineapple-2001"),
    "map": evidence_map(SOUND, Filter()),
    "points": points.every(SOUND),
    "point": points.one(SOUND, "ceiling"),
}


def _painted(answer, width=80, *, force=False):
    return terminal.render(answer, io.StringIO(), width, UTF8, force=force)


@every("name", ANSWERS)
@every("width", [24, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_screen(name, width):
    """At any width, from a telephone to a wall, nothing is cut or runs over."""
    shown = text.render(ANSWERS[name], width, UTF8)

    assert max(map(len, shown.splitlines())) <= max(width, 40)


@pytest.mark.parametrize("name", ANSWERS)
def test_the_terminal_shows_the_same_words_as_a_pipe(name):
    """Only bars and colours differ."""
    bars = str.maketrans("█●─┤", "=o-|")

    assert text.render(ANSWERS[name], 80, UTF8).split() == (
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
        for line in text.render(answer, width, UTF8).splitlines():
            assert not line.rstrip().endswith((" 1.50 to 3", " At most 3", " 2", " 5"))


def test_a_card_is_an_answer_s_first_page_in_text_and_in_markdown():
    """What it leaves out is counted, with the command that shows it; JSON is whole."""
    answer = with_card(SOUND, topics.topic(SOUND, "dosing"))

    shown, pasted = text.render(answer, 80, UTF8), markdown.render(answer, UTF8)

    assert "2 more: ldnref dosing --all" in shown
    assert "2 more: `ldnref dosing --all`" in pasted
    assert shown.endswith("For fruit sellers. Taste first. 0 of 29 reviewed.\n")
    assert pasted.endswith("*For fruit sellers. Taste first. 0 of 29 reviewed.*\n")
    assert as_json.envelope(answer) == as_json.envelope(topics.topic(SOUND, "dosing"))


def test_a_card_in_markdown_says_how_bad_what_to_do_and_whose_it_is():
    """Pasted into a record, a line still stands on its own."""
    pasted = markdown.render(with_card(SOUND, topics.topic(SOUND, "dosing")), UTF8)

    assert (
        "- **When stiff:** **AVOID** over 3 mg a day: may stiffen **Do:** keep to 3 mg *(1)*\n"
        in pasted
    )
    assert r"1.5–3 mg a day, \[red\]not\[/red\] :tada: more *(1)*" in pasted
    assert "≠ open: ceiling (`ldnref disagreements ceiling`)\n" in pasted
    assert "Sources: 1 A lost leaflet, charity; 2 Pineapple 2001, trial\n" in pasted


def test_a_check_in_markdown_has_its_verdict_in_the_title():
    """With what was typed, what it is, what to ask, and what was not checked."""
    typed = ["Lemo®", "Squash", "[/red]:x:"]
    answer = with_card(SOUND, told.check(SOUND, typed, None, today=DAY))

    pasted = markdown.render(answer, UTF8)

    assert "# LDN for this patient: **CONTRAINDICATED** · 1 of 3 NOT CHECKED\n" in pasted
    assert "- **Lemo®:** lemonol: stops fruits from working **Do:** never together *(1)*" in pasted
    assert "- **Squash:** **ASK FIRST** may be" in pasted
    assert "**Ask:** which product is it?" in pasted
    assert "- **red, x:** **NOT CHECKED** not recognised" in pasted


def test_a_card_in_markdown_echoes_a_name_and_tells_where_the_rest_is():
    """A narrowed topic is a part, and says of what; many things in a row stay one item."""
    answer = with_card(SOUND, interactions.about(SOUND, ["Lemo®"]))
    part = answer._replace(glance=answer.glance._replace(beyond="dosing", also=("sources", "cite")))

    assert "- Lemo® = lemonol, a citrus fruit\n" in markdown.render(answer, UTF8)
    pasted = markdown.render(part, UTF8)
    assert "The rest: `ldnref dosing`\n" in pasted
    assert "`ldnref sources` · `ldnref cite`\n" in pasted
    row = Fact(GAP, "more of them", rank=0)
    head = Fact("", "CONTRAINDICATED", "contraindicated", "leave it", rank=0, heading=True)
    rows = answer._replace(glance=answer.glance._replace(facts=(head, row), everything=""))
    pasted = markdown.render(rows, UTF8)
    assert "- **CONTRAINDICATED** **Do:** leave it\n  - more of them\n" in pasted
    assert "--all" not in pasted
    assert "Sources:" not in pasted


def test_each_source_is_shown_with_its_places_where_everything_is():
    """Who wants everything wants to look it up."""
    shown = text.render(topics.topic(SOUND, "cautions"), 80, UTF8)

    assert "Label of zorblex (label-zorblex)" in shown
    assert "section 4.4" in shown


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
    assert shown.endswith("*Invented, 0 of 29 reviewed, and the last line of every answer.*\n")


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
def test_no_typed_text_breaks_a_format(words):
    """Any word may be typed; every format still shows an answer, and JSON gives it back."""
    answer = interactions.about(SOUND, ["plumine", words])

    assert text.render(answer, 60, UTF8)
    assert markdown.render(answer, UTF8)
    assert _painted(answer, 60, force=True)
    shown = json.loads(as_json.render(answer, ascii_only=False))
    typed = {one["input"] for one in (*shown["resolved"], *shown["unrecognised"])}
    # What stands after a name may belong to it.
    assert typed in ({"plumine", words}, {"plumine"}, {f"plumine {words}"})


def test_an_answer_that_leads_nowhere_says_nothing_of_next():
    """No empty `Next:` line."""
    answer = points.every(SOUND)._replace(next=())

    assert "Next:" not in text.render(answer, 80, UTF8)
