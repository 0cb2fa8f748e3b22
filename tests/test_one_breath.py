"""Asked in one breath: a name, a word, words apart, words after a topic, options anywhere."""

import io
import json
import re
import sys

import pytest
from cases import every
from conftest import BASE
from real import REAL

from ldnref.answers.answer import NotHeldError
from ldnref.answers.anything import DOSE, anything, names
from ldnref.answers.meanings import Meant, asked
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.named.runs import runs
from ldnref.answers.short_names import meant
from ldnref.cli import ExitCode

ABOUT = REAL.about


@pytest.fixture(scope="module")
def held():
    """All that is held, opened once."""
    return REAL


def _question(base, *typed):
    found = names(base, typed) or anything(base, typed)
    return " ".join((found.command, *found.words))


@every(
    ("typed", "expected"),
    [
        ("tramadol", "interactions tramadol"),
        ("Rebif", "interactions Rebif"),
        ("pregnancy", "interactions pregnancy"),
        ("buprenorphine patch", "interactions buprenorphine patch"),
        ("kidney failure", "interactions kidney failure"),
        ("surgery", "interactions surgery"),
        ("MST 10 mg", "interactions MST 10 mg"),
        ("lipitor", "interactions lipitor"),
        ("can I take tramadol", "interactions tramadol"),
        ("tramadol foobarol", "interactions tramadol foobarol"),
        ("fibromyalgia", "evidence fibromyalgia"),
        ("dreams", "search dreams"),
        ("nausea", "search nausea"),
        ("driving", "search driving"),
        ("missed dose", "search missed dose"),
        ("liver tests", "search liver tests"),
        ("cree", "evidence cree"),
        ("Gironi 2008", "evidence Gironi 2008"),
        ("verywell", "sources verywell"),
        ("ms-uk", "titration ms-uk"),
        ("opioid-interval", "disagreements opioid-interval"),
    ],
)
def test_a_word_that_is_no_command_is_the_question_that_it_asks(held, typed, expected):
    """A name, then a study or a source, then a word of the statements."""
    assert expected == _question(held, *typed.split())


@pytest.mark.parametrize("typed", ["tramadoll", "oxycodonee", "foobarol", "zebra stripes"])
def test_no_near_name_of_a_medicine_is_taken(held, typed):
    """A letter more is another medicine, or none."""
    with pytest.raises(NotHeldError) as refused:
        _question(held, *typed.split())

    assert "not checked" in str(refused.value.says)


def test_near_names_of_medicines_are_shown_to_be_typed_again(held):
    """The cure is a line to copy, and says that silence is no evidence."""
    with pytest.raises(NotHeldError) as refused:
        _question(held, "tramadoll")

    assert "near: ldnref tramadol (tramadol, an opioid)" in refused.value.cure
    assert "not evidence of safety" in refused.value.cure[0]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("buprenorphine patch", ["buprenorphine patch"]),
        ("kidney failure", ["kidney failure"]),
        ("tramadol pregnancy", ["tramadol", "pregnancy"]),
        ("Rebif kidney failure tramadol", ["Rebif", "kidney failure", "tramadol"]),
        ("tramadol 50 mg", ["tramadol 50 mg"]),
        ("tramadol foobarol", ["tramadol", "foobarol"]),
        ("tramadol no cirrhosis", ["tramadol", "no", "cirrhosis"]),
        ("tramadol stopped", ["tramadol", "stopped"]),
    ],
)
def test_the_longest_run_of_words_that_is_a_name_is_one(held, typed, expected):
    """Joined where they are one name; never over a denial or a word of time."""
    assert expected == list(runs(Lexicon(held), typed.split(), held.about.date))


