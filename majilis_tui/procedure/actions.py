"""The vocabulary of a sitting: one struct an action, as it is asked for and as it is logged.

Where the log holds more (what was computed) or less (never who received a ballot), a second
struct says what is logged. ACTIONS, at the end, is the whole list.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from majilis_tui.procedure.members import Member
from majilis_tui.procedure.rules import Base, Form, Key, Kind, Minutes, NeededText, Rules

Role = Literal["clerk", "secretary", "chairman", "presiding", "system"]
Recorder = Literal["clerk", "secretary", "chairman"]
Status = Literal["present", "absent", "excused"]
ProtocolKind = Literal["officers", "ballot", "results"]
RoundOutcome = Literal["elected", "next-round", "not-elected", "tie", "open"]

Papers = Annotated[int, Meta(ge=0, le=1_000_000)]
SomePapers = Annotated[int, Meta(ge=1, le=1_000_000)]
Name = Annotated[str, Meta(min_length=1, max_length=1000)]
Text = Annotated[str, Meta(min_length=1, max_length=10_000)]
Instant = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
Date = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
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


class StartBreak(Action, frozen=True, kw_only=True):
    """Start a break; the commission may count in it."""

    minutes: Minutes | None = None


class EndBreak(Action, frozen=True, kw_only=True):
    """End the break."""


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
    """Explain in words papers that the account does not show."""

    election: Key
    papers: SomePapers
    text: Text


class DifferenceExplained(ExplainDifference, frozen=True, kw_only=True):
    """Logged: whether the whole difference could change the outcome, once all is read."""

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


class HandOverChair(Action, frozen=True, kw_only=True):
    """Hand the chair over."""

    name: Name
    office: Name


class Note(Action, frozen=True, kw_only=True):
    """Put words on record."""

    text: Text


class CloseSitting(Action, frozen=True, kw_only=True):
    """Close the sitting."""


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
    """An officer chose a PIN or, with `key`, has a key: its public half, as a verifier key."""

    role: Recorder
    key: Name | None = None


class PinRefused(Action, frozen=True, kw_only=True):
    """A wrong PIN was entered."""

    role: Recorder


class SecondMedium(Action, frozen=True, kw_only=True):
    """The copy on another medium was set, fell behind, caught up or was taken away."""

    state: Literal["set", "behind", "caught-up", "gone"]


class Definition(msgspec.Struct, frozen=True):
    """An action's two shapes and the roles that may ask for it once officers are chosen.

    `asked` is None for what only the log knows, `logged` is None for what only the working
    papers know.
    """

    asked: type[Action] | None
    logged: type[Action] | None
    roles: frozenset[str]


_NOBODY: frozenset[str] = frozenset()
_CLERK = frozenset({"clerk"})
_COMMISSION = frozenset({"secretary", "chairman"})
_ANY_RECORDER = _CLERK | _COMMISSION
_CHAIRMAN = frozenset({"chairman"})
_PRESIDING = frozenset({"presiding"})
_SYSTEM = frozenset({"system"})


def _same(action: type[Action], roles: frozenset[str]) -> Definition:
    return Definition(action, action, roles)


ACTIONS: dict[str, Definition] = {
    "open_sitting": _same(OpenSitting, _NOBODY),
    "seat_members": _same(SeatMembers, _NOBODY),
    "mark_attendance": Definition(MarkAttendance, AttendanceMarked, _ANY_RECORDER),
    "close_roll_call": Definition(CloseRollCall, RollCallClosed, _COMMISSION),
    "put_question": _same(PutQuestion, _ANY_RECORDER),
    "decide_question": Definition(DecideQuestion, QuestionDecided, _ANY_RECORDER),
    "form_commission": _same(FormCommission, _CHAIRMAN),
    "choose_officers": _same(ChooseOfficers, _CHAIRMAN),
    "open_election": _same(OpenElection, _COMMISSION),
    "nominate": _same(Nominate, _COMMISSION),
    "withdraw": _same(Withdraw, _COMMISSION),
    "close_nominations": _same(CloseNominations, _COMMISSION),
    "approve_ballot": Definition(ApproveBallot, BallotApproved, _CHAIRMAN),
    "open_voting": Definition(OpenVoting, VotingOpened, _CHAIRMAN),
    "issue_ballot": Definition(IssueBallot, BallotIssued, _COMMISSION),
    "exchange_ballot": Definition(ExchangeBallot, BallotExchanged, _COMMISSION),
    "extend_voting": Definition(ExtendVoting, VotingExtended, _CHAIRMAN),
    "close_voting": Definition(CloseVoting, VotingClosed, _CHAIRMAN),
    "start_break": _same(StartBreak, _COMMISSION),
    "end_break": _same(EndBreak, _COMMISSION),
    "account_papers": _same(AccountPapers, _COMMISSION),
    "open_box": _same(OpenBox, _CHAIRMAN),
    "mix_papers": _same(MixPapers, _CHAIRMAN),
    "count_papers": _same(CountPapers, _COMMISSION),
    "read_packet": Definition(ReadPacket, None, _COMMISSION),
    "agree_packet": Definition(None, AgreePacket, _COMMISSION),
    "packet_differs": Definition(None, PacketDiffers, _COMMISSION),
    "explain_difference": Definition(ExplainDifference, DifferenceExplained, _CHAIRMAN),
    "finish_count": Definition(FinishCount, CountFinished, _CHAIRMAN),
    "sign_protocol": Definition(SignProtocol, ProtocolSigned, _CHAIRMAN),
    "announce_result": Definition(AnnounceResult, ResultAnnounced, _CHAIRMAN),
    "declare": Definition(Declare, Declared, _PRESIDING),
    "draw_lot": _same(DrawLot, _PRESIDING),
    "next_round": Definition(NextRound, RoundStarted, _PRESIDING),
    "close_election": _same(CloseElection, _PRESIDING),
    "hand_over_chair": _same(HandOverChair, _PRESIDING),
    "note": _same(Note, _ANY_RECORDER),
    "close_sitting": _same(CloseSitting, _PRESIDING),
    "resume": _same(Resume, _SYSTEM),
    "clock_jump": _same(ClockJump, _SYSTEM),
    "enroll_officer": _same(EnrollOfficer, _SYSTEM),
    "pin_refused": _same(PinRefused, _SYSTEM),
    "second_medium": _same(SecondMedium, _SYSTEM),
}

# Until the commission has officers, the clerk records (contract: "until the commission exists").
CLERK_UNTIL_OFFICERS: frozenset[str] = frozenset(
    {
        "open_sitting",
        "seat_members",
        "mark_attendance",
        "close_roll_call",
        "put_question",
        "decide_question",
        "form_commission",
        "choose_officers",
        "open_election",
        "nominate",
        "withdraw",
        "close_nominations",
        "start_break",
        "end_break",
        "note",
    }
)

NAME_OF_LOGGED: dict[type[Action], str] = {
    definition.logged: name for name, definition in ACTIONS.items() if definition.logged
}
NAME_OF_ASKED: dict[type[Action], str] = {
    definition.asked: name for name, definition in ACTIONS.items() if definition.asked
}


def carried(action: Action) -> dict[str, Any]:
    """Return what any action may carry, for the struct that is logged of it."""
    return {
        "with_": action.with_,
        "recorder": action.recorder,
        "request": action.request,
        "from_paper": action.from_paper,
    }


def plain(action: Action) -> dict[str, Any]:
    """Return an action as plain data, with the field names of the log."""
    data: dict[str, Any] = msgspec.to_builtins(action)
    return data
