"""What the machine can do to a sitting: no room, no permission, files that vanish."""

import os
import resource
import shutil
import signal
from pathlib import Path

import pytest
from sqlite_utils.utils import sqlite3

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk, RecordError
from majilis_tui.procedure.actions import Note
from majilis_tui.record import file
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play, bundled_scenario

DEMO = bundled_scenario("2023-03-29")
UNTOUCHED, FINISHED, TOLD = 10, 11, 12


def conduct_with_room_for(bytes_a_file: int, log: Path, acknowledged: Path) -> int:
    """Conduct the demo where no file may grow past a size; return how it ended."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        told = os.open(acknowledged, os.O_CREAT | os.O_WRONLY)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))
        status = UNTOUCHED
        try:
            play = Play(DEMO, log)
            for _, done in play.run():
                if done.line is not None:
                    os.pwrite(told, f"{done.line.entry.seq:06d}".encode(), 0)
            status = FINISHED
        except RecordError as error:
            status = TOLD if str(log) in str(error) and error.remedy else UNTOUCHED
        finally:
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended)


def test_when_writing_fails_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    endings = []
    for number, size in enumerate([*range(4096, 160_000, 3072), 400_000]):
        log = tmp_path / f"{number}.sqlite"
        acknowledged = tmp_path / f"{number}.acknowledged"
        endings.append(conduct_with_room_for(size, log, acknowledged))
        told = acknowledged.read_text() if acknowledged.exists() else ""
        last = int(told or 0)
        if not log.exists():
            assert last == 0
            continue
        report = verify(log)
        assert report.findings == [], f"room for {size} bytes"
        assert report.actions == last, f"room for {size} bytes"
    assert endings[-1] == FINISHED
    assert set(endings) == {TOLD, FINISHED}, endings
    assert endings.count(TOLD) >= 10


def test_an_engine_that_can_lose_a_log_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="older than"):
        file.check_engine(tmp_path / "s.sqlite", (3, 51, 2))
    file.check_engine(tmp_path / "s.sqlite", (3, 51, 3))
    assert sqlite3.sqlite_version_info >= file.LEAST_ENGINE


def test_settings_of_the_engine_are_those_that_lose_nothing(tmp_path: Path) -> None:
    db = file.create(tmp_path / "s.sqlite")
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "foreign_keys": 1,
    }
    assert {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    assert (tmp_path / "s.sqlite").stat().st_mode & 0o777 == 0o600
    db.close()


def test_another_program_that_holds_the_file_is_named(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(file, "BUSY_MILLISECONDS", 50)
    monkeypatch.setattr(file, "_PRAGMAS", (*file._PRAGMAS, "busy_timeout=50"))
    play = Play(DEMO, tmp_path / "s.sqlite")
    for step in play.steps[:3]:
        play.do(step)
    other = sqlite3.connect(tmp_path / "s.sqlite")
    other.execute("begin immediate")
    assert play.desk is not None
    before = play.desk.sitting
    with pytest.raises(RecordError, match="another program holds the file"):
        play.desk.do("clerk", Note(text="held"))
    assert play.desk.sitting == before
    other.rollback()
    other.close()
    assert play.desk.do("clerk", Note(text="free")).line is not None
    play.close()


def test_a_reader_that_stands_in_the_way_stops_nothing(tmp_path: Path) -> None:
    play = Play(DEMO, tmp_path / "s.sqlite")
    for step in play.steps[:3]:
        play.do(step)
    other = sqlite3.connect(tmp_path / "s.sqlite")
    other.execute("begin")
    other.execute("select count(*) from log").fetchone()
    for step in play.steps[3:6]:
        play.do(step)
    other.rollback()
    other.close()
    play.close()
    assert not Path(f"{tmp_path}/s.sqlite-wal").exists()
    assert verify(tmp_path / "s.sqlite").findings == []


def test_a_copy_of_the_main_file_alone_is_whole(tmp_path: Path) -> None:
    """Who copies only the one file, as people do, has everything that was acknowledged."""
    play = Play(DEMO, tmp_path / "s.sqlite")
    for step in play.steps[:20]:
        play.do(step)
        copy = tmp_path / "copy.sqlite"
        shutil.copy(tmp_path / "s.sqlite", copy)
        assert play.desk is not None
        assert verify(copy).actions == play.desk.sitting.seq
        copy.unlink()
    play.close()


class SetClock(ScenarioClock):
    """A machine whose wall clock can be set while time goes on."""

    def __init__(self, start: str) -> None:
        super().__init__(start)
        self.set_by = 0.0

    def offset(self) -> float:
        return 1000.0 + self.set_by

    def set(self, seconds: float) -> None:
        self.set_by += seconds
        self.move(seconds)


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_while_voting_wins_and_loses_no_time(
    tmp_path: Path, hours: int
) -> None:
    play = Play(DEMO, tmp_path / "s.sqlite")
    for step in play.steps:
        play.do(step)
        if step.do == "open_voting":
            break
    assert play.desk is not None
    election = play.desk.sitting.voting
    assert election is not None
    play.desk.close()
    clock = SetClock(play.clock.now())
    with Desk.open(play.log, clock) as desk, Desk.open(play.log, clock) as other:
        clock.set(3600 * hours)
        desk.watch_clock()
        other.watch_clock()
        desk.watch_clock()
        jumps = [line for line in desk.lines() if line.entry.action == "clock_jump"]
        assert [line.entry.data.seconds for line in jumps] == [3600 * hours]  # type: ignore[attr-defined]
        now = desk.sitting.elections[election.id].round
        assert now.deadline[11:13] != election.round.deadline[11:13]
        assert now.deadline[13:] == election.round.deadline[13:]
    assert verify(play.log).findings == []


def test_every_way_to_a_file_asks_for_the_engine_first(tmp_path: Path, monkeypatch) -> None:
    with Desk.create(tmp_path / "s.sqlite"):
        pass
    before = (tmp_path / "s.sqlite").read_bytes()
    monkeypatch.setattr(file, "LEAST_ENGINE", (99, 0, 0))
    for attempt in (
        lambda: Desk.open(tmp_path / "s.sqlite"),
        lambda: Desk.open(tmp_path / "s.sqlite", read_only=True),
        lambda: Desk.create(tmp_path / "new.sqlite"),
    ):
        with pytest.raises(RecordError, match="older than 99"):
            attempt()
    assert [each.name for each in tmp_path.iterdir()] == ["s.sqlite"]
    assert (tmp_path / "s.sqlite").read_bytes() == before
