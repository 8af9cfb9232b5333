"""Working papers in the file: no time, no order, not even on the page.

A table is emptied and written anew in sorted order at every change, so that the place of a row
on its page tells nothing of when it came; the write-ahead log is emptied after each.
"""

import msgspec
from sqlite_utils import Database

from majilis_tui.procedure.papers import Reading, WorkingPapers

_MARKS = msgspec.json.Decoder(dict[str, int])


def load(db: Database) -> WorkingPapers:
    """Return the working papers as they are on disk."""
    return WorkingPapers(
        register=frozenset(str(row["member"]) for row in db.table("register").rows),
        readings={
            str(row["reader"]): Reading(
                int(row["packet"]),
                int(row["papers"]),
                _MARKS.decode(row["marks"]),
                finished=bool(row["finished"]),
            )
            for row in db.table("reading").rows
        },
        tally={str(row["choice"]): int(row["papers"]) for row in db.table("tally").rows},
    )


def save(db: Database, before: WorkingPapers, after: WorkingPapers) -> None:
    """Write what changed, inside an open transaction."""
    if after.register != before.register:
        _rewrite(db, "register", [{"member": member} for member in sorted(after.register)])
    if after.readings != before.readings:
        rows = [
            {
                "reader": reader,
                "packet": reading.packet,
                "papers": reading.papers,
                "finished": int(reading.finished),
                "marks": msgspec.json.encode(reading.marks, order="sorted").decode(),
            }
            for reader, reading in sorted(after.readings.items())
        ]
        _rewrite(db, "reading", rows)
    if after.tally != before.tally:
        rows = [{"choice": choice, "papers": n} for choice, n in sorted(after.tally.items())]
        _rewrite(db, "tally", rows)


def _rewrite(db: Database, table: str, rows: list[dict[str, object]]) -> None:
    db.execute(f"delete from {table}")  # noqa: S608 - one of three names above
    if rows:
        db.table(table).insert_all(rows)
