"""An election, its rounds and the protocols, as the log has them so far."""

from typing import Literal

import msgspec

from majilis_tui.procedure.actions import ProtocolKind, RoundOutcome
from majilis_tui.procedure.rules import SINGLE_CANDIDATE_FORMS, Base, Form

Phase = Literal[
    "preparing",  # no ballot approved yet
    "ballot",  # the ballot is approved, the vote not opened
    "voting",
    "accounting",  # the vote is closed, the box shut
    "box",  # the box is open
    "mixed",
    "reading",  # the papers found are counted, packets are read
    "finished",
    "announced",
    "declared",
]


class Nomination(msgspec.Struct, frozen=True):
    """Who was nominated by whom."""

    candidate: str
    proposer: str
    statement: str | None = None
    offices: tuple[str, ...] = ()


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One round: one ballot, one vote, one count. Numbers are papers unless named otherwise.

    `rule_number` says which of the office's round rules it is held by: one that repeats a voided
    round is held by the same. `told` is the number of the entry that told the chamber how it
    ended.
    """

    number: int
    rule_number: int
    candidates: tuple[str, ...] = ()
    phase: Phase = "preparing"
    form: Form = "for-against"
    made: int = 0
    present: int = 0
    of: Base = "seats"
    needed: int | None = None
    minutes: int = 0
    opened_at: str = ""
    deadline: str = ""
    issued: int = 0
    exchanged: int = 0
    received: tuple[str, ...] = ()
    accounted: bool = False
    unused: int = 0
    spoiled: int = 0
    returned_unvoted: int = 0
    at_box: tuple[str, ...] = ()
    absence: str | None = None
    found: int = 0
    packets_agreed: int = 0
    papers_agreed: int = 0
    packet_differs: bool = False
    explained: int = 0
    explanations: tuple[str, ...] = ()
    matters: bool | None = None
    totals: dict[str, int] = {}
    blank: int = 0
    invalid: dict[str, int] = {}
    signed: bool = False
    ballot_signed: bool = False
    lot: tuple[str, ...] = ()
    outcome: RoundOutcome = "open"
    elected: tuple[str, ...] = ()
    goes_on: tuple[str, ...] = ()
    told: int = 0
    voided: bool = False

    @property
    def due_in_box(self) -> int:
        """Papers that are in the box if nothing is missing: issued, and not given back."""
        given_back = max(self.exchanged, self.spoiled) + self.returned_unvoted
        return self.issued - given_back

    @property
    def single(self) -> bool:
        """Whether the paper asks for or against one candidate."""
        return len(self.candidates) == 1 and self.form in SINGLE_CANDIDATE_FORMS

    @property
    def choices(self) -> tuple[str, ...]:
        """What a valid paper may say, besides nothing."""
        if not self.single:
            return self.candidates
        if self.form == "for-against-abstain":
            return ("for", "against", "abstain")
        return ("for", "against")

    @property
    def in_progress(self) -> bool:
        """Whether the round stands between the opening of the vote and the declaration."""
        return self.phase not in ("preparing", "ballot", "declared")

    @property
    def finished(self) -> bool:
        """Whether the count is finished, its totals in the log."""
        return self.phase in ("finished", "announced", "declared")

    @property
    def unsealed(self) -> bool:
        """Whether papers are out, or in the box and not yet counted to the end."""
        return self.phase in ("voting", "accounting", "box", "mixed", "reading")

    @property
    def counted_all(self) -> bool:
        """Whether every paper found has been read and agreed."""
        return self.phase == "reading" and self.papers_agreed == self.found

    @property
    def missing_from_stock(self) -> int:
        """Papers made, neither unused nor issued; negative if there are too many."""
        return self.made - self.unused - self.issued

    @property
    def missing_spoiled(self) -> int:
        """Papers exchanged whose spoiled ones were not there; negative if more were spoiled."""
        return self.exchanged - self.spoiled

    @property
    def missing_from_box(self) -> int:
        """Papers issued, neither given back nor in the box; negative if there are too many.

        Too many are those beyond one for each member who received a paper, whatever is spoiled: a
        spoiled one that is not there may be in the box.
        """
        return self.due_in_box - self.found

    @property
    def difference(self) -> int:
        """Papers issued, neither spoiled nor in the box, as the result states it."""
        return self.issued - self.spoiled - self.found

    @property
    def gap(self) -> int:
        """How many papers need an explanation."""
        return abs(self.unbalanced)

    @property
    def unbalanced(self) -> int:
        """By how many papers the account does not balance; negative if there are too many.

        What is missing in one place may be what is too many in another: a paper that left the
        stock without being noted as issued is missing there, and one too many in the box. Spoiled
        papers beyond those exchanged are given back, and need none.
        """
        off = (self.missing_from_box, self.missing_from_stock, max(self.missing_spoiled, 0))
        missing, too_many = (sum(max(sign * n, 0) for n in off) for sign in (1, -1))
        return missing if missing >= too_many else -too_many

    @property
    def missing_votes(self) -> int:
        """Papers that members received, neither returned nor in the box; negative if too many."""
        return self.issued - self.exchanged - self.returned_unvoted - self.found

    @property
    def loose(self) -> int:
        """Papers that may lie in the box in the place of others that were voted on.

        They are those that nobody has; and where too many are unused, as many did not come from the
        stock.
        """
        return abs(self.missing_from_stock) + max(self.missing_spoiled, 0)


class Election(msgspec.Struct, frozen=True, kw_only=True):
    """One election to one office, from its opening to its close."""

    id: str
    office: str
    incumbent: str | None = None
    nominations: tuple[Nomination, ...] = ()
    withdrawn: tuple[str, ...] = ()
    nominations_closed: bool = False
    rounds: tuple[Round, ...]
    closed: bool = False

    @property
    def round(self) -> Round:
        """The newest round."""
        return self.rounds[-1]

    @property
    def standing(self) -> tuple[str, ...]:
        """Who stands, in the order of nomination; after a round, who still may."""
        return tuple(c for c in self.standing_again if c not in self.round.elected)

    @property
    def standing_again(self) -> tuple[str, ...]:
        """Who may stand, in the order of nomination, where the newest round counts for nothing."""
        standing = set(self.round.candidates).difference(self.withdrawn)
        newest_first = dict.fromkeys(n.candidate for n in reversed(self.nominations))
        return tuple(c for c in reversed(newest_first) if c in standing)

    @property
    def elected(self) -> tuple[str, ...]:
        """Who was elected in any round that was not voided, sorted by id."""
        return tuple(sorted(m for r in self.rounds if not r.voided for m in r.elected))

    @property
    def elected_as_nominated(self) -> tuple[str, ...]:
        """Who was elected, in the order of nomination, in which people name them."""
        return tuple(
            c for c in dict.fromkeys(n.candidate for n in self.nominations) if c in self.elected
        )

    @property
    def outcome(self) -> Literal["elected", "not-elected", "open"]:
        """What was decided so far."""
        last = self.round.outcome
        return last if last in ("elected", "not-elected") else "open"

    def nomination(self, candidate: str) -> Nomination | None:
        """Return the newest nomination of a candidate."""
        found = [n for n in self.nominations if n.candidate == candidate]
        return found[-1] if found else None


class Protocol(msgspec.Struct, frozen=True, kw_only=True):
    """A signed protocol."""

    number: int
    kind: ProtocolKind
    head_code: str
    signers: tuple[str, ...]
    election: str | None = None
    round: int | None = None
    dissent: str | None = None
