"""The file itself forged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from tests.record.corpus.changes import Seen


class FileKind(NamedTuple):
    """A change to the file of the small sitting, its rows left as they are."""

    name: str
    seen: Seen | Literal["not readable"]
    change: Callable[[Path], None]


def statements(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        database = sqlite3.connect(path)
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.execute("pragma wal_checkpoint(truncate)")
        database.close()

    return change


def _bytes(start: int, new: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        old = path.read_bytes()
        path.write_bytes(old[:start] + new + old[start + len(new) :])

    return change


def _words_of_the_schema(old: bytes, new: bytes) -> Callable[[Path], None]:
    """Overwrite words of a schema where they stand in the file."""

    def change(path: Path) -> None:
        path.write_bytes(path.read_bytes().replace(old, new, 1))

    return change


VOTE_STEALING = """create trigger more after insert on tally when new.choice = 'a'
    begin update tally set papers = papers + 1 where choice = 'a'; end"""


NAMED_AS_TABLE = "create trigger register after insert on register begin select 1; end"


def _trigger_named_as_a_view(path: Path) -> None:
    """Triggers have names of their own; one may be named as a view is."""
    database = sqlite3.connect(path)
    (view,) = database.execute("select sql from sqlite_master where name = 'results'").fetchone()
    database.close()
    trigger = VOTE_STEALING.replace("more", "results")
    statements("drop view results", trigger, view)(path)


def _trigger_called_a_view(path: Path) -> None:
    """The type and the name that the schema's table tells are not what the statement makes."""
    called = "update sqlite_master set type = 'view', name = 'results' where name = 'more'"
    dropped = "delete from sqlite_master where name = 'results'"
    statements(VOTE_STEALING, "pragma writable_schema = on", dropped, called)(path)


def _rewritten(old: str, new: str) -> Callable[[Path], None]:
    """Alter the statement that made the log, past the database's own checks."""
    change = f"update sqlite_master set sql = replace(sql, '{old}', '{new}') where name = 'log'"
    return statements("pragma writable_schema = on", change)


def _loose(entry: object) -> Callable[[Path], None]:
    """Put something that is no text for the ninth entry, into a log that takes anything."""

    def change(path: Path) -> None:
        database = sqlite3.connect(path)
        rows = database.execute("select seq, entry, hash from log order by seq").fetchall()
        views = database.execute("select name from sqlite_master where type = 'view'").fetchall()
        for (name,) in views:
            database.execute(f"drop view {name}")
        database.execute("drop table log")
        database.execute("create table log (seq, entry, hash)")
        for seq, text, code in rows:
            given = entry if seq == 9 else text
            if isinstance(given, str):
                given = given.encode("utf-8", "surrogateescape")
            value = "cast(? as text)" if seq != 9 or isinstance(entry, str) else "?"
            database.execute(f"insert into log values (?, {value}, ?)", (seq, given, code))
        database.commit()
        database.execute("pragma wal_checkpoint(truncate)")
        database.close()

    return change


FILE_KINDS: tuple[FileKind, ...] = (
    FileKind("a trigger removed", "by the program", statements("drop trigger log_update")),
    FileKind("another trigger removed", "by the program", statements("drop trigger log_delete")),
    FileKind("the third trigger removed", "by the program", statements("drop trigger log_append")),
    FileKind(
        "a name in the register", "by the program", statements("insert into register values ('a')")
    ),
    FileKind("a tally left", "by the program", statements("insert into tally values ('a', 1)")),
    FileKind(
        "a reading left",
        "by the program",
        statements("insert into reading values ('chairman', 1, 1, 0, '{}')"),
    ),
    FileKind(
        "a trigger that refuses nothing",
        "by the program",
        statements(
            "drop trigger log_update",
            "create trigger log_update before update on log when 0 begin select 1; end",
        ),
    ),
    FileKind(
        "a trigger with the words of all three",
        "by the program",
        statements(
            "drop trigger log_append",
            "drop trigger log_update",
            "drop trigger log_delete",
            "create trigger z after insert on log begin select 1;"
            " /* before insert on log before update on log before delete on log */ end",
        ),
    ),
    FileKind("a trigger on the tally", "by the program", statements(VOTE_STEALING)),
    FileKind("a trigger named as a view", "by the program", _trigger_named_as_a_view),
    FileKind("a trigger named as a table", "by the program", statements(NAMED_AS_TABLE)),
    FileKind("a trigger called a view", "by both", _trigger_called_a_view),
    FileKind("a column that shows another", "by the program", _rewritten("$.by", "$.action")),
    FileKind("a log that is not strict", "by the program", _rewritten(") strict", ")")),
    FileKind("an entry that is a number", "by both", _loose(5)),
    FileKind("an entry that is nothing", "by both", _loose(None)),
    FileKind("an entry that is a blob", "by both", _loose(b"{}")),
    FileKind("an entry that is no text", "by both", _loose("\udcff")),
    FileKind("a table added", "by the program", statements("create table more (id text)")),
    FileKind("an index added", "by the program", statements("create index more on log (hash)")),
    FileKind(
        "a table altered", "by the program", statements("alter table tally add column at text")
    ),
    FileKind(
        "a view altered",
        "by the program",
        statements("drop view results", 'create view "results" AS select 1'),
    ),
    FileKind(
        "the log a view of a table",
        "by both",
        statements(
            "drop view results",
            "drop view rounds",
            "drop view questions",
            "drop view nominations",
            "drop view attendance",
            "drop trigger log_append",
            "drop trigger log_update",
            "drop trigger log_delete",
            "create table other as select seq, entry, hash from log",
            "drop table log",
            "create view log as select * from other",
        ),
    ),
    FileKind("the register gone", "by the program", statements("drop table register")),
    FileKind(
        "a trigger in words that are no text",
        "by the program",
        _words_of_the_schema(b"the log is only ever", b"the l\xffg is only ever"),
    ),
    FileKind("a page overwritten", "by both", _bytes(4096 * 2, bytes(4096))),
    FileKind("another kind of file", "not readable", _bytes(0, b"SQLite format 4\0")),
    FileKind("another program's database", "not readable", _bytes(68, b"ABCD")),
    FileKind("an empty file", "not readable", lambda path: path.write_bytes(b"") and None),
    FileKind("no file", "not readable", Path.unlink),
)
