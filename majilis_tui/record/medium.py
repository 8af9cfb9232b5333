"""Where the second medium is: kept in the file, since all terminals and every restart need it.

It is a path of this machine, so it is no part of the log, and a copy goes without it: whoever
goes on with a copy must not write to the mirror of the first.
"""

from pathlib import Path

from sqlite_utils import Database


def place(db: Database) -> Path | None:
    """Return the path of the mirror, None if there is none."""
    row = db.execute("select path from medium").fetchone()
    return None if row is None else Path(str(row[0]))


def put(db: Database, path: Path | None) -> None:
    """Remember the path of the mirror, or that there is none; in a transaction."""
    db.execute("delete from medium")
    if path is not None:
        db.table("medium").insert({"path": str(path)})


def apart(one: Path, other: Path) -> bool:
    """Say whether two files lie on different media, as far as the machine tells."""
    return one.stat().st_dev != other.stat().st_dev