def test_what_was_quoted_is_joined_to_nothing(held):
    """Whoever quoted a name meant it to stand alone."""
    typed = ["kidney failure", "tramadol"]

    assert typed == list(runs(Lexicon(held), typed, held.about.date))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cree-2010", ("cree-2010",)),
        ("CREE 2010", ("cree-2010",)),
        ("cree", ("cree-2010",)),
        ("registry", ("nct1",)),
        ("Cree registry", ("nct1",)),
        ("us label", ("us-a", "us-b")),
        ("cree-2011", ()),
        ("cre", ()),
        ("", ()),
        ("...", ()),
    ],
)
def test_a_short_name_of_what_is_cited_is_taken(typed, expected):
    """By its words, never by letters that nearly fit."""
    known = {
        "cree-2010": ("Cree 2010",),
        "nct1": ("Cree registry",),
        "us-a": ("US label, old",),
        "us-b": ("US label 2024",),
    }

    assert expected == meant(typed, known)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["tramadol"], "LDN and tramadol: CONTRAINDICATED"),
        (["Rebif", "-f", "markdown"], "interferon"),
        (["buprenorphine", "patch"], "buprenorphine patch = a long-worn"),
        (["interactions", "kidney", "failure"], "severe kidney disease: CONTRAINDICATED"),
        (["interactions", "tramadol", "pregnancy"], "LDN and tramadol, pregnancy"),
        (["check", "kidney", "failure"], "kidney failure"),
        (["cautions", "pregnancy"], "The rest: ldnref cautions"),
        (["supply", "cost"], "a month"),
        (["side-effects", "dreams"], "Do:"),
        (["side", "effects"], "Side effects of LDN"),
        (["Side-Effects", "sleep"], "sleep"),
        (["dosing", "spasticity"], "With spasticity"),
        (["titration", "ms-uk"], "Titration plan"),
        (["titration", "MS", "UK", "--from", "2026-12-01"], "2026-12-01"),
        (["titration", "withdrawal"], "Do:"),
        (["evidence", "fibromyalgia"], "The evidence: fibromyalgia"),
        (["sources", "US", "label"], "name one of them"),
        (["disagreements", "opioid"], "The 3 points on which sources differ: opioid"),
        (["help"], "ldnref dosing"),
    ],
)
def test_it_is_answered_as_it_was_typed(ldnref, words, expected):
    """No word of a command, no quotation mark and no option in its one place is needed."""
    ran = ldnref(*words)

    assert expected in ran.out
    assert ran.code in (ExitCode.ANSWERED, ExitCode.CONTRAINDICATED)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["evidence", "cree"], "'cree' is taken for cree-2010"),
        (["sources", "verywell"], "'verywell' is taken for seed-verywell"),
        (["disagreements", "interval"], "'interval' is taken for opioid-interval"),
        (["dose"], "'dose' is taken for the command ldnref dosing"),
        (["effects"], "'effects' is taken for the command ldnref side-effects"),
        (["interaction", "tramadol"], "'interaction' is taken for the command ldnref interactions"),
    ],
)
def test_a_name_that_was_taken_for_another_is_said(ldnref, words, expected):
    """What was read into the words stands on stderr, and the answer on stdout."""
    ran = ldnref(*words)

    assert ExitCode.ANSWERED == ran.code
    assert ran.out
    assert expected in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["dosin"], 2, "'dosin' is no command, and no name held here. Did you mean 'dosing'?"),
        (["cautoins"], 2, "Did you mean 'cautions'?"),
        (["foobarol"], 3, "'foobarol' is no command, and not in this reference: not checked."),
        (["side-effects", "zebra"], 3, "there are: Before blaming LDN"),
        (["sources", "3"], 3, "[3] is a mark"),
        (["sources", "[3]"], 3, "the name that stands beside the mark"),
        (["cite", "US label"], 3, "more than one source goes by 'US label'"),
        (["help", "zebra"], 2, "'zebra' is no command"),
        (["interactions", " "], 2, "an empty name"),
        (["search"], 2, "ldnref search WORDS...: type what to look for"),
        (["search"], 2, "example: ldnref search missed dose"),
        (["notes", "add"], 2, "notes add"),
        (["dosing", "food", "--spasticity"], 2, "leave one of them out"),
        (["titration", "ms-uk", "--regimen", "moser"], 2, "a regimen is named twice"),
        (["--version", "dosing"], 2, "--version goes alone"),
        (["-f", "json", "cite", "cree"], 2, "--format: ldnref cite takes no such option"),
    ],
)
def test_what_cannot_be_answered_is_told_with_its_cure(ldnref, words, code, said):
    """On stderr, with an exit code, and no answer for another question."""
    ran = ldnref(*words)

    assert code == ran.code
    assert said in ran.err
    assert "{" in ran.out if "json" in words else ran.out == ""


