"""What lies on the table and in the box: it follows from the plan and from what was recorded."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec

from majilis_tui.drill.plan import Plan
from majilis_tui.procedure.count import packet_papers
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.procedure.timing import seconds_between

# After so long a pause those who were delayed have come.
PAUSE_SECONDS = 300


class Move(msgspec.Struct, frozen=True):
    """An entry of the log between the states before and after it."""

    entry: Entry
    before: Sitting
    after: Sitting


def election_of(plan: Plan, sitting: Sitting) -> Election | None:
    """Return the election of the rehearsal, None while it is not opened."""
    found = (e for e in sitting.elections.values() if e.office == plan.office)
    return next(found, None)


def in_the_hall(plan: Plan, moves: Sequence[Move], now: str) -> frozenset[str]:
    """Return who can answer the roll before the vote; those delayed come after a pause."""
    away = {*plan.absent, plan.late}
    if not delayed_came(plan, moves, now):
        away.update(plan.delayed)
    return frozenset(member.id for member in plan.members) - away


def delayed_came(plan: Plan, moves: Sequence[Move], now: str) -> bool:
    """Say whether the hall paused once it was clear that too few are there, or went on anyway."""
    if not plan.delayed:
        return True
    first = {m.id for m in plan.members} - {*plan.absent, plan.late, *plan.delayed}
    ends = [*(move.entry.at for move in moves[1:]), now]
    for move, until in zip(moves, ends, strict=False):
        sitting = move.after
        if sitting.roll_call_closed:
            return True
        if set(sitting.present_members()) == first:
            paused = sitting.on_break or seconds_between(move.entry.at, until) >= PAUSE_SECONDS
            if paused:
                return True
    return False


def exchanges(plan: Plan, number: int) -> int:
    """Return how many deputies spoil a paper in round `number`."""
    return int(number == 1 and bool(plan.spoils))


def box(plan: Plan, current: Round) -> tuple[str, ...]:
    """Return the mark of every paper in the box, in the order in which they will be read."""
    first = current.number == 1
    received = frozenset(current.received)
    marks = []
    for member, mark in plan.vote(current.number).marks.items():
        if member not in received or (first and member == plan.carried_away):
            continue
        refused = first and member == plan.spoils and not current.exchanged
        marks.append(INVALID + "unclear" if refused else _as_marked(mark, current))
    others = received.difference(plan.vote(current.number).marks)
    marks += [BLANK] * len(others)
    # Whoever was given a second paper against nothing has put both into the box.
    too_many = max(current.exchanged - exchanges(plan, current.number), 0)
    marks += [BLANK] * too_many
    if first and plan.has("paper-too-many"):
        marks.insert(len(marks) // 3, INVALID + "form")
    return tuple(marks)


def _as_marked(mark: str, current: Round) -> str:
    """Return a mark as the paper has it that the officers approved."""
    if mark == BLANK or mark.startswith(INVALID) or mark in current.choices:
        return mark
    if current.single:
        return "for" if mark in current.candidates else "against"
    if mark == "for" and current.candidates:
        return current.candidates[0]
    return BLANK


def truth(plan: Plan, current: Round) -> Counter[str]:
    """Return what a faultless count finds."""
    return Counter(box(plan, current))


def unused(plan: Plan, current: Round) -> int:
    """Return the papers that nobody has received."""
    return current.made - current.issued


def unused_in_haste(plan: Plan, current: Round) -> int:
    """Return what the first count of the unused papers comes to."""
    true = unused(plan, current)
    if current.number > 1 or not plan.has("unused-miscounted") or current.accounted:
        return true
    return true - 1 if true else 1


def spoiled(plan: Plan, current: Round) -> int:
    """Return the papers that were taken back."""
    return min(current.exchanged, exchanges(plan, current.number))


def pile(
    plan: Plan, sitting: Sitting, current: Round, reader: Literal["chairman", "secretary"]
) -> tuple[str, ...]:
    """Return the open packet as a reader sees it: for one of them an eye slips, the first time."""
    start = current.papers_agreed
    papers = list(box(plan, current)[start : start + packet_papers(sitting.law, current)])
    slip = plan.slip
    if (
        slip is not None
        and current.number == 1
        and current.packets_agreed + 1 == slip.packet
        and slip.reader == reader
        and not current.packet_differs
        and papers
    ):
        place = slip.place % len(papers)
        papers[place] = next(c for c in (*current.choices, BLANK) if c != papers[place])
    return tuple(papers)
