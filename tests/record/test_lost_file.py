"""The file deleted, moved or replaced under the running program; its folder made read-only."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from majilis_tui.desk import Desk, RecordError
from majilis_tui.procedure.actions import Note
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play, bundled_scenario

Conduct = Callable[..., Play]
DEMO = bundled_scenario("2023-03-29")
NOBODY = 65534


def delete(log: Path) -> None:
    log.unlink()


def delete_with_companions(log: Path) -> None:
    for name in (log, Path(f"{log}-wal"), Path(f"{log}-shm")):
        name.unlink()


def move(log: Path) -> None:
    log.rename(log.with_name("moved.sqlite"))


def replace_by_a_copy(log: Path) -> None:
    shutil.copy(log, log.with_name("copy"))
    log.with_name("copy").replace(log)


def replace_by_something_else(log: Path) -> None:
    log.with_name("text").write_text("something else")
    log.with_name("text").replace(log)


def take_the_folder_away(log: Path) -> None:
    log.parent.rename(log.parent.with_name("drawer"))


LOSSES = {
    delete: "deleted or moved",
    delete_with_companions: "deleted or moved",
    move: "deleted or moved",
    replace_by_a_copy: "another file was put in its place",
    replace_by_something_else: "another file was put in its place",
    take_the_folder_away: "deleted or moved",
}


def opened(tmp_path: Path, steps: int) -> Play:
    (tmp_path / "folder").mkdir()
    play = Play(DEMO, tmp_path / "folder" / "s.sqlite")
    for step in play.steps[:steps]:
        play.do(step)
    return play


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
@pytest.mark.parametrize("steps", [4, 24, 40])
def test_a_file_lost_under_the_program_is_told_and_nothing_is_lost(
    tmp_path: Path, lose: Callable[[Path], None], steps: int
) -> None:
    play = opened(tmp_path, steps)
    desk = play.desk
    assert desk is not None
    desk.set_mirror(tmp_path / "m.txt")
    before = (desk.sitting, desk.papers, desk.head)
    lose(play.log)
    role = "secretary" if desk.sitting.has_officers else "clerk"
    for _ in range(2):
        with pytest.raises(RecordError) as told:
            desk.do(role, Note(text="not recorded"))  # type: ignore[arg-type]
        assert told.value.path == play.log
        assert LOSSES[lose] in told.value.wrong
        assert "not recorded" in told.value.wrong
        assert f"majilis-tui restore {tmp_path / 'm.txt'}" in told.value.remedy
        assert "save a copy" in told.value.remedy
    assert (desk.sitting, desk.papers, desk.head) == before
    report = desk.backup(tmp_path / "saved.sqlite")
    assert report.sound
    assert report.head == desk.head
    with Desk.open(tmp_path / "saved.sqlite", play.clock) as saved:
        assert (saved.sitting, saved.papers) == before[:2]
        saved.do(role, Note(text="goes on"))  # type: ignore[arg-type]
    assert verify(tmp_path / "saved.sqlite", against=tmp_path / "m.txt").sound
    desk.close()


def test_a_file_put_back_goes_on(tmp_path: Path) -> None:
    play = opened(tmp_path, 4)
    assert play.desk is not None
    take_the_folder_away(play.log)
    with pytest.raises(RecordError, match="save a copy"):
        play.desk.do("clerk", Note(text="not recorded"))
    (tmp_path / "drawer").rename(tmp_path / "folder")
    assert play.desk.do("clerk", Note(text="recorded")).line is not None
    play.close()
    assert verify(play.log).actions == 5


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's list of locks is Linux's")
def test_looking_at_the_file_never_gives_up_the_locks_of_the_open_sitting(tmp_path: Path) -> None:
    """Who closes a file gives up all locks of the process on it, those of others included."""
    play = opened(tmp_path, 4)
    desk = play.desk
    assert desk is not None
    number = f":{play.log.stat().st_ino} "

    def held() -> set[str]:
        # Each line begins with a number that only counts all locks of the machine; while others
        # take and give up theirs, a line may be told twice.
        lines = Path("/proc/locks").read_text().splitlines()
        return {line.partition(": ")[2] for line in lines if number in line}

    before = held()
    assert before
    desk.verify()
    desk.backup(tmp_path / "copy.sqlite")
    Desk.open(play.log, play.clock, read_only=True).close()
    Desk.open(play.log, play.clock).close()
    desk.resume("clerk")
    desk.do("clerk", Note(text="held"))
    assert held() == before
    play.close()


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that a user without privileges can reach."""
    folder = Path(tempfile.mkdtemp(prefix="majilis-test-"))
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(folder)


def without_privileges(folder: Path, work: Callable[[], None]) -> int:
    """Do something as a user who is not the superuser; return how it ended."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            work()
            status = 0
        except BaseException as error:
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
        finally:
            sys.stderr.flush()
            os._exit(status)
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended)


def test_a_folder_made_read_only_in_the_middle(public_folder: Path) -> None:
    """What is open goes on; what cannot is told; nothing acknowledged is lost."""
    log = public_folder / "s.sqlite"

    def work() -> None:
        play = Play(DEMO, log)
        for step in play.steps:
            if step.number == 20:
                public_folder.chmod(0o500)
            if step.number == 40:
                log.chmod(0o400)
            play.do(step)
        desk = play.desk
        assert desk is not None
        with pytest.raises(RecordError, match="cannot be created"):
            desk.backup(public_folder / "copy.sqlite")
        with pytest.raises(RecordError, match="may not be written to"):
            Desk.open(log)
        play.close()
        public_folder.chmod(0o700)

    assert without_privileges(public_folder, work) == 0
    report = verify(log)
    assert report.findings == []
    assert report.actions > 60


def test_a_sitting_on_a_read_only_medium_can_be_read_and_copied(public_folder: Path) -> None:
    log = public_folder / "s.sqlite"
    play = Play(DEMO, log)
    for step in play.steps[:24]:
        play.do(step)
    play.close()
    elsewhere = public_folder / "elsewhere"
    elsewhere.mkdir()

    def work() -> None:
        from majilis_tui.record.copies import backup

        log.chmod(0o400)
        public_folder.chmod(0o500)
        assert verify(log).sound
        assert backup(log, elsewhere / "copy.sqlite").sound
        with Desk.open(log, read_only=True) as desk:
            assert desk.sitting.seq == 24

    assert without_privileges(public_folder, work) == 0
