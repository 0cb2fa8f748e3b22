"""No clinical number, name or advice stands in Python: it lives in data/, to be mended there."""

import ast
import re
from collections import defaultdict
from functools import cache

import pytest
from cases import every
from conftest import ROOT
from real import REAL

#: Of the code: what is compiled is made from data/.
MODULES = sorted(
    file for file in (ROOT / "ldnref").rglob("*.py") if file.parent != ROOT / "ldnref" / "held"
)
NAMES = {
    name.lower()
    for named in REAL.names.values()
    if named.kind == "medicine" and "naltrexone" not in named.id  # the subject has a name
    for name in (named.name, *named.also)
    if len(name) > 4
}
BEGINNINGS = {name.split()[0] for name in NAMES}
#: The words of the longest.
LONGEST = max(len(name.split()) for name in NAMES)
CONDITIONS = [
    name.lower()
    for named in REAL.names.values()
    if named.kind == "condition" and named.id != "multiple-sclerosis"  # the subject
    for name in (named.id.replace("-", " "), named.name, *named.also)
    if len(name) > 4 and name != "terminal"  # what a program is read on, too
]
#: The conditions that the code names all the same, once each.
NAMED = {
    ("ldnref/knowledge/vocabulary.py", "spasticity"): "an option is there before data is read",
    ("ldnref/cli/listing.py", "fibromyalgia"): "an example in the help of an option",
    ("ldnref/doors/offers.py", "pregnancy"): "an example in what an assistant may give",
}
#: What a program may not know: an amount of a medicine, a time between doses, or an instruction.
FACTS = [
    re.compile(r"\d\s*(?:mg|mcg|µg|μg|micrograms?|mL|tablets?|capsules?)\b"),
    re.compile(r"\b\d+\s*(?:to|-|–)?\s*\d*\s*(?:days?|weeks?|months?|hours?)\b"),
    re.compile(
        r"\b(?:do not (?:start|take|give|stop)|never (?:combine|take|give))\b", re.IGNORECASE
    ),
]


WORD = re.compile(r"\w+")
#: An example of what is typed, in a docstring.
EXAMPLE = re.compile(r"`[^`\n]+`")


@cache
def _tree(path):
    """A module as it is parsed, and all that stands in it."""
    tree = ast.parse(path.read_text())
    return tree, list(ast.walk(tree))


def _texts(path):
    """Every text in a module, docstrings included; not the examples of what is typed."""
    for node in _tree(path)[1]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, EXAMPLE.sub("", node.value)


def test_there_are_modules_and_names_to_compare():
    """A guard against looking at nothing."""
    assert len(MODULES) > 15
    assert len(NAMES) > 300


@pytest.mark.no_cover
@every("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_clinical_fact_stands_in_the_code(path):
    """Amounts, times, instructions and names of medicines are looked for in every text."""
    found = []
    for line, text in _texts(path):
        found += [(line, text) for fact in FACTS if fact.search(text)]
        words = re.findall(r"[a-z0-9]+", text.lower())
        runs = (
            " ".join(words[at : at + n])
            for at, word in enumerate(words)
            if word in BEGINNINGS
            for n in range(1, LONGEST + 1)
        )
        found += [(line, run) for run in runs if run in NAMES]

    assert [] == found


def _said(path):
    """Every text and every name in a module; a docstring may use a condition's word for itself."""
    _, nodes = _tree(path)
    docs = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node)
    }
    for node in nodes:
        for field in ("id", "arg", "attr", "name", "value"):
            text = getattr(node, field, None)
            if isinstance(text, str) and id(node) not in docs:
                yield text.replace("_", " ").lower()


@cache
def _by_word():
    """The conditions by their first words."""
    found = defaultdict(list)
    for at, name in enumerate(CONDITIONS):
        found[WORD.search(name)[0]].append((at, name))
    return found


@cache
def _conditions(text):
    """The conditions that a text names."""
    # A pattern of all of them would be tried at each letter of the code.
    words = set(WORD.findall(text))
    known = sorted(one for word in words for one in _by_word().get(word, ()))
    named = "|".join(re.escape(name) for _, name in known)
    return re.findall(rf"\b(?:{named})\b", text) if known else ()


@pytest.mark.no_cover
def test_three_conditions_are_named_in_the_code():
    """Each once, with a reason: what is true of a condition stands in data/."""
    found = [
        (path.relative_to(ROOT).as_posix(), name)
        for path in MODULES
        for text in _said(path)
        for name in _conditions(text)
    ]

    assert sorted(NAMED) == sorted(found)


@every("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_knows(path):
    """The first line of each file is its place in the house."""
    assert ast.get_docstring(_tree(path)[0])


@pytest.mark.parametrize(
    "text", ["At most 3 mg a day.", "Wait 7 to 10 days.", "Do not start it.", "after 2 weeks"]
)
def test_the_net_catches_facts(text):
    """A net with a hole would pass everything."""
    assert any(fact.search(text) for fact in FACTS)
