"""The second medium: every entry is there too, and its loss stops nothing."""

import errno
import os
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from sqlite_utils import Database

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk, RecordError
from majilis_tui.procedure.actions import Note
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.record import copies, medium, mirror
from majilis_tui.record.log import NO_HASH, chained
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play, bundled_scenario

Conduct = Callable[..., Play]
DEMO = bundled_scenario("2023-03-29")


def desk_of(play: Play) -> Desk:
    assert play.desk is not None
    return play.desk


def mirrored(conducted: Conduct, stick: Path, steps: int = 10) -> Desk:
    """A sitting some steps on its way, with its mirror on a stick."""
    stick.mkdir()
    desk = desk_of(conducted(steps=steps))
    desk.set_mirror(stick / "m.txt")
    return desk


def states(desk: Desk) -> list[str]:
    """What the log says of the second medium."""
    return [
        line.entry.data.state  # type: ignore[attr-defined]
        for line in desk.lines()
        if line.entry.action == "second_medium"
    ]


def same(desk: Desk, path: Path) -> bool:
    """Whether the mirror holds exactly the log, by its own bytes."""
    before, found = NO_HASH, path.read_text("utf-8")
    for line in found.splitlines():
        stated, _, text = line.partition("\t")
        assert chained(before, text) == stated
        before = stated
    return found == "".join(f"{line.hash}\t{line.text}\n" for line in desk.lines())


def test_every_entry_of_a_whole_sitting_is_on_the_mirror_when_it_is_acknowledged(
    conducted: Conduct, tmp_path: Path
) -> None:
    play = conducted(steps=3)
    desk = desk_of(play)
    desk.set_mirror(tmp_path / "m.txt")
    assert (tmp_path / "m.txt").stat().st_mode & 0o777 == 0o600
    for step in play.steps[3:]:
        play.do(step)
        assert (tmp_path / "m.txt").read_text("utf-8").endswith(f"{desk.last.text}\n")  # type: ignore[union-attr]
    assert same(desk, tmp_path / "m.txt")
    assert states(desk) == ["set"]
    check = verify(play.log, against=tmp_path / "m.txt").mirror_check
    assert check is not None
    assert (check.wrong, check.entries, check.followed_by) == (None, desk.sitting.seq, 0)


def test_working_papers_never_come_to_the_mirror(conducted: Conduct, tmp_path: Path) -> None:
    desk = mirrored(conducted, tmp_path / "stick", steps=24)
    held = desk.papers.register
    assert held
    said = (tmp_path / "stick" / "m.txt").read_text("utf-8").splitlines()
    votes = [line for line in said if '"issue_ballot"' in line]
    assert votes
    assert not any(f'"{member}"' in line for line in votes for member in held)


def test_a_stick_pulled_out_and_put_back_is_caught_up(conducted: Conduct, tmp_path: Path) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    desk = mirrored(conducted, stick)
    stick.rename(drawer)
    desk.do("clerk", Note(text="one"))
    assert desk.mirror_trouble is not None
    assert "not there" in desk.mirror_trouble
    desk.do("clerk", Note(text="two"))
    desk.watch_medium()
    assert states(desk) == ["set", "gone"]
    stick.mkdir()
    desk.do("clerk", Note(text="the empty folder of a stick that is not there"))
    assert not list(stick.iterdir())
    stick.rmdir()
    drawer.rename(stick)
    desk.watch_medium()
    assert states(desk) == ["set", "gone", "caught-up"]
    assert desk.mirror_trouble is None
    assert same(desk, stick / "m.txt")
    desk.watch_medium()
    assert states(desk) == ["set", "gone", "caught-up"]
    assert verify(desk.path, against=stick / "m.txt").sound


def test_a_stick_that_is_gone_is_noticed_without_an_action(
    conducted: Conduct, tmp_path: Path
) -> None:
    desk = mirrored(conducted, tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "drawer")
    desk.watch_medium()
    assert states(desk) == ["set", "gone"]


