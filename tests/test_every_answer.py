"""On every command, in every format: sources, basis, and the notice at the end."""

import json
import re
import unicodedata

import pytest
from cases import every
from real import REAL

from ldnref.cli.app import QUESTIONS
from ldnref.cli.options import Format
from ldnref.formats.schema import ANSWER_KINDS

TOPICS = [entry.name for entry in REAL.about.topics]
COMMANDS = [
    [],
    *([name] for name in TOPICS),
    *([name, "--all"] for name in TOPICS),
    ["dosing", "--spasticity"],
    ["interactions", "opioids"],
    ["interactions", "interferons"],
    ["interactions", "liver"],
    ["interactions", "tramadol", "Copaxone", "cirrhosis"],
    ["sources"],
    ["sources", "cree-2010"],
    ["disagreements"],
    ["disagreements", "spasticity-cap"],
    ["check", "Ultram 50", "Rebif", "cirrhosis", "foobarol", "--dose", "4.5"],
    ["medicines"],
    ["medicines", "tramadol"],
    ["evidence", "--map"],
    ["evidence", "--map", "--condition", "fibromyalgia"],
    ["evidence", "--condition", "ms"],
    ["evidence", "--design", "review"],
    ["evidence", "--since", "2023"],
    ["evidence", "cree-2010"],
    ["evidence", "gironi-2008"],
    ["evidence", "seed-wikipedia"],
    ["sources", "--stale"],
    ["titration", "--regimen", "ms-uk"],
    ["titration", "--start", "1", "--step", "0.5", "--every", "2w", "--to", "3", "--spasticity"],
    ["notes"],
    ["changes"],
    ["changes", "--since", "2026-11-29"],
    ["licences"],
    ["search", "sleep"],
    ["search", "opioid", "--all"],
]
IDS = [" ".join(words) or "ldnref" for words in COMMANDS]
#: What is answered whole, not as a card: then the whole notice stands below.
WHOLE = {"--all", "notes"}
#: Lists of documents and of points: they hold no statement of their own.
LISTS = (
    "sources",
    "sources --stale",
    "disagreements",
    "medicines",
    "medicines tramadol",
    "evidence --map",
    "evidence --map --condition fibromyalgia",
    "evidence --design review",
    "evidence --since 2023",
    "evidence cree-2010",
    "evidence gironi-2008",
    "evidence seed-wikipedia",
    "notes",
    "changes",
    "changes --since 2026-11-29",
    "licences",
)


def test_there_are_commands_to_test():
    """A guard: an empty list would pass everything, and one without a question forgets it."""
    assert len(TOPICS) >= 9
    # A record is a file: tests/test_record_cards.py looks at its answer.
    assert {*QUESTIONS} - {"record"} <= {words[0] for words in COMMANDS if words}


@pytest.mark.no_cover
@every("words", COMMANDS, ids=IDS)
@every("form", Format)
def test_every_answer_ends_with_its_notice(shown, words, form):
    """Nobody reads an answer without reading what it is not."""
    ran = shown(words, form)

    assert (5 if words[:1] == ["check"] else 0) == ran.code
    assert "" == ran.err
    flat = " ".join(ran.out.replace("*", "").split())
    if form == "json":
        assert REAL.about.notice == json.loads(ran.out)["notice"]
    elif WHOLE.intersection(words):
        assert flat.endswith(REAL.about.notice)
    else:
        assert flat.endswith(REAL.about.notice_short)


@every("words", COMMANDS, ids=IDS)
def test_every_statement_has_source_place_basis_and_date(shown, words):
    """No claim without who says so, where, how firmly, and when it was compared."""
    told = json.loads(shown(words, "json").out)

    statements = [s for section in told["sections"] for s in section["statements"]]
    assert bool(statements) != (IDS[COMMANDS.index(words)] in LISTS)
    for statement in statements:
        assert statement["sources"], statement["id"]
        assert statement["basis"]
        assert statement["checked"] >= "2026-11-22"
        for citation in statement["sources"]:
            assert citation["at"]
            assert citation["seen"]
            assert citation["ref"] in told["sources"]
    for point in told["disagreements"]:
        assert len(point["sides"]) >= 2


@every("words", COMMANDS, ids=IDS)
def test_the_envelope_is_the_same_for_all(shown, words):
    """A program that reads one answer can read them all."""
    told = json.loads(shown(words, "json").out)

    expected = {
        "format",
        "kind",
        "title",
        "knowledge",
        "notice",
        "asked",
        "resolved",
        "unrecognised",
        "sections",
        "sources",
        "disagreements",
        "notes",
        "see_also",
    }
    assert expected <= set(told)
    assert "2" == told["format"]
    assert told["kind"] in ANSWER_KINDS  # a kind without a schema is one that nobody can rely on


@every("words", COMMANDS, ids=IDS)
def test_no_answer_reassures(shown, words):
    """The words that a hurried reader would take for a green light are never ours."""
    told = shown(words).out.lower()

    for word in (" is safe", "✓", "no interactions", "nothing to worry", "safe to "):
        assert word not in told


@every("words", COMMANDS, ids=IDS)
def test_every_command_that_an_answer_names_exists(shown, words):
    """Whoever follows `Next` or `see also` arrives."""
    told = json.loads(shown(words, "json").out)

    for command in told["see_also"]:
        # A check answers with what it found.
        assert shown(command.split()[1:]).code in (0, 4, 5), command


