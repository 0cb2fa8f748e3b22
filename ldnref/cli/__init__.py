"""WHAT IS TYPED: words become a question, its answer is shown. Only these rooms import typer."""

from ldnref.cli.app import ExitCode, main, run

__all__ = ["ExitCode", "main", "run"]