def test_a_mirror_without_room_falls_behind_and_the_sitting_goes_on(
    conducted: Conduct, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = mirrored(conducted, tmp_path / "stick")
    path = tmp_path / "stick" / "m.txt"
    real = mirror._append
    tried = 0

    def full_after(number: int) -> Callable[..., None]:
        def append(db: object, where: Path, copy: object) -> None:
            class Full:
                """A file on a medium that has room for some more bytes."""

                def __getattr__(self, name: str) -> object:
                    return getattr(copy, name)

                def write(self, data: bytes) -> int:
                    copy.write(data[:number])  # type: ignore[attr-defined]
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

            real(db, where, Full())  # type: ignore[arg-type]

        return append

    for room in (0, 1, 30, 64, 65, 66, 120):
        monkeypatch.setattr(mirror, "_append", full_after(room))
        desk.do("clerk", Note(text=f"room for {room}"))
        assert desk.mirror_trouble is not None
        assert "no space" in desk.mirror_trouble
        assert states(desk)[-1] == "behind"
        monkeypatch.setattr(mirror, "_append", real)
        desk.watch_medium()
        assert states(desk)[-1] == "caught-up"
        assert same(desk, path)
        tried += 1
    assert states(desk) == ["set", *["behind", "caught-up"] * tried]


def with_room_for(room: int) -> Callable[..., None]:
    """`follow`, where the mirror may not grow past a size."""
    real = mirror.follow

    def limited(db: Database, path: Path) -> None:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        try:
            real(db, path)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limited


def test_a_real_limit_on_the_mirror_stops_nothing(tmp_path: Path) -> None:
    """The kernel lets the mirror grow so far and no further, in the middle of a line."""
    fell_behind = 0
    for room in range(18_000, 22_000, 331):
        log, copy = tmp_path / f"{room}.sqlite", tmp_path / f"{room}.mirror"
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            status = 1
            try:
                play = Play(DEMO, log)
                for step in play.steps[:4]:
                    play.do(step)
                desk_of(play).set_mirror(copy)
                mirror.follow = with_room_for(room)
                for step in play.steps[4:-1]:
                    play.do(step)
                status = 0
            finally:
                os._exit(status)
        _, ended = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(ended) == 0
        assert copy.stat().st_size <= room
        report = verify(log, against=copy)
        assert report.findings == [], room
        check = report.mirror_check
        assert check is not None
        fell_behind += check.followed_by > 0
        with Desk.open(log, ScenarioClock("2023-03-30T00:00:00.000Z")) as desk:
            desk.watch_medium()
            assert same(desk, copy)
            assert states(desk) == ["set", "behind", "caught-up"]
    assert fell_behind == 13


def test_a_kill_between_the_commit_and_the_mirror_is_made_good(tmp_path: Path) -> None:
    logged = [s.number for s in Play(DEMO, tmp_path / "x").steps if s.do != "read_packet"]
    for steps in logged[4::7]:
        log, copy = tmp_path / f"{steps}.sqlite", tmp_path / f"{steps}.mirror"
        child = os.fork()
        if child == 0:
            play = Play(DEMO, log)
            for step in play.steps[: steps - 1]:
                play.do(step)
            desk_of(play).set_mirror(copy)
            mirror.follow = lambda db, path: os.kill(os.getpid(), signal.SIGKILL)
            play.do(play.steps[steps - 1])
            os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status)
        behind = verify(log, against=copy)
        assert behind.sound
        assert behind.mirror_check is not None
        assert behind.mirror_check.followed_by == 1
        with Desk.open(log, ScenarioClock("2023-03-30T00:00:00.000Z")) as desk:
            desk.resume("clerk")
            assert same(desk, copy)
            assert states(desk) == ["set"]


def test_a_line_torn_by_a_power_cut_is_written_anew(conducted: Conduct, tmp_path: Path) -> None:
    desk = mirrored(conducted, tmp_path / "stick")
    path = tmp_path / "stick" / "m.txt"
    whole = path.read_bytes()
    last = len(whole.splitlines(keepends=True)[-1])
    for kept in range(1, last):
        torn = whole[: len(whole) - kept]
        path.write_bytes(torn if kept % 2 else torn + b"\0" * kept)
        desk._mirrored = -1
        desk.watch_medium()
        assert path.read_bytes() == whole, kept
    assert states(desk) == ["set"]


