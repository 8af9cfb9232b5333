"""The vote: papers handed out, extended, closed."""

from majilis_tui.procedure.actions.base import Action, Everyone, Instant, Members, Papers, Text
from majilis_tui.procedure.rules import Base, Key, Minutes


class OpenVoting(Action, frozen=True, kw_only=True):
    """Open the vote for a number of minutes, the rules' own unless given."""

    election: Key
    minutes: Minutes | None = None


class VotingOpened(Action, frozen=True, kw_only=True):
    """Logged: the threshold as stated before the vote, and the deadline.

    `needed` is left out where it is not yet a number.
    """

    election: Key
    round: Papers
    minutes: Minutes
    deadline: Instant
    present: Papers
    of: Base
    needed: Papers | None = None


class IssueBallot(Action, frozen=True, kw_only=True):
    """Hand a paper to one or several members, or to all present, against the certificate."""

    election: Key | None = None
    member: Key | None = None
    members: Members | Everyone | None = None


class BallotIssued(Action, frozen=True, kw_only=True):
    """Logged: how many papers were handed out by now, never to whom."""

    election: Key
    round: Papers
    issued: Papers


class ExchangeBallot(Action, frozen=True, kw_only=True):
    """Take back a spoiled paper and hand out another."""

    election: Key | None = None
    member: Key | None = None
    members: Members | Everyone | None = None


class BallotExchanged(Action, frozen=True, kw_only=True):
    """Logged: papers handed out and papers taken back as spoiled, by now, never whose."""

    election: Key
    round: Papers
    issued: Papers
    spoiled: Papers


class ExtendVoting(Action, frozen=True, kw_only=True):
    """Give more time, before the bell, with both officers."""

    election: Key | None = None
    minutes: Minutes
    reason: Text


class VotingExtended(Action, frozen=True, kw_only=True):
    """Logged: the new deadline."""

    election: Key
    round: Papers
    minutes: Minutes
    reason: Text
    deadline: Instant


class CloseVoting(Action, frozen=True, kw_only=True):
    """Close the vote."""

    election: Key
    reason: Text | None = None


class VotingClosed(CloseVoting, frozen=True, kw_only=True):
    """Logged: who received a paper, sorted, and how many papers went out and came back."""

    round: Papers
    issued: Papers
    spoiled: Papers
    received: Members
