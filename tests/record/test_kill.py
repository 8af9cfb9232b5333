"""Killed at any moment, a sitting goes on exactly where its file stands."""

import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from majilis_tui.desk import Desk
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play, bundled_scenario
from tests.record import kills

DEMO = bundled_scenario("2023-03-29")


def killed_after(steps: int, log: Path, *, jot: bool = False) -> None:
    """Conduct the first steps in another process, which is then killed without warning."""
    child = os.fork()
    if child == 0:
        play = Play(DEMO, log)
        for step in play.steps[:steps]:
            play.do(step)
        if jot and play.desk is not None:
            play.desk.jot("secretary", next(iter(play.desk.sitting.elections)), 1, 3, {"for": 3})
        os.kill(os.getpid(), signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def left_behind(log: Path, copy: Path) -> None:
    """Take the files as they lie there while the program has them open, as a kill leaves them."""
    for companion in ("", "-wal"):
        if Path(f"{log}{companion}").exists():
            shutil.copy(f"{log}{companion}", f"{copy}{companion}")


def test_kill_between_any_two_actions_loses_nothing(tmp_path: Path) -> None:
    whole = Play(DEMO, tmp_path / "whole.sqlite")
    states = []
    for step, done in whole.run():
        assert whole.desk is not None
        states.append((done.sitting, whole.desk.papers))
        left_behind(whole.log, tmp_path / f"{step.number}.sqlite")
    expected = whole.desk.result() if whole.desk else {}
    for steps in range(1, len(whole.steps)):
        log = tmp_path / f"{steps}.sqlite"
        if steps % 8 == 0:
            log.unlink()
            Path(f"{log}-wal").unlink(missing_ok=True)
            killed_after(steps, log)
        rest = Play(DEMO, log)
        rest.clock.moment = states[steps - 1][0].at
        with Desk.open(log, rest.clock) as desk:
            assert (desk.sitting, desk.papers) == states[steps - 1], f"after step {steps}"
            rest.desk = desk
            if steps % 8 == 0:
                for step in rest.steps[steps:]:
                    rest.do(step)
                assert desk.result() == expected
    whole.close()


def test_kill_at_a_statement_or_a_write_loses_nothing() -> None:
    """A spread over the sitting; `python -m tests.benchmarks.kills` tries every moment."""
    with tempfile.TemporaryDirectory(dir=kills.MEMORY) as name:
        folder = Path(name)
        whole, result = kills.states(DEMO, folder)
        (folder / "to the end").mkdir()
        acknowledged, moments = kills.conducted_until(None, DEMO, folder / "to the end")
        assert acknowledged == len(whole)
        assert moments > 2000
        survived = [
            kills.killed(moment, DEMO, folder / str(moment), whole, result)
            for moment in range(97, moments, moments // 14)
        ]
    assert [each.wrong for each in survived if each.wrong] == []
    assert len({each.acknowledged for each in survived}) > 8


def test_kill_in_the_middle_of_a_packet_keeps_the_marks(tmp_path: Path) -> None:
    steps = next(s.number for s in Play(DEMO, tmp_path / "x").steps if s.do == "count_papers")
    log = tmp_path / "sitting.sqlite"
    killed_after(steps, log, jot=True)
    with Desk.open(log) as desk:
        assert desk.papers.readings["secretary"].marks == {"for": 3}
        assert desk.papers.readings["secretary"].papers == 3
        assert not desk.papers.readings["secretary"].finished


@pytest.mark.parametrize("crash", [True, False])
def test_resuming_says_whether_it_was_a_crash(tmp_path: Path, crash: bool) -> None:
    log = tmp_path / "sitting.sqlite"
    child = os.fork()
    if child == 0:
        play = Play(DEMO, log)
        for step in play.steps[:3]:
            play.do(step)
        play.close()
        desk = Desk.open(log)
        desk.resume("clerk")
        if not crash:
            desk.close()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    with Desk.open(log) as desk:
        desk.resume("clerk")
        assert desk.last is not None
        assert desk.last.entry.action == "resume"
        assert desk.last.entry.data.after == ("crash" if crash else "exit")  # type: ignore[attr-defined]
    assert verify(log).findings == []
