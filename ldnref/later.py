"""A module of ours that is loaded when something of it is first asked for."""

from importlib import import_module
from typing import Any


class Later:
    """Stands for a module: most runs ask nothing of it, and to load one takes its time."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        found = getattr(import_module(self._name), name)
        setattr(self, name, found)
        return found
