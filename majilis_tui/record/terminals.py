"""Which programs have the file open, so that a crash can be told from an exit."""

import os
from pathlib import Path

from sqlite_utils import Database


def others(db: Database) -> list[int]:
    """Return the processes that entered and did not leave."""
    return [int(row["process"]) for row in db.table("terminal").rows]


def enter(db: Database, process: int, role: str) -> None:
    """Note that a program has the file open, and forget those that died; in a transaction."""
    for other in others(db):
        if not alive(other):
            leave(db, other)
    db.table("terminal").insert({"process": process, "role": role}, replace=True)


def leave(db: Database, process: int) -> None:
    """Note that a program closed the file; in a transaction."""
    db.execute("delete from terminal where process = ?", [process])


def alive(process: int) -> bool:
    """Say whether a process of this machine still runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return not _ended(process)


def _ended(process: int) -> bool:
    """Say whether a process has ended and only its parent has not yet taken note of it."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[:1] == ["Z"]
