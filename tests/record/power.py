"""A disk that loses power: what was written and not yet synced is kept, dropped or torn.

The statements of a whole sitting are taken from the desk as it runs, and run again through an
SQLite whose file operations are recorded one by one. A cut then takes any moment between two
operations: whatever a file was synced to is on the disk, and of each later operation chance
decides whether it is there, is not, or is there in some of its sectors alone.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import apsw

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.procedure.papers import WorkingPapers
from majilis_tui.record import file
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play, bundled_scenario

SECTOR = 512
OPENED = "(a connection is opened)"
FOLDER_SYNCED = "(the folder is synced)"
ACKNOWLEDGED = "(the action is acknowledged)"


class State(NamedTuple):
    """What was acknowledged after a step: the length of the log and the working papers."""

    seq: int
    papers: WorkingPapers


class Operation(NamedTuple):
    """One thing done to a file; `acknowledged` is how many steps were acknowledged by then."""

    kind: str
    name: str
    offset: int
    data: bytes
    acknowledged: int


class Outcome(NamedTuple):
    """What a cut came to; `wrong` is None where nothing acknowledged was lost."""

    at: int
    acknowledged: int
    wrong: str | None


@contextmanager
def traced(statements: list[str], traced_file: Path) -> Iterator[None]:
    """Take down every statement of every connection that is opened to a file."""
    real, real_sync = file._connect, file.sync_folder

    def connect(path: Path, mode: str) -> Any:
        if path != traced_file:
            return real(path, mode)
        statements.append(OPENED)
        db = real(path, mode)
        db.conn.set_trace_callback(statements.append)
        return db

    def sync_folder(folder: Path) -> None:
        statements.append(FOLDER_SYNCED)
        real_sync(folder)

    file._connect, file.sync_folder = connect, sync_folder
    try:
        yield
    finally:
        file._connect, file.sync_folder = real, real_sync


def conducted(folder: Path, scenario: Path | None = None) -> tuple[list[str], list[State]]:
    """Return the statements of a whole sitting, with marks, and the states acknowledged."""
    statements: list[str] = []
    states: list[State] = []
    path = folder / "conducted.sqlite"
    play = Play(scenario or bundled_scenario("2023-03-29"), path)
    with traced(statements, path):
        for step in play.steps:
            play.do(step)
            assert play.desk is not None
            states.append(State(play.desk.sitting.seq, play.desk.papers))
            statements.append(ACKNOWLEDGED)
    play.close()
    return without_repeats(statements), states


def without_repeats(statements: list[str]) -> list[str]:
    """Leave out what is told a second time when a trigger runs inside a statement."""
    kept: list[str] = []
    for statement in statements:
        if statement != (kept[-1] if kept else None) or not statement.startswith("INSERT"):
            kept.append(statement)
    return kept


class Recording(apsw.VFS):
    """The file system, taken down; nothing is really synced, the record is all that counts."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self.acknowledged = 0
        super().__init__("recording", "")

    def note(self, kind: str, name: str, offset: int = 0, data: bytes = b"") -> None:
        part = name.rpartition("/")[2]
        self.operations.append(Operation(kind, part, offset, data, self.acknowledged))

    def xOpen(self, name: Any, flags: list[int]) -> "RecordedFile":  # noqa: N802
        return RecordedFile(self, name, flags)

    def xDelete(self, name: str, sync: bool) -> None:  # noqa: N802
        super().xDelete(name, sync)
        self.note("delete", name)
        if sync:
            self.note("sync folder", name)


