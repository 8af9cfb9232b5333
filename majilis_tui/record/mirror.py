"""The second medium: a mirror of the log on another path, a line for every entry.

A line is the entry's hash, a tab, and exactly the bytes that were hashed: in each line, SHA-256
of the hash above it (64 zeros for the first) and the bytes after the tab is the hash before it.
Common tools check it, as they check the file's table `log`. Working papers never come here.

A mirror is only ever appended to. Nothing is written to one that does not continue the sitting:
it may be evidence, or another sitting's.
"""

import contextlib
import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
from sqlite_utils import Database

from majilis_tui.procedure.sentences import Sentence
from majilis_tui.record import file
from majilis_tui.record.errors import DamagedError, NotASittingError, RecordError
from majilis_tui.record.log import NO_HASH, chained

BLOCK = 64 * 1024
_SEQ = re.compile(rb'"seq":(\d{1,15})}\n\Z')


class MirrorError(RecordError):
    """The mirror cannot be written to; the sitting itself is not touched by that."""


class MirrorGoneError(MirrorError):
    """There is no mirror under its path: the medium was taken away."""


class MirrorCheck(msgspec.Struct, frozen=True):
    """How a mirror compares with a log.

    It may be older: `followed_by` is how many entries the log holds beyond it. `wrong` says what
    does not fit, None where all fits; `cut_off` that a last line was not written to its end.
    """

    file: str
    entries: int
    followed_by: int
    cut_off: bool
    wrong: str | None = None


def set_up(source: Path, path: Path) -> None:
    """Make a mirror of a sitting's file, or take up one that it continues, up to date.

    Raises MirrorError, and then an existing file is as it was.
    """
    if path.name in {f"{source.name}{ending}" for ending in ("-wal", "-shm", "-journal")}:
        raise MirrorError(path, "belongs to the sitting's file", "Name another path.")
    if path.exists():
        if path.samefile(source):
            raise MirrorError(path, "is the sitting itself", "Name a path on another medium.")
        if not path.is_file():
            raise MirrorError(path, "not a file", "Name a file on the other medium.")
        with _reading(source) as db:
            hashes = [str(row[0]) for row in db.execute("select hash from log order by seq")]
        found = compare(path, hashes)
        if found.wrong is not None and path.stat().st_size:
            raise _foreign(path, found.wrong)
    else:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise MirrorError(
                path,
                "the mirror cannot be created ({reason})",
                "Name a folder on the other medium that you may write to.",
                reason=file.reason(error),
            ) from None
        file.sync_folder(path.parent)
    follow(source, path)


