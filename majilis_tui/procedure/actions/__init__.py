"""The vocabulary of a sitting: one struct an action, as it is asked for and as it is logged.

Where the log holds more (what was computed) or less (never who received a ballot), a second
struct says what is logged. ACTIONS is the whole list.
"""

from typing import Any

import msgspec

from majilis_tui.procedure.actions.announcing import (
    AnnounceResult as AnnounceResult,
    CloseElection as CloseElection,
    Declare as Declare,
    Declared as Declared,
    DrawLot as DrawLot,
    NextRound as NextRound,
    ProtocolSigned as ProtocolSigned,
    ResultAnnounced as ResultAnnounced,
    RoundStarted as RoundStarted,
    SignProtocol as SignProtocol,
)
from majilis_tui.procedure.actions.base import (
    Action as Action,
    Date as Date,
    Difference as Difference,
    Everyone as Everyone,
    Instant as Instant,
    Members as Members,
    Name as Name,
    Papers as Papers,
    ProtocolKind as ProtocolKind,
    Recorder as Recorder,
    Role as Role,
    RoundOutcome as RoundOutcome,
    SomePapers as SomePapers,
    Status as Status,
    Text as Text,
)
from majilis_tui.procedure.actions.counting import (
    AccountPapers as AccountPapers,
    AgreePacket as AgreePacket,
    CountFinished as CountFinished,
    CountPapers as CountPapers,
    DifferenceExplained as DifferenceExplained,
    ExplainDifference as ExplainDifference,
    FinishCount as FinishCount,
    MixPapers as MixPapers,
    OpenBox as OpenBox,
    PacketDiffers as PacketDiffers,
    ReadPacket as ReadPacket,
)
from majilis_tui.procedure.actions.nominating import (
    ApproveBallot as ApproveBallot,
    BallotApproved as BallotApproved,
    CloseNominations as CloseNominations,
    Nominate as Nominate,
    OpenElection as OpenElection,
    Withdraw as Withdraw,
)
from majilis_tui.procedure.actions.observing import (
    ClockJump as ClockJump,
    EnrollOfficer as EnrollOfficer,
    PinRefused as PinRefused,
    Resume as Resume,
    SecondMedium as SecondMedium,
)
from majilis_tui.procedure.actions.preparing import (
    AttendanceMarked as AttendanceMarked,
    ChooseOfficers as ChooseOfficers,
    CloseRollCall as CloseRollCall,
    CloseSitting as CloseSitting,
    DecideQuestion as DecideQuestion,
    EndBreak as EndBreak,
    FormCommission as FormCommission,
    HandOverChair as HandOverChair,
    MarkAttendance as MarkAttendance,
    Note as Note,
    OpenSitting as OpenSitting,
    Presiding as Presiding,
    PutQuestion as PutQuestion,
    QuestionDecided as QuestionDecided,
    RollCallClosed as RollCallClosed,
    SeatMembers as SeatMembers,
    StartBreak as StartBreak,
)
from majilis_tui.procedure.actions.voting import (
    BallotExchanged as BallotExchanged,
    BallotIssued as BallotIssued,
    CloseVoting as CloseVoting,
    ExchangeBallot as ExchangeBallot,
    ExtendVoting as ExtendVoting,
    IssueBallot as IssueBallot,
    OpenVoting as OpenVoting,
    VotingClosed as VotingClosed,
    VotingExtended as VotingExtended,
    VotingOpened as VotingOpened,
)


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
