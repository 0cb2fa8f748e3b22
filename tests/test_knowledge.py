"""The real knowledge, tested as data."""

import itertools
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from cases import every
from conftest import ROOT
from real import REAL as COMPILED

from ldnref.knowledge import files, reading_names, reading_topics, rules
from ldnref.knowledge.library import FILES, read
from ldnref.knowledge.vocabulary import SEVERITIES
from ldnref.knowledge.yaml_nodes import ListNode, MapNode, compose

#: All of it, with what must hold, which a base does not open that held it when it was compiled.
REAL = COMPILED._replace(must_hold=read(None, "must-hold.yaml", files.must_hold))
DATA = ROOT / "data"
STATEMENTS = list(REAL.statements.values())
TOPIC_FILES = sorted(DATA.glob("topics/*.yaml"))


def test_there_is_knowledge_to_test():
    """A guard: an empty folder would pass everything below."""
    assert len(TOPIC_FILES) >= 9
    assert len(STATEMENTS) >= 400
    assert len(REAL.sources) >= 150


@every("name", FILES)
def test_every_file_is_there(name):
    """The house has all its rooms."""
    assert (DATA / name).is_file()


@pytest.mark.parametrize(
    "name", ["sources", "pages", "studies", "verdicts", "disagreements", "conditions", "topics/*"]
)
def test_the_guide_tells_every_key_that_is_used(name):
    """Nobody has to guess from other entries what a key means."""
    guide = (ROOT / "docs" / "knowledge.md").read_text()
    used = {
        key for file in DATA.glob(f"{name}.yaml") for key in _keys(compose(file.read_text(), "")[0])
    }

    assert used
    assert [] == [one for one in sorted(used) if not re.search(rf"\b{one}(`|:)", guide)]


def _keys(node):
    """Every key in a tree, however deep."""
    if isinstance(node, MapNode):
        yield from (key.text for key, _ in node.entries)
        below = [value for _, value in node.entries]
    else:
        below = node.items if isinstance(node, ListNode) else []
    for one in below:
        yield from _keys(one)


@pytest.mark.parametrize("path", TOPIC_FILES, ids=lambda path: path.stem)
def test_every_topic_has_a_command_of_its_name(ldnref, path):
    """What is written can be read."""
    assert 0 == ldnref(path.stem).code
    assert f"\n  {path.stem} " in ldnref("--help").out


def test_the_real_base_breaks_no_rule():
    """All that must hold of knowledge is a rule: a folder of one's own is held to the same."""
    assert [] == list(map(str, rules.broken(REAL)))


def test_the_guard_names_every_danger():
    """A group that rules LDN out, and a condition that does, are asked about by name."""
    must = REAL.must_hold
    grave = [s for s in STATEMENTS if s.severity in SEVERITIES[:2] and s.check and not s.limit]
    groups = {n for s in grave for n in s.applies.medicines if REAL.names[n].kind == "group"}
    conditions = {n for s in grave for n in s.applies.conditions}
    asked = {line for question in must.questions for line in question.lines}

    assert set() == groups - {entry.group for entry in must.groups}
    assert set() == conditions - asked
    assert {entry.name for entry in REAL.about.topics} >= set(must.topics)


def _standing(file):
    """The lines of a file with their numbers, but those of statements that were withdrawn."""
    lines = list(enumerate((DATA / file).read_text().splitlines()))
    starts = [n for n, line in lines if line.strip().startswith("- id:")] + [len(lines)]
    for start, end in itertools.pairwise(starts):
        if not any(line.strip().startswith("withdrawn:") for _, line in lines[start:end]):
            yield from lines[start:end]


#: The lines that a danger rests on: where each stands, and what it says.
LINES = [
    pytest.param(file, number, id=f"{file}:{number + 1}")
    for file, keys in {
        "topics/interactions.yaml": ("severity:", "applies:", "limit:"),
        "topics/cautions.yaml": ("severity:", "applies:", "limit:"),
        "topics/dosing.yaml": ("severity:", "applies:", "limit:"),
        "medicines.yaml": ("within:",),
    }.items()
    for number, line in _standing(file)
    if line.strip().startswith(keys)
]


def _messages(rule, base):
    """What a rule tells; the places of the rest move when a line is deleted."""
    # Other medicines hold none of these lines, and there are many.
    return Counter(problem.message for problem in rule(base._replace(others="")))


@cache
def _told():
    """How often each problem is told of the base as it is."""
    return sum((_messages(rule, REAL) for rule in rules.RULES), Counter())


#: What told of the last line is asked first of the next.
ASKED = list(rules.RULES)


def _tells_more(base):
    """Whether some rule tells what is not told of the base as it is."""
    told = Counter()
    for number, rule in enumerate(ASKED):
        told += _messages(rule, base)
        if told - _told():
            ASKED.insert(0, ASKED.pop(number))
            return True
    return False


def _without(file, number):
    """The real base with one line of one file deleted; None where it cannot be read any more."""
    lines = (DATA / file).read_text().splitlines(keepends=True)
    text = "".join(lines[:number] + lines[number + 1 :])
    if file == "medicines.yaml":
        found, _ = reading_names.read_medicines(text, file)
        conditions = {n: one for n, one in REAL.names.items() if one.kind == "condition"}
        return found and REAL._replace(names={n.id: n for n in found.named} | conditions)
    name = Path(file).stem
    topic, _ = reading_topics.read_topic(text, file, name)
    return topic and REAL._replace(topics={**REAL.topics, name: topic})


@pytest.mark.no_cover
@pytest.mark.parametrize(("file", "number"), LINES[:: max(1, len(LINES) // 60)])
def test_no_line_that_a_danger_rests_on_can_be_lost(file, number):
    """One line deleted by a slip, and `ldnref validate` says so: the checker is not silenced."""
    changed = _without(file, number)

    new = changed is None or _tells_more(changed)
    assert new


def test_data_holds_no_code():
    """Knowledge is text that a clinician can edit."""
    suffixes = {path.suffix for path in Path(DATA).rglob("*") if path.is_file()}

    assert suffixes <= {".yaml", ".txt", ""}
