"""The evidence: what was found, where each figure was seen, and what nobody measured."""

import json

import pytest
from real import REAL

from ldnref.answers.answer import NotHeldError
from ldnref.answers.cards import studies as cards
from ldnref.answers.evidence import one, verdicts
from ldnref.answers.evidence.chart import Cell
from ldnref.answers.evidence.choosing import Filter
from ldnref.answers.evidence.map import evidence_map
from ldnref.answers.evidence.order import (
    BESIDE,
    CASES,
    GATHERED,
    OBSERVED,
    RANDOMISED,
    REVIEWED,
    TRIED,
    firmest,
    place,
)
from ldnref.answers.evidence.overview import overview


def _texts(answer):
    return [line.text for section in answer.sections for line in section.lines]


def _table(answer):
    """The studies side by side."""
    return next(section.table for section in answer.sections if section.table)


def _changed(base, **changes):
    """The invented base with its trial changed."""
    trial = base.studies["pineapple-2001"]._replace(**changes)
    return base._replace(studies={**base.studies, trial.id: trial})


def _outcome(base, **changes):
    return base.studies["pineapple-2001"].outcomes[0]._replace(**changes)


def test_the_verdict_comes_first_then_the_studies_side_by_side(base):
    """What a clinician reads in ten seconds, and behind it who was studied how."""
    answer = overview(base, Filter())

    assert ["In one minute", "What it amounts to", "Stiffness"] == [
        section.title for section in answer.sections
    ][:3]
    assert "evidence-verdict" == answer.statements[0].id
    assert (
        "Pineapple 2001",
        "RCT parallel",
        "18 of 20",
        "3 mg a day ≠ 4 mg a day",
        "3 weeks",
    ) == _table(answer).rows[0]


def test_what_was_found_is_told_by_direction_and_weak_findings_in_brackets(base):
    """Derived from the outcomes: a word typed by hand could drift from them."""
    line = _table(overview(base, Filter())).below[0]

    assert "Better: juice. Unclear: (stones)." == line.text
    assert ("pineapple-2001", "lost-leaflet") == line.sources
    assert "abstract" == line.known


def test_everything_shows_everything(base):
    """Statements, positions and labels too."""
    answer = overview(base, Filter())

    assert ["evidence-verdict", "evidence-aside", "evidence-juice"] == [
        s.id for s in answer.statements
    ]
    assert {"pineapple-2001", "label-zorblex", "lost-leaflet"} == {
        study.id for study in answer.own.studies
    }
    assert "evidence --all" == answer.everything


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(condition="stiff muscles"), {"pineapple-2001", "lost-leaflet"}),
        (Filter(condition="severe stiffness"), {"lost-leaflet"}),
        (Filter(design="rct"), {"pineapple-2001"}),
        (Filter(design="label"), {"label-zorblex"}),
        (Filter(design="RCT parallel"), {"pineapple-2001"}),
        (Filter(design="trial"), {"pineapple-2001"}),
        (Filter(design="document"), {"label-zorblex"}),
        (Filter(condition="stiffness", design="position"), {"lost-leaflet"}),
    ],
)
def test_studies_are_filtered_by_condition_and_design(base, wanted, expected):
    """A wider condition holds the narrower ones; a class of designs holds its designs."""
    shown = overview(base, wanted).own.studies

    assert expected == {study.id for study in shown}


def test_a_year_that_was_not_seen_is_not_passed_over(base):
    """Asked for recent studies, one without a year is shown apart, for it may be one."""
    answer = overview(base, Filter(since=2000))

    assert ["Stiffness", "Year not seen"] == [section.title for section in answer.sections]
    assert {"pineapple-2001"} == {study.id for study in answer.own.studies}
    assert ["Label of zorblex", "A lost leaflet"] == [
        line.label for line in answer.sections[1].lines
    ]


def test_the_words_of_a_condition_are_echoed_and_quoted(base):
    """What was typed beside what it is; and a command that a shell can read."""
    answer = overview(base, Filter(condition="stiff muscles"))

    assert "evidence --condition 'stiff muscles' --all" == answer.everything
    assert '--condition "Crohn\'s disease"' == Filter(condition="Crohn's disease").options
    assert [("stiff muscles", "stiffness")] == [(r.input, r.named.id) for r in answer.resolved]


