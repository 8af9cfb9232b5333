"""From the opening of an election to its ballot."""

from majilis_tui.procedure.actions.base import Action, Members, Name, Papers, SomePapers, Text
from majilis_tui.procedure.rules import Form, Key


class OpenElection(Action, frozen=True, kw_only=True):
    """Open an election to an office of the rules."""

    id: Key
    office: Key
    incumbent: Name | None = None


class Nominate(Action, frozen=True, kw_only=True):
    """Nominate a member; the proposer is a member where deputies nominate, else any name."""

    election: Key
    candidate: Key
    proposer: Name
    statement: Text | None = None
    offices: tuple[Name, ...] = ()


class Withdraw(Action, frozen=True, kw_only=True):
    """Take a candidate off the list at the candidate's own wish."""

    election: Key
    candidate: Key
    reason: Text | None = None


class CloseNominations(Action, frozen=True, kw_only=True):
    """Close the list of candidates: no other names."""

    election: Key


class ApproveBallot(Action, frozen=True, kw_only=True):
    """Fix form, order of candidates and the number of papers made, which becomes the stock."""

    election: Key
    made: SomePapers
    form: Form | None = None
    order: Members | None = None
    question: Key | None = None


class BallotApproved(Action, frozen=True, kw_only=True):
    """Logged: the paper as it was fixed for a round."""

    election: Key
    round: Papers
    made: SomePapers
    form: Form
    candidates: Members
    question: Key | None = None
