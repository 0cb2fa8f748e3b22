"""Notes in changes.yaml what was changed in the knowledge. Whoever changed it says why.

    python -m ldnref.noting "why" [FOLDER]

After an edit: what was added, corrected and withdrawn since is written below the changes before,
with the reason, and the date and version of about.yaml. Where there are more medicines or names
than must-hold.yaml says, it says so now. FOLDER is `data` where none is given.
"""

import re
import sys
import textwrap
from pathlib import Path

from ldnref.knowledge.folder import bundled
from ldnref.knowledge.library import UnusableError, open_whole
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_claims import claim
from ldnref.knowledge.rules_of_changes import unsaid
from ldnref.knowledge.rules_of_names import held
from ldnref.knowledge.vocabulary import CHANGES

_USAGE = 'type: python -m ldnref.noting "why" [FOLDER]'


def main() -> int:
    """Note every change that is not noted yet; nought, where the folder could be read."""
    why, *folders = sys.argv[1:] or ("",)
    if not why.strip():
        sys.stderr.write(f"{_USAGE}\n")
        return 2
    folder = Path(folders[0]) if folders else Path(str(bundled()))
    try:
        base = open_whole(folder)
    except UnusableError as error:
        sys.stderr.writelines(f"{problem}\n" for problem in error.problems)
        return 1
    file = folder / "changes.yaml"
    end = f"{base.about.ends}\n" if base.about.ends else ""
    text = file.read_text(encoding="utf-8").removesuffix(end)
    file.write_text(f"{text}{noted(base, why)}{end}", encoding="utf-8")
    if base.must_hold is not None:
        file = folder / "must-hold.yaml"
        file.write_text(grown(base, file.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


def noted(base: KnowledgeBase, why: str) -> str:
    """What is not noted yet, as entries of changes.yaml; nothing, where all is."""
    found: dict[str, list[str]] = {kind: [] for kind in CHANGES}
    for kind, statement in unsaid(base):
        known = "" if kind == "withdrawn" else f" {claim(statement)}"
        found[kind].append(f"{statement.id}{known}")
    return "".join(
        entry(kind, f"{base.about.date}", base.about.version, why, names)
        for kind, names in found.items()
        if names
    )


def grown(base: KnowledgeBase, text: str) -> str:
    """The text of must-hold.yaml with as much in `least` as there is now, and never less."""
    counts = held(base)

    def most(found: re.Match[str]) -> str:
        return f'{found[1]}: "{max(int(found[2]), counts.get(found[1], 0))}"'

    return "".join(
        re.sub(r'([\w-]+): "(\d+)"', most, line) if line.startswith("least:") else line
        for line in text.splitlines(keepends=True)
    )


def entry(kind: str, day: str, version: str, because: str, names: list[str]) -> str:
    """One entry of changes.yaml."""
    reason, listed = (
        textwrap.indent(textwrap.fill(text, 100, break_on_hyphens=False), " " * 6)
        for text in (" ".join(because.split()), "; ".join(names))
    )
    head = f"  - kind: {kind}\n    date: {day}\n    version: {version}\n"
    return f"{head}    because: >-\n{reason}\n    statements: >-\n{listed}\n"


if __name__ == "__main__":
    sys.exit(main())
