"""What the program itself puts on record."""

from typing import Annotated, Literal

from msgspec import Meta

from majilis_tui.procedure.actions.base import (
    Action,
    Name,
    Recorder,
)


class Resume(Action, frozen=True, kw_only=True):
    """The program was started again on an open sitting.

    After `restore` the file is one rebuilt from the second medium: what had been read of an open
    count is lost, and the papers are counted from the beginning.
    """

    after: Literal["exit", "crash", "restore"]


class ClockJump(Action, frozen=True, kw_only=True):
    """The wall clock was set; a running deadline moves with it, so that no time is won or lost."""

    seconds: Annotated[int, Meta(ge=-(10**9), le=10**9)]


class EnrollOfficer(Action, frozen=True, kw_only=True):
    """An officer chose a PIN or, with `key`, has a key: its public half, as a verifier key.

    `proved_by` is the other officer, where it was that one's PIN that let the old one be replaced.
    """

    role: Recorder
    key: Name | None = None
    proved_by: Recorder | None = None


class PinRefused(Action, frozen=True, kw_only=True):
    """A wrong PIN was entered."""

    role: Recorder


class SecondMedium(Action, frozen=True, kw_only=True):
    """The copy on another medium was set, fell behind, caught up or was taken away."""

    state: Literal["set", "behind", "caught-up", "gone"]