@pytest.mark.parametrize("how", ["last line", "shorter", "other", "emptied", "photo", "garbage"])
def test_a_mirror_that_was_tampered_with_is_never_written_to(
    conducted: Conduct, tmp_path: Path, how: str
) -> None:
    desk = mirrored(conducted, tmp_path / "stick")
    path = tmp_path / "stick" / "m.txt"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    other = tmp_path / "other.sqlite"
    play = Play(DEMO, other)
    for step in play.steps[:4]:
        play.do(step)
    desk_of(play).do("clerk", Note(text="another sitting"))
    desk_of(play).set_mirror(tmp_path / "other.txt")
    play.close()
    changed = {
        "last line": b"".join([*lines[:-1], lines[-1].replace(b"second", b"zecond")]),
        "shorter": b"".join(lines[:4]),
        "other": (tmp_path / "other.txt").read_bytes(),
        "emptied": b"",
        "photo": b"\x89PNG without an end",
        "garbage": whole + b"garbage",
    }[how]
    path.write_bytes(changed)
    desk.do("clerk", Note(text="goes on"))
    if how in ("shorter", "emptied"):
        # An older state of the same is brought up to date: the log has all of it.
        assert same(desk, path)
        return
    assert path.read_bytes() == changed
    assert states(desk) == ["set", "behind"]
    assert desk.mirror_trouble is not None
    assert "does not belong to this file" in desk.mirror_trouble
    report = verify(desk.path, against=path)
    assert report.sound == (how == "garbage")  # a last line without an end may be a torn one
    with pytest.raises(RecordError, match="does not belong"):
        desk.set_mirror(path)
    desk.set_mirror(tmp_path / "new.txt")
    assert states(desk) == ["set", "behind", "set"]
    assert same(desk, tmp_path / "new.txt")


def test_a_change_in_the_middle_of_a_mirror_is_found_by_comparing(
    conducted: Conduct, tmp_path: Path
) -> None:
    desk = mirrored(conducted, tmp_path / "stick", steps=24)
    path = tmp_path / "stick" / "m.txt"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    found = 0
    for at in range(0, len(whole) - len(lines[-1]), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        report = verify(desk.path, against=path)
        assert not report.sound, at
        found += 1
    for at in range(len(lines) - 1):
        for changed in (
            [*lines[:at], *lines[at + 1 :]],
            [*lines[: at + 1], *lines[at:]],
            [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]],
        ):
            path.write_bytes(b"".join(changed))
            assert not verify(desk.path, against=path).sound, at
            found += 1
    assert found > 150
    path.write_bytes(whole)
    assert verify(desk.path, against=path).sound


def test_a_file_whose_tail_was_cut_is_convicted_by_its_mirror(
    conducted: Conduct, tmp_path: Path
) -> None:
    desk = mirrored(conducted, tmp_path / "stick")
    older = tmp_path / "older.sqlite"
    shutil.copy(desk.path, older)
    desk.do("clerk", Note(text="later"))
    assert verify(older).sound
    report = verify(older, against=tmp_path / "stick" / "m.txt")
    assert not report.sound
    assert "which the file lacks" in report.findings[0]
    with Desk.open(older, desk.clock) as old:
        before = (tmp_path / "stick" / "m.txt").read_bytes()
        old.do("clerk", Note(text="another later"))
        assert (tmp_path / "stick" / "m.txt").read_bytes() == before
        assert states(old)[-1] == "behind"


def test_two_terminals_write_one_mirror(conducted: Conduct, tmp_path: Path) -> None:
    play = conducted(steps=4)
    desk = desk_of(play)
    with Desk.open(play.log, play.clock) as other:
        desk.set_mirror(tmp_path / "m.txt")
        for number in range(10):
            (desk if number % 2 else other).do("clerk", Note(text=str(number)))
        desk.catch_up()
        assert same(desk, tmp_path / "m.txt")
        other.set_mirror(None)
        desk.do("clerk", Note(text="on one medium again"))
        assert "on one medium" not in (tmp_path / "m.txt").read_text()
    assert states(desk) == ["set", "gone"]


