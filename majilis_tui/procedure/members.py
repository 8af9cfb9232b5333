"""Members of the chamber, as the roster names them."""

from typing import Annotated, Self

import msgspec
from msgspec import Meta

from majilis_tui.procedure.rules import Key


class Member(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """One deputy, under an identifier that the whole log uses.

    `born` is a date, YYYY-MM-DD, needed only where a tie goes to the elder.
    """

    id: Key
    name: Annotated[str, Meta(min_length=1)]
    name_kk: str | None = None
    name_ru: str | None = None
    group: str | None = None
    group_kk: str | None = None
    group_ru: str | None = None
    born: str | None = None
    district: str | None = None


class Called(str):
    """A member's name in a sentence; another language may have a spelling of its own."""

    __slots__ = ("member",)

    member: Member

    def __new__(cls, member: Member) -> Self:
        """Call a member by the name that every roster has."""
        made = super().__new__(cls, member.name)
        made.member = member
        return made
