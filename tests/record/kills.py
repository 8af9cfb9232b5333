"""A program killed at one of its moments: a statement of the engine, or a change of a file.

The moments are counted inside the program itself: the engine tells every statement before it is
run, and every write, cut and removal goes through a function that is put in its place. A kill
at a sync leaves what the kill at the next change leaves, since the machine itself goes on.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from sqlite_utils.utils import sqlite3

from majilis_tui.desk import Desk, RecordError
from majilis_tui.procedure.papers import WorkingPapers
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.record import file, medium
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play

# A kill leaves what was written, synced or not, so that memory serves as well as a disk.
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
PATIENT = 60.0  # a busy machine is no medium that hangs
MIRROR_AFTER = 2  # the step after which the second medium is set


class State(NamedTuple):
    """What there is after a step, and the moment by the sitting's clock."""

    sitting: Sitting
    papers: WorkingPapers
    moment: str


class Survived(NamedTuple):
    """What a kill left: how many steps were acknowledged, and in words what is wrong with it."""

    acknowledged: int
    opened: bool
    wrong: str | None


# ---------------------------------------------------------------- moments


class _Vfs(ctypes.Structure):
    """The engine's way to the file system (sqlite3.h), as far as it is needed here."""

    _fields_ = (
        *(("version", ctypes.c_int), ("file_size", ctypes.c_int), ("longest", ctypes.c_int)),
        *((name, ctypes.c_void_p) for name in ("next", "name", "data")),
        *((f"function_{number}", ctypes.c_void_p) for number in range(13)),
        ("set_system_call", ctypes.c_void_p),
        ("get_system_call", ctypes.c_void_p),
    )


_CHANGES: dict[str, tuple[Any, ...]] = {
    "pwrite": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    "pwrite64": (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    "ftruncate": (ctypes.c_int, ctypes.c_int, ctypes.c_int64),
    "unlink": (ctypes.c_int, ctypes.c_char_p),
}


def tell_every_change(tell: Callable[[], None]) -> list[object]:
    """Have the engine tell before it changes a file; keep what is returned, it is called.

    For the rest of the process.
    """
    library = ctypes.CDLL(_library())
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None)
    settle = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
    find = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)
    put = settle(vfs.contents.set_system_call)
    get = find(vfs.contents.get_system_call)
    kept: list[object] = []
    for name, shape in _CHANGES.items():
        real = get(vfs, name.encode())
        if not real:
            continue
        kind = ctypes.CFUNCTYPE(*shape)
        told = kind(_told(kind(real), tell))
        kept.append(told)
        put(vfs, name.encode(), ctypes.cast(told, ctypes.c_void_p))
    return kept


def _told(real: Callable[..., int], tell: Callable[[], None]) -> Callable[..., int]:
    def instead(*arguments: object) -> int:
        tell()
        return real(*arguments)

    return instead


def _library() -> str:
    module = __import__(f"{sqlite3.__name__}._sqlite3" if "py" in sqlite3.__name__ else "_sqlite3")
    return str(getattr(module, "_sqlite3", module).__file__)


@contextlib.contextmanager
def told_at_every_moment(tell: Callable[[], None]) -> Iterator[None]:
    """Be told before every statement, every change of a file, and every sync of the mirror."""
    connect, sync = file._connect, os.fsync

    def connect_traced(path: Path, mode: str) -> Any:
        db = connect(path, mode)
        db.conn.set_trace_callback(lambda _: tell())
        return db

    def sync_told(handle: int) -> None:
        tell()
        sync(handle)

    kept = tell_every_change(tell)
    file._connect, os.fsync = connect_traced, sync_told
    try:
        yield
    finally:
        file._connect, os.fsync = connect, sync
        kept.clear()


# ---------------------------------------------------------------- a sitting


