"""The one door: an action is judged and made durable; nothing else changes a sitting."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec.structs import replace

from majilis_tui.clock import JUMP_SECONDS, Clock, SystemClock
from majilis_tui.procedure.actions import NAME_OF_LOGGED, Action, ClockJump, Role
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.guards import Case, Decision, decide
from majilis_tui.procedure.guards.counting import jot
from majilis_tui.procedure.papers import NO_PAPERS, WorkingPapers
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.result import head_code, result
from majilis_tui.procedure.sentences import Sentence
from majilis_tui.procedure.sitting import EMPTY, Sitting
from majilis_tui.procedure.timing import seconds_between
from majilis_tui.record import file, log, papers
from majilis_tui.record.errors import InTheWayError, RecordError
from majilis_tui.record.log import NO_HASH, Line
from majilis_tui.record.verify import Report, verify


class Recorded(msgspec.Struct, frozen=True):
    """What an action came to: its line in the log, None if only working papers changed."""

    line: Line | None
    sitting: Sitting


class Door:
    """A sitting's state, its working papers, and the way to change them.

    `sitting` and `papers` are as of the last `do`, `jot` or `catch_up`. Raises RecordError where
    the file cannot be read or written, Refusal where the procedure does not allow an action.
    """

    def __init__(self, path: Path, clock: Clock, *, read_only: bool = False) -> None:
        self.path = path
        self.clock = clock
        self.read_only = read_only
        # What a crash left unemptied may not have been rebuilt either.
        self._untidy = not read_only and not file.cleared(path)
        self._open()
        self._identity = file.identity(path)
        self.sitting: Sitting = EMPTY
        self.papers: WorkingPapers = NO_PAPERS
        self.head = NO_HASH
        self.last: Line | None = None
        self._version = -1
        self._offset: float | None = None
        try:
            self.catch_up()
        except BaseException:
            self._db.close()
            raise
        self._offset = clock.offset()

    def _open(self) -> None:
        self._at_rest = file.at_rest(self.path) if self.read_only else None
        self._db = file.connect(self.path, read_only=self.read_only)

    @classmethod
    def create(cls, path: Path, clock: Clock | None = None) -> Self:
        """Make the file of a new sitting and open it; raises RecordError if it exists."""
        file.create(path).close()
        return cls(path, clock or SystemClock())

    @classmethod
    def open(cls, path: Path, clock: Clock | None = None, *, read_only: bool = False) -> Self:
        """Open a sitting where it stands."""
        return cls(path, clock or SystemClock(), read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave in order: nothing half-written, no companion file."""
        if self.read_only:
            file.leave(self._db, self.path)
        else:
            self._tidy()
            self._db.close()

    def abandon(self) -> None:
        """Take away a file in which nothing was ever acknowledged to anyone."""
        self._db.close()
        file.remove(self.path)

    # -- reading -----------------------------------------------------------------

    def changed(self) -> bool:
        """Say whether another terminal has written since the last look."""
        if self._at_rest is not None and file.at_rest(self.path) != self._at_rest:
            # What was taken as unchanging has been opened since.
            self._db.close()
            self._open()
            return True
        with file.explained(self.path):
            return log.version(self._db) != self._version

    def catch_up(self) -> list[Line]:
        """Take in what was written since the last look, and return it."""
        with file.explained(self.path):
            self._version = log.version(self._db)
            taken = self._take_in()
            self.papers = papers.load(self._db)
        return taken

    def _take_in(self) -> list[Line]:
        taken = list(log.lines(self._db, self.path, self.sitting.seq, self.head))
        for line in taken:
            self._follow(line)
        return taken

    def _follow(self, line: Line) -> None:
        self.sitting = self.sitting.apply(line.entry)
        self.head = line.hash
        self.last = line
        if isinstance(line.entry.data, ClockJump) and self._offset is not None:
            self._offset += line.entry.data.seconds

    def lines(self, after: int = 0) -> Iterator[Line]:
        """Yield the log from the file, entry by entry."""
        before = NO_HASH if after == 0 else self._hash_of(after)
        with file.explained(self.path):
            yield from log.lines(self._db, self.path, after, before)

    def _hash_of(self, seq: int) -> str:
        row = self._db.execute("select hash from log where seq = ?", [seq]).fetchone()
        return NO_HASH if row is None else str(row[0])

    def verify(self, progress: Callable[[int], None] | None = None) -> Report:
        """Check the whole file afresh, by a connection of its own; safe in a thread."""
        return verify(self.path, progress=progress)

    @property
    def head_code(self) -> str:
        """The head of the log, short, to print and to read aloud."""
        return head_code(self.head)

    def result(self) -> dict[str, object]:
        """Return what was decided, as plain data (contract, section 5)."""
        return result(self.sitting, self.head)

    def refusal(self, by: Role, action: Action) -> Refusal | None:
        """Return why an action is not possible now, None if it is; nothing is written."""
        try:
            decide(self._case(by), action)
        except Refusal as refusal:
            return refusal
        return None

    # -- writing -----------------------------------------------------------------

    def do(self, by: Role, action: Action) -> Recorded:
        """Judge an action and record it; it is durable when this returns.

        Raises Refusal, and then nothing was written; RecordError if it could not be written.
        """
        return self._write(by, action.request, lambda case: decide(case, action))

    def jot(
        self, by: Role, election: str, packet: int, papers_read: int, marks: dict[str, int]
    ) -> None:
        """Keep a reader's unfinished marks of the open packet, so that a crash loses none."""

        def unfinished(case: Case) -> Decision:
            return Decision(fact=None, papers=jot(case, election, packet, papers_read, marks))

        self._write(by, None, unfinished)

    def _write(self, by: Role, request: str | None, judge: Callable[[Case], Decision]) -> Recorded:
        self._record_clock_jump()
        for _ in range(file.CLEARING_TRIES - 1):
            try:
                return self._attempt(by, request, judge)
            except InTheWayError:
                self._tidy()  # another terminal reads for a moment only
        return self._attempt(by, request, judge)

    def _attempt(
        self, by: Role, request: str | None, judge: Callable[[Case], Decision]
    ) -> Recorded:
        before = (self.sitting, self.head, self.last, self.papers, self._offset)
        try:
            with file.writing(self._db, self.path):
                self._take_in()
                self.papers = papers.load(self._db)
                if request is not None and log.requested(self._db, request) is not None:
                    return Recorded(self.last, self.sitting)
                case = self._case(by)
                decision = judge(case)
                if decision.papers != self.papers:
                    file.check_cleared(self.path)
                line = self._append(case, decision)
                file.check_in_place(self.path, self._identity, self._remedy())
        except RecordError:
            self.sitting, self.head, self.last, self.papers, self._offset = before
            raise
        if line is not None:
            self._follow(line)
        # A register of several pages keeps on its pages how it grew, unless the file is rebuilt.
        grown = decision.papers.register != self.papers.register
        self._untidy = self._untidy or decision.seals or grown
        self.papers = decision.papers
        self._tidy()
        if line is not None:
            self._recorded(line)
            if not file.cleared(self.path):
                self._tidy()
        self._version = log.version(self._db)
        return Recorded(line, self.sitting)

    def _tidy(self) -> None:
        """Leave no older page behind; what a reader hinders is done the next time."""
        self._untidy = not file.tidy(self._db, vacuum=self._untidy) and self._untidy

    def _recorded(self, line: Line) -> None:
        """Do what follows an entry outside the file; must not fail, the entry is durable."""

    def _remedy(self) -> str:
        """Return what to do when the file was taken away under the program."""
        return Sentence("Put it back, then do it again.")

    def _append(self, case: Case, decision: Decision) -> Line | None:
        papers.save(self._db, self.papers, decision.papers)
        if decision.fact is None:
            return None
        entry = Entry(
            action=NAME_OF_LOGGED[type(decision.fact)],
            at=case.at,
            by=case.by,
            data=decision.fact,
            seq=self.sitting.seq + 1,
        )
        return log.append(self._db, entry, self.head)

    def _case(self, by: Role) -> Case:
        # A clock that is being slewed may stand a little before the last entry.
        return Case(
            sitting=self.sitting,
            papers=self.papers,
            by=by,
            at=max(self.clock.now(), self.sitting.at),
            head=self.head,
        )

    # -- the clock ---------------------------------------------------------------

    def _record_backward_clock(self) -> None:
        if not self.sitting.at or self.sitting.closed:
            return
        behind = seconds_between(self.sitting.at, self.clock.now())
        if behind < 0:
            self._jump(int(behind) - 1)
            self._offset = self.clock.offset()

    def _record_clock_jump(self) -> None:
        """Put on record that the wall clock was set, and move a running deadline with it."""
        offset = self.clock.offset()
        if offset is None or self._offset is None or self.sitting.rules is None:
            return
        if abs(offset - self._offset) < JUMP_SECONDS or self.sitting.closed:
            return
        self.catch_up()  # another terminal may have recorded it
        seconds = round(offset - self._offset)
        if abs(seconds) >= JUMP_SECONDS:
            self._jump(seconds)

    def _jump(self, seconds: int) -> None:
        with file.writing(self._db, self.path):
            self._take_in()
            case = replace(self._case("system"), at=self.clock.now())
            line = self._append(case, decide(case, ClockJump(seconds=seconds)))
            file.check_in_place(self.path, self._identity, self._remedy())
        if line is not None:
            self._follow(line)
            self._tidy()
            self._recorded(line)

    def watch_clock(self) -> None:
        """Look whether the wall clock was set; to be called every second or so."""
        self._record_clock_jump()
