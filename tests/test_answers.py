"""What can be asked: answers from the invented base, compared as values."""

from datetime import date

import pytest

from ldnref.answers import ages, interactions, points, sources
from ldnref.answers.answer import Line, NotHeldError, speaks
from ldnref.answers.drawn import figures, how_often
from ldnref.answers.inventory import medicines, overview, topics
from ldnref.knowledge.model_sources import Quantity

#: The day after the last one on which anything was read.
DAY = date(2026, 1, 31)


def _ids(answer):
    return [statement.id for statement in answer.statements]


def test_a_topic_tells_everything_in_the_order_of_its_file(base):
    """What a clinician put first comes first; what was withdrawn does not come."""
    answer = topics.topic(base, "dosing")

    assert ["Dose", "Starting"] == [section.title for section in answer.sections]
    assert "dosing-usual" == _ids(answer)[0]
    assert "dosing-taken-back" not in _ids(answer)


def test_what_applies_to_this_patient_comes_first(base):
    """With stiffness, the ceiling is the first thing to read, and is said once."""
    answer = topics.topic(base, "dosing", ("stiffness",))

    assert ["dosing-ceiling", "dosing-usual"] == _ids(answer)[:2]
    assert 1 == _ids(answer).count("dosing-ceiling")
    assert {"topic": "dosing", "condition": "stiffness"} == answer.asked


def test_sources_are_numbered_as_they_are_first_cited(base):
    """[1] is the first source that a reader meets."""
    answer = topics.topic(base, "dosing")

    assert ["lost-leaflet", "pineapple-2001", "label-zorblex"] == [s.id for s in answer.sources]


def test_regimens_stand_side_by_side_and_what_was_not_seen_says_so(base):
    """A blank would read as nought."""
    table = topics.topic(base, "dosing").sections[1].table

    assert ("Who", "Start", "Step", "Every", "To") == table.columns
    assert (
        ("grown-ups, trial", "1 mg", "+0.5 mg", "1–2 weeks", "3 mg"),
        ("children", "2 mg", "none", "-", "2 mg"),
        ("anyone", "not seen", "not seen", "10 days", "not seen"),
    ) == table.rows


def test_a_statement_that_a_source_contradicts_is_marked(base):
    """The mark is derived from the disagreements, and carries them along."""
    answer = topics.topic(base, "dosing")

    assert {"dosing-ceiling"} == answer.contested
    assert ["ceiling"] == [point.id for point in answer.disagreements]


def test_the_overview_of_interactions_is_worst_first(base):
    """One headline a section, under the severity that it has."""
    answer = interactions.overview(base)

    titles = [section.title for section in answer.sections]
    assert ["Contraindicated", "Avoid", "Caution"] == titles
    assert "interactions-fruits" == _ids(answer)[0]
    assert _ids(answer).index("cautions-severe-stiffness") < _ids(answer).index(
        "cautions-brittleness"
    )


def test_a_medicine_gets_what_its_groups_get(base):
    """Lemonol is a fruit: what is said of fruits is said of it."""
    answer = interactions.about(base, ["Lemo®"])

    assert ["interactions-fruits", "interactions-lemonol"] == _ids(answer)
    assert "LDN and lemonol" == answer.title
    assert [("Lemo®", "lemonol")] == [(one.input, one.named.id) for one in answer.resolved]


def test_a_neighbour_in_the_group_does_not_get_what_is_lemonol_s_own(base):
    """What is said of one member is not said of another."""
    assert ["interactions-fruits"] == _ids(interactions.about(base, ["plumine"]))


def test_a_condition_gets_its_degrees(base):
    """Stiffness answers with the dose ceiling and with severe stiffness."""
    answer = interactions.about(base, ["stiff muscles"])

    assert ["cautions-severe-stiffness", "dosing-ceiling"] == _ids(answer)


def test_several_names_answer_together_and_an_unknown_one_stands_apart(base):
    """One name that is not recognised does not silence the others, nor hide."""
    answer = interactions.about(base, ["plumine", "plumin", "asparagine"])

    assert ["interactions-fruits"] == _ids(answer)
    assert ["plumin"] == [missing.input for missing in answer.not_recognised]
    assert ("asparagine",) == answer.own.nothing_held


def test_a_source_shows_all_that_rests_on_it(base):
    """Who doubts a source sees what falls with it."""
    answer = sources.one(base, "label-zorblex", DAY)

    expected = {
        "cautions-severe-stiffness",
        "dosing-at-least",
        "interactions-fruits",
        "interactions-lemonol",
        "interactions-syrup-wait",
    }
    assert expected <= set(_ids(answer))
    assert "interactions-minerals" not in _ids(answer)
    assert Line("Title", "Zorblex 50 mg tablets") in answer.sections[0].lines


def test_a_paper_shows_how_to_find_it(base):
    """Journal, volume, pages and every number that finds it."""
    lines = dict(line[:2] for line in sources.one(base, "pineapple-2001", DAY).sections[0].lines)

    assert "Journal of Fruit 2001 7(2):11-19" == lines["Published"]
    assert "doi:10.1000/fruit.7 · PMID 12345" == lines["Where"]
    assert "abstract, read 2026-01-30 · less than a month ago" == lines["Seen"]


