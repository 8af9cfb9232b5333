"""Secret votes through the real desk, on real files, and the bytes they leave behind."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from sqlite_utils.utils import sqlite3

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.procedure.papers import WorkingPapers
from majilis_tui.record import file, papers
from majilis_tui.scenario import asked
from tests.record import surroundings
from tests.record.secrecy import Files, Trial

START = "2020-01-01T00:00:00.000Z"
SIZES = (6, 8, 10, 12)
MEMBERS = (
    *("abay", "bota", "dana", "erlan", "gauhar", "ilyas"),
    *("kamila", "laura", "marat", "nurlan", "olzhas", "rustem"),
)


class Vote(NamedTuple):
    """What the attacker wants to know: the order in which members came, and how they voted.

    The box is not mixed, so that whoever knows both orders knows every vote: the first half of
    the members voted alike, and so did the second.
    """

    order: tuple[str, ...]
    first_mark: str
    asked_after: int  # how many have received a paper when the folder is looked at

    @property
    def second_mark(self) -> str:
        return "against" if self.first_mark == "for" else "for"

    @property
    def half(self) -> int:
        return len(self.order) // 2


class Leak(NamedTuple):
    """A way to make the program careless, to see that the attacker can win."""

    name: str
    prepare: Callable[[Any], None]
    save: Callable[[Any, WorkingPapers, WorkingPapers], None]
    tidy: Callable[..., bool]


def lines(everyone: Sequence[str]) -> list[dict[str, Any]]:
    """A sitting up to the opening of the vote."""
    size = len(everyone)
    round_rule = {"needed": "> 1/2", "of": "seats"}
    rules = {
        "id": "secret",
        "chamber": {"seats": size, "quorum": "> 1/2"},
        "office": {"speaker": {"voting_minutes": 60, "round": [round_rule]}},
        "count": {"packet": size},
    }
    members = [{"id": name, "name": f"Deputy {number}"} for number, name in enumerate(everyone)]
    chairman, secretary, candidate, proposer = everyone[:4]
    election: dict[str, Any] = {"election": "speaker"}
    return [
        {"do": "open_sitting", "by": "clerk", "title": "T", "date": "2020-01-01", "chamber": "C"}
        | {"presiding": {"name": "P", "office": "O"}, "rules": rules},
        {"do": "seat_members", "by": "clerk", "members": members},
        {"do": "mark_attendance", "by": "clerk", "members": "all", "status": "present"},
        {"do": "close_roll_call", "by": "clerk"},
        {"do": "form_commission", "by": "clerk", "members": [chairman, secretary]},
        {"do": "choose_officers", "by": "clerk", "chairman": chairman, "secretary": secretary},
        {"do": "open_election", "by": "secretary", "id": "speaker", "office": "speaker"},
        {"do": "nominate", "by": "secretary", **election}
        | {"candidate": candidate, "proposer": proposer},
        {"do": "close_nominations", "by": "secretary", **election},
        {"do": "approve_ballot", "by": "chairman", "made": size, **election},
        {"do": "open_voting", "by": "chairman", **election},
    ]


def said(desk: Desk, do: str, by: str, **fields: Any) -> None:
    role, action = asked({"do": do, "by": by, "election": "speaker", **fields}, Path())
    desk.do(role, action)


def opened(path: Path) -> Desk:
    desk = Desk.open(path, ScenarioClock("2020-01-01T00:10:00.000Z"))
    desk._db.execute("PRAGMA synchronous=OFF")  # faster, and the same bytes
    return desk


def everything(folder: Path) -> Files:
    """Every byte that lies in a folder, by name."""
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


class Chambers:
    """Files of sittings whose vote has just been opened, to be copied for every vote."""

    def __init__(
        self, folder: Path, leak: Leak | None = None, *, surrounded: bool = False, pdf: bool = False
    ) -> None:
        self.folder = folder
        self.leak = leak
        self.surrounded = surrounded
        self.pdf = pdf
        self.paths: dict[int, Path] = {}
        for size in SIZES:
            path = folder / f"chamber-{size}.sqlite"
            with Desk.create(path, ScenarioClock(START)) as desk:
                for line in lines(MEMBERS[:size]):
                    desk.do(*asked(line, Path()))
            self.paths[size] = path

    def draw(self, chance: random.Random) -> Vote:
        size = chance.choice(SIZES)
        order = chance.sample(MEMBERS[:size], size)
        return Vote(tuple(order), chance.choice(["for", "against"]), chance.randint(2, size))

    @contextlib.contextmanager
    def table(self, vote: Vote) -> Iterator[Path]:
        """A fresh copy in a folder of its own, where temporary files go too."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        path = folder / "sitting.sqlite"
        shutil.copy(self.paths[len(vote.order)], path)
        with contextlib.ExitStack() as stack:
            stack.enter_context(mock.patch.dict(os.environ, TMPDIR=str(folder)))
            stack.enter_context(mock.patch.dict(os.environ, SQLITE_TMPDIR=str(folder)))
            if self.surrounded:  # faster, and the same bytes
                lasting = [p for p in file._PRAGMAS if not p.startswith("synchronous")]
                lasting.append("synchronous=OFF")
                stack.enter_context(mock.patch.object(file, "_PRAGMAS", lasting))
                stack.enter_context(mock.patch.object(os, "fsync"))
            if self.leak is not None:
                stack.enter_context(mock.patch.object(papers, "save", self.leak.save))
                stack.enter_context(mock.patch.object(file, "tidy", self.leak.tidy))
                stack.enter_context(mock.patch.object(file, "check_cleared", _nothing))
            yield path
        shutil.rmtree(folder)

    def open(self, path: Path) -> Desk:
        desk = opened(path)
        if self.leak is not None:
            self.leak.prepare(desk._db)
        return desk


