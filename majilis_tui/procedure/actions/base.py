"""What every action is made of: roles, numbers, names, and what any action may carry."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from majilis_tui.procedure import shapes
from majilis_tui.procedure.rules import Key

Role = Literal["clerk", "secretary", "chairman", "presiding", "system"]
Recorder = Literal["clerk", "secretary", "chairman"]
Status = Literal["present", "absent", "excused"]
ProtocolKind = Literal["officers", "ballot", "results"]
RoundOutcome = Literal["elected", "next-round", "not-elected", "tie", "open"]

Papers = Annotated[int, Meta(ge=0, le=1_000_000)]
Difference = Annotated[int, Meta(ge=-1_000_000, le=1_000_000)]
SomePapers = Annotated[int, Meta(ge=1, le=1_000_000)]
Name = Annotated[str, Meta(min_length=1, max_length=1000)]
Text = Annotated[str, Meta(min_length=1, max_length=10_000)]
Instant = Annotated[str, Meta(pattern=shapes.INSTANT)]
Date = Annotated[str, Meta(pattern=shapes.DATE)]
Members = tuple[Key, ...]
Everyone = Literal["all"]


class Action(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    rename={"with_": "with"},
):
    """What all actions may carry: the second officer, the recorder, and an id of the request.

    `request` is drawn by a terminal for each key press, so that a press repeated after a crash
    is not recorded twice. `from_paper` says that it was done by pen while the computer was down,
    and is entered afterwards from the form that chairman and secretary have signed: once there
    are officers one of them enters it, the other being `with_`, also what the presiding officer
    did, which one of them records. The time of the entry is not that of the deed, so that no
    bell is held against it.
    """

    with_: Role | None = None
    recorder: Recorder | None = None
    request: Key | None = None
    from_paper: bool = False
