"""One file that is changed whole or not at all. Knows nothing of what stands in it.

A change is made under a lock of the kernel, which no killed process leaves behind. The version
before it stays beside the file.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover - the tests run where there is fcntl
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

    def _sync(folder: Path) -> None:
        """Windows opens no folder, and so syncs none."""

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _sync(folder: Path) -> None:
        """Some file systems sync no folder; the change has been made all the same."""
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """While this lasts, no other process changes the file; the empty lock file stays for good."""
    for folder in reversed(file.parents):
        if not folder.exists():
            folder.mkdir(0o700, exist_ok=True)
            _sync(folder.parent)
    descriptor = os.open(f"{file}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def put(file: Path, data: bytes, before: bytes | None) -> None:
    """Put the new version in the place of the one before, which is kept: each of them whole."""
    new, kept = Path(f"{file}.new"), Path(f"{file}.before.new")
    try:
        _write(new, data)
        if before is not None:
            _write(kept, before)
            for made in (new, kept):
                _give(made, file)
            kept.replace(f"{file}.before")
        new.replace(file)
    finally:
        for left in (new, kept):
            with suppress(OSError):  # it is not there: the change has been made
                left.unlink()
    _sync(file.parent)
    if not _holds(file, data):
        raise OSError(errno.EIO, "it is as it was, though no step failed")


def _holds(file: Path, data: bytes) -> bool:
    """Whether a change is there to be read; a network folder may say so when it is not.

    What cannot be read just now has been changed all the same.
    """
    with suppress(OSError):
        return file.read_bytes() == data
    return True


def _give(made: Path, file: Path) -> None:
    """Whoever writes for another, as root does, shuts nobody out of their own notes."""
    owner = file.stat()
    if sys.platform != "win32" and owner.st_uid != made.stat().st_uid:
        os.chown(made, owner.st_uid, owner.st_gid)


def _write(file: Path, data: bytes) -> None:
    file.unlink(missing_ok=True)  # left by a process that was killed
    with open(file, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
