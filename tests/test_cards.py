"""Every card of the real knowledge fits a screen, hides no danger, and says whose each line is."""

import re
from collections import defaultdict
from decimal import Decimal
from functools import cache

import pytest
from cases import every
from real import REAL

from ldnref.answers import interactions, points, search, sources
from ldnref.answers.answer import NotHeldError
from ldnref.answers.cards import checks
from ldnref.answers.cards.card import Fact, Rank
from ldnref.answers.cards.made import with_card
from ldnref.answers.checking import told
from ldnref.answers.checking.held import Held
from ldnref.answers.checking.verdict import Dose
from ldnref.answers.evidence import overview as evidence
from ldnref.answers.evidence.choosing import Filter
from ldnref.answers.evidence.map import evidence_map
from ldnref.answers.evidence.one import one as study
from ldnref.answers.inventory import medicines, overview, topics
from ldnref.answers.named.lexicon import Lexicon
from ldnref.formats import card, text
from ldnref.formats.characters import fit_for

LEXICON, HELD = Lexicon(REAL), Held(REAL)
DAY = REAL.about.date
FIT = fit_for("utf-8")
SCREEN = 22

#: What a clinician types to search.
SEARCHED = [
    "missed dose",
    "max dose",
    "opioid",
    "sleep",
    "vivid dreams",
    "surgery",
    "dose in kidney disease",
    "alcohol",
    "fatigue",
    "liver tests",
    "cost",
    "interferon",
    "can it be stopped at once",
    "Crohn",
    "relapse",
]

#: Lists as they are typed, with a dose; most hold several grave things.
CHECKED = [
    (["tramadol"], None),
    (["sertraline"], None),
    (["foobarol"], None),
    (["spasticity"], "4.5"),
    ([], "12"),
    (["pregnancy"], "4.5"),
    (["tramadol", "Rebif", "cirrhosis"], "4.5"),
    (["tramadol", "Rebif", "foobarol", "pregnancy", "ibuprofen", "spasticity"], "4.5"),
    (["tramadol", "methadone", "buprenorphine patch", "kratom", "acute hepatitis",
      "naltrexone allergy"], "6"),
    (["Ultram", "severe kidney disease", "cirrhosis", "pregnancy", "naltrexone allergy",
      "Mysimba"], "4.5"),
    (["codeine linctus", "liver failure", "opioid withdrawal", "severe kidney disease",
      "naltrexone allergy", "Vivitrol"], "3"),
    (["loperamide", "alcohol", "baclofen", "suicidal thoughts", "disulfiram", "breastfeeding"],
     "4.5"),
    (["morphine stopped 3 weeks ago", "MS", "DM cough syrup", "no opioids", "allergic to codeine",
      "surgery"], "1.5"),
    (["glatiramer", "ibuprofen", "paracetamol", "levothyroxine", "vitamin D", "sertraline"], "3"),
    (["foobarol", "barolium", "zzyzx", "qwertol", "asdfine", "uiopate"], None),
    (["eGFR 25", "ALT 200", "age 16", "Child-Pugh C", "32 weeks pregnant", "tramadol 50 mg"],
     "4.5"),
]  # fmt: skip

#: A medicine that can harm the liver, and a liver that is at risk.
TWO_RISKS = ["methotrexate", "raised liver enzymes"]


def check(lines, dose=None):
    """What is held against a list, with its card."""
    return with_card(REAL, told.check(REAL, lines, dose, LEXICON, today=DAY, held=HELD))


@cache
def checked(number):
    """The answer to one of the lists."""
    lines, dose = CHECKED[number]
    amount = None if dose is None else Dose(dose, Decimal(dose))
    return check(lines, amount)


