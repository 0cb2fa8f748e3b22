"""Titration plans: dated, exact, and never beyond what a source supports."""

import json
import sys
from datetime import date
from decimal import Decimal

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from ldnref.answers.answer import NotHeldError
from ldnref.answers.cards import plans
from ldnref.answers.titration import told
from ldnref.answers.titration.published import doses_of, in_words, nearest, regimen_named, regimens
from ldnref.answers.titration.rising import PlanError, Wanted
from ldnref.formats.ics import calendar
from ldnref.formats.step_chart import step_chart
from ldnref.knowledge.library import open_base

DAY = date(2026, 12, 1)
REAL = open_base(told.TOPICS, names=True)


def _wanted(**words):
    amounts = ("start", "step", "to", "strength")
    typed = {key: Decimal(v) if key in amounts else v for key, v in words.items()}
    return Wanted(**{"begins": DAY, **typed})


def _made(base, **words):
    return told.plan(base, _wanted(**words))[1]


def _doses(plan):
    return [str(step.dose) for step in plan.steps]


def _refused(base, **words):
    """The statements that forbid a plan."""
    answer, plan = told.plan(base, _wanted(**words))
    assert plan is None
    return [statement.id for statement in answer.statements]


def test_half_milligrams_reach_the_end_exactly(base):
    """No binary fraction ever stands in a dose."""
    plan = _made(base, start="1", step="0.5", every=7, to="3")

    assert ["1", "1.5", "2", "2.5", "3"] == _doses(plan)


def test_each_step_has_its_first_and_last_day(base):
    """The last dose goes on until somebody decides."""
    steps = _made(base, start="1", step="1", every=28, to="3", own=True).steps

    assert [
        (date(2026, 12, 1), date(2026, 12, 28)),
        (date(2026, 12, 29), date(2027, 1, 25)),
        (date(2027, 1, 26), None),
    ] == [(step.begins, step.ends) for step in steps]


def test_a_step_that_does_not_divide_says_how_it_ends(base):
    """The last, smaller step is told, not rounded away."""
    answer, plan = told.plan(base, _wanted(start="1", step="0.4", every=7, to="2", own=True))

    assert ["1", "1.4", "1.8", "2"] == _doses(plan)
    assert "The last step is 0.2 mg, unlike those before it." in [
        line.text for line in answer.sections[0].lines
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"step": "0.4", "to": "1.7"}, ["The last step is 0.3 mg, unlike those before it."]),
        ({"step": "0.5", "to": "2"}, []),
        ({"step": "0.4", "to": "1.3"}, []),  # one step is unlike no other
    ],
)
def test_the_last_step_is_told_where_there_is_another_to_compare(base, words, expected):
    """Two steps are enough to differ."""
    answer, _ = told.plan(base, _wanted(start="1", every=7, own=True, **words))

    said = [line.text for line in answer.sections[0].lines]
    assert expected == [text for text in said if "last step" in text]


def test_nothing_is_said_of_capsules_when_none_were_named(base):
    """Whole capsules of nothing make no dose."""
    answer, plan = told.plan(base, _wanted(start="1", step="0.5", every=7, to="2"))

    assert [] == [line.text for line in answer.sections[0].lines if "apsules" in line.text]
    assert {None} == {step.capsules for step in plan.steps}
    assert "Capsules" not in answer.sections[0].table.columns


def test_capsules_are_counted_and_what_they_do_not_make_is_said(base):
    """Nobody is left to halve a capsule by eye."""
    answer, plan = told.plan(base, _wanted(start="1", step="0.5", every=7, to="2", strength="1"))

    assert [1, None, 2] == [step.capsules for step in plan.steps]
    assert "Whole capsules of 1 mg do not make 1.5 mg." in [
        line.text for line in answer.sections[0].lines
    ]
    assert ["1 × 1 mg", "not whole", "2 × 1 mg"] == [
        row[-1] for row in answer.sections[0].table.rows
    ]


