"""Where the second medium is: kept in the file, since all terminals and every restart need it.

It is a path of this machine, so it is no part of the log, and a copy goes without it: whoever
goes on with a copy must not write to the mirror of the first.
"""

from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import TypeVar

from sqlite_utils import Database

from majilis_tui.record.errors import RecordError

Answer = TypeVar("Answer")
PATIENCE_SECONDS = 2.0


class Patience:
    """Waits for a medium so long and no longer: what hangs is left to itself, in a thread.

    A stick or a network folder can hang in any operation, and nothing can break that off. While
    one hangs no other is begun.
    """

    def __init__(self) -> None:
        self._thread: Thread | None = None

    def wait(self, work: Callable[[], Answer], seconds: float | None = None) -> Answer:
        """Return what the work returns; raises what it raises, and TimeoutError if it hangs."""
        if self._thread is not None and self._thread.is_alive():
            raise TimeoutError
        answer: Future[Answer] = Future()

        def do() -> None:
            try:
                answer.set_result(work())
            except BaseException as error:
                answer.set_exception(error)

        self._thread = Thread(target=do, name="medium", daemon=True)
        self._thread.start()
        return answer.result(PATIENCE_SECONDS if seconds is None else seconds)


class Media:
    """The officers' own media, each waited for by itself: one that hangs holds up no other."""

    def __init__(self) -> None:
        self._patience: defaultdict[Path, Patience] = defaultdict(Patience)

    def wait(self, path: Path, work: Callable[[], Answer], seconds: float | None = None) -> Answer:
        """Return what the work on a path returns; raises RecordError if its medium hangs."""
        try:
            return self._patience[path].wait(work, seconds)
        except TimeoutError:
            raise RecordError(
                path,
                "the medium does not answer",
                "Pull it out and put it back, or name another one.",
            ) from None


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