@pytest.mark.parametrize(
    "words",
    [["-f", "json", "dosing"], ["dosing", "-f", "json"], ["--format=json", "notes", "list"]],
)
def test_an_option_stands_before_or_after_the_command(ldnref, words):
    """Nobody remembers on which side of the command it belongs."""
    assert "2" == json.loads(ldnref(*words).out)["format"]


def test_everything_may_be_asked_for_before_the_command(ldnref):
    """`--all` before and after show the same."""
    assert ldnref("dosing", "--all").out == ldnref("--all", "dosing").out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["dosing", "--bad", "-f", "json"], 2, "No such option: --bad"),
        (["-f", "json", "tramadoll"], 3, "not checked"),
        (["-fjson", "sources", "zebra"], 3, "'zebra' is not in this reference."),
        (["--data", "/nowhere", "dosing", "--format", "json"], 6, "the knowledge cannot be used"),
    ],
)
def test_an_error_is_data_too(ldnref, words, code, says):
    """A script that asked for JSON reads one stream, whatever happens."""
    ran = ldnref(*words)
    told = json.loads(ran.out)

    assert {"format": "2", "kind": "error"} == {key: told[key] for key in ("format", "kind")}
    assert code == told["error"]["exit"] == ran.code
    assert says in told["error"]["says"]
    assert told["error"]["cure"]
    assert ran.err


def test_an_error_is_as_its_schema_says(ldnref):
    """`ldnref schema error` is what a program may rely on."""
    from jsonschema import validate  # noqa: PLC0415

    told = json.loads(ldnref("-f", "json", "sources", "zebra").out)

    validate(told, json.loads(ldnref("schema", "error").out))


def test_words_after_two_hyphens_are_no_options(ldnref):
    """Whoever looks for `-f json` as words has not asked for JSON."""
    assert "" == ldnref("sources", "--", "-f", "json").out


def test_a_name_that_is_not_recognised_is_json_with_its_near_names(ldnref):
    """The envelope is there, and the part that was not recognised in it."""
    ran = ldnref("interactions", "-f", "json", "tramadoll")
    (unknown,) = json.loads(ran.out)["unrecognised"]

    assert ExitCode.NOT_HELD == ran.code
    assert ("tramadoll", "tramadol") == (unknown["part"], unknown["suggestions"][0]["id"])


def _typed(monkeypatch, text, *, terminal):
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    stdin.isatty = lambda: terminal
    monkeypatch.setattr(sys, "stdin", stdin)


@pytest.mark.parametrize("words", [["check"], ["check", "--dose", "4.5"], ["check", "-"]])
def test_a_list_is_read_from_a_pipe(ldnref, monkeypatch, words):
    """Whoever pipes a list need not say so."""
    _typed(monkeypatch, "Tramadol 50 mg\nkidney\n", terminal=False)

    ran = ldnref(*words, "-f", "json")

    assert ["Tramadol 50 mg", "kidney"] == json.loads(ran.out)["asked"]["items"]


def test_nothing_waits_for_a_keyboard_unasked(ldnref, monkeypatch):
    """`ldnref check` on a terminal says what is missing, and ends."""
    _typed(monkeypatch, "tramadol\n", terminal=True)

    ran = ldnref("check")

    assert (2, "") == (ran.code, ran.out)
    assert "name at least one medicine" in ran.err


def test_a_list_typed_by_hand_is_asked_for(ldnref, monkeypatch):
    """`ldnref check -` on a terminal says that it waits, and how to end."""
    _typed(monkeypatch, "tramadol\n", terminal=True)

    ran = ldnref("check", "-")

    assert ExitCode.CONTRAINDICATED == ran.code
    assert "Ctrl-D ends it" in ran.err


def test_a_folder_of_ones_own_is_asked_in_one_breath_too(ldnref):
    """Names are looked up in the folder that is named."""
    ran = ldnref("--data", str(BASE), "lemonol")

    assert "lemonol" in ran.out