def test_a_published_regimen_takes_the_slower_end_and_shows_its_source(base):
    """A range of intervals is no licence to hurry."""
    answer, plan = told.plan(base, _wanted(regimen="Gentle"))

    assert ["1", "1.5", "2", "2.5", "3"] == _doses(plan)
    assert 14 == plan.every
    assert "titration-gentle" in [statement.id for statement in answer.statements]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"regimen": "uneven"}, ["1", "2", "3.5"]),
        ({"regimen": "uneven", "to": "2"}, ["1", "2"]),
        ({"regimen": "gentle", "to": "1"}, ["1"]),
        ({"regimen": "endless", "to": "3"}, ["2", "2.5", "3"]),
        ({"start": "1", "to": "1"}, ["1"]),
    ],
)
def test_a_regimen_may_end_sooner(base, words, expected):
    """Nobody need go to the end of a published way."""
    assert expected == _doses(_made(base, **words))


def test_a_plan_of_one_s_own_says_so_and_what_to_watch(base):
    """No source gives it as a whole, whoever reads it later."""
    answer, _ = told.plan(base, _wanted(start="1", step="0.5", every=21, to="2", own=True))

    assert "Titration plan, the prescriber's own: no source supports it" == answer.title
    assert "No source has this start, step and interval together." in [
        line.text for line in answer.sections[0].lines
    ]
    assert ["titration-watch", "titration-back"] == [s.id for s in answer.statements]
    assert (None, True) == (answer.own.plan.regimen, answer.own.plan.own)


def test_one_s_own_that_a_source_has_is_not_called_one_s_own(base):
    """The mark says that nothing supports it: where something does, it is not set."""
    answer, _ = told.plan(base, _wanted(start="1", step="0.5", every=7, to="2", own=True))

    assert "Titration plan, as gentle, to 2 mg" == answer.title
    assert ("gentle", False) == (answer.own.plan.regimen, answer.own.plan.own)


@pytest.mark.parametrize(
    ("words", "forbids", "near"),
    [
        # Each of these figures has a source; together they have none.
        ({"start": "2", "step": "0.5", "every": 7, "to": "3"}, "titration-rises", "gentle"),
        ({"start": "1", "step": "0.5", "every": 21, "to": "3"}, "titration-rises", "gentle"),
        # A thousandfold slip of the unit.
        ({"start": "0.001", "step": "0.5", "every": 14, "to": "2"}, "titration-rises", "gentle"),
        ({"start": "1", "step": "1", "every": 7, "to": "3"}, "titration-rises", "gentle"),
        ({"start": "1", "step": "2", "every": 28, "to": "3"}, "titration-rises", "uneven"),
        ({"start": "3.5", "to": "3.5"}, "titration-starts", "endless"),
    ],
)
def test_what_no_single_source_has_is_refused_with_the_nearest(base, words, forbids, near):
    """With the statement that forbids it, the regimen that is least unlike it, and no plan."""
    answer, plan = told.plan(base, _wanted(**words))

    assert plan is None
    assert [forbids, f"titration-{near}"] == [one.id for one in answer.statements]
    assert near == answer.own.nearest
    assert any(line.text.startswith(f"{near}: ") for line in answer.lines)
    assert f"titration --regimen {near}" == answer.next[0]
    assert told.plan(base, _wanted(own=True, **words))[1]


def test_a_strength_of_which_no_dose_is_made_is_refused():
    """Nobody is shown a column of doses to be cut from 50 mg tablets."""
    for strength in ("50", "45", "25", "4"):
        ids = _refused(REAL, regimen="ms-uk", to="3.5", strength=strength)
        assert ["dosing-tablet", "dosing-decimal-slip"] == ids

    assert _made(REAL, regimen="ms-uk", strength="0.5")


def test_a_refusal_for_its_strength_offers_no_other_regimen():
    """The way is held: what cannot be made is the capsule."""
    answer, _ = told.plan(REAL, _wanted(regimen="ms-uk", strength="50"))

    assert answer.own.nearest is None
    assert "Because capsules or tablets of 50 mg make none of its doses" == answer.sections[0].title


# For whom.


def _limit(**words):
    """The first line of a plan, and the limit as data."""
    answer, _ = told.plan(REAL, _wanted(regimen="ms-uk", to="3", **words))
    return answer.sections[0].lines[0].text, answer.own.limit