def test_a_study_of_two_conditions_stands_under_the_one_asked_for(base):
    """Whoever asks about colitis is not answered under Crohn's disease."""
    both = _changed(base, conditions=("stiffness", "severe-stiffness"))
    itch = base.names["stiffness"]._replace(id="itch", name="itch", also=())
    names = {**base.names, "itch": itch}
    both = both._replace(names=names, treated=("itch", *base.treated))

    answer = overview(both, Filter(condition="severe stiffness"))

    assert ["What it amounts to", "Severe stiffness"] == [
        section.title for section in answer.sections
    ][:2]


def test_a_study_of_a_narrower_condition_stands_under_the_one_asked_for(base):
    """Whoever asks about bowel disease is answered about that."""
    narrow = _changed(base, conditions=("severe-stiffness",))
    itch = base.names["stiffness"]._replace(id="itch", name="itch", also=())
    narrow = narrow._replace(names={**base.names, "itch": itch}, treated=("itch", *base.treated))

    answer = overview(narrow, Filter(condition="stiffness"))

    assert "Stiffness" == answer.sections[1].title


def test_a_map_of_fewer_studies_says_which(base):
    """What a filter leaves out was not therefore unmeasured."""
    answer = evidence_map(base, Filter(since=2000))

    assert "What was measured: stiffness, since 2000" == answer.title


def test_a_condition_is_no_study(base):
    """Whoever types a condition is told how to ask for it."""
    with pytest.raises(NotHeldError) as error:
        one.one(base, "stiffness")

    assert "ldnref evidence --condition stiffness" in error.value.says


@pytest.mark.parametrize(
    "wanted",
    [Filter(condition="headless"), Filter(design="guess"), Filter(design="rct", since=2002)],
)
def test_a_filter_that_nothing_passes_is_said(base, wanted):
    """An empty page would read as "no evidence"."""
    with pytest.raises(NotHeldError):
        overview(base, wanted)


def test_a_study_tells_each_figure_and_what_was_not_seen(base):
    """Two doses by two accounts stand side by side, and gaps are named."""
    answer = one.one(base, "Pineapple 2001")

    lines = [line for section in answer.sections for line in section.lines]
    doses = [(line.text, line.sources, line.known) for line in lines if line.label == "Dose"]
    assert [
        ("3 mg a day", (), ""),
        ("4 mg a day", ("lost-leaflet",), "secondary, page 2"),
    ] == doses
    assert "registration, schedule, funding" in _texts(answer)
    assert (
        "Juice score: 3 points better; interval 1 to 5; p < 0.01; better than placebo."
        in _texts(answer)
    )
    assert "Effect not seen; p = 0.4; no comparison seen." in _texts(answer)
    assert ["ceiling"] == [point.id for point in answer.disagreements]


def test_a_study_without_any_interval_says_so_once(base):
    """The gap is named, and not on every line."""
    outcomes = (_outcome(base, interval=None), _outcome(base, interval=None, p=None))
    texts = _texts(one.one(_changed(base, outcomes=outcomes), "pineapple-2001"))

    assert "Juice score: 3 points better; p < 0.01; better than placebo." in texts
    assert "Juice score: 3 points better; p not seen; better than placebo." in texts
    assert "registration, schedule, funding, a confidence interval of any outcome" in texts


def test_a_study_without_any_p_says_so_once(base):
    """As with intervals."""
    texts = _texts(one.one(_changed(base, outcomes=(_outcome(base, p=None),)), "pineapple-2001"))

    assert "Juice score: 3 points better; interval 1 to 5; better than placebo." in texts
    assert "registration, schedule, funding, a p value of any outcome" in texts


def test_limits_that_were_seen_in_one_place_stand_together(base):
    """Seven limits are one paragraph, and each place is named once."""
    (small,) = base.studies["pineapple-2001"].facts["limitations"]
    facts = {"limitations": (small, small._replace(says="short"))}

    texts = _texts(one.one(_changed(base, facts=facts), "pineapple-2001"))

    assert "Small. Short" in texts


