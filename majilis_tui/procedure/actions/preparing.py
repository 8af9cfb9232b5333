"""What is done before a vote and around it: members, attendance, questions, commission, chair."""

import msgspec

from majilis_tui.procedure.actions.base import (
    Action,
    Date,
    Everyone,
    Members,
    Name,
    Papers,
    Status,
    Text,
)
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.rules import Base, Key, Kind, Minutes, NeededText, Rules


class Presiding(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """Who presides, by name and office; need not be a member.

    Name and office in Kazakh and Russian are needed only of who is no member, or whose office
    is not one of the rules'.
    """

    name: Name
    office: Name
    name_kk: Name | None = None
    name_ru: Name | None = None
    office_kk: Name | None = None
    office_ru: Name | None = None


class OpenSitting(Action, frozen=True, kw_only=True):
    """Open the sitting under a set of rules, which goes into the log whole."""

    title: Name
    date: Date
    chamber: Name
    presiding: Presiding
    rules: Rules
    title_kk: Name | None = None
    title_ru: Name | None = None
    convocation: Name | Papers | None = None
    rehearsal: bool = False


class SeatMembers(Action, frozen=True, kw_only=True):
    """Enter the members; there may be fewer of them than seats, never more."""

    members: tuple[Member, ...]


class MarkAttendance(Action, frozen=True, kw_only=True):
    """Mark one or several members, or all, as present, absent or excused."""

    status: Status
    member: Key | None = None
    members: Members | Everyone | None = None


class AttendanceMarked(Action, frozen=True, kw_only=True):
    """Logged: who was marked, in the order of the roster."""

    status: Status
    members: Members


class CloseRollCall(Action, frozen=True, kw_only=True):
    """Close the roll call."""


class RollCallClosed(CloseRollCall, frozen=True, kw_only=True):
    """Logged: how many are present and how many make a quorum."""

    present: Papers
    quorum: Papers


class PutQuestion(Action, frozen=True, kw_only=True):
    """Put a question to an open vote, before it is voted on."""

    id: Key
    kind: Kind
    text: Text
    text_kk: Text | None = None
    text_ru: Text | None = None
    needed: NeededText | None = None
    of: Base | None = None
    election: Key | None = None
    candidate: Key | None = None


class DecideQuestion(Action, frozen=True, kw_only=True):
    """Enter the result of an open vote."""

    id: Key
    for_: Papers = msgspec.field(name="for")
    against: Papers
    abstain: Papers


class QuestionDecided(DecideQuestion, frozen=True, kw_only=True):
    """Logged: the verdict computed, with those present and the number needed, if it is one."""

    present: Papers
    adopted: bool
    needed: Papers | None = None


class FormCommission(Action, frozen=True, kw_only=True):
    """Form the counting commission from members who stand for nothing."""

    members: Members | Everyone
    question: Key | None = None


class ChooseOfficers(Action, frozen=True, kw_only=True):
    """Choose the commission's chairman and secretary from among its members."""

    chairman: Key
    secretary: Key


class StartBreak(Action, frozen=True, kw_only=True):
    """Start a break; the commission may count in it."""

    minutes: Minutes | None = None


class EndBreak(Action, frozen=True, kw_only=True):
    """End the break."""


class HandOverChair(Action, frozen=True, kw_only=True):
    """Hand the chair over."""

    name: Name
    office: Name


class Note(Action, frozen=True, kw_only=True):
    """Put words on record, in other languages too where they are at hand."""

    text: Text
    text_kk: Text | None = None
    text_ru: Text | None = None


class CloseSitting(Action, frozen=True, kw_only=True):
    """Close the sitting."""
