"""Who only reads a sitting leaves no trace: not a byte, not a companion file, not a moment."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from majilis_tui.cli import commands
from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.procedure.actions import Note
from majilis_tui.record import file
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play, bundled_scenario
from tests.record.test_lost_file import public_folder, without_privileges

__all__ = ["public_folder"]

DEMO = bundled_scenario("2023-03-29")
COMMANDS = (
    ("verify",),
    ("result", "--json"),
    ("log",),
    ("print", "protocol-results", "--format", "txt"),
    ("print", "minutes", "--format", "html"),
    ("export", "--format", "jsonl"),
    ("export", "--format", "nist"),
    ("mirror",),
)


class Seen(NamedTuple):
    """A file's bytes, and when they were written."""

    content: bytes
    changed: int


def everything(folder: Path) -> dict[str, Seen]:
    seen = {
        each.name: Seen(each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir()
    }
    return seen | {".": Seen(b"", folder.stat().st_mtime_ns)}


def closed_sitting(folder: Path) -> Path:
    play = Play(DEMO, folder / "sitting.sqlite")
    for step in play.steps:
        play.do(step)
    play.close()
    return play.log


def command(arguments: tuple[str, ...], log: Path) -> None:
    ran = CliRunner().invoke(commands, [arguments[0], str(log), *arguments[1:]])
    assert ran.exit_code == 0, ran.output
    assert ran.output


def look(log: Path) -> None:
    assert verify(log).sound
    with Desk.open(log, read_only=True) as desk:
        assert not desk.changed()
        assert list(desk.lines())


def test_reading_a_closed_sitting_changes_nothing(tmp_path: Path) -> None:
    log = closed_sitting(tmp_path)
    before = everything(tmp_path)
    assert before.keys() == {".", log.name}
    look(log)
    for arguments in COMMANDS:
        command(arguments, log)
        assert everything(tmp_path) == before, arguments
    look_by_link = tmp_path.parent / f"{tmp_path.name}-link.sqlite"
    look_by_link.symlink_to(log)
    look(look_by_link)
    look_by_link.unlink()
    assert everything(tmp_path) == before


def test_reading_in_a_folder_that_may_not_be_written_to(public_folder: Path) -> None:
    log = closed_sitting(public_folder)
    log.chmod(0o444)
    public_folder.chmod(0o555)
    before = everything(public_folder)

    def work() -> None:
        look(log)
        for arguments in COMMANDS:
            command(arguments, log)

    assert without_privileges(public_folder, work) == 0
    assert everything(public_folder) == before


def test_what_a_crash_left_stays_as_it_is(tmp_path: Path) -> None:
    """It may be evidence: looking at it does not bring the log of writes into the file."""
    play = Play(DEMO, tmp_path / "live.sqlite")
    with pytest.MonkeyPatch.context() as slow:
        slow.setattr(file, "tidy", lambda *_, **__: False)
        for step in play.steps[:20]:
            play.do(step)
        folder = tmp_path / "left"
        folder.mkdir()
        for ending in ("", "-wal"):
            shutil.copy(f"{play.log}{ending}", folder / f"sitting.sqlite{ending}")
    play.close()
    before = everything(folder)
    assert before["sitting.sqlite-wal"].content
    report = verify(folder / "sitting.sqlite")
    assert (report.sound, report.actions) == (True, 20)
    after = everything(folder)
    for name in ("sitting.sqlite", "sitting.sqlite-wal"):
        assert after[name] == before[name]


def test_who_follows_a_closed_sitting_sees_it_go_on(tmp_path: Path) -> None:
    play = Play(DEMO, tmp_path / "sitting.sqlite")
    for step in play.steps[:10]:
        play.do(step)
    play.close()
    clock = ScenarioClock(play.clock.now())
    display = Desk.open(play.log, clock, read_only=True)
    for number in range(2):
        with Desk.open(play.log, clock) as desk:
            desk.do("clerk", Note(text="goes on"))
            assert display.changed()
            assert [line.entry.seq for line in display.catch_up()] == [11 + 2 * number]
            desk.do("clerk", Note(text="and on"))
            assert display.changed()
            assert len(display.catch_up()) == 1
            assert not display.changed()
            assert display.head == desk.head
    display.close()
    assert [each.name for each in tmp_path.iterdir()] == [play.log.name]


def test_a_sitting_opened_while_it_is_verified_is_verified_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of it as it was and half as it is would look like damage."""
    play = Play(DEMO, tmp_path / "sitting.sqlite")
    for step in play.steps[:10]:
        play.do(step)
    play.close()
    leave = file.leave
    meanwhile: list[Desk] = []

    def leave_late(db: Database, path: Path) -> None:
        if not meanwhile:
            meanwhile.append(Desk.open(play.log, play.clock))
            meanwhile[0].do("clerk", Note(text="meanwhile"))
        leave(db, path)

    monkeypatch.setattr(file, "leave", leave_late)
    assert verify(play.log).actions == 11
    meanwhile[0].close()
    assert [each.name for each in tmp_path.iterdir()] == [play.log.name]
