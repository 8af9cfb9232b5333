"""The officers' public keys, where their private ones lie, and the notes signed with them."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import msgspec
from sqlite_utils import Database

from majilis_tui.procedure.sentences import Sentence
from majilis_tui.record import checkpoints
from majilis_tui.record.errors import RecordError
from majilis_tui.record.medium import Media


class Checkpoint(msgspec.Struct, frozen=True):
    """A signed head: how many entries it covers, the note, and in words who could not sign."""

    seq: int
    note: str
    missing: tuple[str, ...] = ()


def add(db: Database, role: str, verifier: str, path: Path) -> list[Path]:
    """Give a role its key, in a transaction; return where the one before lies, which ends."""
    ended = retire(db, [role])
    row = {"verifier": verifier, "role": role, "path": str(path), "current": 1}
    db.table("officer_key").insert(row)
    return ended


def retire(db: Database, roles: Iterable[str]) -> list[Path]:
    """End the roles' keys and return where the private ones lie; in a transaction."""
    ended = []
    for role in roles:
        rows = db.execute("select path from officer_key where role = ? and current", [role])
        ended += [Path(str(row[0])) for row in rows]
        db.execute("update officer_key set current = 0, path = '' where role = ?", [role])
    return ended


def verifiers(db: Database) -> list[str]:
    """Return every public key of the sitting, from its log."""
    rows = db.execute(
        "select json_extract(entry, '$.data.key') as verifier from log"
        " where action = 'enroll_officer' and verifier is not null order by seq"
    )
    return [str(row[0]) for row in rows]


def sign(db: Database, sitting: str, size: int, head: str, media: Media) -> Checkpoint | None:
    """Sign a head with every key at hand; None if no key is.

    Nothing is written, so that a medium that hangs does not keep the file from others.
    """
    body = checkpoints.text(sitting, size, head)
    signed = ""
    missing: list[Sentence] = []
    rows = db.execute("select path from officer_key where current order by role").fetchall()
    for path in (Path(str(row[0])) for row in rows):
        try:
            signed += media.wait(path, partial(checkpoints.signature, body, path))
        except RecordError as error:
            missing.append(Sentence("{error}", error=error))
    return Checkpoint(size, f"{body}\n{signed}", tuple(missing)) if signed else None


def keep(db: Database, checkpoint: Checkpoint) -> None:
    """Keep a signed head; in a transaction."""
    row = {"seq": checkpoint.seq, "note": checkpoint.note}
    db.table("checkpoint").insert(row, replace=True)


def newest(db: Database) -> Checkpoint | None:
    """Return the newest note, None if none was signed."""
    row = db.execute("select seq, note from checkpoint order by seq desc limit 1").fetchone()
    return None if row is None else Checkpoint(int(row[0]), str(row[1]))
