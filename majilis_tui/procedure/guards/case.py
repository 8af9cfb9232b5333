"""What a guard looks at, and what several guards ask of it."""

from collections.abc import Iterable

import msgspec

from majilis_tui.procedure.actions import Action, Everyone, Members, Role
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.members import Called
from majilis_tui.procedure.papers import NO_PAPERS, WorkingPapers
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import Kind
from majilis_tui.procedure.sitting import Sitting


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One action on the table: the state, the working papers, who asks, when (UTC).

    `head` is the hash of the entry before.
    """

    sitting: Sitting
    papers: WorkingPapers = NO_PAPERS
    by: Role
    at: str
    head: str = ""

    def election(self, election_id: str) -> Election:
        """Return an election; raises Refusal if there is none of this id."""
        found = self.sitting.elections.get(election_id)
        if found is None:
            raise Refusal(
                "unknown-election",
                "There is no election {election}; open it first.",
                election=repr(election_id),
            )
        return found

    def member(self, member_id: str) -> str:
        """Return the id of a member; raises Refusal if nobody bears it."""
        if member_id not in self.sitting.members:
            raise Refusal(
                "unknown-member", "No member has the id {member}.", member=repr(member_id)
            )
        return member_id

    def question(self, question_id: str | None) -> None:
        """Refuse a question that was never put; None is no question at all."""
        if question_id is not None and question_id not in self.sitting.questions:
            raise Refusal(
                "unknown-question",
                "There is no question {id}; put it first.",
                id=repr(question_id),
            )

    def name(self, member_id: str) -> str:
        """Return a member's name for a sentence."""
        member = self.sitting.members.get(member_id)
        return Called(member) if member else member_id

    def names(self, members: Iterable[str]) -> tuple[str, ...]:
        """Return the names of several for a sentence."""
        return tuple(map(self.name, members))

    def known(self, members: Iterable[str]) -> tuple[str, ...]:
        """Return members, each known and named once."""
        listed = tuple(members)
        for member in listed:
            self.member(member)
        return listed

    def addressed(
        self, member: str | None, members: Members | Everyone | None, everyone: Iterable[str]
    ) -> tuple[str, ...]:
        """Return those an action names by `member`, `members` or "all"."""
        if member is not None:
            return self.known((member,))
        if members == "all":
            return tuple(everyone)
        return self.known(members or ())

    def here(self, members: Iterable[str]) -> None:
        """Refuse anyone who is not marked present."""
        for member in members:
            if not self.sitting.is_present(member):
                raise Refusal(
                    "not-present", "{name} is not marked present.", name=self.name(member)
                )

    def in_commission(self, members: Iterable[str]) -> None:
        """Refuse anyone who does not belong to the counting commission."""
        for member in members:
            if member not in self.sitting.commission:
                raise Refusal(
                    "not-a-commission-member",
                    "{name} does not belong to the counting commission.",
                    name=self.name(member),
                )


def wrong_moment(template: str, **places: object) -> Refusal:
    """Return the refusal of something that cannot be done yet, or no longer."""
    return Refusal("wrong-moment", template, **places)


def expect(current: Round, phases: tuple[str, ...], template: str, **places: object) -> None:
    """Refuse unless the round is in one of the phases."""
    if current.phase not in phases:
        raise wrong_moment(template, **places)


def not_in_break(case: Case) -> None:
    """Refuse what needs the chamber while the chamber has a break."""
    if case.sitting.on_break:
        raise wrong_moment("The sitting has a break; end the break first.")


def check_question(case: Case, question_id: str | None, kind: Kind) -> None:
    """Refuse to rely on a question of another kind, or one that was not adopted."""
    if question_id is None:
        return
    question = case.sitting.questions[question_id]
    if question.kind != kind or not question.adopted:
        raise wrong_moment(
            "The question {id} is not an adopted one of the kind {kind}.",
            id=question_id,
            kind=kind,
        )


def need_quorum(case: Case) -> None:
    """Refuse without a quorum."""
    if not case.sitting.has_quorum:
        raise Refusal(
            "no-quorum",
            "Quorum: {present} of {needed} present.",
            present=case.sitting.present,
            needed=case.sitting.law.quorum,
        )


def need_roll_call(case: Case) -> None:
    """Refuse before the roll call is closed."""
    if not case.sitting.roll_call_closed:
        raise wrong_moment("The roll call is not closed; who is present is not established yet.")


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What an allowed action comes to: what is logged, and the working papers afterwards.

    `fact` is None where only the working papers change. `seals` says that their content went
    into the log and has to leave no trace outside it.
    """

    fact: Action | None
    papers: WorkingPapers
    seals: bool = False
