"""A value → its figure as it is written, and the upper limit beside it. Knows no limits itself."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ldnref.doors.elements import text_of
from ldnref.doors.fhir import listed


def figure_of(value: Mapping[str, Any]) -> str | None:
    """A figure with its unit, as it is written."""
    quantity = value.get("valueQuantity")
    quantity = quantity if isinstance(quantity, dict) else {}
    number = quantity.get("value")
    if not isinstance(number, (int, float, str)) or isinstance(number, bool):
        plain = value.get("valueInteger") or value.get("valueDecimal")
        written = text_of(value.get("valueString")) or str(plain or "")
        return written if any(map(str.isdigit, written)) else None
    sign = text_of(quantity.get("comparator")) or ""
    unit = text_of(quantity.get("unit")) or text_of(quantity.get("code")) or ""
    return f"{sign}{_written(number)} {unit}".strip()


def upper_of(value: Mapping[str, Any]) -> str | None:
    """The upper limit of normal that stands beside a figure."""
    for one in listed(value.get("referenceRange")):
        high = one.get("high") if isinstance(one, dict) else None
        if isinstance(high, dict) and isinstance(high.get("value"), (int, float)):
            return _written(high["value"])
    return None


def _written(number: float | str) -> str:
    """A figure without an exponent: of 5e-05 the 05 would be read."""
    return f"{Decimal(repr(number)):f}" if isinstance(number, float) else str(number)
