"""How each planted fault was met, judged from the log alone."""

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from majilis_tui.drill.hall import (
    Move,
    delayed_came,
    election_of,
    exchanges,
    truth,
    unused,
)
from majilis_tui.drill.plan import Fault, Plan
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.election import Round
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.procedure.timing import seconds_between

Answer = Literal["handled", "otherwise", "not yet"]
# An explanation says what became of a paper; one word does not.
FEWEST_WORDS = 2
# What cannot be met before the bell.
AT_THE_BELL: tuple[Fault, ...] = ("in-line", "after-the-bell")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """How a fault was met: from when on it stood there, and the entry that decided it.

    `fault` is None for the whole: whether what was recorded is what the hall voted.
    """

    fault: Fault | None
    answer: Answer
    since: str | None = None
    decided: Entry | None = None

    @property
    def seconds(self) -> int | None:
        """How long it took, None while it is not decided."""
        if self.since is None or self.decided is None:
            return None
        return max(round(seconds_between(self.since, self.decided.at)), 0)


def findings(plan: Plan, moves: Sequence[Move]) -> tuple[Finding, ...]:
    """Return a finding for each planted fault, in the order of the sitting, and for the whole."""
    record = _Record(plan, moves)
    return (*(_JUDGES[fault](record) for fault in plan.faults), record.the_whole())