def test_help_of_every_command_begins_with_two_examples(ldnref):
    """Nobody reads options first; and no line of help is cut."""
    listed = [
        line.split()[0]
        for line in ldnref("--help").out.partition("Commands:\n")[2].splitlines()
        if line[:2] == "  " and line[2:3].isalpha()
    ]

    assert len(listed) > 15
    for name in listed:
        shown = ldnref("help", name).out
        first = shown.partition("Options:")[0].partition("Arguments:")[0]
        assert first.count("\n  ldnref ") == 2, name
        assert "..." not in re.sub(r"[]S]\.\.\.", "", shown), name
    assert "Explain a command" in ldnref("help", "help").out
    assert "Change a note in your editor" in ldnref("help", "notes", "edit").out


def test_help_is_given_in_any_folder(ldnref, tmp_path):
    """Examples that cannot be read are left out; help is not."""
    assert "Usage: ldnref dosing" in ldnref("--data", str(tmp_path), "dosing", "--help").out


MEANINGS = [(words, one.command) for one in ABOUT.meanings for words in one.words]


@every(("words", "command"), MEANINGS)
def test_a_question_in_words_is_answered_by_its_command(words, command, held):
    """As data/about.yaml says; of it only whether the command is one can be wrong."""
    assert Meant(command.split()[0], tuple(command.split()[1:])) == asked(held.about, words.split())


BY_WORDS = [meaning for meaning in ABOUT.meanings if meaning.of]


@every("meaning", BY_WORDS)
def test_a_question_has_a_word_of_each_group_in_any_order(meaning, held):
    """No two groups ask of the same words for different things; a whole question goes first."""
    whole = [words for words, _ in MEANINGS]
    expected = Meant(meaning.command.split()[0], tuple(meaning.command.split()[1:]))
    for group in meaning.of:
        for word in group:
            words = [word if other is group else other[0] for other in meaning.of]
            for one in (" ".join(words), " ".join(reversed(words))):
                assert one in whole or (one, expected) == (one, asked(held.about, one.split()))


def test_one_word_asks_what_it_asks_as_itself(held):
    """`narcotic` is a name of opioids, and not the question whether LDN is one."""
    assert None is asked(held.about, ["narcotic"])
    assert "mechanism" == asked(held.about, ["is", "it", "a", "narcotic"]).command


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("she is on an opioid", "interactions opioid"),
        ("opioid ok", "interactions opioid"),
        ("opioid in MS", "interactions opioid"),
        ("has MS on a narcotic", "interactions narcotic"),
        ("LDN and an opioid", "interactions opioid"),
        ("is LDN an opioid", "mechanism dependence"),
        ("is it a narcotic", "mechanism dependence"),
        ("stop LDN", "search stopping"),
        ("should I stop it", "search stopping"),
        ("does it stop MS", "cautions relapses or progression"),
        ("slow my MS", "cautions relapses or progression"),
        ("liver damage", "interactions liver damage"),
        ("does it cause liver failure", "interactions cause liver failure"),
        ("does it harm the liver", "side-effects liver"),
        ("she is expecting", "interactions she is expecting"),
        ("expectation", "disagreements belief"),
        ("HIV", "search HIV"),
        ("hives", "cautions allergy"),
        ("naltrexone jab", "interactions naltrexone jab"),
        ("flu jab", "interactions vaccine"),
        ("standard dose naltrexone", "interactions standard dose naltrexone"),
        ("usual dose", "dosing"),
        ("bad liver", "interactions bad liver"),
        ("is it bad for the liver", "side-effects liver"),
        ("emergency surgery", "cautions emergency"),
        ("urgent opioid", "interactions urgent opioid"),
        ("emergency opioid", "cautions emergency"),
        ("severe pain", "cautions emergency"),
    ],
)
def test_a_question_known_by_its_words_drowns_no_name(held, typed, expected):
    """What is left of a question, or its stem, may be a name: the name is answered."""
    words = typed.split()
    known = asked(held.about, words)

    assert expected == (
        " ".join((known.command, *known.words)) if known else _question(held, *words)
    )


def test_a_further_word_asks_something_else(held):
    """What is not known to change nothing changes the question."""
    assert Meant("titration", ("how", "to", "stop")) == asked(held.about, ["tapering", "off"])
    assert None is asked(held.about, ["tapering", "prednisolone", "off"])