def steps(play: Play, mirror: Path) -> list[Callable[[], object]]:
    """What is done in a sitting, one thing after the other; the second medium among it."""
    done: list[Callable[[], object]] = [lambda s=step: play.do(s) for step in play.steps]  # type: ignore[misc]
    done.insert(MIRROR_AFTER, lambda: play.desk and play.desk.set_mirror(mirror))
    return done


def states(scenario: Path, folder: Path) -> tuple[list[State], dict[str, object]]:
    """Conduct a sitting whole: what there is after each step, and the result."""
    play = Play(scenario, folder / "whole.sqlite")
    found: list[State] = []
    for do in steps(play, folder / "whole.txt"):
        do()
        assert play.desk is not None
        found.append(State(play.desk.sitting, play.desk.papers, play.clock.moment))
    result = play.desk.result() if play.desk else {}
    play.close()
    return found, result


def conducted_until(moment: int | None, scenario: Path, folder: Path) -> tuple[int, int]:
    """Conduct a sitting in another process, killed at a moment if it is given.

    Returns how many steps it acknowledged, and how many moments it had if it was not killed.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _conduct(moment, scenario, folder, write)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) if moment else os.WEXITSTATUS(status) == 0
    return told.count(b"."), int(told.lstrip(b".") or 0)


def _conduct(moment: int | None, scenario: Path, folder: Path, pipe: int) -> None:
    count = 0

    def tell() -> None:
        nonlocal count
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    with told_at_every_moment(tell), mock.patch.object(medium, "PATIENCE_SECONDS", PATIENT):
        play = Play(scenario, folder / "sitting.sqlite")
        for do in steps(play, folder / "mirror.txt"):
            do()
            os.write(pipe, b".")
        play.close()
    os.write(pipe, str(count).encode())
    os._exit(0)


def killed(
    moment: int, scenario: Path, folder: Path, whole: list[State], result: dict[str, object]
) -> Survived:
    """Kill a sitting at a moment, open its file, and go on to the end."""
    folder.mkdir()
    acknowledged, _ = conducted_until(moment, scenario, folder)
    rest = Play(scenario, folder / "sitting.sqlite")
    try:
        with mock.patch.object(medium, "PATIENCE_SECONDS", PATIENT):
            wrong = _wrong(rest, folder, acknowledged, whole, result)
        return Survived(acknowledged, True, wrong)
    except RecordError as error:
        # Before anything is acknowledged there may be a file that is no sitting's yet.
        return Survived(acknowledged, False, str(error) if acknowledged else None)
    finally:
        rest.close()
        shutil.rmtree(folder)


def _wrong(
    rest: Play, folder: Path, acknowledged: int, whole: list[State], result: dict[str, object]
) -> str | None:
    """Go on with what was not done, and return in words what is wrong then."""
    log, mirror = rest.log, folder / "mirror.txt"
    done = 0
    if log.exists():
        rest.desk = Desk.open(log, rest.clock)
        found = (rest.desk.sitting, rest.desk.papers)
        # The step under way may be there or not; it was not acknowledged.
        steps_done = (acknowledged, acknowledged + 1)
        near = [n for n in steps_done if n and [s[:2] for s in whole[n - 1 : n]] == [found]]
        if not near and found[0].seq:
            return f"{found[0].seq} entries, {acknowledged} steps were acknowledged"
        if near:
            done = near[-1]
            rest.clock.moment = whole[done - 1].moment
    if done < acknowledged:
        return "there is less than was acknowledged"
    for do in steps(rest, mirror)[done:]:
        do()
    assert rest.desk is not None
    rest.desk.watch_medium()
    said = rest.desk.result()
    rest.close()
    rest.desk = None
    report = verify(log, against=mirror)
    if not report.sound:
        return "; ".join(report.findings)
    if report.mirror_check is None or report.mirror_check.followed_by:
        return "the mirror is behind"
    if said != result:
        return "the result is another"
    left = {each.name for each in folder.iterdir()} - {log.name, mirror.name}
    return f"left beside the file: {left}" if left else None