@pytest.mark.parametrize(
    ("words", "text", "over"),
    [
        ({}, "At most 4.5 mg a day; with any spasticity 3 mg. It was not told: ask.", "4.5"),
        ({"told": False}, "At most 4.5 mg a day, without spasticity.", "4.5"),
        ({"told": True}, "At most 3 mg a day, with spasticity.", "3"),
        ({"condition": "stiff legs"}, "At most 3 mg a day, with spasticity.", "3"),
        (
            {"condition": "MS"},
            "At most 4.5 mg a day; with any spasticity 3 mg. It was not told: ask.",
            "4.5",
        ),
        ({"condition": "fibro"}, "At most 4.5 mg a day.", "4.5"),
    ],
)
def test_the_first_line_is_what_limits_the_plan(words, text, over):
    """In MS spasticity is asked about, and never passed over."""
    said, limit = _limit(**words)

    assert (text, over) == (said, limit.over)
    assert ("not told" in text) == (limit.not_told is not None)
    if limit.not_told:
        assert {
            "condition": "spasticity",
            "statement": "dosing-spasticity-limit",
            "over": "3",
        } == limit.not_told._asdict()


def test_what_is_both_there_and_not_there_is_said():
    """Two options that contradict each other are no plan."""
    with pytest.raises(PlanError, match="spasticity cannot be both"):
        _made(REAL, regimen="ms-uk", told=False, condition="spasticity")


def test_a_name_that_is_no_condition_is_not_guessed():
    """With those that are."""
    with pytest.raises(NotHeldError) as error:
        _made(REAL, regimen="ms-uk", condition="tramadol")

    assert "spasticity" in error.value.known


def test_a_base_that_asks_of_nothing_limits_all_the_same(base):
    """A folder of one's own need not ask of anything."""
    topic = base.topics["titration"]._replace(asks=None)
    bare = base._replace(topics={**base.topics, "titration": topic})

    answer, _ = told.plan(bare, _wanted(regimen="gentle", told=True))
    assert answer.own.limit is None
    assert "An invented plan, to be confirmed." == answer.sections[0].lines[0].text


def test_an_interval_given_as_a_range_is_told_with_the_choice():
    """Nobody takes the slower end for all that the source says."""
    answer, _ = told.plan(REAL, _wanted(regimen="lavender-sky"))

    texts = [line.text for line in answer.sections[0].lines]
    assert "The source gives 7 to 14 days on a dose; 14 are taken." in texts


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"regimen": "lavender-sky", "told": True}, ["dosing-spasticity-limit"]),
        ({"start": "1.5", "step": "0.5", "every": 14, "to": "5"}, ["dosing-ceiling"]),
        (
            {"start": "3", "step": "1.5", "every": 7, "to": "4.5", "own": True, "told": True},
            ["dosing-spasticity-limit"],
        ),
        (
            {"start": "1.5", "step": "0.5", "every": 14, "to": "3.5", "told": True},
            ["dosing-spasticity-limit"],
        ),
        (
            {"start": "4", "step": "0.5", "every": 14, "to": "4.5"},
            ["titration-common-core"],
        ),
        (
            {"start": "1.5", "step": "1.5", "every": 3, "to": "4.5"},
            ["titration-common-core", "titration-lavender-sky"],
        ),
        # A full dose is refused as such, however many steps would lead there.
        ({"start": "1.5", "step": "0.5", "every": 14, "to": "50"}, ["dosing-ceiling"]),
        ({"regimen": "moser", "to": "50"}, ["dosing-ceiling"]),
    ],
)
def test_the_limits_of_the_real_sources_hold(words, expected):
    """4.5 mg, 3 mg with spasticity, no start and no rise that nobody published."""
    refused = _refused(REAL, **words)

    assert expected == [name for name in refused if name in expected]
    beside = {"dosing-decimal-slip", "dosing-full-dose-label", "dosing-above-trials"}
    assert {name for name in refused if name.startswith("dosing")} - set(expected) <= beside


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"start": "1.5", "step": "0.5", "every": 14, "to": "4.5"}, "titration-ms-uk"),
        ({"start": "1.5", "step": "1.5", "every": 10, "to": "4.5"}, "titration-lavender-sky"),
        ({"start": "1", "step": "1", "every": 28, "to": "2"}, "titration-long-covid-okelly"),
        ({"start": "4.5", "to": "4.5"}, "titration-ms-cree"),
        ({"start": "2", "step": "2", "every": 14, "to": "4"}, "titration-neuropathy"),
        ({"start": "1.5", "to": "1.5"}, "titration-start"),
    ],
)
def test_a_plan_that_a_source_gives_shows_that_source(words, expected):
    """Whoever types a published way is told whose it is; nothing else is called published."""
    plan = _made(REAL, **words)

    assert expected == (plan.source and plan.source.id)