@pytest.mark.no_cover
@every("words", COMMANDS, ids=IDS)
@every("width", ["40", "60", "80", "200"])
def test_every_screen_fits(shown, words, width):
    """Readable at 40 columns and at 200."""
    told = shown(words, width=width).out

    # Words keep to a length that is read with ease; a map may use the whole screen.
    assert max(map(len, told.splitlines())) <= (
        int(width) if "--map" in words else min(int(width), 100)
    )


#: Every control character, some format characters, an end of line and of paragraph, and halves of
#: characters, as bytes that are no UTF-8 become.
HIDDEN = [
    *map(chr, (*range(0x20), 0x7F, *range(0x80, 0xA0))),
    *"\u00ad\u061c\u200b\u200e\u202e\u2028\u2029\u2060\u2066\ufeff\U000e0041\udce9\udcff",
]
#: Alone, before a name, after one, and in its midst.
TYPED = [
    shape.replace("{}", one) for one in HIDDEN for shape in ("{}", "{}tramadol", "tra{}madol{}1d")
]
#: All of them in two words, less the one that no system lets into an argument.
CHUNKS = [f"a{''.join(HIDDEN[1:40])}b", f"a{''.join(HIDDEN[40:])}b"]
FORMATS = {
    "text": (["-f", "text"], {}),
    "markdown": (["-f", "markdown"], {}),
    "json": (["-f", "json"], {}),
    "painted": ([], {"FORCE_COLOR": "1"}),
}
#: Where one word is typed: no answer, or one that echoes it.
DOORS = [
    ["{}"],
    ["check", "tramadol", "--dose", "{}"],
    ["dosing", "--{}"],
    ["dosing", "--format", "{}"],
    ["medicines", "{}"],
    ["sources", "{}"],
    ["sources", "--as-of", "{}"],
    ["disagreements", "{}"],
    ["evidence", "{}"],
    ["evidence", "--condition", "{}"],
    ["evidence", "--since", "{}"],
    ["search", "{}"],
    ["titration", "--regimen", "{}"],
    ["titration", "--every", "{}"],
    ["titration", "--from", "{}"],
    ["cite", "{}"],
    ["cite", "cree-2010", "--style", "{}"],
    ["schema", "{}"],
    ["validate", "{}"],
    ["notes", "add", "{}", "words"],
    ["notes", "add", "dosing", "{}"],
    ["notes", "edit", "{}"],
    ["notes", "remove", "{}"],
    ["page", "-o", "-", "--plan", "{}"],
    ["page", "-o", "no such folder/{}"],
    ["titration", "--regimen", "ms-uk", "--ics", "no such folder/{}"],
]


def _hidden_in(text, *, painted=False):
    """The hidden characters of a text, less the ends of its lines and, where painted, colours."""
    text = re.sub("\x1b\\[[0-9;]*m", "", text) if painted else text
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - {"\n"}


@pytest.mark.no_cover
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", ["check", "interactions"])
def test_no_hidden_character_of_a_list_reaches_the_screen(ldnref, monkeypatch, command, form):
    """A pasted name could wipe the verdict from the screen, or turn it round."""
    words, env = FORMATS[form]
    for name, value in env.items():
        monkeypatch.setenv(name, value)

    # Words that were typed apart are put together the same way for each format: for one of them.
    typed = TYPED if form == "json" else [f"{one} 50 mg" for one in TYPED]

    ran = ldnref(command, *words, "--", *typed)

    assert ran.out
    assert set() == _hidden_in(ran.out, painted=form == "painted")
    assert set() == _hidden_in(ran.err)


@pytest.mark.parametrize("door", DOORS, ids=" ".join)
def test_no_hidden_character_comes_in_by_another_door(ldnref, monkeypatch, tmp_path, door):
    """Arguments, options, commands and names of files are echoed too."""
    monkeypatch.setenv("LDNREF_NOTES", str(tmp_path / "notes.yaml"))
    for number, chunk in enumerate(CHUNKS):
        words = [word.replace("{}", chunk) for word in door]
        monkeypatch.setenv("FORCE_COLOR", "1" if number % 2 else "")

        ran = ldnref(*words)

        assert ran.out or ran.err
        assert set() == _hidden_in(ran.out, painted=True)
        assert set() == _hidden_in(ran.err)


def test_where_notes_are_kept_is_told_without_hidden_characters(ldnref, monkeypatch):
    """Their folder is named by the surroundings, which may hold anything."""
    for name in CHUNKS:
        monkeypatch.setenv("LDNREF_NOTES", f"/nowhere/{name}.yaml")
        for words in (["notes", "path"], ["notes"], ["dosing"]):
            ran = ldnref(*words)

            assert set() == _hidden_in(ran.out)
            assert set() == _hidden_in(ran.err)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_word_that_never_ends_is_cut(ldnref, form):
    """Its echo takes no more than a line or two; the answer is not pushed off the screen."""
    shown = ldnref("check", "x" * 100_000, "-f", form).out

    assert (
        0 < shown.count("x") < 1_000
    )  # beside what is said of it, on as many lines as a label has
    assert "…" in shown
    assert len(shown) < 4_000
