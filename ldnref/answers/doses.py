"""A dose as it is typed, in milligrams a day. Refuses whatever could be misread."""

import re
from decimal import Decimal

from ldnref.answers import sentences
from ldnref.answers.patterns import pattern

#: Milligrams in each unit that a dose or a strength may be written in.
MASS = {
    "mg": Decimal(1),
    "mgs": Decimal(1),
    "milligram": Decimal(1),
    "milligrams": Decimal(1),
    "mcg": Decimal("0.001"),
    "ug": Decimal("0.001"),
    "µg": Decimal("0.001"),
    "μg": Decimal("0.001"),
    "microgram": Decimal("0.001"),
    "micrograms": Decimal("0.001"),
    "g": Decimal(1000),
    "gram": Decimal(1000),
    "grams": Decimal(1000),
}
_DOSE = pattern(r"([0-9]+(?:\.[0-9]+)?)\s*([a-zµμ]*)")

#: No dose has more figures; a longer one is a mistake.
_LONGEST = 20


class DoseError(Exception):
    """A dose that cannot be read for certain; carries the reason and the cure."""


def milligrams(typed: str) -> Decimal:
    """The dose in milligrams.

    Raises DoseError for anything that is not one plain positive number with a unit of mass.
    """
    text = typed.strip().lower()
    found = _DOSE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        if re.fullmatch(r"[0-9]+,[0-9]+\s*[a-zµμ]*", text):
            raise DoseError(sentences.DOSE_COMMA)
        if text.startswith("-"):
            raise DoseError(sentences.DOSE_NOTHING)
        raise DoseError(sentences.DOSE_NO_NUMBER)
    number, unit = found.groups()
    if unit in ("ml", "l"):
        raise DoseError(sentences.DOSE_VOLUME)
    if unit and unit not in MASS:
        raise DoseError(sentences.DOSE_UNIT.format(unit=unit))
    amount = Decimal(number) * MASS[unit or "mg"]
    if not amount:
        raise DoseError(sentences.DOSE_NOTHING)
    return tidy(amount)


def tidy(amount: Decimal) -> Decimal:
    """An amount without the noughts that sums leave behind: 2, not 2.0."""
    return amount.normalize() if amount % 1 else amount.quantize(Decimal(1))
