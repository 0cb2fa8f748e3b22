"""A quick clinical reference on low-dose naltrexone, multiple sclerosis first.

data/       what is known, for people to read and edit
knowledge/  WHAT IS KNOWN: data/ as frozen values, read whole or not at all
answers/    WHAT CAN BE ASKED: pure functions from a knowledge base to an Answer
formats/    HOW IT IS SHOWN: one module a format; computes nothing clinical
cli/        WHAT IS TYPED: a question is declared once, one place asks; errors become exit codes
A request walks one way: argv, cli, knowledge, answers, formats, stdout.
"""

from collections.abc import Sequence
from functools import cache

# A type checker takes this name for true; `typing` is long in loading, and Ctrl-C would be told.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from ldnref.answers.named.lexicon import Lexicon
    from ldnref.knowledge.model import KnowledgeBase

__version__ = "26.12.1"


def check(items: Sequence[str], dose: str | None = None) -> dict[str, object]:
    """Check a patient, as `ldnref check --format json` does, and return that envelope.

    `items` are lines of a medication list and conditions; `dose` is the daily dose.
    Read `complete` before `outcome`: what was not recognised was not checked. Raises TypeError and
    ValueError for what is no list of items, or no dose as text; both show the right call. Raises
    `ldnref.answers.doses.DoseError` for a dose that cannot be read for certain, and
    `ldnref.knowledge.library.UnusableError` when the knowledge files cannot be used.
    """
    _refuse(items, dose)
    # Not at the top: whoever imports the package for its version waits for nothing else.
    from datetime import datetime  # noqa: PLC0415

    from ldnref.answers.checking.told import check as checked  # noqa: PLC0415
    from ldnref.answers.checking.verdict import Dose  # noqa: PLC0415
    from ldnref.answers.doses import milligrams  # noqa: PLC0415
    from ldnref.formats.as_json import envelope  # noqa: PLC0415

    amount = None if dose is None else Dose(dose, milligrams(dose))
    base, names = _knowledge()
    today = datetime.now().astimezone().date()
    return envelope(checked(base, list(items), amount, names, today=today))


def _refuse(items: object, dose: object) -> None:
    """Raise TypeError or ValueError for what is no list of lines, or no dose as text."""
    if isinstance(items, (str, bytes)):
        raise TypeError(f"items is a list of lines, not one text: check([{items!r}])")
    if not isinstance(items, Sequence):
        raise TypeError(f"items is a list of lines, not {type(items).__name__}: check([...])")
    if wrong := [item for item in items if not isinstance(item, str)]:
        raise TypeError(
            f"each item is a line of text, not {wrong[0]!r}: check([{str(wrong[0])!r}])"
        )
    if dose is not None and not isinstance(dose, str):
        raise TypeError(f"dose is text with its unit, not {dose!r}: check(items, dose='{dose} mg')")
    if dose is None and not any(item.strip() for item in items if isinstance(item, str)):
        raise ValueError("nothing to check: name a medicine or a condition, check([...], dose=...)")


@cache
def _knowledge() -> "tuple[KnowledgeBase, Lexicon]":
    """What a check needs, read once for all calls."""
    from ldnref.answers.checking.judge import TOPICS  # noqa: PLC0415
    from ldnref.answers.named.lexicon import Lexicon  # noqa: PLC0415
    from ldnref.knowledge.library import open_base  # noqa: PLC0415

    base = open_base(TOPICS, names=True)
    return base, Lexicon(base)
