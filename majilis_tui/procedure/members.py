"""Members of the chamber, as the roster names them."""

import msgspec


class Member(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """One deputy, under an identifier that the whole log uses.

    `born` is a date, YYYY-MM-DD, needed only where a tie goes to the elder.
    """

    id: str
    name: str
    name_kk: str | None = None
    name_ru: str | None = None
    group: str | None = None
    born: str | None = None
    district: str | None = None
