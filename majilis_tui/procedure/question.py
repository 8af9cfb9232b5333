"""A question put to an open vote, as the log has it so far."""

import msgspec

from majilis_tui.procedure.rules import Base, Kind


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question put to an open vote; the figures are None until it was decided.

    `put` and `decided` are the numbers of the entries that put it and decided it.
    """

    id: str
    kind: Kind
    text: str
    text_kk: str | None = None
    text_ru: str | None = None
    needed_rule: str
    of: Base
    election: str | None = None
    candidate: str | None = None
    round: int | None = None
    put: int
    votes_for: int | None = None
    against: int | None = None
    abstain: int | None = None
    present: int | None = None
    decided: int | None = None
    needed: int | None = None
    adopted: bool | None = None

    @property
    def figures(self) -> tuple[int, int, int, int] | None:
        """For, against, abstained and present, once decided."""
        if (
            self.votes_for is None
            or self.against is None
            or self.abstain is None
            or self.present is None
        ):
            return None
        return self.votes_for, self.against, self.abstain, self.present
