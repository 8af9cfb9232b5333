"""What somebody with the file and some skill could do to it."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sqlite_utils.utils import sqlite3

from majilis_tui.record.log import NO_HASH, chained

Entry = dict[str, Any]
Row = tuple[int, str, str]


def rows(path: Path) -> list[Row]:
    """The log as it stands in a file."""
    connection = sqlite3.connect(path)
    found = connection.execute("select seq, entry, hash from log order by seq").fetchall()
    connection.close()
    return [(int(seq), str(entry), str(code)) for seq, entry, code in found]


def entries(path: Path) -> list[Entry]:
    """The entries of a file, read."""
    return [json.loads(text) for _, text, _ in rows(path)]


def written(entry: Entry) -> str:
    """An entry in the form in which the program writes it."""
    return json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def rechained(texts: Iterable[str]) -> list[Row]:
    """Rows with a chain of their own: nobody can tell from the hashes."""
    made: list[Row] = []
    before = NO_HASH
    for seq, text in enumerate(texts, 1):
        before = chained(before, text)
        made.append((seq, text, before))
    return made


def forged(path: Path, log: Iterable[Row], *statements: str) -> Path:
    """A copy of a file with another log in it, the triggers as they were."""
    copy = path.with_name(f"forged-{len(list(path.parent.iterdir()))}.sqlite")
    shutil.copy(path, copy)
    connection = sqlite3.connect(copy)
    connection.execute("PRAGMA synchronous=OFF")
    triggers = connection.execute(
        "select name, sql from sqlite_master where type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"drop trigger {name}")
    # The engine would not take an entry that is no JSON; a disk or another program might.
    connection.create_function("json_extract", 2, lambda *_: "", deterministic=True)
    connection.execute("delete from log")
    connection.executemany(
        "insert into log (seq, entry, hash) values (?, cast(? as text), ?)",
        [(seq, text.encode(), code) for seq, text, code in log],
    )
    for _, sql in triggers:
        connection.execute(sql)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return copy


def changed(path: Path, change: Callable[[list[Entry]], object]) -> Path:
    """A copy whose entries were changed, numbered anew and chained anew."""
    log = entries(path)
    change(log)
    for seq, entry in enumerate(log, 1):
        entry["seq"] = seq
    return forged(path, rechained(map(written, log)))