def test_after_a_refusal_the_same_way_is_offered_up_to_the_ceiling():
    """The next command is one that is accepted."""
    answer, _ = told.plan(REAL, _wanted(regimen="ms-uk", told=True))

    assert 'titration --regimen ms-uk --to 3 --condition "spasticity"' == answer.next[0]
    assert _made(REAL, regimen="ms-uk", to="3", told=True)
    own, _ = told.plan(REAL, _wanted(start="1.5", step="0.5", every=14, to="6"))
    assert "titration" == own.next[0]


def test_several_reasons_are_all_given():
    """Whoever mends one reason would meet the next."""
    ids = _refused(REAL, start="2", step="0.5", every=2, to="5", told=True)

    assert {
        "dosing-spasticity-limit",
        "dosing-ceiling",
        "titration-common-core",
    } <= set(ids)


def test_every_published_regimen_is_a_plan_or_says_what_is_missing():
    """A name that is listed never ends in a surprise."""
    made, missing, refused = [], [], []
    every = {regimen.name for _, regimen in regimens(REAL)}
    for _, regimen in regimens(REAL):
        try:
            plan = _made(REAL, regimen=regimen.name)
            (refused if plan is None else made).append(regimen.name)
        except PlanError as error:
            missing += [regimen.name] * (f"'{regimen.name}'" in str(error))

    assert every == {*made, *missing, *refused}
    assert ["fibromyalgia-final"] == refused
    assert {"ms-uk", "ms-cree", "ms-lawrence", "lavender-sky", "long-covid-bc"} <= set(made)
    assert {"verywell", "moser", "back-pain-case", "crohn-children"} <= set(missing)


def test_the_nearest_to_a_published_rise_is_that_rise():
    """Its own doses and interval differ from it in nothing; where two are the same, either is."""
    rises = [one for _, one in regimens(REAL) if one.every and (one.step or one.doses)]
    for one in rises:
        doses = doses_of(one, one.target or Decimal(9))
        _, found = nearest(REAL, doses, one.every.low)

        assert doses == doses_of(found, doses[-1])
        assert found.every.low <= one.every.low <= found.every.high


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gentle", "1 mg, 0.5 mg more at a time, every 7 to 14 days, to 3 mg"),
        ("uneven", "1, 2, 3.5 mg, every 28 days"),
        ("endless", "2 mg, 0.5 mg more at a time, every 28 days"),
    ],
)
def test_a_published_rise_is_told_as_far_as_it_was_seen(base, name, told):
    """Its start, its step, its interval and, where it has one, its end."""
    assert told == in_words(regimen_named(base, name)[1])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"start": "2", "step": "0.5", "every": 14, "to": "1"}, "--to is below --start"),
        ({"start": "2"}, "needs --start and --to"),
        ({"to": "2"}, "needs --start and --to"),
        ({"start": "1", "to": "2"}, "needs --step and --every"),
        ({"start": "1", "step": "0.01", "every": 14, "to": "3"}, "more than 60 steps"),
        (
            {"start": "1", "step": "0.5", "every": 9_999_999, "to": "3", "own": True},
            "end of the calendar",
        ),
        ({"regimen": "gentle", "start": "1"}, "leave those out"),
        ({"regimen": "gentle", "step": "0.5"}, "leave those out"),
        ({"regimen": "gentle", "every": 14}, "leave those out"),
        ({"regimen": "gentle", "to": "4"}, "does not pass through 4 mg"),
        ({"regimen": "uneven", "to": "4"}, "does not pass through 4 mg"),
        ({"regimen": "gentle", "to": "0.5"}, "does not pass through 0.5 mg"),
        ({"regimen": "endless"}, "no fixed end: give --to"),
        ({"regimen": "gentle", "to": "1.7"}, "does not pass through 1.7 mg"),
        ({"regimen": "endless", "to": "2.7"}, "does not pass through 2.7 mg"),
        (
            {"start": "1", "step": "0.5", "every": 7, "to": "2", "strength": "0.0001"},
            "check --strength",
        ),
    ],
)
def test_what_no_plan_can_be_made_of_is_said(base, words, said):
    """What was wrong, and what to type instead."""
    with pytest.raises(PlanError, match=said):
        told.plan(base, _wanted(**words))


