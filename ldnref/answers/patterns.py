"""Patterns of text, each made when it is first looked for. Knows none of them.

To make one takes longer than to look for it in a hundred lines, and most runs look for few.
"""

import re
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as `re.compile` makes it, at its first use."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """Stands for a pattern: whatever is first asked of it is from then on its own."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        if name.startswith("_"):
            raise AttributeError(name)
        made = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, made)
        return made
