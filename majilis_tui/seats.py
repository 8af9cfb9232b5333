"""Who sits at this desk: officers' PINs, and what a role that has one must prove."""

from collections.abc import Collection
from dataclasses import dataclass

from majilis_tui.door import Door, Recorded
from majilis_tui.procedure.actions import (
    NAME_OF_ASKED,
    Action,
    ChooseOfficers,
    EnrollOfficer,
    FormCommission,
    PinRefused,
    Recorder,
    Role,
)
from majilis_tui.procedure.guards import Case, Decision, decide
from majilis_tui.procedure.guards.permission import CRITICAL, recorder
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.record import credentials, file
from majilis_tui.record.log import Line

OFFICERS: tuple[Recorder, ...] = ("chairman", "secretary")


@dataclass(frozen=True, eq=False)
class Proof:
    """That a role proved itself by the PIN whose hash this is; another PIN makes it worthless."""

    role: Recorder
    pin_hash: str


class Seats(Door):
    """The door, with PINs for those who act through it.

    A role that has a PIN acts only where it sat down with it (`sit`), and is a second officer
    only by a proof for that one action (`prove`). A role without one is taken at its word.

    While a signed form is entered (`begin_paper`) one agreement of both stands for all entries
    from paper but what is CRITICAL. Until it ends, whoever is at these keys enters in the name of
    either: that nobody else is, the two have to see to.
    """

    _seat: Proof | None = None
    _unspent: frozenset[Proof] = frozenset()
    _standing: frozenset[Proof] = frozenset()
    from_paper: bool = False

    def has_pin(self, role: Role) -> bool:
        """Say whether a role has chosen a PIN."""
        with file.explained(self.path):
            return role in credentials.known(self._db)

    def pin_wait(self, role: Recorder) -> int:
        """Return for how many seconds no PIN of the role is looked at; 0 for none."""
        with file.explained(self.path):
            return credentials.wait(self._db, role, self.clock.now())

    def enroll(self, role: Recorder, pin: str, proof: tuple[Recorder, str] | None = None) -> None:
        """Choose a role's PIN, on record.

        To change one takes `proof`: the role and its old PIN or, for one that is forgotten or
        locked, the other officer and theirs, which the entry then says. Raises Refusal.
        """
        if role in OFFICERS and not self.sitting.has_officers:
            raise Refusal("wrong-moment", "The commission has no officers yet.")
        pin_hash = credentials.hashed(pin)
        changed = self.has_pin(role)
        if changed and (
            proof is None or proof[0] not in (role, *OFFICERS) or not self.prove(*proof)
        ):
            raise Refusal(
                "not-permitted",
                "To change a PIN takes the old one, or the other officer's.",
            )

        def enrolled(case: Case) -> Decision:
            other = proof[0] if changed and proof is not None and proof[0] != role else None
            decision = decide(case, EnrollOfficer(role=role, proved_by=other))
            credentials.keep(self._db, role, pin_hash, case.sitting.seq)
            return decision

        self._write("system", None, enrolled)

    def prove(self, role: Recorder, pin: str) -> Proof | None:
        """Return a proof that serves one action, None if the PIN is wrong: that is on record.

        Raises Refusal while no PIN is looked at (`pin_wait` says how long) and where the role
        has none.
        """
        proofs: list[Proof] = []

        def proved(case: Case) -> Decision:
            if role not in credentials.known(self._db):
                raise Refusal("not-permitted", "The {role} has chosen no PIN.", role=role)
            seconds = credentials.wait(self._db, role, case.at)
            if seconds:
                raise Refusal(
                    "not-permitted", "Too many wrong PINs; wait {seconds} s.", seconds=seconds
                )
            if credentials.matches(self._db, role, pin):
                credentials.proved(self._db, role, case.sitting.seq)
                proofs.append(Proof(role, credentials.kept(self._db, role) or ""))
                return Decision(fact=None, papers=case.papers)
            return decide(case, PinRefused(role=role))

        self._write("system", None, proved)
        self._unspent |= frozenset(proofs)
        return proofs[0] if proofs else None

    def sit(self, role: Recorder, pin: str) -> bool:
        """Sit down as a role by its PIN, until `rise`; False if it is wrong. Raises as `prove`."""
        self._seat = self.prove(role, pin)
        if self._seat is not None:
            self._unspent -= {self._seat}
        return self._seat is not None

    def rise(self) -> None:
        """Leave the seat: whoever acts next in a role that has a PIN sits down anew."""
        self._seat = None
        self.end_paper()

    def begin_paper(self, agreed: Collection[Proof] = ()) -> None:
        """Begin to enter a form; `agreed` are the officers' proofs, which then stand.

        It lasts until `end_paper` or `rise`, or until other officers may sit here. Raises Refusal
        where an officer who has a PIN did not prove it.
        """
        proofs = frozenset(agreed) & self._unspent
        self._unspent -= proofs
        if self.sitting.has_officers:
            for officer in OFFICERS:
                self._check_proved(officer, proofs)
        self._standing = proofs
        self.from_paper = True

    def end_paper(self) -> None:
        """End the entry of a form, and what was agreed to for it."""
        self._standing = frozenset()
        self.from_paper = False

    def _follow(self, line: Line) -> None:
        super()._follow(line)
        if isinstance(line.entry.data, ChooseOfficers | FormCommission):
            self.end_paper()  # new officers have not agreed to anything

    def must_sit(self, role: Role) -> bool:
        """Say whether a role has a PIN and does not sit here; on a closed sitting nobody must."""
        return not self.sitting.closed and not self._proved(role, [self._seat, *self._standing])

    def _proved(self, role: Role, proofs: Collection[Proof | None]) -> bool:
        with file.explained(self.path):
            pin_hash = credentials.kept(self._db, role)
        return pin_hash is None or any(
            proof is not None and (proof.role, proof.pin_hash) == (role, pin_hash)
            for proof in proofs
        )

    def _check_proved(self, role: Role, proofs: Collection[Proof | None]) -> None:
        if not self._proved(role, proofs):
            raise Refusal(
                "not-permitted", "The {role} has a PIN and has to prove it first.", role=role
            )

    def _need_proof(
        self, case: Case, by: Role, second: Role | None, proofs: Collection[Proof]
    ) -> None:
        """Refuse in the name of a role that has a PIN and did not prove itself."""
        if case.sitting.closed:
            return
        self._check_proved(by, [self._seat, *proofs])
        if second is not None:
            self._check_proved(second, proofs)

    def do(self, by: Role, action: Action, agreed: Collection[Proof] = ()) -> Recorded:
        """Judge an action and record it; it is durable when this returns.

        `agreed` are proofs for this action alone, spent whatever becomes of it. Raises Refusal,
        and then nothing was written; RecordError if it could not be written.
        """

        def judged(case: Case) -> Decision:
            hand = action.recorder or recorder(case) if by == "presiding" else by
            proofs = frozenset(agreed) & self._unspent
            critical = NAME_OF_ASKED[type(action)] in CRITICAL
            if action.from_paper and not critical:
                proofs |= self._standing
            self._need_proof(case, hand, action.with_, proofs)
            if critical and not case.sitting.closed:
                for officer in OFFICERS:
                    self._check_proved(officer, [self._seat, *proofs])
            return decide(case, action)

        try:
            return self._write(by, action.request, judged)
        finally:
            self._unspent -= frozenset(agreed)

    def jot(
        self, by: Role, election: str, packet: int, papers_read: int, marks: dict[str, int]
    ) -> None:
        """Keep a reader's unfinished marks of the open packet, so that a crash loses none."""
        self._need_proof(self._case(by), by, None, self._standing)
        super().jot(by, election, packet, papers_read, marks)