def test_sixty_steps_are_a_plan_and_sixty_one_are_a_mistake(base):
    """The edge itself."""
    assert 60 == len(_made(base, start="1", step="0.5", every=7, to="30.5", own=True).steps)
    with pytest.raises(PlanError):
        _made(base, start="1", step="0.5", every=7, to="31")


def test_an_unknown_regimen_is_not_guessed(base):
    """With the names that there are."""
    with pytest.raises(NotHeldError) as error:
        _made(base, regimen="gentel")

    assert "gentle" in error.value.known


def test_knowledge_without_plans_says_so(base):
    """A folder of one's own may have none."""
    topic = base.topics["titration"]._replace(planning=None)

    with pytest.raises(PlanError, match="no plans"):
        told.plan(
            base._replace(topics={**base.topics, "titration": topic}), _wanted(regimen="gentle")
        )


amount = st.decimals(min_value="0.1", max_value="6", places=1)
likely = st.sampled_from([Decimal(n) for n in ("0.5", "1", "1.5", "2", "3", "4", "4.5")]) | amount
days = st.sampled_from([7, 10, 14, 28]) | st.integers(1, 60)


def _shapes():
    """What each held regimen has together: its doses as far as they go, and its interval."""
    for _, regimen in regimens(REAL):
        doses = doses_of(regimen, Decimal("4.5"))
        for end in range(1, len(doses) + 1):
            yield doses[:end], regimen.every


SHAPES = list(_shapes())


TYPED = st.fixed_dictionaries(
    {
        "start": likely,
        "step": likely,
        "to": likely,
        "every": days,
        "told": st.sampled_from([None, True, False]),
        "own": st.booleans(),
    },
    optional={
        "condition": st.sampled_from(["ms", "spasms", "fibromyalgia", "long covid"]),
        "strength": likely | st.sampled_from([Decimal(45), Decimal(50)]),
    },
)

#: Whatever else may be typed: a name beside doses, half a plan, none of it.
ANYTHING = st.fixed_dictionaries(
    {},
    optional={
        "regimen": st.sampled_from([regimen.name for _, regimen in regimens(REAL)]),
        "start": likely,
        "step": likely,
        "to": likely | st.just(Decimal(50)),
        "every": days,
        "told": st.sampled_from([True, False]),
        "own": st.booleans(),
        "condition": st.sampled_from(["ms", "spasms", "fibromyalgia", "long covid"]),
        "strength": likely | st.sampled_from([Decimal(45), Decimal(50)]),
    },
)


@given(ANYTHING)
def test_whatever_is_typed_a_plan_has_a_source_or_is_one_s_own(typed):
    """Of every combination of options: held as a whole, or asked for and named as one's own."""
    try:
        answer, plan = told.plan(REAL, Wanted(DAY, **typed))
    except PlanError:
        return
    if plan is None:
        return
    doses = [one.dose for one in plan.steps]
    held = any(
        known == doses and (len(doses) == 1 or span.low <= plan.every <= span.high)
        for known, span in SHAPES
        if len(doses) == 1 or span is not None
    )
    assert held == (plan.source is not None)
    assert held or (typed.get("own") and "no source supports it" in answer.title)
    assert max(doses) <= Decimal("4.5")