class _Record:
    """The moves of a sitting, and what is looked for in them."""

    def __init__(self, plan: Plan, moves: Sequence[Move]) -> None:
        self.plan = plan
        self.moves = tuple(moves)

    def first(self, wanted: Callable[[Move], bool], after: Move | None = None) -> Move | None:
        """Return the first move of a kind, from or after another."""
        since = after.entry.seq if after else 0
        return next((m for m in self.moves if m.entry.seq > since and wanted(m)), None)

    def last(self, wanted: Callable[[Move], bool], before: Move | None = None) -> Move | None:
        """Return the last move of a kind, before another."""
        until = before.entry.seq if before else self.moves[-1].entry.seq + 1 if self.moves else 0
        return next((m for m in reversed(self.moves) if m.entry.seq < until and wanted(m)), None)

    def done(self, action: type[act.Action], number: int = 1) -> Move | None:
        """Return the first move of an action in round `number`, or in no round at all."""
        return self.first(
            lambda m: (
                isinstance(m.entry.data, action) and number == self.round_number(m, default=number)
            )
        )

    def round_number(self, move: Move, default: int = 1) -> int:
        election = election_of(self.plan, move.before)
        return election.round.number if election else default

    def round(self, move: Move) -> Round:
        """Return the newest round after a move."""
        election = election_of(self.plan, move.after)
        assert election is not None
        return election.round

    def issued(self, papers: int) -> Move | None:
        """Return the move after which so many papers were out in the first round."""
        return self.first(
            lambda m: (
                isinstance(m.entry.data, act.BallotIssued)
                and m.entry.data.round == 1
                and m.entry.data.issued >= papers
            )
        )

    def say(
        self, fault: Fault | None, met: Move | None, decided: Move | None, *, well: bool
    ) -> Finding:
        """Return a finding: open as long as nothing decided it."""
        since = met.entry.at if met else None
        election = (
            election_of(self.plan, decided.before) if decided and fault in AT_THE_BELL else None
        )
        if since is not None and election is not None:
            since = max(since, election.round.deadline)
        answer: Answer = "not yet" if decided is None else "handled" if well else "otherwise"
        return Finding(
            fault=fault,
            answer=answer,
            since=since,
            decided=decided.entry if decided else None,
        )

    # -- the roll --------------------------------------------------------------------

    def excused(self) -> Finding:
        member = self.plan.excused
        vote = self.done(act.VotingOpened)
        if vote is not None and vote.before.attendance[member] != "excused":
            return self.say("excused", self.done(act.SeatMembers), vote, well=False)
        marked = self.last(
            lambda m: (
                isinstance(m.entry.data, act.AttendanceMarked)
                and m.after.attendance[member] == "excused"
                and member in m.entry.data.members
            )
        )
        return self.say("excused", self.before(marked), marked, well=True)

    def before(self, move: Move | None) -> Move | None:
        """Return the move before another."""
        return None if move is None else self.last(lambda m: True, before=move)

    def no_quorum(self) -> Finding:
        plan = self.plan
        first = len(plan.members) - len({*plan.absent, plan.late, *plan.delayed} - {""})
        met = self.first(lambda m: m.after.present == first)
        closed = self.done(act.RollCallClosed)
        if closed is None:
            return self.say("no-quorum", met, None, well=False)
        until = self.moves[: closed.entry.seq - 1]
        waited = delayed_came(plan, until, closed.entry.at)
        return self.say("no-quorum", met, closed, well=closed.before.has_quorum and waited)

    # -- before the vote -------------------------------------------------------------

    def withdrawal(self) -> Finding:
        member = self.plan.withdraws
        met = self.last(lambda m: isinstance(m.entry.data, act.Nominate))
        approved = self.done(act.BallotApproved)
        left = self.first(
            lambda m: isinstance(m.entry.data, act.Withdraw) and m.entry.data.candidate == member
        )
        if approved is not None and member in self.round(approved).candidates:
            return self.say("withdrawal", met, approved, well=False)
        return self.say("withdrawal", met, left or approved, well=True)

    def nominee_proposed(self) -> Finding:
        formed = self.first(lambda m: isinstance(m.entry.data, act.FormCommission))
        met = self.last(lambda m: isinstance(m.entry.data, act.CloseNominations), before=formed)
        well = formed is not None and self.plan.nominee not in formed.after.commission
        return self.say("nominee-proposed", met, formed, well=well)

    # -- the vote --------------------------------------------------------------------

    def spoiled_paper(self) -> Finding:
        exchanged = self.done(act.BallotExchanged)
        decided = exchanged or self.done(act.VotingClosed)
        return self.say("spoiled-paper", self.issued(2), decided, well=exchanged is not None)

    def second_paper(self) -> Finding:
        allowed = exchanges(self.plan, 1)
        surplus = self.first(
            lambda m: (
                isinstance(m.entry.data, act.BallotExchanged)
                and m.entry.data.round == 1
                and m.entry.data.spoiled > allowed
            )
        )
        decided = surplus or self.issued(3)
        return self.say("second-paper", self.issued(2), decided, well=surplus is None)

    def late(self) -> Finding:
        member, closed = self.plan.late, self.done(act.VotingClosed)
        came = self.first(
            lambda m: not m.before.is_present(member) and m.after.is_present(member),
            after=self.done(act.VotingOpened),
        )
        well = closed is not None and came is not None and member in self.round(closed).received
        return self.say("late", self.issued(3), came if well else closed, well=well)

    def in_line(self) -> Finding:
        closed = self.done(act.VotingClosed)
        well = closed is not None and set(self.plan.in_line) <= set(self.round(closed).received)
        served = self.last(lambda m: isinstance(m.entry.data, act.BallotIssued), before=closed)
        return self.say("in-line", self.before(served), served if well else closed, well=well)

    def after_the_bell(self) -> Finding:
        closed = self.done(act.VotingClosed)
        well = closed is not None and self.plan.too_late not in self.round(closed).received
        return self.say("after-the-bell", self.before(closed), closed, well=well)

    # -- the count -------------------------------------------------------------------

    def unused_miscounted(self) -> Finding:
        opened = self.done(act.OpenBox)
        met = self.done(act.AccountPapers)
        if opened is None:
            return self.say("unused-miscounted", met, None, well=False)
        mended = self.last(lambda m: isinstance(m.entry.data, act.AccountPapers), before=opened)
        current = self.round(opened)
        well = current.unused == unused(self.plan, current)
        return self.say("unused-miscounted", met, mended if well else opened, well=well)

    def difference(self, fault: Fault) -> Finding:
        finished = self.done(act.CountFinished)
        if finished is None:
            return self.say(fault, None, None, well=False)
        current = self.round(finished)
        explained = self.last(
            lambda m: isinstance(m.entry.data, act.DifferenceExplained), before=finished
        )
        in_words = all(len(text.split()) >= FEWEST_WORDS for text in current.explanations)
        found = sum(truth(self.plan, current).values())
        well = current.found == found and in_words and current.explained == current.gap > 0
        decided = explained or finished
        return self.say(fault, self.before(decided), decided, well=well)

    def set_aside(self) -> Finding:
        finished = self.done(act.CountFinished)
        well = False
        if finished is not None:
            current, true = self.round(finished), truth(self.plan, self.round(finished))
            invalid = {INVALID + reason: number for reason, number in current.invalid.items()}
            said = {mark: number for mark, number in true.items() if mark.startswith(INVALID)}
            well = current.blank == true[BLANK] and invalid == said
        return self.say("set-aside", self.done(act.CountPapers), finished, well=well)

    def slip(self) -> Finding:
        slip = self.plan.slip
        assert slip is not None
        agreed = self.first(
            lambda m: (
                isinstance(m.entry.data, act.AgreePacket)
                and (m.entry.data.round, m.entry.data.packet) == (1, slip.packet)
            )
        )
        differed = self.first(
            lambda m: (
                isinstance(m.entry.data, act.PacketDiffers)
                and (m.entry.data.round, m.entry.data.packet) == (1, slip.packet)
            )
        )
        return self.say("slip", differed or self.before(agreed), agreed, well=differed is not None)

    # -- the result ------------------------------------------------------------------

    def no_majority(self) -> Finding:
        declared = self.done(act.Declared)
        if declared is None:
            return self.say("no-majority", None, None, well=False)
        decided = self.first(
            lambda m: (
                isinstance(m.entry.data, act.RoundStarted | act.CloseElection) or m.after.closed
            ),
            after=declared,
        )
        if self.round(declared).outcome == "elected":
            return self.say("no-majority", declared, declared, well=False)
        how = decided.entry.data if decided else None
        well = isinstance(how, act.RoundStarted) and how.how == "repeat"
        return self.say("no-majority", declared, decided, well=well)

    def the_whole(self) -> Finding:
        """Say whether every round's totals are what lay in the box."""
        opened = self.moves[0] if self.moves else None
        wrong = next((m for m in self.moves if self._miscounted(m)), None)
        if wrong is not None:
            return self.say(None, opened, wrong, well=False)
        counted = self.last(lambda m: isinstance(m.entry.data, act.CountFinished))
        ended = self.last(lambda m: m.after.closed)
        return self.say(None, opened, ended if counted else None, well=True)

    def _miscounted(self, move: Move) -> bool:
        if not isinstance(move.entry.data, act.CountFinished):
            return False
        current = self.round(move)
        invalid = {INVALID + reason: number for reason, number in current.invalid.items()}
        said = {**current.totals, BLANK: current.blank, **invalid}
        true = truth(self.plan, current)
        return any(said.get(mark, 0) != true[mark] for mark in {*said, *true})


_JUDGES: dict[Fault, Callable[[_Record], Finding]] = {
    "excused": _Record.excused,
    "no-quorum": _Record.no_quorum,
    "withdrawal": _Record.withdrawal,
    "nominee-proposed": _Record.nominee_proposed,
    "spoiled-paper": _Record.spoiled_paper,
    "second-paper": _Record.second_paper,
    "late": _Record.late,
    "in-line": _Record.in_line,
    "after-the-bell": _Record.after_the_bell,
    "unused-miscounted": _Record.unused_miscounted,
    "missing-paper": lambda record: record.difference("missing-paper"),
    "paper-too-many": lambda record: record.difference("paper-too-many"),
    "set-aside": _Record.set_aside,
    "slip": _Record.slip,
    "no-majority": _Record.no_majority,
}
