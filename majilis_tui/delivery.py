"""What is handed out as a file: whole or not at all, private to its owner, never over a sitting."""

import os
from pathlib import Path

_PRIVATE = 0o600
_DATABASE = b"SQLite format 3\0"


class OverSittingError(OSError):
    """The file that would be replaced is a database; nothing was written."""


def write_new(path: Path, made: bytes) -> None:
    """Write a file that only its owner reads; raises FileExistsError where there is one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(made)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def write_over(path: Path, made: bytes) -> None:
    """Put a file in its place, or in the place of one; a write that fails leaves the old one.

    A pipe or a device is written to as it stands. Raises OverSittingError where a database is.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(made)
        return
    path = path.resolve()  # behind a link, the file itself is replaced
    if path.exists():
        with path.open("rb") as file:
            if file.read(len(_DATABASE)) == _DATABASE:
                raise OverSittingError(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    write_new(beside, made)
    try:
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