class RecordedFile(apsw.VFSFile):
    """A file whose writes, cuts and syncs are taken down."""

    def __init__(self, vfs: Recording, name: Any, flags: list[int]) -> None:
        self.vfs = vfs
        self.name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        # The engine syncs the folder with the first sync of a journal that it made.
        self.folder_due = not Path(self.name).exists() and "-" in Path(self.name).name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self.vfs.note("write", self.name, offset, bytes(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        super().xTruncate(size)
        self.vfs.note("truncate", self.name, size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.vfs.note("sync", self.name)
        if self.folder_due:
            self.vfs.note("sync folder", self.name)
            self.folder_due = False


def recorded(folder: Path, statements: list[str], synchronous: str = "FULL") -> list[Operation]:
    """Run statements through a recording file system and return what it did."""
    vfs = Recording()
    path = folder / "sitting.sqlite"
    connection: apsw.Connection | None = None
    for statement in statements:
        if statement == ACKNOWLEDGED:
            vfs.acknowledged += 1
        elif statement == FOLDER_SYNCED:
            vfs.note("sync folder", "")
        elif statement == OPENED:
            if connection is not None:
                connection.close()
            connection = apsw.Connection(str(path), vfs="recording")
            for pragma in file._PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute(f"PRAGMA synchronous={synchronous}")
        else:
            assert connection is not None
            for _ in connection.execute(statement):
                pass
    assert connection is not None
    # The end of the sitting is a cut like any other: it is not closed in order.
    found = list(vfs.operations)
    connection.close()
    vfs.unregister()
    return found


def disk_after(operations: list[Operation], chance: random.Random) -> dict[str, bytes]:
    """Return the files that a cut after these operations leaves behind."""
    disk: dict[str, bytearray] = {}
    waiting: dict[str, list[Operation]] = {}
    for operation in operations:
        if operation.kind == "sync":
            for pending in waiting.pop(operation.name, []):
                _apply(disk, pending)
        elif operation.kind == "sync folder":
            for name, pending_of_file in waiting.items():
                last = max(
                    (n for n, p in enumerate(pending_of_file) if p.kind == "delete"), default=-1
                )
                if last >= 0:
                    disk.pop(name, None)
                    del pending_of_file[: last + 1]
        else:
            waiting.setdefault(operation.name, []).append(operation)
    # Some cuts lose nearly all that waits, some nearly nothing, most something of both.
    dropped, torn = chance.choice([(1.0, 0.0), (0.0, 0.0), (0.5, 0.0), (0.3, 0.4), (0.0, 1.0)])
    for pending_of_file in waiting.values():
        for pending in pending_of_file:
            fate = chance.random()
            if fate < dropped:
                continue
            _apply(disk, pending, chance if fate < dropped + torn else None)
    return {name: bytes(content) for name, content in disk.items()}


def _apply(
    disk: dict[str, bytearray], operation: Operation, tear: random.Random | None = None
) -> None:
    if operation.kind == "delete":
        disk.pop(operation.name, None)
        return
    content = disk.setdefault(operation.name, bytearray())
    if operation.kind == "truncate":
        if len(content) > operation.offset:
            del content[operation.offset :]
        return
    end = operation.offset + len(operation.data)
    before = bytes(content[operation.offset : end]).ljust(len(operation.data), b"\0")
    content.extend(b"\0" * (end - len(content)))
    data = operation.data
    if tear is not None:
        # Sectors are whole; which of them arrived is chance.
        cut = [tear.random() < 0.5 for _ in range(0, len(data), SECTOR)]
        data = b"".join(
            (operation.data if kept else before)[n * SECTOR : (n + 1) * SECTOR]
            for n, kept in enumerate(cut)
        )
    content[operation.offset : end] = data


def cut(
    folder: Path, operations: list[Operation], states: list[State], chance: random.Random, at: int
) -> Outcome:
    """Cut the power after an operation, start again, and look whether anything is missing."""
    done = operations[:at]
    acknowledged = done[-1].acknowledged if done else 0
    for name in folder.iterdir():
        name.unlink()
    for name, content in disk_after(done, chance).items():
        (folder / name).write_bytes(content)
    return Outcome(at, acknowledged, _missing(folder / "sitting.sqlite", states, acknowledged))


def _missing(path: Path, states: list[State], acknowledged: int) -> str | None:
    if not acknowledged:
        return None
    try:
        with Desk.open(path, ScenarioClock("2023-03-30T00:00:00.000Z")) as desk:
            found = State(desk.sitting.seq, desk.papers)
        report = verify(path)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if report.findings:
        return "; ".join(report.findings)
    # The action under way may be there or not; it was not acknowledged.
    if found not in states[acknowledged - 1 : acknowledged + 1]:
        return f"{found.seq} entries, {states[acknowledged - 1].seq} were acknowledged"
    return None