def test_findings_of_which_the_same_is_told_stand_together(base):
    """By what was seen of them, what they came to and who tells it; none is lost."""
    bare = _outcome(base, effect=None, interval=None, p=None, direction="no-difference")
    like = _outcome(base, domain="peel", measure="Peel", effect="the same", p=None)
    outcomes = (
        _outcome(base),
        bare,
        bare._replace(measure="pips"),
        bare._replace(measure="rind", direction="worse"),
        like,
        like._replace(domain="stones", measure="kernels"),
    )

    answer = one.one(_changed(base, outcomes=outcomes), "pineapple-2001")

    told = [(line.label, line.text) for line in answer.sections[0].lines]
    assert ("No figures seen", "Juice score, pips: no difference from placebo.") in told
    assert ("No figures seen", "Rind: worse than placebo.") in told
    same = "Peel, kernels: the same; interval 1 to 5; p not seen; better than placebo."
    assert ("Better", same) in told


def test_a_study_that_compared_nothing_lacks_no_p_value(base):
    """A count of people has none to miss."""
    outcomes = (_outcome(base, p=None, interval=None, against="no-comparison"),)

    texts = _texts(one.one(_changed(base, outcomes=outcomes), "pineapple-2001"))

    assert "registration, schedule, funding" in texts


def test_every_main_outcome_of_a_study_in_a_list_is_told(base):
    """A gain never stands without the harm beside it."""
    outcomes = (_outcome(base), _outcome(base, measure="Bruises", direction="worse"))
    listed = _changed(base, outcomes=outcomes, conditions=("severe-stiffness",))

    told = " ".join(_texts(overview(listed, Filter())))

    assert "Juice score: 3 points better; interval 1 to 5; p < 0.01; better than placebo." in told
    assert "Bruises: 3 points better; interval 1 to 5; p < 0.01; worse than placebo." in told


def test_a_document_tells_what_it_says(base):
    """A position or a label has no outcome, and is no lesser entry."""
    says, what, *_ = one.one(base, "label-zorblex").sections

    assert ("What it says", "Says", "Zorblex is for fruit.") == (
        says.title,
        says.lines[0].label,
        says.lines[0].text,
    )
    assert ["label", "label, unless marked"] == [line.text for line in what.lines]


def test_a_study_that_is_not_held_is_not_answered(base):
    """With the names of those that are."""
    with pytest.raises(NotHeldError) as error:
        one.one(base, "nobody-1999")

    assert "pineapple-2001" in error.value.known


def test_the_map_shows_what_nobody_measured(base):
    """A domain of the first condition is a column whether or not anyone measured it."""
    answer = evidence_map(base, Filter())

    assert ["juice", "peel", "stones"] == [domain.id for domain in answer.chart.domains]
    row = answer.chart.rows[0]
    assert {"juice": Cell("better", weak=False), "stones": Cell("unclear", weak=True)} == row.cells
    assert ("Against placebo", "18", "analysed") == (row.rank, row.n, row.n_is)
    assert ["peel, stones"] == _texts(answer)


def test_the_map_of_another_condition_has_the_columns_that_were_measured(base):
    """The gaps that matter in one condition are not those of another."""
    moved = _changed(base, conditions=("severe-stiffness",))

    chart = evidence_map(moved, Filter(condition="severe stiffness")).chart

    assert ["juice", "stones"] == [domain.id for domain in chart.domains]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([{}], Cell("better", weak=False)),
        ([{}, {"direction": "no-difference"}], Cell("mixed", weak=False)),
        ([{}, {"direction": "unclear"}], Cell("better", weak=False)),
        # What another account contradicts is mixed, and in brackets.
        ([{}, {"direction": "worse", "ref": "lost-leaflet"}], Cell("mixed", weak=True)),
        ([{}, {"direction": "better", "ref": "lost-leaflet"}], Cell("better", weak=False)),
        ([{}, {"direction": "unclear", "ref": "lost-leaflet"}], Cell("better", weak=False)),
        ([{"ref": "lost-leaflet"}], Cell("better", weak=True)),
        ([{"direction": "worse", "ref": "lost-leaflet"}], Cell("worse", weak=True)),
        ([{"against": "baseline"}], Cell("better", weak=True)),
    ],
)
def test_a_cell_is_what_the_outcomes_say_and_no_more(base, changes, expected):
    """Mixed is mixed, and a change without a control is in brackets."""
    outcomes = tuple(_outcome(base, **change) for change in changes)

    chart = evidence_map(_changed(base, outcomes=outcomes), Filter()).chart

    assert {"juice": expected} == chart.rows[0].cells


