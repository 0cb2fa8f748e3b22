"""Processes that read texts and judge mixtures for a cohort, where there is much to do.

Each is this Python with this program's modules, and hears over its standard input what is known
and what to do: nothing is opened again, and no script of a user's is run anew. One whose input is
closed ends by itself, so that none is left, however a run ends; what one does not answer is done
here. Only this program's own words go through the pipes.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, Self, TypeVar

from ldnref.doors.cohort import STATES, Bearing, Cohort, Judged

T = TypeVar("T")
R = TypeVar("R")

#: Before so many texts, starting a process takes longer than it saves.
_MANY = 5_000
#: More would take more memory than a screen is promised to take.
_MOST = 8

#: No folder is looked into but those that this process looks into itself.
_START = "import sys; sys.path[:] = sys.argv[1:]; from ldnref.doors import crew; crew.serve()"

#: What is asked: texts to read; or mixtures to judge, and a text of each class that is new.
_Asked = tuple[Sequence[str], Sequence[Sequence[int]], dict[int, str]]


class Crew:
    """A cohort and its processes: what it answers does not depend on how many there are."""

    def __init__(self, cohort: Cohort, size: int | None = None) -> None:
        self.cohort = cohort
        self._size = size
        self.others: list[_Other] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for other in self.others:
            other.close()

    def fit(self, texts: int) -> None:
        """Start as many processes as so many texts are worth."""
        size = self._size
        if size is None:
            size = min(_cores(), _MOST) if texts >= _MANY else 0
        known = pickle.dumps((self.cohort.lexicon.base, self.cohort.today)) if size > 1 else b""
        with suppress(OSError):  # where none may be started, this one does it all
            for _ in range(size if size > 1 else 0):
                self.others.append(_Other(known))

    def read(self, batches: Iterator[Sequence[str]]) -> Iterator[list[Bearing]]:
        """What the texts of each batch are; numbered as they are met, whoever read them."""

        def here(texts: Sequence[str]) -> list[Bearing]:
            return [self.cohort.read(text) for text in texts]

        def told(other: "_Other", texts: Sequence[str], classes: list[int]) -> list[Bearing]:
            return [
                other.readings.get(of) or other.readings.setdefault(of, self.cohort.read(text))
                for text, of in zip(texts, classes, strict=True)
            ]

        return self._shared(batches, lambda _, texts: (texts, (), {}), told, here)

    def judge(self, batches: Iterator[Sequence[Sequence[int]]]) -> Iterator[list[Judged]]:
        """What the mixtures of each batch come to."""

        def here(keys: Sequence[Sequence[int]]) -> list[Judged]:
            return [self.cohort.judge(key) for key in keys]

        def asked(other: "_Other", keys: Sequence[Sequence[int]]) -> _Asked:
            new = {of for key in keys for of in key} - other.classes
            other.classes |= new
            return (), keys, {of: self.cohort.items(of)[0].input for of in sorted(new)}

        return self._shared(batches, asked, lambda _, __, judged: judged, here)

    def _shared(
        self,
        batches: Iterator[T],
        asked: "Callable[[_Other, T], _Asked]",
        told: "Callable[[_Other, T, Any], list[R]]",
        here: Callable[[T], list[R]],
    ) -> Iterator[list[R]]:
        """The answer on each batch, in their order: each process has one at a time, in turn."""
        if not self.others:
            yield from map(here, batches)
            return
        waiting: deque[tuple[_Other, T]] = deque()
        for number, batch in enumerate(batches):
            other = self.others[number % len(self.others)]
            before = waiting.popleft() if len(waiting) == len(self.others) else None
            answer = other.answer() if before else None
            other.ask(asked(other, batch))
            waiting.append((other, batch))
            if before:
                yield told(*before, answer) if answer is not None else here(before[1])
        for other, batch in waiting:
            answer = other.answer()
            yield told(other, batch, answer) if answer is not None else here(batch)


class _Other:
    """Another process, as it is seen from here."""

    def __init__(self, known: bytes) -> None:
        #: What its numbers of classes, and of texts without one, are here.
        self.readings: dict[int, Bearing] = {}
        #: The classes, as they are numbered here, of which it was told a text.
        self.classes: set[int] = set()
        self.process = subprocess.Popen(  # noqa: S603 - this Python, and nothing that was typed
            [sys.executable or "", "-I", "-c", _START, *map(os.path.abspath, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._write(known)

    def ask(self, asked: _Asked) -> None:
        """Give it work."""
        self._write(pickle.dumps(asked))

    def answer(self) -> Any | None:  # noqa: ANN401 - readings or verdicts, as was asked
        """What it answers; None where it is gone."""
        assert self.process.stdout is not None  # noqa: S101 - for the types: it is a pipe
        try:
            return pickle.load(self.process.stdout)  # noqa: S301 - our own process
        except (OSError, EOFError, pickle.UnpicklingError):
            return None

    def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.communicate()

    def _write(self, message: bytes) -> None:
        assert self.process.stdin is not None  # noqa: S101 - for the types: it is a pipe
        with suppress(OSError):  # gone: it will not answer
            self.process.stdin.write(message)
            self.process.stdin.flush()


def serve() -> None:
    """What such a process does from its first line to its last."""
    gc.disable()
    with suppress(OSError, EOFError, KeyboardInterrupt):  # nobody listens any more
        answer(sys.stdin.buffer, sys.stdout.buffer)
    os._exit(0)


def answer(source: IO[bytes], to: IO[bytes]) -> None:
    """Read and judge what is given; raises EOFError where there is no more."""
    cohort = Cohort(*pickle.load(source))  # noqa: S301 - from the process that started this one
    classes: dict[int, int | None] = {}
    while True:
        texts, keys, new = pickle.load(source)  # noqa: S301 - as above
        classes |= {of: cohort.read(text).of for of, text in new.items()}
        found: list[Any] = [_number(cohort.read(text)) for text in texts]
        found += [cohort.judge([of for n in key if (of := classes[n]) is not None]) for key in keys]
        pickle.dump(found, to)
        to.flush()


def _number(reading: Bearing) -> int:
    """The class of a text; where it has none, a number for its state."""
    return reading.of if reading.of is not None else -1 - STATES.index(reading.state)


def _cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
