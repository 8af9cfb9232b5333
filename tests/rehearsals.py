"""Rehearsals without a file: the procedure alone, conducted by officers good or careless."""

from collections.abc import Callable, Iterator

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Line, Recorded
from majilis_tui.drill.scenes import Scene, Step
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action, Role
from majilis_tui.procedure.entries import Entry, encode
from majilis_tui.procedure.guards import Case, decide
from majilis_tui.procedure.papers import NO_PAPERS
from majilis_tui.procedure.sitting import EMPTY
from majilis_tui.rehearsal import START, Rehearsal, opening, planned


class Memory:
    """What a rehearsal asks of a desk, in memory."""

    def __init__(self) -> None:
        self.clock = ScenarioClock(START)
        self.sitting = EMPTY
        self.papers = NO_PAPERS
        self.recorded: list[Line] = []

    def do(self, by: Role, action: Action) -> Recorded:
        case = Case(sitting=self.sitting, papers=self.papers, by=by, at=self.clock.now())
        decision = decide(case, action)
        self.papers = decision.papers
        line = None
        if decision.fact is not None:
            name = act.NAME_OF_LOGGED[type(decision.fact)]
            entry = Entry(name, self.clock.now(), by, decision.fact, self.sitting.seq + 1)
            line = Line(entry, encode(entry), "")
            self.recorded.append(line)
            self.sitting = self.sitting.apply(entry)
        return Recorded(line, self.sitting)

    def lines(self, after: int = 0) -> Iterator[Line]:
        yield from self.recorded[after:]


def fresh(seed: int) -> Rehearsal:
    """A rehearsal whose members are seated."""
    table = Memory()
    plan = planned(seed)
    table.do("clerk", opening(plan, START[:10]))
    table.do("clerk", act.SeatMembers(members=plan.members))
    return Rehearsal(table, plan, table.clock)


Habit = Callable[[Rehearsal, Scene], list[Step] | None]


def conducted(rehearsal: Rehearsal, habit: Habit | None = None) -> list[Scene]:
    """Conduct a rehearsal to its end; a habit does other steps than the right ones."""
    shown: list[Scene] = []
    for _ in range(400):
        now = rehearsal.scene()
        shown.append(now)
        if now.kind == "over":
            return shown
        others = habit(rehearsal, now) if habit else None
        if others is None:
            for _done in rehearsal.go_on(now, 5):
                pass
            continue
        for by, action in others:
            rehearsal.clock.move(5)
            rehearsal.desk.do(by, action)
    raise AssertionError(f"stuck at {shown[-3:]}")


def answers(rehearsal: Rehearsal) -> dict[str | None, str]:
    """How each fault was met."""
    return {finding.fault: finding.answer for finding in rehearsal.findings()}


def with_fault(fault: str) -> Rehearsal:
    """The first rehearsal in which a fault is planted."""
    return next(r for r in map(fresh, range(200)) if fault in r.plan.faults)