def test_studies_stand_in_the_map_by_how_firm_they_are(base):
    """Controlled trials first, then trials without control, then observational studies."""
    trial = base.studies["pineapple-2001"]
    weaker = tuple(o._replace(against="baseline") for o in trial.outcomes[:1])
    others = [
        trial._replace(id="lost-leaflet", design="register-study", outcomes=weaker),
        trial._replace(id="label-zorblex", design="open-label-trial", outcomes=weaker),
    ]
    mixed = base._replace(studies={s.id: s for s in (*others, trial)})

    rows = evidence_map(mixed, Filter()).chart.rows

    assert ["Against placebo", "Trials without control", "Observational"] == [r.rank for r in rows]


def test_people_that_were_not_counted_are_a_question(base):
    """An unknown number is not nought."""
    unknown = _changed(base, facts={})

    row = evidence_map(unknown, Filter()).chart.rows[0]
    assert ("?", "not seen") == (row.n, row.n_is)
    assert "not seen" == _table(overview(unknown, Filter())).rows[0][2]


@pytest.mark.parametrize(
    ("enrolled", "analysed", "expected"),
    [("20", "20", "20"), ("20", None, "? of 20"), (None, "18", "18"), ("20", "18", "18 of 20")],
)
def test_people_analysed_stand_beside_people_enrolled(base, enrolled, analysed, expected):
    """60 of 80 reads otherwise than 60."""
    figure = base.studies["pineapple-2001"].facts["enrolled"][0]
    facts = {
        "enrolled": (figure._replace(says=enrolled),) if enrolled else (),
        "analysed": (figure._replace(says=analysed),) if analysed else (),
    }

    table = _table(overview(_changed(base, facts=facts), Filter()))

    assert expected == table.rows[0][2]


@pytest.mark.parametrize("wanted", [Filter(design="document"), Filter(design="position")])
def test_a_map_needs_outcomes(base, wanted):
    """Positions and labels have none, whether or not they speak of the condition."""
    leaflet = base.studies["lost-leaflet"]._replace(conditions=("stiffness",))

    with pytest.raises(NotHeldError):
        evidence_map(base._replace(studies={**base.studies, leaflet.id: leaflet}), wanted)


def test_a_study_without_outcomes_stands_in_the_table_with_what_it_says(base):
    """What was found in words is found too."""
    finding = base.studies["label-zorblex"].finding

    table = _table(overview(_changed(base, outcomes=(), finding=finding), Filter()))

    assert "Zorblex is for fruit." == table.below[0].text


def test_people_enrolled_are_told_from_people_analysed_in_the_map(ldnref):
    """A trial of which nobody knows how many were counted looks no larger than another."""
    shown = ldnref("evidence", "--map").out

    assert "Cree 2010           60 " in shown
    assert "Sharafadd. 2010    ≤96 " in shown
    assert "≤96" in ldnref("evidence", "--map", "-f", "markdown").out
    rows = json.loads(ldnref("evidence", "--map", "-f", "json").out)["map"]["rows"]
    assert {"cree-2010": ("60", "analysed"), "gironi-2008": ("40", "enrolled")} == {
        row["study"]: (row["n"], row["n_is"])
        for row in rows
        if row["study"] in ("cree-2010", "gironi-2008")
    }