def issue(desk: Desk, member: str) -> None:
    desk.clock.move(1)  # type: ignore[attr-defined]
    said(desk, "issue_ballot", "secretary", member=member)


def jot_all(desk: Desk, by: str, vote: Vote) -> None:
    """Enter the papers one by one, in the order in which they were put into the box."""
    marks: dict[str, int] = {}
    for number in range(len(vote.order)):
        mark = vote.first_mark if number < vote.half else vote.second_mark
        marks = {**marks, mark: marks.get(mark, 0) + 1}
        desk.clock.move(1)  # type: ignore[attr-defined]
        desk.jot(by, "speaker", 1, number + 1, marks)  # type: ignore[arg-type]


def conduct(desk: Desk, vote: Vote, look: Callable[[str], None]) -> None:
    """The vote and the count; `look` is called where somebody may take a copy of the folder."""
    size = len(vote.order)
    for number, member in enumerate(vote.order, 1):
        issue(desk, member)
        if number == vote.asked_after:
            look("in the vote")
    said(desk, "close_voting", "chairman")
    look("vote closed")
    said(desk, "account_papers", "secretary", unused=0, spoiled=0)
    said(desk, "open_box", "chairman", present=list(MEMBERS[:2]))
    said(desk, "mix_papers", "chairman")
    said(desk, "count_papers", "secretary", found=size)
    jot_all(desk, "secretary", vote)
    look("in the packet")
    marks = {"for": size // 2, "against": size // 2}
    said(desk, "read_packet", "secretary", packet=1, marks=marks)
    jot_all(desk, "chairman", vote)
    said(desk, "read_packet", "chairman", packet=1, marks=marks)
    look("packet agreed")
    said(desk, "finish_count", "chairman")
    look("count finished")


MOMENTS = (
    *("in the vote", "vote closed", "in the packet"),
    *("packet agreed", "count finished", "program left"),
)


PRINTED_AT = ("in the vote", "count finished")


def come(vote: Vote, moment: str) -> int:
    """How many had their paper at a moment."""
    return vote.asked_after if moment == "in the vote" else len(vote.order)


class Reader:
    """Another program that has the file open, in the middle of reading it."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        self._rows = self._connection.execute("select * from log")
        self._rows.fetchone()

    def close(self) -> None:
        self._rows.close()
        self._connection.close()


class _EnoughError(Exception):
    """Everything that was to be looked at has been."""


def looked_at(chambers: Chambers, vote: Vote, until: str = "program left") -> dict[str, Files]:
    """The bytes of the folder at every moment, the last after the program was left."""
    seen: dict[str, Files] = {}
    with chambers.table(vote) as path:

        def look(moment: str) -> None:
            if chambers.surrounded:
                surroundings.take(desk, path.parent)
                if moment in PRINTED_AT:
                    surroundings.print_out(desk, path.parent, pdf=chambers.pdf)
            seen[moment] = everything(path.parent)
            if moment == until:
                raise _EnoughError

        desk = chambers.open(path)
        if chambers.surrounded:
            surroundings.begin(desk, path.parent)
        with contextlib.suppress(_EnoughError):
            conduct(desk, vote, look)
        desk.close()
        seen["program left"] = everything(path.parent)
    return seen


class Killed(NamedTuple):
    """How many papers the desk had said were issued, the bytes, and those after a new start."""

    issued: int
    files: Files
    started: Files


def killed(chambers: Chambers, vote: Vote, statement: int) -> Killed:
    """Kill a program at one of its statements in the vote: another process, by a signal."""
    with chambers.table(vote) as path:
        read, write = os.pipe()
        process = os.fork()
        if process == 0:
            try:
                _until_killed(chambers, path, vote, statement, write)
            finally:
                os._exit(0)
        os.close(write)
        with os.fdopen(read, "rb") as told:
            issued = len(told.read())
        os.waitpid(process, 0)
        files = everything(path.parent)
        with chambers.open(path) as desk:
            desk.resume("secretary")
            return Killed(issued, files, everything(path.parent))


def _until_killed(chambers: Chambers, path: Path, vote: Vote, statement: int, write: int) -> None:
    desk = chambers.open(path)
    left = statement

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    desk._db.conn.set_trace_callback(count)
    for member in vote.order:
        issue(desk, member)
        os.write(write, b".")


# ---------------------------------------------------------------- what is asked of the attacker


def statements_of_a_vote(chambers: Chambers, vote: Vote) -> int:
    """How many statements the engine is given until all papers are issued."""
    given = 0

    def count(_: str) -> None:
        nonlocal given
        given += 1

    with chambers.table(vote) as path, chambers.open(path) as desk:
        desk._db.conn.set_trace_callback(count)
        for member in vote.order:
            issue(desk, member)
        desk._db.conn.set_trace_callback(None)
    return given


def order_trial(vote: Vote, files: Files, among: int, chance: random.Random) -> Trial:
    """Which of two members came first, of so many who had come by then."""
    first, second = sorted(chance.sample(range(among), 2))
    return Trial(files, vote.order[first], vote.order[second])


def reading_trial(vote: Vote, files: Files) -> Trial:
    """Which mark was read first."""
    return Trial(files, vote.first_mark, vote.second_mark)


def vote_trial(vote: Vote, files: Files, chance: random.Random) -> Trial:
    """Which of two members voted for; the first of the trial did."""
    early, late = chance.choice(vote.order[: vote.half]), chance.choice(vote.order[vote.half :])
    return Trial(files, *((early, late) if vote.first_mark == "for" else (late, early)))


# ---------------------------------------------------------------- careless variants


def _new_rows(db: Any, before: WorkingPapers, after: WorkingPapers) -> None:
    """Write what is new, and take away what went, as anybody would at first."""
    for member in after.register - before.register:
        db.execute("insert into register (member) values (?)", [member])
    if not after.register:
        db.execute("delete from register")
    SAVE(db, before, type(after)(before.register, after.readings, after.tally))


SAVE = papers.save
TIDY = file.tidy


def _nothing(_: Any) -> None:
    """Prepare nothing."""


def _row_numbers(db: Any) -> None:
    db.execute("drop table register")
    db.execute("create table register (member text not null) strict")


def _no_secure_delete(db: Any) -> None:
    db.execute("PRAGMA secure_delete=OFF")


def _never(_db: Any, *, vacuum: bool = False) -> bool:
    return True


def _without_vacuum(db: Any, *, vacuum: bool = False) -> bool:
    return TIDY(db, vacuum=False)


LEAKS = {
    leak.name: leak
    for leak in (
        Leak("row numbers", _row_numbers, _new_rows, TIDY),
        Leak("rows where there is room", _nothing, _new_rows, _without_vacuum),
        Leak("the log of writes left", _nothing, SAVE, _never),
        Leak("deleted rows left", _no_secure_delete, _new_rows, _without_vacuum),
    )
}