@pytest.fixture(autouse=True, scope="module")
def _fitted_once():
    """What a usual screen holds of an answer is found once for all that look at it."""
    found, shown = {}, card.shown

    def once(answer, glance, fit):
        key = id(answer), id(glance)
        if key not in found:  # kept with them, so that no other is called by their ids
            found[key] = shown(answer, glance, fit), answer, glance
        return found[key][0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(card, "shown", once)
        yield


def _regimens():
    return [s.regimen.name for t in REAL.topics.values() for s in t.statements if s.regimen]


#: Answers by what is typed, each made when it is looked at.
MADE = {
    "ldnref": lambda: overview.overview(REAL),
    **{
        name: lambda name=name: topics.topic(REAL, name)
        for name in REAL.topics
        if name != "interactions"  # shown by severity
    },
    "interactions (all)": lambda: interactions.overview(REAL),
    "disagreements": lambda: points.every(REAL),
    "sources": lambda: sources.every(REAL, DAY),
    "sources --stale": lambda: sources.every(REAL, DAY, stale=True),
    "medicines": lambda: medicines.every(REAL),
    "medicines opioids": lambda: medicines.one(REAL, "opioids"),
    "medicines tramadol": lambda: medicines.one(REAL, "tramadol"),
    "medicines fizz": lambda: medicines.one(REAL, "bupropion-with-naltrexone"),
    "evidence (all)": lambda: evidence.overview(REAL, Filter(None, None, None)),
    **{
        f"evidence --condition {name}": lambda name=name: evidence.overview(
            REAL, Filter(name, None, None)
        )
        for name in REAL.treated
    },
    **{f"evidence {name}": lambda name=name: study(REAL, name) for name in REAL.studies},
    **{
        f"disagreements {point.id}": lambda name=point.id: points.one(REAL, name)
        for point in REAL.disagreements
    },
    **{
        f"sources {name}": lambda name=name: sources.one(REAL, name, DAY)
        for name in sorted(REAL.sources)[::6]
    },
    **{f"search {words}": lambda words=words: search.search(REAL, words) for words in SEARCHED},
}


@cache
def made(name):
    """The answer to something typed, with its card."""
    return with_card(REAL, MADE[name]())


@cache
def about(name):
    """What is held on a medicine, a group or a condition, with its card."""
    return with_card(REAL, interactions.about(REAL, [name]))


@cache
def answers_by_name():
    """Of the names on which the same is held, the longest: the card of each other is shorter."""
    alike = defaultdict(list)
    for answer in map(about, REAL.names):
        said = (answer.glance.facts, answer.glance.severity)
        alike[said].append((len(answer.title) + sum(map(len, answer.glance.echo)), answer))
    return [max(answers, key=lambda one: one[0])[1] for answers in alike.values()]


def every_answer():
    """Each answer that the tests below look at, by what is typed."""
    yield from ((name, made(name)) for name in MADE)
    yield from ((f"check {CHECKED[n]}", checked(n)) for n in range(len(CHECKED)))
    yield from (
        (" ".join(one.named.id for one in answer.resolved), answer) for answer in answers_by_name()
    )


@cache
def every_card(width=80):
    """What each of them prints, by what is typed."""
    return {name: lines(answer, width) for name, answer in every_answer()}


def lines(answer, width=80):
    """The lines that an answer prints."""
    return text.render(answer, width, FIT).splitlines()


def flat(shown):
    """Lines as one text, so that nothing is hidden by the end of a line."""
    return " ".join(" ".join(shown).split())


def without_foot(shown):
    """A card less the lines of its sources: they begin with a mark, or go on with one."""
    at = next((n for n, line in enumerate(shown) if line.startswith("  [1]")), len(shown))
    return shown[:at]


def test_there_is_something_to_look_at():
    """A guard: an empty list would pass everything."""
    assert len(MADE) > 250
    assert len(answers_by_name()) > 80
    assert len(_regimens()) > 5
    assert sum(len(lines) >= 6 for lines, _ in CHECKED) >= 5
    assert 15 == len(SEARCHED)


@pytest.mark.parametrize("width", [80, 100])
def test_every_card_fits_a_screen(width):
    """What has scrolled away was not read: 22 lines, and none is cut at the edge."""
    sizes = {name: (len(shown), max(map(len, shown))) for name, shown in every_card(width).items()}

    assert {} == {name: s for name, s in sizes.items() if s[0] > SCREEN or s[1] > width}


def test_a_wider_screen_makes_no_longer_lines():
    """Beyond 100 columns lines are too long to read with ease."""
    for name in ("ldnref", "dosing", "sources", "evidence (all)"):
        assert every_card(100)[name] == lines(made(name), 200)


def test_every_card_keeps_to_a_narrow_screen():
    """At 40 columns no line is longer; a card may be, but it holds no more than on a wide one."""
    sizes = {name: (len(shown), max(map(len, shown))) for name, shown in every_card(40).items()}

    assert {} == {name: s for name, s in sizes.items() if s[0] > 4 * SCREEN or s[1] > 40}


def test_the_longest_wait_stands_on_a_card_of_many_opioids():
    """Of several opioids the one that is waited for longest is never left to --all."""
    lines_of = ["codeine 30 mg prn", "fentanyl 25 patch", "tramadol 50 mg", "oxycodone 5 mg"]
    patient = [*lines_of, "Rebif 44", "eGFR 24"]

    answer = check(patient)

    assert "After a patch: no source gives one" in flat(lines(answer))


def test_no_card_is_empty():
    """A name that is known and prints nothing looks like a name without a danger."""
    empty = [
        name for name, answer in every_answer() if not any(f.says for f in answer.glance.facts)
    ]

    assert [] == empty
    assert 3 <= min(map(len, every_card().values()))


def test_every_name_says_something():
    """Every medicine, group and condition has a card with something on it."""
    for name in REAL.names:
        assert any(one.says for one in about(name).glance.facts), name


def test_no_label_stands_twice_on_the_card_of_a_name():
    """Two lines under one name look like one thing said twice."""
    twice = {}
    for answer in answers_by_name():
        labels = [fact.label for fact in answer.glance.facts if fact.label.strip()]
        if len(labels) != len(set(labels)):
            twice[answer.title] = labels

    assert {} == twice


def test_the_notice_is_the_last_line():
    """Nobody reads a card without reading what it is not."""
    for name, shown in every_card().items():
        assert shown[-1] == REAL.about.notice_short, name
    for name, shown in every_card(40).items():
        assert flat(shown).endswith(REAL.about.notice_short), name


def named_as_left_out(shown):
    """By severity, what a card leaves out by name: `14 more (AVOID: Home dilution): ldnref …`."""
    counted = re.search(r"\d+ more \((.*?)\): (?:ldnref|the same)", shown)
    told = counted[1] if counted else ""
    of = dict(re.findall(r"(?:^|; )([A-Z]+): (.*?)(?=; [A-Z]+: |$)", told))
    return {severity: of.get(severity.upper(), "") for severity in ("contraindicated", "avoid")}


def test_no_danger_is_hidden():
    """What is contraindicated or to be avoided stands on the card, or is named in its foot."""
    hidden = []
    for name, answer in every_answer():
        shown = {one for fact in card.shown(answer, answer.glance, FIT) for one in fact.ids}
        rest = named_as_left_out(flat(every_card()[name]))
        hidden += [
            (name, s.id)
            for s in answer.statements
            if s.severity in rest and s.id not in shown and s.label not in rest[s.severity]
        ]

    assert [] == hidden


def test_the_evidence_names_each_source_that_it_marks():
    """A mark that the foot does not explain sends the reader elsewhere."""
    shown = lines(made("evidence (all)"))
    marks = set(re.findall(r"\[\d+\]", flat(without_foot(shown))))

    assert len(marks) > 5
    assert marks == set(re.findall(r"\[\d+\]", flat(shown[len(without_foot(shown)) :])))


def test_each_mark_can_be_looked_up():
    """Its source is named at the foot, or the foot says where all are."""
    for name, shown in every_card().items():
        above = without_foot(shown)
        marks = set(re.findall(r"\[\d+\]", "".join(above)))
        foot = flat(shown[len(above) :])
        known = set(re.findall(r"\[\d+\]", foot))
        assert marks <= known or f"all {len(marks)}: --all" in foot, name


def test_only_points_that_are_open_or_flagged_are_named():
    """A point that is settled would only cast doubt."""
    points = {point.id: point.state for point in REAL.disagreements}
    seen = set()
    for name, shown in every_card().items():
        told = flat(shown).partition("≠ open: ")[2].partition(" (ldnref ")[0]
        for point in told.split(" · ") if told else ():
            assert points[point] in ("open", "flagged"), (name, point)
            seen.add(point)

    assert len(seen) > 10


@every("number", range(len(CHECKED)))
def test_a_check_shows_each_item_as_it_was_typed(number):
    """Whoever typed six things looks for six things."""
    typed, dose = CHECKED[number]

    shown = flat(lines(checked(number)))

    for item in typed:
        for word in item.split():
            assert word.lower() in shown.lower(), item
    assert dose is None or f"{dose} mg a day" in shown


@pytest.mark.parametrize(
    "beside", [[], ["tramadol", "methadone", "cirrhosis", "pregnancy", "rifampicin"]]
)
def test_a_limit_that_the_dose_breaks_is_never_left_out(beside):
    """The dose is what is about to be prescribed."""
    dose = Dose("4.5", Decimal("4.5"))
    answer = check(["spasticity", *beside], dose)

    shown = flat(lines(answer))

    assert "spasticity" in shown
    assert "4.5 mg a day: over 3 mg a day" in shown
    assert "AVOID" in shown


@pytest.mark.parametrize(
    ("patient", "dose"),
    [
        (["eGFR 45", "cirrhosis"], "12"),
        (["codeine", "tramadol"], "12"),
        (["RRMS", "naltrexone caps"], "45"),
        (["TKR booked for next month", "RRMS"], "45"),
        (["Sativex", "Rebif", "Aubagio", "age 79"], "4.5"),
        (["Plegridy", "heavy drinking", "tramadol"], None),
        *CHECKED,
    ],
)
def test_what_is_the_same_on_every_card_pushes_nothing_off_it(patient, dose):
    """What every first dose waits for takes the room that is left, and no other."""
    answer = check(patient, None if dose is None else Dose(dose, Decimal(dose)))
    without = tuple(one for one in answer.glance.facts if one.label != "Before LDN")

    told = [one for one in card.shown(answer, answer.glance, FIT) if one.label != "Before LDN"]

    assert len(without) == len(answer.glance.facts) - 1
    assert card.shown(answer, answer.glance._replace(facts=without), FIT) == told


@pytest.mark.parametrize(
    ("patient", "dose"),
    [
        (["intrathecal baclofen", "depression", "anxiety", "cough", "eGFR 45"], "3.5"),
        (["Gablofen 150 micrograms/day", "alcohol dependence", "wine daily", "cough"], "4.5"),
    ],
)
def test_a_limit_that_may_hold_is_told_by_its_figure(patient, dose):
    """A line that sends the reader to a limit that the card left out tells of none."""
    shown = flat(lines(check(patient, Dose(dose, Decimal(dose)))))

    assert "within the usual range, 1.5–4.5 mg a day, but one limit is 3 mg" in shown
    assert "limit above" not in shown


@pytest.mark.parametrize(
    ("patient", "needed"),
    [
        (["Plegridy", "heavy drinking", "tramadol"], ["14 units a week", "never stop interferon"]),
        (["Rebif", "alcohol dependence"], ["a use of 50 mg naltrexone", "never stop interferon"]),
        (
            ["Aubagio 14 mg", "ALT 88 (ULN 40)", "wine 8 units a week", "kava", "CBD oil"],
            ["LDN is barred from 3 times normal; this is below it", "take liver tests first"],
        ),
        (["dantrolene", "raised LFTs", "ALT 88 (ULN 40)"], ["from 3–5 times normal", "below it"]),
    ],
)
def test_two_liver_risks_at_once_stand_behind_what_each_needs(patient, needed):
    """What adds up takes no bar and nothing to do away from what it is the sum of."""
    answer = check(patient)

    shown = flat(lines(answer))

    assert [] == [one for one in needed if one not in shown]
    labels = [one.says for one in answer.glance.facts if one.severity == "caution"]
    assert "more than one liver risk" in labels[-1]


@pytest.mark.parametrize("name", ["interferon", "kava", "CBD", "heavy drinking", "Aubagio"])
def test_one_liver_risk_is_not_two(name):
    """Nothing has a cause to be found where one thing alone was named."""
    shown = flat(lines(about(name)))

    assert "more than one liver risk" not in shown
    assert "more than one liver risk" in flat(
        lines(with_card(REAL, interactions.about(REAL, TWO_RISKS)))
    )


def test_a_wait_of_two_things_stands_once_and_leaves_their_bars():
    """What kratom and tianeptine share is one line, and what rules LDN out stands beside it."""
    both = with_card(REAL, interactions.about(REAL, ["kratom", "tianeptine"]))
    beside = with_card(REAL, interactions.about(REAL, ["tramadol", "kratom"]))

    labels = [one.label for one in card.shown(both, both.glance, FIT)]

    assert 1 == labels.count("After kratom, others")
    assert {"Any opioid", "Kratom, tianeptine"} <= set(labels)
    assert "Any opioid" in [one.label for one in card.shown(beside, beside.glance, FIT)]


@every("regimen", _regimens())
@every("width", ["40", "80", "100", "200"])
def test_every_published_regimen_fits(ldnref, monkeypatch, regimen, width):
    """A plan is read with the patient there."""
    monkeypatch.setenv("COLUMNS", width)

    ran = ldnref("titration", "--regimen", regimen, "--from", "2026-12-01")

    shown = (ran.out or ran.err).splitlines()
    assert max(map(len, shown)) <= int(width) or not ran.out
    assert len(shown) <= SCREEN or width == "40"
    assert ran.err or flat(shown).endswith(REAL.about.notice_short)


@every("condition", [None, *REAL.treated])
def test_a_map_keeps_to_a_screen(condition):
    """Its firmest studies first, and the others counted; all of it with `--all`."""
    wanted = Filter(condition, None, None)
    try:
        answer = with_card(REAL, evidence_map(REAL, wanted))
    except NotHeldError:  # no study of it measured anything
        return
    shown = lines(answer)
    assert len(shown) <= SCREEN
    assert max(map(len, shown)) <= 80


def test_a_name_of_several_meanings_is_a_question_with_all_of_them():
    """What may be an opioid is asked about, in the title too."""
    answer = with_card(REAL, interactions.about(REAL, ["cough syrup"]))

    shown = flat(lines(answer))

    assert shown.startswith("LDN and opioid cough medicines: ASK FIRST")
    assert "May be: opioid cough medicines" in shown


def test_a_question_about_a_name_says_what_holds_if_it_is_so():
    """What is not certain is neither counted nor passed over."""
    answer = check(["?tramadol", "?Rebif"])

    shown = flat(lines(answer))

    assert "ASK FIRST" in shown
    assert "tramadol" in shown
    assert "is it so?" in shown


def test_what_is_not_recognised_is_said_loudly():
    """Beside what is; alone, there is a card too."""
    for names in (["foobarol"], ["foobarol", "tramadol"]):
        answer = with_card(REAL, interactions.about(REAL, names))

        shown = flat(lines(answer))

        assert "foobarol NOT CHECKED not recognised: look it up elsewhere." in shown
        assert ("--all" in shown) == (len(names) > 1)


def test_nothing_held_is_no_evidence_of_safety():
    """Neither among other names nor alone; and a note is no warning."""
    known = next(line.split()[0] for line in REAL.other_lines if line.startswith("amoxapine"))
    alone = flat(lines(with_card(REAL, interactions.about(REAL, [known]))))
    beside = flat(lines(with_card(REAL, interactions.about(REAL, [known, "tramadol"]))))
    note = flat(lines(with_card(REAL, interactions.about(REAL, ["NSAIDs"]))))

    assert "NOTHING HELD" in alone
    assert "That is no evidence of safety." in alone
    assert "NOTHING HELD" not in beside
    assert "amoxapine Known by name; nothing is held on it" in beside
    assert note.startswith("LDN and NSAIDs as of")


@pytest.mark.parametrize("condition", ["spasticity", "pregnancy"])
def test_a_topic_for_a_condition_begins_with_what_is_left_of_the_range(condition):
    """Where no limit is known for it, there is nothing to say."""
    answer = with_card(REAL, topics.topic(REAL, "dosing", (condition,)))

    assert ("1.5–3 mg a day" in flat(lines(answer))) == (condition == "spasticity")


def test_a_topic_without_briefs_is_shown_in_its_own_words():
    """A topic that somebody has just written is not empty."""
    topic = REAL.topics["supply"]
    bare = tuple(
        group._replace(statements=tuple(s._replace(brief=None) for s in group.statements))
        for group in topic.groups
    )
    base = REAL._replace(topics={"supply": topic._replace(groups=bare)}, disagreements=())

    shown = lines(with_card(base, topics.topic(base, "supply")))

    assert 15 < len(shown) <= SCREEN


def test_a_narrowed_topic_says_where_the_rest_is(ldnref):
    """Worst first, each with what to do, and the way back."""
    shown = ldnref("cautions", "pregnancy").out

    assert "AVOID no data on LDN" in flat(shown.splitlines())
    assert "Do: do not start, and ask a specialist at once if on LDN" in shown
    assert "The rest: ldnref cautions" in shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("acetyldihydrocodeine", ["acetyldihydrocode-", "ine"]),
        ("bromodiphenhydramine-with-codeine", ["bromodiphenhydrami-", "with-codeine"]),
        ("antihistamine/decongestant", ["antihistamine/", "decongestant"]),
    ],
)
def test_a_long_word_is_broken_at_a_sign_or_by_a_hyphen(name, expected):
    """A name that is cut in silence is another name."""
    answer = made("evidence (all)")
    glance = answer.glance._replace(facts=(Fact(name, "it is"),))

    shown = flat(lines(answer._replace(glance=glance)))

    assert expected[0][:14] in shown
    assert expected[-1][-3:] in shown