@given(TYPED)
def test_an_accepted_plan_is_a_held_regimen_or_is_marked_as_one_s_own(typed):
    """Whatever is typed: rising, under the ceiling, and no wider than a source."""
    wanted = Wanted(DAY, **typed)
    try:
        answer, plan = told.plan(REAL, wanted)
    except PlanError:
        return
    if plan is None:
        assert answer.own.refused
        return
    doses = [one.dose for one in plan.steps]
    assert sorted(set(doses)) == doses
    assert (wanted.start, wanted.to) == (doses[0], doses[-1])
    spastic = wanted.told or wanted.condition == "spasms"
    assert doses[-1] <= Decimal(3 if spastic else "4.5")
    held = any(
        known == doses
        and (len(doses) == 1 or (span is not None and span.low <= wanted.every <= span.high))
        for known, span in SHAPES
    )
    assert held == (plan.source is not None)
    assert answer.own.plan.own == (not held)
    assert held or wanted.own
    assert held or answer.title.endswith("no source supports it")


@given(st.sampled_from([regimen.name for _, regimen in regimens(REAL)]), likely | st.none())
def test_a_published_regimen_is_never_planned_as_another(name, to):
    """Asked for by name, it has its own doses, or says why there is no plan."""
    try:
        _, plan = told.plan(REAL, Wanted(DAY, regimen=name, to=to))
    except PlanError:
        return
    if plan is not None:
        doses = [one.dose for one in plan.steps]
        assert any(known == doses for known, _ in SHAPES)
        assert name == plan.source.regimen.name


# The card.


def _card(**words):
    answer, _ = told.plan(REAL, _wanted(**words))
    return plans.plan(REAL, answer).facts


def test_the_card_of_a_plan_begins_with_its_limit_then_its_steps():
    """The year once; capsules where their strength was given; opioids before the first dose."""
    limit, steps, *others = _card(regimen="lavender-sky", strength="3", told=False)

    assert ("Limit", "At most 4.5 mg a day, without spasticity.") == (limit.label, limit.says)
    assert limit.sources
    assert "2026-12-01 1.5 mg (not whole) · 12-15 3 mg (1 × 3) · 12-29 4.5 mg (not whole)" == (
        steps.says
    )
    ids = [name for fact in others for name in fact.ids]
    assert "titration-lavender-sky" == ids[0]
    assert {"titration-opioids-first", "titration-neurology-first", "titration-step-back"} <= {*ids}


def test_the_card_of_a_refusal_says_why_and_what_is_nearest():
    """Each reason with who says so, the nearest regimen, and how to plan it all the same."""
    reason, near, own = _card(start="3", step="1.5", every=7, to="4.5")

    because = (
        "Because no source here has this together: 3 mg, then 1.5 mg more every 7 days to 4.5 mg"
    )
    assert because == reason.says
    assert reason.sources
    assert near.says.startswith("lavender-sky: 1.5 mg, 1.5 mg more at a time, every 7 to 14 days")
    assert "--own" in own.says
    (tablet,) = _card(regimen="ms-uk", strength="50")
    assert "prescribe a low strength made for the purpose" == tablet.do


def test_a_base_without_ceilings_has_a_card_without_a_limit(base):
    """Nothing limits it that is held, and nothing is made up."""
    topic = base.topics["titration"]._replace(asks=None)
    answer, _ = told.plan(
        base._replace(topics={**base.topics, "titration": topic}), _wanted(regimen="gentle")
    )

    assert "Steps" == plans.plan(base, answer).facts[0].label


# The command.

OWN = "titration --start 1.5 --step 0.5 --every 2w --to 4.5 --from 2026-12-01".split()  # noqa: SIM905


def test_the_command_prints_a_plan_in_every_format(ldnref):
    """One plan, the same days and doses."""
    text = ldnref(*OWN, "--all").out
    data = json.loads(ldnref(*OWN, "-f", "json").out)
    table = ldnref(*OWN, "--all", "-f", "markdown").out

    assert "7     2027-02-23  onwards     4.5 mg" in text
    assert "| 7 | 2027-02-23 | onwards | 4.5 mg |" in table
    assert ("2027-02-23", None, "4.5") == tuple(
        data["plan"]["steps"][-1][key] for key in ("from", "to", "dose")
    )