@pytest.mark.parametrize(
    ("typed", "dose"),
    [
        ("9 mg a day", "9 mg"),
        ("4.5mg nightly", "4.5 mg"),
        ("3 mg od", "3 mg"),
        ("LDN 4.5 mg", "4.5 mg"),
        ("10 mg LDN", "10 mg"),
        ("1.5 mg bd", "3 mg"),
        ("4.5 mg in MS", "4.5 mg"),
        ("LDN 9 mg for MS", "9 mg"),
        ("she is on 9 mg at night", "9 mg"),
    ],
)
def test_a_dose_with_how_often_is_checked_as_one(held, typed, dose):
    """The medicine itself beside it is no list: that no other was given is told."""
    assert Meant(DOSE, (dose,)) == names(held, typed.split())


@pytest.mark.parametrize(
    "typed",
    [
        "naltrexone 50 mg",
        "naltrexone 50 mg in MS",
        "4,5 mg",
        "LDN 3 mg stopped",
        "20 weeks",
        "4.5 mg in children",
        "child swallowed 4.5 mg",
        "4.5 mg cough",
        "4.5 mg patch",
        "MS 15 mg",
        "missed 4.5 mg dose",
        "two 4.5 mg capsules",
        "double dose 4.5 mg",
        "LDN 4.5 mg LDN 9 mg",
        "3 mg in the morning and 6 mg at night",
        "4.5 mg a week",
        "4.5 mg prn",
    ],
)
def test_what_is_no_dose_of_ldn_is_not_checked_as_one(held, typed):
    """A full dose is another medicine, a comma no point; another word or amount is asked of too."""
    assert DOSE != getattr(names(held, typed.split()), "command", None)


@pytest.mark.parametrize("typed", [("Rebif", "MS"), ("MS", "patient", "Rebif"), ("SPMS", "Rebif")])
def test_the_condition_that_all_is_about_tells_nothing_beside_a_name(held, typed):
    """Nobody who types it there wants to read of it first."""
    assert Meant("interactions", ("Rebif",)) == names(held, typed)


@every("command", sorted({one.command for one in ABOUT.meanings}))
def test_the_command_of_a_question_answers(command, ldnref):
    """On a screen."""
    ran = ldnref(*command.split())

    assert 0 == ran.code
    assert len(ran.out.splitlines()) <= 22


@pytest.mark.parametrize(
    "words", [["evidence", "cree"], ["evidence", "FINAL"], ["sources", "cree"]]
)
def test_what_is_said_on_stderr_has_its_room(words, ldnref):
    """A card below a line of stderr still fits the screen."""
    ran = ldnref(*words)

    assert 1 == len(ran.err.splitlines())
    assert len(ran.out.splitlines()) <= 21


@pytest.mark.parametrize("width", ["40", "60"])
def test_help_is_no_wider_than_a_narrow_screen(width, ldnref):
    """On a telephone or in half a window no line of help is broken by the screen."""
    for words in ((), ("codes",), ("serve",), ("screen",), ("notes",), ("supply",)):
        ran = ldnref(*words, "--help", env={"COLUMNS": width})

        assert [] == [line for line in ran.out.splitlines() if len(line) > int(width)]


@pytest.mark.parametrize("name", ["evidence", "record", "titration", "check", "screen"])
def test_help_fits_a_screen(name, ldnref):
    """Nobody scrolls for how a command is typed."""
    assert len(ldnref("help", name).out.splitlines()) <= 22


def test_a_long_complaint_is_no_wider_than_the_screen(ldnref):
    """And it is broken between words."""
    said = ldnref("tramadoll").err.splitlines()

    assert max(map(len, said)) <= 80


@pytest.mark.parametrize("typed", ["45", "10 mL", "4,5 mg"])
def test_what_may_be_no_dose_is_not_checked_as_one(typed, ldnref):
    """A bare figure is a code, a volume no dose, a comma no point."""
    assert "a day" not in ldnref(typed).out


@pytest.mark.parametrize("typed", ["evidence bruun-2024", "evidence opioid withdrawal"])
def test_what_is_left_of_a_question_is_not_asked_again(ldnref, typed):
    """`is there evidence of …` comes to the name of the topic, which asks that already."""
    assert 0 == ldnref(*typed.split()).code
