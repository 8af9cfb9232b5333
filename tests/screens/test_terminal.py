"""A real process in a real terminal of 80x24: held by keys, killed in a packet, opened again."""

import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pyte
import pytest

from majilis_tui.desk import Desk
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.record.verify import verify
from tests.screens.test_whole_sitting import (
    approve_and_open,
    elect_commission,
    issue_all_and_close,
    make_sitting,
    nominate,
    read_packet,
    up_to_the_packets,
)

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "home": "\x1b[H",
    "f2": "\x1bOQ",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f9": "\x1b[20~",
}
# The program is at rest when all its threads sleep at so many looks, one after the other.
LOOKS, LOOK_SECONDS = 3, 0.02
# It waits for 0.1 seconds whether more comes after an escape, as in the code of another key.
LOOKS_AFTER_ESCAPE = 8
STARTING_SECONDS = 30


class Terminal:
    """A terminal with the program in it, which has started when it shows `first`."""

    def __init__(self, home: Path, *arguments: str, first: str = "─" * 40) -> None:
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TEXTUAL_ANIMATIONS": "none",
            "XDG_STATE_HOME": str(home / "state"),
            "XDG_CONFIG_HOME": str(home / "config"),
        }
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "majilis_tui", *arguments],
            dimensions=(24, 80),
            env=environment,
            timeout=STARTING_SECONDS,
        )
        self.child.delaybeforesend = None
        self.file: Path | None = None
        self.until(first)

    def shown(self) -> str:
        return "\n".join(self.screen.display)

    @property
    def sitting(self) -> Sitting:
        assert self.file is not None
        with Desk.open(self.file, read_only=True) as desk:
            return desk.sitting

    def actions(self) -> list[str]:
        """Return the names of the actions on record."""
        assert self.file is not None
        with Desk.open(self.file, read_only=True) as desk:
            return [line.entry.action for line in desk.lines()]

    def until(self, words: str) -> None:
        """Read what the program draws until words stand on the screen."""
        end = time.monotonic() + STARTING_SECONDS
        while words not in self.shown():
            assert time.monotonic() < end, f"{words!r} is not on:\n{self.shown()}"
            self.stream.feed(self.child.read_nonblocking(65536, STARTING_SECONDS))
        self.settle()

    def settle(self, wanted: int = LOOKS) -> None:
        """Read until the program has dealt with what it was sent, however slow the machine."""
        end, looks = time.monotonic() + STARTING_SECONDS, 0
        while looks < wanted and self.child.isalive():
            assert time.monotonic() < end, f"the program does not come to rest:\n{self.shown()}"
            try:
                self.stream.feed(self.child.read_nonblocking(65536, LOOK_SECONDS))
                looks = 0
            except pexpect.TIMEOUT:
                looks = looks + 1 if self.sleeps() else 0
            except pexpect.EOF:
                return

    def sleeps(self) -> bool:
        """Say whether no thread of the program runs, waits for a processor or for the disk."""
        threads = Path(f"/proc/{self.child.pid}/task").glob("*/stat")
        try:
            return all(each.read_text().rpartition(")")[2][1] == "S" for each in threads)
        except OSError:  # a thread has just ended
            return False

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.child.send(KEYS.get(key, key))
            self.settle(LOOKS_AFTER_ESCAPE if key == "escape" else LOOKS)

    async def type(self, text: str) -> None:
        self.child.send(text)
        self.settle()

    async def paste(self, text: str) -> None:
        self.child.send(f"\x1b[200~{text}\x1b[201~")
        self.settle()

    def kill(self) -> None:
        os.kill(self.child.pid, signal.SIGKILL)
        self.child.close(force=True)


@pytest.mark.timeout(600)
async def test_the_sitting_of_2023_in_a_real_terminal(tmp_path: Path) -> None:
    file = tmp_path / "sitting.sqlite"
    terminal = Terminal(tmp_path)
    terminal.file = file
    await make_sitting(terminal, file)
    terminal.until("ROLL CALL")
    await terminal.press("f5", "f6", "y")
    await elect_commission(terminal)
    await nominate(terminal)
    await approve_and_open(terminal)
    await issue_all_and_close(terminal)
    await up_to_the_packets(terminal)
    await read_packet(terminal, 10)
    await terminal.press("1", "1", "1")
    assert "3 of 10" in terminal.shown()
    terminal.kill()

    terminal = Terminal(tmp_path, "open", str(file), "--as", "chairman")
    terminal.file = file
    terminal.until("COUNT")
    with Desk.open(file, read_only=True) as desk:
        (reader,) = desk.papers.readings
        assert desk.papers.readings[reader].papers == 3
        assert desk.last is not None
        assert desk.last.entry.data.after == "crash"  # type: ignore[attr-defined]
    if reader != "chairman":
        await terminal.press("f2")
    assert "3 of 10" in terminal.shown()
    await terminal.press(*["1"] * 7, "enter", "f2", *["1"] * 10, "enter")
    for packet in range(3, 11):
        await read_packet(terminal, 8 if packet == 10 else 10)
    if "chairman" not in terminal.screen.display[0]:
        await terminal.press("f2")
    await terminal.press("c", "1", "2", "s", "enter", "1", "2", "b", "y", "a", "1", "2", "d", "y")
    terminal.until("ELECTED: Erlan Qoşanov")
    chairman = terminal.sitting.elections["chairman"]
    assert chairman.elected == ("qosanov",)
    assert chairman.round.totals == {"for": 98}
    terminal.child.close(force=True)
    assert verify(file).findings == []