def test_a_fact_may_be_a_question_only():
    """Or an act only; and a fact without a label takes the whole line."""
    answer = made("evidence (all)")
    facts = (Fact("Opioids", "", ask="which?"), Fact("", "It is so.", do="rest"))

    shown = lines(answer._replace(glance=answer.glance._replace(facts=facts)))

    assert any(line.startswith("  Opioids") and "Ask: which?" in line for line in shown)
    assert any(line.startswith("  It is so. Do: rest") for line in shown)


def test_what_follows_on_a_line_begins_a_sentence():
    """Where an act goes on behind what is the case, a stop parts them; so with a question."""
    answer = made("evidence (all)")
    facts = (Fact("Liver", "it may be so", do="test it first", ask="since when?"),)

    shown = flat(lines(answer._replace(glance=answer.glance._replace(facts=facts))))

    assert "Liver it may be so. Do: test it first. Ask: since when?" in shown


def test_a_narrower_screen_shows_every_fact_of_a_usual_one():
    """An item of a list that is not there was not checked, as far as anybody sees."""
    for number, (items, _) in enumerate(CHECKED):
        shown = flat(lines(checked(number), 60))
        for fact in card.shown(checked(number), checked(number).glance, FIT):
            assert not fact.label.strip() or fact.label.split()[0] in shown, items