@pytest.mark.parametrize("width", ["24", "40", "80"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_plan_fits_every_screen(ldnref, monkeypatch, width, encoding):
    """Each step can be read on a telephone."""
    monkeypatch.setenv("COLUMNS", width)

    shown = ldnref(*OWN, "--strength", "0.5", "--all", encoding=encoding).out
    card = ldnref(*OWN, encoding=encoding).out

    assert "02-23 4.5 mg" in " ".join(card.split())
    assert max(map(len, card.splitlines())) <= max(int(width), 40)
    assert "2027-02-23" in shown
    assert max(map(len, shown.splitlines())) <= max(int(width), 40)


def test_a_refused_plan_exits_with_5_and_names_statement_and_source(ldnref):
    """A script stops; a reader sees why, and who says so."""
    ran = ldnref("titration", "--regimen", "ms-uk", "--spasticity", "-f", "json")

    data = json.loads(ran.out)
    assert 5 == ran.code
    assert data["plan"] is None
    assert ["dosing-spasticity-limit"] == data["refused"][0]["statements"]
    assert "seed-verywell" in data["sources"]


@pytest.mark.parametrize(
    ("option", "typed"),
    [
        ("--every", "0d"),
        ("--every", "-2w"),
        ("--every", "fortnight"),
        ("--every", "1w-2w"),
        ("--every", "2"),
        ("--every", "9" * 5000 + "d"),
        ("--step", "0"),
        ("--step", "-0.5"),
        ("--step", "a bit"),
        ("--start", "1,5"),
        ("--from", "2026-02-30"),
        ("--from", "1.12.2026"),
        ("--strength", "1.5 mL"),
    ],
)
def test_what_cannot_be_read_for_certain_is_wrong_use(ldnref, option, typed):
    """The option, what was typed, and how to write it."""
    ran = ldnref(*OWN, option, typed)

    assert (2, "") == (ran.code, ran.out)
    assert option in ran.err
    assert typed[:40] in " ".join(ran.err.split())


def test_an_empty_name_is_no_regimen(ldnref):
    """A script whose variable was empty is told so."""
    assert 3 == ldnref("titration", "--regimen", "").code


def test_without_a_plan_the_topic_is_shown_for_this_patient(ldnref):
    """`--spasticity` alone asks about the topic, as it does for dosing."""
    shown = ldnref("titration", "--spasticity", "--all").out

    assert "With spasticity" == shown.split("\n\n")[1].splitlines()[0]
    assert shown == ldnref("titration", "--condition", "spasms", "--all").out
    assert ldnref("titration", "--all").out == ldnref("titration", "--no-spasticity", "--all").out


# The calendar.


def _events(data):
    return list(vobject.readOne(data.decode()).vevent_list)


def test_each_step_is_a_whole_day_in_the_calendar(base):
    """Read back by a parser that is not ours."""
    plan = _made(base, start="1", step="1", every=28, to="2", strength="0.5")

    events = _events(calendar(plan, "To be confirmed."))

    assert [date(2026, 12, 1), date(2026, 12, 29)] == [e.dtstart.value for e in events]
    assert "Plan to be confirmed: LDN 1 mg a day (step 1)" == events[0].summary.value
    assert "2 × 0.5 mg." in events[0].description.value
    assert "To be confirmed." in events[1].description.value
    assert {"TENTATIVE"} == {event.status.value for event in events}


def test_importing_a_plan_twice_doubles_nothing(base):
    """The same plan has the same entries; another plan has others."""
    again = [calendar(_made(base, regimen="gentle"), "x") for _ in range(2)]
    other = calendar(_made(base, regimen="uneven"), "x")

    assert again[0] == again[1]
    uids = [{event.uid.value for event in _events(data)} for data in (again[0], other)]
    assert 5 + 3 == len(uids[0] | uids[1])


def test_a_calendar_is_written_once_and_replaced_only_when_asked(ldnref, tmp_path):
    """A file that is there may hold something else."""
    file = tmp_path / "plan.ics"

    assert 0 == ldnref(*OWN, "--ics", str(file)).code
    first = file.read_bytes()
    refused = ldnref(*OWN, "--strength", "1.5", "--ics", str(file))
    assert (2, "") == (refused.code, refused.out)
    assert "add --force" in " ".join(refused.err.split())
    assert first == file.read_bytes()
    assert 0 == ldnref(*OWN, "--strength", "1.5", "--ics", str(file), "--force").code
    assert first != file.read_bytes()
    assert [file] == list(tmp_path.iterdir())


def test_a_calendar_that_cannot_be_written_is_told(ldnref, tmp_path):
    """By its name, without a traceback, and nothing is left behind."""
    ran = ldnref(*OWN, "--ics", str(tmp_path / "no such folder" / "plan.ics"))

    assert (1, "") == (ran.code, ran.out)
    assert "no such folder" in " ".join(ran.err.split())
    assert [] == list(tmp_path.iterdir())


def test_a_refused_plan_writes_no_calendar(ldnref, tmp_path):
    """What may not be done is not put into anybody's diary."""
    file = tmp_path / "plan.ics"

    assert 5 == ldnref("titration", "--regimen", "ms-uk", "--spasticity", "--ics", str(file)).code
    assert not file.exists()


def test_without_the_extra_a_message_says_how_to_get_it(ldnref, monkeypatch, tmp_path):
    """The plan itself needs nothing more."""
    monkeypatch.delitem(sys.modules, "ldnref.formats.ics")
    monkeypatch.setitem(sys.modules, "icalendar", None)

    ran = ldnref(*OWN, "--ics", str(tmp_path / "plan.ics"))

    assert (2, "") == (ran.code, ran.out)
    assert "pip install 'ldnref[ics]'" in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--start", "3", "--step", "0.5", "--every", "2w", "--to", "1.5"],
            "--to is below --start",
        ),
        (["--regimen", "moser"], "give --to"),
        (["--from", "2026-12-01"], "needs --start and --to, or a --regimen"),
    ],
)
def test_half_a_plan_is_wrong_use(ldnref, words, said):
    """What is missing or contrary, and nothing on standard output."""
    ran = ldnref("titration", *words)

    assert (2, "") == (ran.code, ran.out)
    assert said in " ".join(ran.err.split())


