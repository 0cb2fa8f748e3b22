"""A page of help, no wider than the screen. Knows no command."""

import shutil
import textwrap
from collections.abc import Sequence

from typer._click.formatting import HelpFormatter

#: The widest page, the narrowest screen, and what is left free at its right.
_WIDEST, _NARROWEST, _FREE = 80, 40, 2

#: Below this width names take a third of a line at the most, and what is longer stands above.
_NARROW, _SHARE = 58, 3


class HelpPage(HelpFormatter):
    """Help as it fits the screen; what it is made from breaks no line below 50 columns."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        columns = max(shutil.get_terminal_size((_WIDEST, 24)).columns, _NARROWEST)
        fits = min(columns, max_width or _WIDEST) - _FREE
        super().__init__(indent_increment, width or fits, max_width)

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Names and what each is; on a narrow screen a long name stands above what it is."""
        most = self.width // _SHARE if self.width < _NARROW else col_max
        fitted = [(self._broken(name), what) for name, what in rows]
        super().write_dl(fitted, most, col_spacing)

    def write_line(self, text: str) -> None:
        """A line to copy, broken between its words where it is longer than the screen."""
        indent = " " * self.current_indent
        lines = textwrap.wrap(
            text,
            self.width,
            initial_indent=indent,
            subsequent_indent=indent * 2,
            break_long_words=False,
            break_on_hyphens=False,
        )
        self.write("".join(f"{line}\n" for line in lines))

    def _broken(self, name: str) -> str:
        """A name in lines that fit; choices are broken behind a bar."""
        room = self.width - self.current_indent
        if len(name) <= room:
            return name
        indent = " " * (self.current_indent * 2)
        parts = name.replace("|", "| ").split()
        lines = [""]
        for part in parts:
            gap = " " if lines[-1] and not lines[-1].endswith("|") else ""
            if lines[-1] and len(lines[-1] + gap + part) > room - len(indent):
                lines.append(part)
            else:
                lines[-1] += gap + part
        return f"\n{indent}".join(lines)