def test_the_foot_of_a_check_is_the_command_itself():
    """It can be copied: what holds a space is quoted, and what looks like an option comes last."""
    told_as = {
        "check 'Ultram 50' --dose 4.5 --all": (["Ultram 50"], "4.5"),
        "check --all -- '-tramadol'": (["-tramadol"], None),
    }
    for words, (items, dose) in told_as.items():
        amount = None if dose is None else Dose(dose, Decimal(dose))
        assert (
            words.replace("'-tramadol'", "-tramadol")
            == told.check(REAL, items, amount, LEXICON, today=DAY, held=HELD).everything
        )


def test_a_command_that_is_too_long_is_told_in_words():
    """Twenty items would push off the screen what they are about."""
    items = ["tramadol"] * 40

    answer = check(items)

    assert "the same command with --all" in flat(lines(answer))


def test_what_forbids_leads_and_the_start_is_the_first_that_is_told():
    """The file begins with the first dose; its card, with what rules every dose out."""
    answer = topics.topic(REAL, "titration")
    facts = with_card(REAL, answer).glance.facts

    assert "titration-start" == answer.statements[0].id
    assert ("contraindicated", "Start") == (facts[0].severity, facts[1].label)


def test_marks_give_way_to_words():
    """Where two do not fit, one does; where none does, the last word goes down with it."""
    answer = made("evidence (all)")
    refs = tuple(list(REAL.sources)[:2])
    glance = answer.glance._replace(points=(), everything="", broad=False, severity=None)
    answer = answer._replace(sources=tuple(REAL.sources.values()))
    for count, marks in ((54, "[1][2]"), (60, "[1]"), (64, "[1]")):
        words = "x" * (count - 3) + " yz"
        facts = (Fact("Label", words, sources=refs),)
        shown = lines(answer._replace(glance=glance._replace(facts=facts)))[1:-2]
        told = [line for line in shown if not line.startswith("  [1]")]
        assert told[-1].endswith(marks)
        assert (2 if count == 64 else 1) == len(told)
        assert "yz" in told[-1]
        assert 80 >= max(map(len, told))


