"""Ended from outside, by a signal or because the terminal was closed: everything in order."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from sqlite_utils import Database

from majilis_tui.cli import main
from majilis_tui.desk import Desk
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play, bundled_scenario

DEMO = bundled_scenario("2023-03-29")
SECONDS = 30
LEFT_THE_SCREEN, CURSOR_SHOWN = b"\x1b[?1049l", b"\x1b[?25h"


@pytest.fixture
def sitting(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    play = Play(DEMO, tmp_path / "folder" / "sitting.sqlite")
    for step in play.steps[:24]:
        play.do(step)
    play.close()
    return play.log


def started(home: Path, *arguments: str) -> pexpect.spawn:
    """The program in a terminal, as soon as it shows its screen."""
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }
    child = pexpect.spawn(
        sys.executable,
        ["-m", "majilis_tui", *arguments],
        dimensions=(24, 80),
        env=environment,
        timeout=SECONDS,
    )
    child.expect_exact(b"Election of")
    return child


def hang_up(child: pexpect.spawn) -> None:
    os.close(child.child_fd)


WAYS: dict[Callable[[pexpect.spawn], None], int] = {
    lambda child: child.kill(signal.SIGTERM): 128 + signal.SIGTERM,
    lambda child: child.kill(signal.SIGHUP): 128 + signal.SIGHUP,
    lambda child: child.kill(signal.SIGINT): 128 + signal.SIGINT,
    hang_up: 128 + signal.SIGHUP,
}


@pytest.mark.parametrize(
    "way", WAYS, ids=["terminated", "hung up", "interrupted", "terminal closed"]
)
@pytest.mark.parametrize("command", ["open", "display"])
def test_the_screens_end_in_order(
    sitting: Path, tmp_path: Path, way: Callable[[pexpect.spawn], None], command: str
) -> None:
    child = started(tmp_path, command, str(sitting))
    way(child)
    if way is hang_up:
        _, status = os.waitpid(child.pid, 0)
    else:
        drawn = child.read()
        status = child.wait() << 8
        assert drawn.rindex(LEFT_THE_SCREEN) < drawn.rindex(CURSOR_SHOWN)
    assert os.WEXITSTATUS(status) == WAYS[way]
    assert [each.name for each in sitting.parent.iterdir()] == [sitting.name]
    assert verify(sitting).sound
    assert not list((tmp_path / "state").rglob("crash-*"))
    with Desk.open(sitting) as desk:
        desk.resume("secretary")
        assert desk.last is not None
        assert desk.last.entry.data.after == "exit"  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("statement", [40, 333, 801])
def test_a_command_ends_in_order(tmp_path: Path, number: int, statement: int) -> None:
    """Between any two statements given to the engine."""
    log = tmp_path / "sitting.sqlite"
    child = os.fork()
    if child == 0:
        left, execute = statement, Database.execute

        def told(db: Database, *arguments: object):  # type: ignore[no-untyped-def]
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), number)
            return execute(db, *arguments)

        Database.execute = told
        sys.argv = ["majilis-tui", "play", str(DEMO), "--log", str(log)]
        try:
            main()
        except SystemExit as leaving:
            os._exit(int(leaving.code or 0))
        finally:
            os._exit(99)
    _, status = os.waitpid(child, 0)
    assert os.WEXITSTATUS(status) == 128 + number
    assert not [each.name for each in tmp_path.iterdir() if each != log]
    assert not log.exists() or verify(log).sound


def test_who_is_told_to_ignore_a_closed_terminal_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `nohup` does it."""
    before = {n: signal.signal(n, signal.SIG_IGN) for n in (signal.SIGHUP, signal.SIGTERM)}
    monkeypatch.setattr(sys, "argv", ["majilis-tui", "rules", "list"])
    try:
        main()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
