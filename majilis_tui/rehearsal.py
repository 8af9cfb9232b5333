"""A rehearsal: the file of a drill, its clock, and a pair of officers who make no mistake."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from majilis_tui.clock import Clock, ScenarioClock, SystemClock
from majilis_tui.desk import Desk, Line, Recorded
from majilis_tui.drill.hall import Move
from majilis_tui.drill.judging import Finding, findings
from majilis_tui.drill.plan import Plan, draw
from majilis_tui.drill.scenes import Scene, scene
from majilis_tui.opening import NOBODY_YET, chamber_title, make
from majilis_tui.procedure.actions import Action, OpenSitting, Role, SeatMembers
from majilis_tui.procedure.papers import WorkingPapers
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import Rules
from majilis_tui.procedure.sitting import EMPTY, Sitting
from majilis_tui.procedure.timing import later, seconds_between
from majilis_tui.rulebook import find_rules

RULES = "kz-majilis"
TITLES = {"en": "Rehearsal {seed}", "kk": "Жаттығу {seed}", "ru": "Репетиция {seed}"}
# When it begins that is conducted without officers: the same seed gives the same head code.
START = "2026-01-01T09:00:00.000Z"
# Between two actions of the officers who need no screen.
SECONDS_AN_ACTION = 5
# Far more than any rehearsal has.
MOST_SCENES = 1000


class MovedClock(Clock, Protocol):
    """A clock that a rehearsal moves on when time passes in the hall."""

    def move(self, seconds: float) -> None:
        """Move on by seconds."""
        ...


class RehearsalClock(SystemClock):
    """The clocks of this machine, ahead by the time that only passed in the hall."""

    def __init__(self, after: str = "") -> None:
        self.ahead = max(seconds_between(super().now(), after), 0) if after else 0.0

    def now(self) -> str:
        """Return the moment in the hall."""
        return later(super().now(), self.ahead)

    def move(self, seconds: float) -> None:
        """Move on by seconds."""
        self.ahead += seconds


class Table(Protocol):
    """What a rehearsal needs of the desk."""

    clock: Clock
    sitting: Sitting
    papers: WorkingPapers

    def do(self, by: Role, action: Action) -> Recorded:
        """Have an action judged and recorded."""
        ...

    def lines(self, after: int = 0) -> Iterator[Line]:
        """Yield the log."""
        ...


class Rehearsal:
    """A drill at a desk: what happens in the hall, and how the faults were met so far."""

    def __init__(self, desk: Table, plan: Plan, clock: MovedClock) -> None:
        self.desk = desk
        self.plan = plan
        self.clock = clock
        self._moves: list[Move] = []

    @property
    def moves(self) -> list[Move]:
        """The entries of the log with the states around them."""
        seq = len(self._moves)
        if seq < self.desk.sitting.seq:
            state = self._moves[-1].after if self._moves else EMPTY
            for line in self.desk.lines(seq):
                after = state.apply(line.entry)
                self._moves.append(Move(line.entry, state, after))
                state = after
        return self._moves

    def scene(self) -> Scene:
        """Return what happens in the hall now."""
        moves = self.moves
        return scene(self.plan, moves, self.desk.sitting, self.desk.papers, self.clock.now())

    def findings(self) -> tuple[Finding, ...]:
        """Return how each planted fault was met so far."""
        return findings(self.plan, self.moves)

    def go_on(self, now: Scene, pause: float = 0) -> Iterator[Recorded]:
        """Do what is right in a scene, through the door; raises Refusal or RecordError."""
        self.clock.move(now.wait)
        for by, action in now.steps:
            self.clock.move(pause)
            yield self.desk.do(by, action)

    def conduct(self) -> Iterator[tuple[Scene, Recorded | None]]:
        """Conduct the rest as two officers do who make no mistake; None where time passes."""
        for _ in range(MOST_SCENES):
            now = self.scene()
            if now.kind == "over":
                return
            if now.wait:
                yield now, None
            for recorded in self.go_on(now, SECONDS_AN_ACTION):
                yield now, recorded
        raise RuntimeError("the rehearsal does not come to an end")


def planned(seed: int) -> Plan:
    """Return the drill that a seed stands for."""
    return draw(seed, random.Random(seed), find_rules(RULES))  # noqa: S311 - a drill is no secret


def any_seed() -> int:
    """Return a seed that is easily said and typed."""
    return random.SystemRandom().randrange(1, 10_000)


def take_up(path: Path, seed: int, clock: Clock | None = None) -> Desk:
    """Begin a rehearsal in a new file, or go on with the one in it.

    Raises Refusal where the file is a real sitting's, RecordError.
    """
    return go_on_with(path) if path.exists() else begin(path, seed, clock)


def begin(path: Path, seed: int, clock: Clock | None = None) -> Desk:
    """Make the file of a rehearsal, its members seated; raises RecordError if it exists."""
    plan = planned(seed)
    clock = clock or RehearsalClock()
    first = opening(plan, clock.now()[:10])
    return make(path, first, SeatMembers(members=plan.members), clock)


def go_on_with(path: Path) -> Desk:
    """Open the file of a rehearsal; raises Refusal for any other sitting, RecordError."""
    desk = Desk.open(path)
    if attend(desk) is None:
        desk.close()
        raise Refusal(
            "rehearsal-file",
            "{file} is not the file of a rehearsal; a rehearsal has a file of its own.",
            file=str(path),
        )
    return desk


def opening(plan: Plan, day: str) -> OpenSitting:
    """Return what opens a rehearsal on a day, YYYY-MM-DD; its title bears the seed."""
    title, title_kk, title_ru = (TITLES[spoken].format(seed=plan.seed) for spoken in TITLES)
    rules: Rules = plan.rules
    return OpenSitting(
        title=title,
        title_kk=title_kk,
        title_ru=title_ru,
        date=day,
        chamber=chamber_title(rules),
        presiding=NOBODY_YET,
        rules=rules,
        rehearsal=True,
    )


def attend(desk: Desk) -> Rehearsal | None:
    """Let the hall take part where the desk holds a rehearsal; None where it holds none.

    The desk then keeps the time of the hall, so it is to be called before the desk is resumed.
    """
    sitting = desk.sitting
    found = re.fullmatch(r"Rehearsal (\d{1,18})", sitting.title)
    if not sitting.rehearsal or found is None:
        return None
    plan = planned(int(found[1]))
    if sitting.rules != plan.rules or tuple(sitting.members.values()) != plan.members:
        return None
    clock = desk.clock
    if not isinstance(clock, RehearsalClock | ScenarioClock):
        clock = RehearsalClock(after=sitting.at)
        desk.clock = clock
    return Rehearsal(desk, plan, clock)
