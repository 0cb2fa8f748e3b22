"""What a statement claims, by its digest: for who signs it, and for who tells how it changed.

Knows no files and no sheets.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from ldnref.knowledge.model_statements import Reviewed, Statement
from ldnref.tuples import NamedTuple, Wordlist

#: What is no part of a claim: its place, when it was compared, who signed, and its end.
#: Whatever else a statement has is, and so is whatever it will have.
NO_CLAIM = frozenset({"where", "checked", "reviewed", "withdrawn", "because"})

#: What a clinician signs with it, and what is no other claim when it changes: how it is called,
#: shortened or worded for patients, and who says so.
_BESIDE = frozenset({"id", "label", "brief", "for_patients", "sources"})

#: The way in which a digest is made. A sheet goes through spreadsheets: the letter keeps them from
#: reading figures as a number.
_WAY, _LENGTH = "v1-", 16

#: The same for a log of changes, which needs fewer characters and goes through no spreadsheet.
_SHORT = 8

#: What stands in a notice for the two figures.
SIGNED, STATEMENTS = "{signed}", "{statements}"


class Counted(NamedTuple):
    """How many statements bear a signature that holds."""

    signed: int
    statements: int

    def __str__(self) -> str:
        """The figures as a notice has them."""
        return f"{self.signed} of {self.statements}"


def counted(statements: Iterable[Statement]) -> Counted:
    """Of statements that stand, how many there are, and how many are signed."""
    held = [signature(statement) for statement in statements]
    return Counted(sum(one is not None for one in held), len(held))


def signature(statement: Statement) -> Reviewed | None:
    """Who signed a statement as it stands; None where nobody did, or where it has changed since."""
    signed = statement.reviewed
    return signed if signed is not None and signed.claim == digest(statement) else None


def digest(statement: Statement) -> str:
    """What tells the claim of a statement from every other, the same on every machine."""
    return _WAY + _sha(_told(statement))[:_LENGTH]


def claim(statement: Statement) -> str:
    """What tells the claim of a statement from others, whatever words stand beside it."""
    fields = statement._asdict().items()
    said = {key: _given(_told(one)) for key, one in fields if key not in NO_CLAIM | _BESIDE}
    return _sha({key: one for key, one in said.items() if one})[:_SHORT]


def _sha(told: object) -> str:
    # Where nothing is signed, nothing waits for these.
    import json  # noqa: PLC0415
    from hashlib import sha256  # noqa: PLC0415

    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _given(told: object) -> object:
    """A value less what is not given in it."""
    if isinstance(told, dict):
        return {key: one for key, one in told.items() if one is not None}
    return told


def _told(value: Any) -> Any:  # noqa: ANN401 - the fields of a statement are of any kind
    """A value as JSON has it, less what is as it always is: a new field changes no digest."""
    if hasattr(value, "_asdict"):
        usual = value._field_defaults
        fields = value._asdict().items()
        return {
            key: _told(one)
            for key, one in fields
            if key not in NO_CLAIM and not (key in usual and one == usual[key])
        }
    if isinstance(value, (tuple, Wordlist)):
        return [_told(one) for one in value]
    return str(value) if isinstance(value, (Decimal, date)) else value