def follow(source: Path, path: Path) -> None:
    """Append what the log of a sitting's file holds beyond the mirror, durably.

    Raises MirrorError. The mirror is locked meanwhile against other terminals, and the file is
    not: a medium that hangs stops nobody. A mirror that is not there is never made anew: where a
    medium was pulled out, its empty folder may remain.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_APPEND)
    except (FileNotFoundError, NotADirectoryError):
        raise MirrorGoneError(
            path, "the mirror is not there", "Put the medium back, or name another one."
        ) from None
    except OSError as error:
        raise _unwritable(path, error) from None
    with os.fdopen(handle, "r+b", buffering=0) as mirror:
        try:
            fcntl.flock(mirror, fcntl.LOCK_EX)
            with _reading(source) as db:
                _append(db, path, mirror)
        except OSError as error:
            raise _unwritable(path, error) from None


@contextlib.contextmanager
def _reading(source: Path) -> Iterator[Database]:
    """Read what is recorded, by a connection of its own."""
    db = file.connect(source, read_only=True)
    try:
        with file.explained(source):
            yield db
    finally:
        db.close()


def _append(db: Database, path: Path, mirror: BinaryIO) -> None:
    last, end, rest = _last_line(mirror)
    seq = _continued(db, path, last)
    rows = db.execute("select hash, entry from log where seq > ? order by seq", [seq])
    missing = "".join(f"{stated}\t{text}\n" for stated, text in rows).encode()
    if rest:
        # What was cut off by a full or pulled medium is written anew, anything else is kept.
        if not missing.startswith(rest.rstrip(b"\0")):
            raise _foreign(path, Sentence("its last line is not one of this sitting's"))
        mirror.truncate(end)
    written = 0
    while written < len(missing):
        written += mirror.write(missing[written:]) or 0
    if missing or rest:
        os.fsync(mirror.fileno())


def _last_line(mirror: BinaryIO) -> tuple[bytes, int, bytes]:
    """Return the last whole line, where it ends, and what stands after it."""
    size = start = mirror.seek(0, os.SEEK_END)
    tail = b""
    while start > 0 and tail.count(b"\n") < 2:
        step = min(BLOCK, start)
        start -= step
        mirror.seek(start)
        tail = mirror.read(step) + tail
    lines, newline, rest = tail.rpartition(b"\n")
    return lines.rpartition(b"\n")[2] + newline, size - len(rest), rest


def _continued(db: Database, path: Path, last: bytes) -> int:
    """Return the number of the entry that a line holds, 0 for none."""
    if not last:
        return 0
    stated = _SEQ.search(last)
    seq = int(stated[1]) if stated else 0
    row = db.execute("select hash, entry from log where seq = ?", [seq]).fetchone()
    if row is None or last != f"{row[0]}\t{row[1]}\n".encode():
        raise _foreign(path, Sentence("its last line is not an entry of this sitting"))
    return seq


def lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield hash and entry of every whole line, each checked against the chain.

    A last line that was not written to its end is left out. Raises DamagedError where the chain
    is broken, NotASittingError where the file cannot be read.
    """
    before = NO_HASH
    try:
        with path.open("rb") as mirror:
            for number, line in enumerate(mirror, 1):
                if not line.endswith(b"\n"):
                    return
                stated, _, text = line[:-1].decode("utf-8", "replace").partition("\t")
                if chained(before, text) != stated:
                    raise DamagedError(
                        path,
                        "the chain of the mirror is broken at line {line}",
                        "What stands above that line is sound; copied to another file, it is a"
                        " mirror of its own.",
                        line=number,
                    )
                yield stated, text
                before = stated
    except OSError as error:
        raise NotASittingError(
            path,
            "cannot be read ({reason})",
            "Check name and permissions.",
            reason=file.reason(error),
        ) from None


def cut_off(path: Path) -> bool:
    """Say whether the last line was not written to its end."""
    with path.open("rb") as mirror:
        return bool(_last_line(mirror)[2])


def compare(path: Path, hashes: Iterable[str]) -> MirrorCheck:
    """Hold a mirror against the hashes of a log; raises NotASittingError if it is unreadable."""
    known = list(hashes)
    entries = 0
    wrong: str | None = None
    try:
        for entries, (stated, _) in enumerate(lines(path), 1):
            if entries > len(known):
                wrong = Sentence("it holds entry {seq}, which the file lacks", seq=entries)
                break
            if stated != known[entries - 1]:
                wrong = Sentence("its entry {seq} is another than the file's", seq=entries)
                break
    except DamagedError as error:
        wrong = error.wrong
    if not entries and wrong is None:
        wrong = Sentence("it holds no entry")
    return MirrorCheck(
        file=str(path),
        entries=entries,
        followed_by=max(len(known) - entries, 0),
        cut_off=cut_off(path),
        wrong=wrong,
    )


def _foreign(path: Path, wrong: str) -> MirrorError:
    return MirrorError(
        path,
        "the mirror does not belong to this file: {wrong}",
        "Nothing was written to it; keep it, and name another one.",
        wrong=wrong,
    )


def unanswered(path: Path) -> MirrorError:
    """Return what is wrong with a medium that hangs."""
    return MirrorError(
        path,
        "the medium does not answer",
        "Pull it out and put it back, or name another one.",
    )


def _unwritable(path: Path, error: OSError) -> MirrorError:
    return MirrorError(
        path,
        "the mirror cannot be written to ({reason})",
        "Free some space on that medium, or name another one.",
        reason=file.reason(error),
    )