def test_only_a_check_has_the_card_of_a_check():
    """Whoever asks for another one is told."""
    with pytest.raises(ValueError, match="sources"):
        checks.check(REAL, sources.every(REAL, DAY))


def test_what_is_never_left_out_takes_the_lines_of_the_foot():
    """The sources can be had with --all; a contraindication cannot wait."""
    answer = made("evidence (all)")._replace(sources=tuple(REAL.sources.values()))
    refs = list(REAL.sources)
    facts = tuple(
        Fact(f"Label {n}", "it is so", do="rest", sources=(refs[n],), rank=Rank.KEPT)
        for n in range(18)
    )
    glance = answer.glance._replace(facts=facts, points=(), everything="", also=(), foot=3)

    shown = lines(answer._replace(glance=glance))

    assert SCREEN == len(shown)
    assert all(any(line.startswith(f"  Label {n} ") for line in shown) for n in range(18))
    assert "all 18: --all" in flat(shown)


def test_whatever_it_is_it_is_one_of_them(base):
    """Where every meaning of a name is ruled out, nobody has to ask first."""
    answer = with_card(base, told.check(base, ["Juice"], None, today=DAY))

    shown = flat(lines(answer))

    assert shown.startswith("LDN for this patient: CONTRAINDICATED")
    assert "Juice if lemonol and if plumine: stops fruits from working" in shown


def test_a_title_speaks_for_its_facts_only_where_none_is_graver():
    """Under AVOID, a line without a word is read as AVOID: beside a graver one it says so."""
    shown = lines(with_card(REAL, interactions.about(REAL, ["liver"])))
    alone = lines(with_card(REAL, interactions.about(REAL, ["pregnancy"])))

    assert "LDN and liver disease: AVOID" in shown[0]
    assert any("CONTRAINDICATED acute hepatitis" in line for line in shown)
    assert any(line.startswith("  Liver disease   AVOID ") for line in shown)
    assert "LDN and pregnancy: AVOID" in alone[0]
    assert "AVOID" not in flat(alone[1:])


def test_a_main_result_of_its_own_does_not_read_as_second_hand(ldnref):
    """FINAL tells its main result itself; what others tell beside it is said to be theirs."""
    shown = " ".join(ldnref("evidence", "bruun-2024").out.split())

    assert "p = 0.27; no difference from placebo; by others' account adverse effects [2]" in shown
