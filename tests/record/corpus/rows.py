"""Rows of a log as an attacker makes them, and files of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from majilis_tui.procedure.result import head_code
from majilis_tui.record import file
from majilis_tui.record.log import NO_HASH

Json = dict[str, Any]


Row = tuple[int, str, str]


Rows = list[Row]


START = "2020-01-01T00:00:00.000Z"


def make_file(path: Path, rows: Rows) -> Path:
    """A closed file that holds these rows, as the program would have left it."""
    db = file.create(path)
    with file.writing(db, path):
        db.conn.executemany("insert into log (seq, entry, hash) values (?, ?, ?)", rows)
    file.tidy(db)
    db.close()
    return path


def overwrite(path: Path, rows: list[tuple[Any, Any, Any]], *, triggers: bool = True) -> None:
    """Put other rows into a closed file; the triggers are taken away, and put back or not."""
    database = sqlite3.connect(path)
    database.execute("pragma synchronous = off")
    made = "select name, sql from sqlite_master where type = 'trigger'"
    statements = dict(database.execute(made))
    for name in statements:
        database.execute(f"drop trigger {name}")
    database.execute("delete from log")
    database.executemany("insert into log (seq, entry, hash) values (?, ?, ?)", rows)
    for statement in statements.values() if triggers else ():
        database.execute(statement)
    database.commit()
    database.execute("pragma wal_checkpoint(truncate)")
    database.close()


def patch(path: Path, rows: Rows, others: Rows) -> None:
    """Replace rows by others of the same length, byte by byte, past the database's own checks."""
    content = path.read_bytes()
    for row, other in zip(rows, others, strict=True):
        for before, after in zip(row[1:], other[1:], strict=True):
            if before != after:
                assert content.count(before.encode()) == 1
                content = content.replace(before.encode(), after.encode())
    path.write_bytes(content)


def written(entry: Json) -> str:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hashed(before: str, text: str) -> str:
    return hashlib.sha256((before + text).encode()).hexdigest()


def entries_of(rows: Rows) -> list[Json]:
    return [json.loads(text) for _, text, _ in rows]


def chained_anew(
    entries: list[Json], *, protocols: bool = True, text_of: Callable[[Json], str] = written
) -> Rows:
    """Number and chain entries from the first to the last, head codes on protocols included."""
    rows: Rows = []
    before = NO_HASH
    for seq, entry in enumerate(entries, 1):
        entry["seq"] = seq
        if protocols and entry["action"] == "sign_protocol":
            entry["data"]["head_code"] = head_code(before)
        text = text_of(entry)
        before = hashed(before, text)
        rows.append((seq, text, before))
    return rows