def test_a_source_that_was_not_found_says_so(base):
    """How much was seen stands in the list, and no date is invented."""
    lines = [line for section in sources.every(base, DAY).sections for line in section.lines]

    assert Line("lost-leaflet", "A lost leaflet · no year · not seen · NEVER READ") in lines


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-30", "less than a month ago"),
        ("2026-02-28", "less than a month ago"),
        ("2026-03-01", "1 month ago"),
        ("2027-01-29", "11 months ago"),
        ("2027-01-30", "12 months ago: OVER 12 MONTHS"),
        ("2028-01-30", "24 months ago: OVER 24 MONTHS"),
        ("2020-01-01", "after that day"),
    ],
)
def test_a_source_grows_old_in_two_steps(base, day, expected):
    """What was read long ago may have changed: the reader is told, and nothing fails."""
    source = base.sources["pineapple-2001"]

    assert expected == ages.age(source, date.fromisoformat(day))


def test_the_stale_ones_can_be_had_alone(base):
    """Whoever keeps the knowledge sees what to read again, and what never was."""
    now = sources.every(base, DAY, stale=True)
    later = sources.every(base, date(2027, 3, 1), stale=True)

    assert ["lost-leaflet"] == [source.id for source in now.sources]
    assert 3 == len(later.sources)
    assert ("label-zorblex", 13, "OVER 12 MONTHS") in later.own.ages


def test_no_stale_source_is_said(base):
    """An empty page would look like a fault."""
    held = {key: source for key, source in base.sources.items() if source.read}

    answer = sources.every(base._replace(sources=held), DAY, stale=True)

    assert ["None"] == [section.title for section in answer.sections]


@pytest.mark.parametrize("ask", [lambda base, name: sources.one(base, name, DAY), points.one])
def test_what_is_not_held_is_not_answered(base, ask):
    """A near id is offered by the screen, and never answered for."""
    with pytest.raises(NotHeldError) as caught:
        ask(base, "pineapple-2002")

    assert "pineapple-2002" == caught.value.wanted
    assert caught.value.known


def test_a_point_shows_each_side_with_its_sources(base):
    """What has become of it, what the literature says, and who says what."""
    answer = points.one(base, "ceiling")

    verdict, literature, *sides = answer.sections
    assert Line("open", "Nobody has tested one.") == verdict.lines[0]
    assert Line("", "One trial gave 3 mg.", ("pineapple-2001",), "abstract") == literature.lines[0]
    assert ["A: At most 3 mg.", "B: None was tested."] == [side.title for side in sides]
    assert {"lost-leaflet", "pineapple-2001"} == {source.id for source in answer.sources}


def test_all_points_have_a_line_for_each_side(base):
    """The list is to be skimmed; one point is to be read."""
    section = points.every(base).sections[0]

    assert "ceiling (open): Is there a ceiling?" == section.title
    assert ["At most 3 mg.", "None was tested."] == [line.text for line in section.lines]


def test_open_points_come_first(base):
    """Then those that are flagged; what is resolved needs less of a reader's time."""
    point = base.disagreements[0]
    more = (point._replace(id="flag", state="flagged"), point._replace(id="done", state="resolved"))

    answer = points.every(base._replace(disagreements=(*more, point)))

    assert ["ceiling", "flag", "done"] == [point.id for point in answer.disagreements]


def test_the_first_screen_tells_what_to_ask_and_how_current_it_is(base):
    """Topics with their commands, and the date of the knowledge."""
    answer = overview.overview(base)

    labels = [line.label for section in answer.sections for line in section.lines]
    assert "ldnref dosing" in labels
    assert len(base.statements) == answer.own.statements


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Quantity("mg", exactly="4.50"), "4.50"),
        (Quantity("mg", under="10"), "< 10"),
        (Quantity("mg", low="1", high="2"), "1–2"),
        (Quantity("mg", high="3"), "≤ 3"),
        (Quantity("mg", low="1"), "≥ 1"),
    ],
)
def test_figures_are_short_and_keep_what_they_mean(value, expected):
    """At most, at least, less than: a bare number would lose it."""
    assert expected == figures(value)


def test_how_often_stands_beside_placebo(base):
    """A frequency without its comparison misleads."""
    statement = base.statements["interactions-lemonol"]

    assert "37 % (zorblex), 13 % (placebo)" == how_often(statement.frequency)


def test_a_limit_is_silent_while_no_dose_is_known(base):
    """A ceiling shouts only when a dose breaks it."""
    assert None is speaks(base.statements["dosing-ceiling"])
    assert "avoid" == speaks(base.statements["cautions-severe-stiffness"])
    assert None is speaks(base.statements["interactions-lemonol"])


def test_what_is_covered_can_be_seen(base):
    """Groups with their medicines, and what each goes by."""
    lines = {line.label: line.text for line in medicines.every(base).sections[0].lines}
    assert "citrus; fruit-depot; plumine; daily-plumine; much-plumine" == lines["fruits"]
    assert "lemonade; fizz" == lines["combinations"]

    shown = medicines.one(base, "citrus")
    assert ["citrus fruits", "lemonol"] == [section.title for section in shown.sections]
    assert Line("US", "Citron") in shown.sections[1].lines


@pytest.mark.parametrize("wanted", ["foobarol", "stiffness"])
def test_what_is_not_covered_is_not_shown(base, wanted):
    """A condition is no medicine, and an unknown word is nothing."""
    with pytest.raises(NotHeldError):
        medicines.one(base, wanted)
