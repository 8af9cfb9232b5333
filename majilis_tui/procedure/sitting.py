"""The state of a sitting, and nothing but a fold over the entries of its log."""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.election import Election, Protocol
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.folding import FOLDS
from majilis_tui.procedure.growing import Growing
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.question import Question
from majilis_tui.procedure.rules import Rules

__all__ = ["EMPTY", "Protocol", "Question", "Sitting", "fold"]


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the log says up to entry `seq`."""

    seq: int = 0
    at: str = ""
    title: str = ""
    title_kk: str | None = None
    title_ru: str | None = None
    date: str = ""
    chamber: str = ""
    convocation: str | int | None = None
    presiding: act.Presiding | None = None
    rules: Rules | None = None
    rehearsal: bool = False
    members: dict[str, Member] = {}
    attendance: dict[str, act.Status] = {}
    present: int = 0
    roll_call_closed: bool = False
    questions: Growing[Question] = Growing()
    commission: tuple[str, ...] = ()
    chairman: str | None = None
    secretary: str | None = None
    elections: dict[str, Election] = {}
    break_until: str | None = None
    on_break: bool = False
    protocols: tuple[Protocol, ...] = ()
    officers_signed: bool = False
    enrolled: frozenset[str] = frozenset()
    closed: bool = False

    @property
    def law(self) -> Rules:
        """The rules in force; only after the sitting was opened."""
        if self.rules is None:
            raise LookupError("the sitting has not been opened")
        return self.rules

    @property
    def has_quorum(self) -> bool:
        """Whether enough members are present."""
        return self.present >= self.law.quorum

    @property
    def has_officers(self) -> bool:
        """Whether the commission has a chairman and a secretary."""
        return self.chairman is not None

    @property
    def both_enrolled(self) -> bool:
        """Whether chairman and secretary have each chosen a PIN since they hold the office."""
        return self.enrolled >= {"chairman", "secretary"}

    @property
    def voting(self) -> Election | None:
        """The election whose vote is open."""
        election = self.unsealed
        return election if election and election.round.phase == "voting" else None

    @property
    def unsealed(self) -> Election | None:
        """The election, at most one at a time, whose papers are out or not yet counted."""
        return next((e for e in self.elections.values() if e.round.unsealed), None)

    @property
    def in_progress(self) -> Election | None:
        """An election whose vote was opened and not yet declared."""
        return next((e for e in self.elections.values() if e.round.in_progress), None)

    def is_present(self, member: str) -> bool:
        """Whether a member is marked present."""
        return self.attendance.get(member) == "present"

    def present_members(self) -> tuple[str, ...]:
        """Return those present, in the order of the roster."""
        return tuple(m for m in self.members if self.attendance.get(m) == "present")

    def candidates(self) -> frozenset[str]:
        """Return everyone who stands in an election that may still go on."""
        return frozenset(
            candidate
            for election in self.elections.values()
            if not election.closed and election.outcome != "elected"
            for candidate in election.standing
        )

    def apply(self, entry: Entry) -> "Sitting":
        """Return the state after an entry, without asking whether it was allowed."""
        changed = FOLDS[entry.action](self, entry.data, entry)
        return replace(changed, seq=entry.seq, at=entry.at)


EMPTY = Sitting()


def fold(entries: Iterable[Entry]) -> Sitting:
    """Return the state after all entries of a log."""
    sitting = EMPTY
    for entry in entries:
        sitting = sitting.apply(entry)
    return sitting