@pytest.mark.parametrize("width", ["40", "60", "80", "200"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_the_map_is_legible_everywhere(ldnref, monkeypatch, width, encoding):
    """Every study, every domain and every sign, at any width, without colour, in any encoding."""
    monkeypatch.setenv("COLUMNS", width)

    shown = ldnref("evidence", "--map", encoding=encoding).out

    for word in ("Cree 2010", "MRI", "re-", "lapse", "Against placebo", "not measured"):
        assert word in shown
    assert ("−" in shown) == (encoding == "utf-8")
    assert max(map(len, shown.splitlines())) <= int(width)


def test_the_map_has_the_same_cells_in_every_format(ldnref):
    """One answer, many shapes."""
    data = json.loads(ldnref("evidence", "--map", "-f", "json").out)["map"]
    table = ldnref("evidence", "--map", "-f", "markdown").out

    rows = {row["study"]: row["cells"] for row in data["rows"]}
    assert {"direction": "better", "weak": False} == rows["cree-2010"]["mental"]
    assert {"relapses", "disability", "mri"} <= {d["id"] for d in data["domains"]}
    assert {"relapses", "disability", "MRI"} <= set(data["not_against_placebo"])
    assert "relapses" not in rows["cree-2010"]
    assert "| Cree 2010 | 60 | + |" in table


# What it amounts to.


def _card(wanted):
    """What a card tells first, of the real knowledge."""
    return cards.evidence(REAL, overview(REAL, wanted))


def test_a_condition_has_its_verdict_on_top_with_how_sure_and_why(base):
    """GRADE's word, the reason, of what kind it is, and who says so."""
    answer = overview(base, Filter(condition="stiffness"))

    amounts = next(s for s in answer.sections if s.title == "What it amounts to")
    first = amounts.lines[0]
    assert ("Stiffness", ("pineapple-2001",), "one trial") == (
        first.label,
        first.sources,
        first.known,
    )
    assert first.text.startswith("Juice: low certainty. One trial found more juice")
    assert first.text.endswith("Why: one small trial. Do: Squeeze; then look.")
    # Its own, then what lies within it, then what is said of any.
    assert ["Stiffness", "Stiffness", "Severe stiffness", "Harm"] == [
        line.label for line in amounts.lines
    ]
    assert amounts.lines[-1].text.startswith("Moderate certainty. ")


def test_a_narrower_condition_has_the_verdicts_around_it(base):
    """Whoever asks about one kind of arthritis meets what is known of arthritis."""
    told = verdicts.on(base, base.names["severe-stiffness"])

    assert [
        ("severe-stiffness", "juice"),
        ("stiffness", "juice"),
        ("stiffness", "stones"),
        ("any", "harm"),
    ] == [(one.condition, one.about) for one in told]


def test_verdicts_are_data(base):
    """Under a key of their own, with each place and how it was seen."""
    told = overview(base, Filter(condition="stiffness")).own.data.verdicts

    assert ("low", "one small trial", "Squeeze; then look.") == tuple(
        getattr(told[0], key) for key in ("certainty", "because", "action")
    )
    (place,) = told[0].sources
    assert {"ref": "pineapple-2001", "at": "abstract", "seen": "abstract"} == place._asdict()


def test_studies_of_a_design_have_no_verdict(base):
    """What is said of a condition says nothing of every trial in any."""
    answer = overview(base, Filter(design="rct"))

    assert () == answer.own.verdicts
    assert "What it amounts to" not in [section.title for section in answer.sections]


def test_the_card_of_the_evidence_has_a_line_a_condition():
    """Fibromyalgia: low, and in a few words why anybody should care."""
    card = _card(Filter())

    lines = [fact.says for fact in card.facts if not fact.label]
    assert "Fibromyalgia: low — 3 largest trials: pain as on placebo" in lines
    assert lines[0].startswith("Multiple sclerosis: very low certainty — ")
    assert lines[1].startswith("Course: very low — ")
    assert "never delay, stop or replace a disease-modifying drug" == card.facts[1].do
    held = {one.condition for one in REAL.verdicts}
    assert len(held) + 1 == len(lines)
    assert "two-trials" in [point.id for point in card.points]


@pytest.mark.parametrize("condition", REAL.treated)
def test_every_condition_has_its_verdict_and_its_firmest_studies_first(condition):
    """The verdict whole, then trials, gathering reviews, and single cases last."""
    card = _card(Filter(condition=condition))

    first = card.facts[0]
    held = next(one for one in REAL.verdicts if one.condition == condition)
    assert first.says.endswith(held.says)
    told = [
        REAL.studies[fact.ids[0]]
        for fact in card.facts
        if fact.ids[:1] and fact.ids[0] in REAL.studies
    ]
    places = [place(study) for study in told]
    assert sorted(places) == places
    assert not told or BESIDE not in places or {BESIDE} == set(places)


def test_the_card_on_ms_leads_with_people_who_have_it():
    """Cree, Sharafaddinzadeh, Gironi; not a review of other drugs."""
    ids = [fact.ids[0] for fact in _card(Filter(condition="ms")).facts if fact.ids]

    studies = [one for one in ids if one in REAL.studies]
    assert ["cree-2010", "sharafaddinzadeh-2010", "gironi-2008", "raknes-2017"] == studies[:4]
    assert {"biolato-2021", "agrawal-2005", "zagon-2017"}.isdisjoint(studies)


def test_where_nothing_was_tried_what_touches_it_is_shown():
    """A question on positions is answered with positions, not with an empty card."""
    card = _card(Filter(design="position"))

    assert card.facts
    assert 0 == card.others


@pytest.mark.parametrize(
    ("design", "outcomes", "expected"),
    [
        ("rct-crossover", True, RANDOMISED),
        ("meta-analysis", True, GATHERED),
        ("open-label-trial", True, TRIED),
        ("register-study", True, OBSERVED),
        ("systematic-review", False, REVIEWED),
        ("case-report", True, CASES),
        ("narrative-review", False, BESIDE),
    ],
)
def test_reviews_and_trials_come_before_cases(base, design, outcomes, expected):
    """A review that gives no figure stands behind those who counted people."""
    study = base.studies["pineapple-2001"]._replace(design=design)

    assert expected == place(study if outcomes else study._replace(outcomes=()))


def test_of_two_trials_the_larger_comes_first_and_people_not_counted_weigh_half(base):
    """Enrolled is not analysed."""
    trial = base.studies["pineapple-2001"]
    bare = trial._replace(facts={**trial.facts, "analysed": ()})

    assert firmest(trial) < firmest(bare) < firmest(trial._replace(facts={}))


# What somebody who knows the literature looks for, each in one command.


def test_crees_four_p_values_are_one_command_away(ldnref):
    """As the abstract gives them, beside their scales."""
    shown = " ".join(ldnref("evidence", "cree-2010", "--all").out.split())

    for scale, effect, p in (
        ("SF-36", "3.3 points", "p = 0.04"),
        ("Mental Health Inventory", "6 points", "p < 0.01"),
        ("Pain Effects Scale", "1.6 points", "p = 0.04"),
        ("Perceived Deficits Questionnaire", "2.4 points", "p = 0.05"),
    ):
        assert scale in shown
        assert effect in shown
        assert p in shown


def test_gironis_dose_is_shown_as_disputed(ldnref):
    """4 mg by one account, 4.5 or 5 mg by another, and none in the abstract."""
    shown = json.loads(ldnref("evidence", "gironi-2008", "-f", "json").out)["studies"][0]

    assert {"mstrust-ldn", "mymsteam-treatment"} == {figure["ref"] for figure in shown["dose"]}
    assert {"secondary"} == {figure["origin"] for figure in shown["dose"]}


def test_why_smiths_percentages_cannot_be_right(ldnref):
    """89 % and 67 % of 17 people are no whole people."""
    shown = " ".join(ldnref("evidence", "smith-2007", "--all").out.split())

    assert "calculated" in shown
    assert "17" in shown
    assert "89 %" in shown


@pytest.mark.parametrize(
    "words",
    [
        ["cree-2010", "--map"],
        ["cree-2010", "--condition", "ms"],
        ["--since", "soon"],
        ["--since", "45"],
    ],
)
def test_a_question_that_contradicts_itself_is_wrong_use(ldnref, words):
    """Said, and nothing is answered."""
    ran = ldnref("evidence", *words)

    assert 2 == ran.code
    assert "" == ran.out


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["cree-2011"], "near: ldnref evidence cree-2010"),
        (["--design", "trail"], "near: ldnref evidence --design trial"),
        (["--condition", "fibromyalgy"], "near: ldnref evidence --condition fibromyalgia"),
    ],
)
def test_a_study_or_condition_that_is_not_held_has_near_names(ldnref, words, near):
    """Never guessed, and never silent."""
    ran = ldnref("evidence", *words)

    assert 3 == ran.code
    assert near in ran.err
