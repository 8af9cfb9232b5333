"""Two real processes and the hall's on one file: each follows the others, nothing is doubled."""

import hashlib
import time
from pathlib import Path

import pexpect

from majilis_tui.desk import Desk
from majilis_tui.procedure import actions as act
from majilis_tui.record.verify import verify
from tests.screens import small
from tests.screens.test_terminal import Terminal

# Half a second is what is asked for; a test machine may be busy.
FOLLOWS_SECONDS = 3.0
LOOK_SECONDS = 0.02


class Room:
    """The terminals of a sitting, and the file they share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "s.sqlite"
        listed = small.steps(candidates=("m6", "m7", "m8"))
        approved = [step["do"] for step in listed].index("approve_ballot") + 1
        small.conduct(self.file, listed[:approved]).close()
        self.terminals: list[Terminal] = []
        self.delays: list[float] = []

    def sit_down(self, role: str) -> Terminal:
        return self._add(Terminal(self.folder, "open", str(self.file), "--as", role))

    def hall(self) -> Terminal:
        return self._add(Terminal(self.folder, "display", str(self.file), first="Small chamber"))

    def _add(self, terminal: Terminal) -> Terminal:
        self.terminals.append(terminal)
        return terminal

    def look(self) -> None:
        """Take in what every program has drawn."""
        for terminal in self.terminals:
            try:
                while True:
                    terminal.stream.feed(terminal.child.read_nonblocking(65536, LOOK_SECONDS))
            except pexpect.TIMEOUT:
                pass

    def wait(self, terminal: Terminal, words: str) -> None:
        """Wait until words stand on a terminal, and note how long that took."""
        start = time.monotonic()
        while words not in terminal.shown():
            assert time.monotonic() - start < FOLLOWS_SECONDS, f"{words}\n{terminal.shown()}"
            self.look()
        self.delays.append(time.monotonic() - start)

    def actions(self) -> list[str]:
        with Desk.open(self.file, read_only=True) as desk:
            return [line.entry.action for line in desk.lines()]

    def do(self, *steps: tuple[str, act.Action]) -> None:
        """Do what is not looked at here, from a third process."""
        with Desk.open(self.file) as desk:
            for role, action in steps:
                desk.do(role, action)  # type: ignore[arg-type]

    def leave(self) -> None:
        for terminal in self.terminals:
            terminal.child.close(force=True)


async def test_two_officers_and_the_hall_on_one_file(tmp_path):
    room = Room(tmp_path)
    try:
        await _conduct(room)
    finally:
        room.leave()


async def _conduct(room: Room) -> None:
    secretary, chairman, hall = room.sit_down("secretary"), room.sit_down("chairman"), room.hall()

    # Each shows what the other does.
    await chairman.press("o", "enter", "1", "2")
    room.wait(secretary, "VOTING")
    room.wait(hall, "Ballots handed out: 0")
    secretary.child.send("dana\r")
    room.wait(chairman, "Issued 1")
    room.wait(hall, "Ballots handed out: 1")

    # Both hand the same member a ballot at once: one does, the other is told.
    for terminal in (secretary, chairman):
        terminal.child.send("anar")
    room.wait(secretary, "Find: anar")
    room.wait(chairman, "Find: anar")
    secretary.child.send("\r")
    chairman.child.send("\r")
    room.wait(secretary, "Issued 2")
    room.wait(chairman, "Issued 2")
    room.look()
    told = [t for t in (secretary, chairman) if "Anar has received a ballot already." in t.shown()]
    assert len(told) == 1
    assert room.actions().count("issue_ballot") == 2

    # Both begin the same break at once, in boxes that are open already.
    room.do(
        ("secretary", act.IssueBallot(election="e", members="all")),
        ("chairman", act.CloseVoting(election="e")),
    )
    room.wait(secretary, "COUNT")
    room.wait(chairman, "COUNT")
    for terminal in (secretary, chairman):
        terminal.child.send("b")
        room.wait(terminal, "Start a break")
    for terminal in (secretary, chairman):
        terminal.child.send("\r")
        room.wait(terminal, "A break of")
    secretary.child.send("y")
    chairman.child.send("y")
    room.wait(hall, "Break")
    room.look()
    assert room.actions().count("start_break") == 1
    late = [t for t in (secretary, chairman) if "has a break already" in t.shown()]
    assert len(late) == 1
    late[0].child.send("\x1b")

    # Both read a packet at once and see nothing of each other's marks.
    room.do(
        ("secretary", act.AccountPapers(election="e", unused=1, spoiled=0)),
        ("chairman", act.OpenBox(election="e", present=("m1", "m2", "m3"))),
        ("chairman", act.MixPapers(election="e")),
        ("secretary", act.CountPapers(election="e", found=9)),
    )
    for terminal in (secretary, chairman):
        room.wait(terminal, "Packet 1")
    secretary.child.send("11")
    room.wait(secretary, "2 of 4")
    before = secretary.screen.display[3:]
    chairman.child.send("112")
    room.wait(chairman, "3 of 4")
    room.look()
    assert secretary.screen.display[3:] == before
    chairman.child.send("3\r")
    room.wait(secretary, "The chairman has finished.")
    secretary.child.send("23\r")
    room.wait(chairman, "Packet 2")
    room.wait(hall, "4 of 9")
    assert room.actions().count("agree_packet") == 1

    # One is killed in a packet; the other goes on, and so does the one that comes back.
    chairman.child.send("11")
    room.wait(chairman, "2 of 4")
    room.terminals.remove(chairman)
    chairman.kill()
    secretary.child.send("1111\r")
    room.wait(secretary, "Your reading is handed in")
    chairman = room.sit_down("chairman")
    room.wait(chairman, "2 of 4")
    chairman.child.send("11\r")
    room.wait(secretary, "Packet 3")
    room.wait(hall, "8 of 9")
    room.wait(chairman, "Packet 3")

    expected = ["resume", "open_voting", "issue_ballot", "issue_ballot", "issue_ballot"]
    expected += ["close_voting", "start_break", "account_papers", "open_box", "mix_papers"]
    expected += ["count_papers", "agree_packet", "agree_packet"]
    done = room.actions()
    assert done[done.index("resume") :] == expected
    assert verify(room.file).findings == []

    # The hall's program never writes, whatever is pressed there.
    for terminal in (secretary, chairman):
        room.terminals.remove(terminal)
        terminal.child.close(force=True)
    kept = _digest(room.file)
    hall.child.send("ay1\r ")
    room.look()
    hall.settle(0.5)
    assert _digest(room.file) == kept


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