def test_another_missing_module_is_not_blamed_on_the_extra(ldnref, monkeypatch, tmp_path):
    """Whoever mends an installation is not sent the wrong way."""
    monkeypatch.delitem(sys.modules, "ldnref.formats.ics")
    monkeypatch.setitem(sys.modules, "uuid", None)

    with pytest.raises(ModuleNotFoundError):
        ldnref(*OWN, "--ics", str(tmp_path / "plan.ics"))


def test_more_steps_than_columns_are_not_drawn(base):
    """A picture that ran over the edge would say nothing."""
    answer, _ = told.plan(base, _wanted(start="1", step="0.5", every=7, to="30", own=True))

    assert [] == list(step_chart(answer.stairs, 40, str, drawn=False))
    assert [] != list(step_chart(answer.stairs, 80, str, drawn=False))


def test_a_refusal_says_the_plan_that_was_asked_for(ldnref):
    """From the first dose to the last, so that nobody takes another plan for the refused one."""
    words = ["--start", "1", "--step", "1", "--every", "3d", "--to", "4", "--from", "2026-12-01"]

    ran = ldnref("titration", *words)

    assert 5 == ran.code
    assert "1 mg, then 1 mg more every 3 days to 4 mg" in " ".join(ran.out.split())


@pytest.mark.parametrize("half", [["--step", "1"], ["--every", "1w"]])
def test_a_rise_of_which_half_was_told_is_no_plan(ldnref, half):
    """A step without its time, or a time without its step, is asked for and never filled in."""
    ran = ldnref("titration", "--start", "1", "--to", "3", *half)

    assert (2, "") == (ran.code, ran.out)
    assert "needs --step and --every" in " ".join(ran.err.split())
