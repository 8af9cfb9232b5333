"""What follows from a count: protocols, announcement, declaration, further rounds."""

from typing import Literal

from majilis_tui.procedure.actions.base import (
    Action,
    Members,
    Papers,
    ProtocolKind,
    RoundOutcome,
    SomePapers,
    Text,
)
from majilis_tui.procedure.rules import Key


class SignProtocol(Action, frozen=True, kw_only=True):
    """Record that a protocol was signed, and by whom."""

    kind: ProtocolKind
    signers: Members
    election: Key | None = None
    dissent: Text | None = None


class ProtocolSigned(SignProtocol, frozen=True, kw_only=True):
    """Logged: the protocol's number in the sitting and the head code the paper bears."""

    number: SomePapers
    head_code: str
    round: Papers | None = None


class AnnounceResult(Action, frozen=True, kw_only=True):
    """Report the numbers to the chamber: the commission's chairman."""

    election: Key


class ResultAnnounced(AnnounceResult, frozen=True, kw_only=True):
    """Logged: the round reported."""

    round: Papers


class Declare(Action, frozen=True, kw_only=True):
    """Declare what follows from the numbers: the presiding officer."""

    election: Key


class Declared(Declare, frozen=True, kw_only=True):
    """Logged: the outcome of the round, who is elected and who goes on, sorted by id."""

    round: Papers
    outcome: RoundOutcome
    elected: Members = ()
    goes_on: Members = ()


class DrawLot(Action, frozen=True, kw_only=True):
    """Enter the lot drawn before the chamber among those tied.

    A tie that was declared before the lot was drawn is declared anew after it.
    """

    election: Key
    elected: Members


class NextRound(Action, frozen=True, kw_only=True):
    """Go on to a further round.

    With a `question` the round before is void, whatever its outcome: the chamber found its
    procedure broken. The question is an adopted one of the kind `procedure` on this election, put
    after the chamber was told the result, with a majority of all seats for it. The new round is
    held by the same rule, and who was elected in the voided one stands again.
    """

    election: Key
    how: Literal["rule", "repeat", "new-nominations"]
    question: Key | None = None


class RoundStarted(NextRound, frozen=True, kw_only=True):
    """Logged: the round's number and who stands in it."""

    round: Papers
    candidates: Members = ()


class CloseElection(Action, frozen=True, kw_only=True):
    """Close the election."""

    election: Key
