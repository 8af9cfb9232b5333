"""From the closed box to the totals."""

from majilis_tui.procedure.actions.base import Action, Difference, Members, Papers, SomePapers, Text
from majilis_tui.procedure.rules import Key


class AccountPapers(Action, frozen=True, kw_only=True):
    """Enter the papers counted by hand while the box is shut."""

    election: Key
    unused: Papers
    spoiled: Papers
    returned_unvoted: Papers = 0


class OpenBox(Action, frozen=True, kw_only=True):
    """Open the box before all members of the commission, or say why not all."""

    election: Key
    present: Members
    reason: Text | None = None


class MixPapers(Action, frozen=True, kw_only=True):
    """Confirm that the papers were mixed, face down."""

    election: Key


class CountPapers(Action, frozen=True, kw_only=True):
    """Enter the number of papers found in the box."""

    election: Key
    found: Papers


class ReadPacket(Action, frozen=True, kw_only=True):
    """One officer's reading of a packet: a number for every mark, no paper by itself."""

    election: Key
    packet: SomePapers
    marks: dict[str, Papers]
    papers: Papers | None = None


class AgreePacket(Action, frozen=True, kw_only=True):
    """Logged: both readings of a packet agree."""

    election: Key
    round: Papers
    packet: SomePapers
    papers: SomePapers


class PacketDiffers(Action, frozen=True, kw_only=True):
    """Logged: the readings differ, and the packet is read again."""

    election: Key
    round: Papers
    packet: SomePapers


class ExplainDifference(Action, frozen=True, kw_only=True):
    """Explain in words papers that the account does not show.

    `papers` may bear the sign of the difference, negative where there are papers too many.
    """

    election: Key
    papers: Difference
    text: Text


class DifferenceExplained(Action, frozen=True, kw_only=True):
    """Logged: the papers without a sign, and once all is read whether they could change it."""

    election: Key
    papers: SomePapers
    text: Text
    matters: bool | None = None


class FinishCount(Action, frozen=True, kw_only=True):
    """Finish the count."""

    election: Key


class CountFinished(FinishCount, frozen=True, kw_only=True):
    """Logged: the totals of the round; a choice that no reader named is not among them."""

    round: Papers
    found: Papers
    totals: dict[str, Papers]
    blank: Papers
    invalid: dict[str, Papers]