def test_a_mirror_that_cannot_be_made_changes_nothing(conducted: Conduct, tmp_path: Path) -> None:
    play = conducted(steps=4)
    desk = desk_of(play)
    (tmp_path / "folder").mkdir()
    for path in (play.log, tmp_path / "none" / "m.txt", tmp_path / "folder"):
        with pytest.raises(RecordError) as told:
            desk.set_mirror(path)
        assert told.value.remedy
    assert states(desk) == []
    assert desk.mirror is None
    with Desk.create(tmp_path / "new.sqlite", play.clock) as new:
        with pytest.raises(Refusal) as refused:
            new.set_mirror(tmp_path / "m.txt")
        assert refused.value.code == "wrong-moment"
    assert not (tmp_path / "m.txt").exists()


def test_the_last_entry_comes_to_the_mirror_too(conducted: Conduct, tmp_path: Path) -> None:
    play = conducted(steps=4)
    desk = desk_of(play)
    (tmp_path / "stick").mkdir()
    desk.set_mirror(tmp_path / "stick" / "m.txt")
    for step in play.steps[4:-1]:
        play.do(step)
    (tmp_path / "stick").rename(tmp_path / "drawer")
    play.do(play.steps[-1])
    assert desk.mirror_trouble is not None
    (tmp_path / "drawer").rename(tmp_path / "stick")
    desk.watch_medium()
    assert desk.mirror_trouble is None
    assert same(desk, tmp_path / "stick" / "m.txt")
    assert copies.restore(tmp_path / "stick" / "m.txt", tmp_path / "r.sqlite").report.sound


class Hanging:
    """A medium whose syncs do not return as long as it is not free."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.freed = Event()
        self.freed.set()
        self.syncs = 0
        monkeypatch.setattr(os, "fsync", self.sync)
        monkeypatch.setattr(medium, "PATIENCE_SECONDS", 0.02)
        monkeypatch.setattr("majilis_tui.desk.SET_UP_SECONDS", 0.02)

    def sync(self, _: int) -> None:
        self.syncs += 1
        assert self.freed.wait(30)


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    found = Hanging(monkeypatch)
    yield found
    found.freed.set()


def answered(desk: Desk) -> None:
    """Wait until what hung has come to its end."""
    thread = desk._patience._thread
    assert thread is not None
    thread.join(30)


def test_a_medium_that_hangs_stops_nobody(
    conducted: Conduct, tmp_path: Path, hanging: Hanging
) -> None:
    desk = mirrored(conducted, tmp_path / "stick")
    path = tmp_path / "stick" / "m.txt"
    hanging.freed.clear()
    hanging.syncs = 0
    with Desk.open(desk.path, desk.clock) as other:
        desk.do("clerk", Note(text="one"))
        assert desk.mirror_trouble is not None
        assert "does not answer" in desk.mirror_trouble
        for number in range(5):
            desk.do("clerk", Note(text=f"not even tried again {number}"))
            other.do("clerk", Note(text=f"another terminal {number}"))
            desk.watch_medium()
        assert hanging.syncs == 1
        assert states(desk) == ["set", "behind"]
        assert other.mirror_trouble is not None
        hanging.freed.set()
        answered(desk)
        answered(other)
        desk.catch_up()
        desk.watch_medium()
        assert desk.mirror_trouble is None
        assert states(desk) == ["set", "behind", "caught-up"]
        assert same(desk, path)
        other.catch_up()
        other.watch_medium()
        assert other.mirror_trouble is None
    assert states(desk) == ["set", "behind", "caught-up"]


def test_a_sitting_is_left_while_its_medium_hangs(
    conducted: Conduct, tmp_path: Path, hanging: Hanging
) -> None:
    log = mirrored(conducted, tmp_path / "stick").path
    hanging.freed.clear()
    desk = Desk.open(log, ScenarioClock("2023-03-30T00:00:00.000Z"))
    desk.do("clerk", Note(text="one"))
    desk.close()
    assert verify(log).sound


def test_a_medium_that_hangs_from_the_first_is_not_taken(
    conducted: Conduct, tmp_path: Path, hanging: Hanging
) -> None:
    desk = desk_of(conducted(steps=4))
    hanging.freed.clear()
    with pytest.raises(RecordError, match="does not answer"):
        desk.set_mirror(tmp_path / "m.txt")
    assert desk.mirror is None
    assert states(desk) == []
