"""What the program says to readers stands once, by name, in answers/sentences.py."""

import ast
import re
from collections import Counter

from cases import every
from conftest import ROOT

from ldnref.answers import sentences

ROOM = ROOT / "ldnref" / "answers" / "sentences.py"
MODULES = sorted(
    file
    for room in ("answers", "formats")
    for file in (ROOT / "ldnref" / room).rglob("*.py")
    if file != ROOM
)
#: How texts begin that are words and no sentences for readers, with what they are.
NO_SENTENCES = {
    "code and name": "a word of JSON that code branches on",
    "-//ldnref//": "what a calendar calls the program that wrote it",
    "ldnref error, format": "the title of a schema",
    "ldnref screen, format": "the title of a schema",
    "bold reverse red": "a style of Rich",
    "yrs yr wks": "units that are read",
    "a about after am": "words of a question that are not looked for",
    "а б в г": "the letters of another script, to be written in ours",
    "a b v g": "how they are written in ours",
    "α β γ": "the letters of another script, to be written in ours",
    "a v g d": "how they are written in ours",
    "rx ?norm|": "a pattern: how code systems are written",
    "[av]mpp? previous to": "a pattern: how code systems are written",
    "ldnref [a-z -]+|": "a pattern: commands on a page",
}
#: What only patterns hold.
PATTERN = re.compile(r"\\[dwsb(]|\(\?")


def _texts(tree):
    """Every text but docstrings; of one with fields, what stands around them."""
    passed = {id(part) for one in ast.walk(tree) for part in getattr(one, "values", ())}
    for one in ast.walk(tree):
        body = getattr(one, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            passed.add(id(body[0].value))
    for one in ast.walk(tree):
        if isinstance(one, ast.JoinedStr):
            parts = (part.value for part in one.values if isinstance(part, ast.Constant))
            yield one.lineno, " ".join(parts)
        elif isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in passed:
            yield one.lineno, one.value


def _sentence(text):
    """Whether three words or more stand there together, for somebody to read."""
    words = re.findall(r"(?<![\w-])[^\W\d_]+", text)
    known = any(text.strip().startswith(begins) for begins in NO_SENTENCES)
    return len(words) > 2 and " " in text.strip() and not known and not PATTERN.search(text)


def _found(path):
    return [(line, text) for line, text in _texts(ast.parse(path.read_text())) if _sentence(text)]


@every("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sentence_stands_outside_its_room(path):
    """Another language is another such room: who puts answers together has no words of its own."""
    assert [] == _found(path)


def test_the_net_catches_sentences(tmp_path):
    """One in parts, and one with fields; no docstring and no pattern."""
    lines = (
        '"""It says much."""',
        'A = f"{x} is not {y} here"',
        'B = ("That is " "all")',
        r'C = r"\d a b c"',
    )
    (tmp_path / "x.py").write_text("\n".join(lines))

    assert [2, 3] == [line for line, _ in _found(tmp_path / "x.py")]


def test_every_sentence_is_said_somewhere():
    """What nobody says any more is taken out."""
    code = [
        path.read_text() for path in (ROOT / "ldnref").rglob("*.py") if path.parent.name != "held"
    ]
    names = [name for name in vars(sentences) if name.isupper()]
    said = Counter(word for text in code for word in set(re.findall(r"\b[A-Z][A-Z_0-9]+\b", text)))
    alone = ROOM.read_text()

    assert [] == [
        name for name in names if said[name] < 2 and len(re.findall(rf"\b{name}\b", alone)) < 2
    ]


def test_no_sentence_has_two_names():
    """Whoever words one better words it everywhere."""
    told = Counter(
        text for name, text in vars(sentences).items() if name.isupper() and isinstance(text, str)
    )
    assert [] == [text for text, times in told.items() if times > 1 and _sentence(text)]
