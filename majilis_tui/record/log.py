"""Append to the log and read from it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlite_utils import Database

from majilis_tui.procedure.entries import Entry, EntryError, decode, encode
from majilis_tui.record.errors import DamagedError

NO_HASH = "0" * 64
RECENT = 1000


class Line(msgspec.Struct, frozen=True):
    """An entry as it stands in the file, with its hash."""

    entry: Entry
    text: str
    hash: str


def chained(before: str, text: str) -> str:
    """Return the hash of an entry: SHA-256 of the hash before it, as hex, and its bytes."""
    return hashlib.sha256(before.encode() + text.encode()).hexdigest()


def append(db: Database, entry: Entry, before: str) -> Line:
    """Write an entry inside an open transaction."""
    text = encode(entry)
    line = Line(entry, text, chained(before, text))
    db.table("log").insert({"seq": entry.seq, "entry": text, "hash": line.hash})
    return line


def lines(db: Database, path: Path, after: int = 0, before: str = NO_HASH) -> Iterator[Line]:
    """Yield the entries after one, each checked against the chain; raises DamagedError.

    `before` is the hash of entry number `after`.
    """
    seq = after
    rows = db.execute("select seq, entry, hash from log where seq > ? order by seq", [after])
    for number, text, stated in rows:
        seq += 1
        if number != seq or chained(before, text) != stated:
            raise DamagedError(
                path,
                "the chain of the log is broken at entry {seq}",
                "Run verify on it; go on with a copy that is sound.",
                seq=seq,
            )
        try:
            entry = decode(text)
        except EntryError as error:
            raise DamagedError(
                path,
                "entry {seq} of the log cannot be read ({reason})",
                "Run verify on it.",
                seq=seq,
                reason=error.args[0],
            ) from None
        yield Line(entry, text, stated)
        before = stated


def requested(db: Database, request: str) -> int | None:
    """Return the number of the entry that a key press already made, if there is one.

    A press is repeated at once or never: it is looked for among the newest entries.
    """
    row = db.execute(
        "select seq from log where seq > (select max(seq) from log) - ?"
        " and json_extract(entry, '$.data.request') = ? order by seq desc limit 1",
        [RECENT, request],
    ).fetchone()
    return None if row is None else int(row[0])


def version(db: Database) -> int:
    """Return a number that changes when another terminal has written."""
    return int(db.execute("PRAGMA data_version").fetchone()[0])


def newest(db: Database) -> tuple[int, str]:
    """Return number and hash of the newest entry."""
    row = db.execute("select seq, hash from log order by seq desc limit 1").fetchone()
    return (0, NO_HASH) if row is None else (int(row[0]), str(row[1]))
