"""What each action changes in the state: one function an action, FOLDS at the end.

None asks whether the action was allowed; that is what the guards are for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.election import Election, Nomination, Protocol, Round
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.question import Question
from majilis_tui.procedure.timing import later

if TYPE_CHECKING:
    from majilis_tui.procedure.sitting import Sitting


def _with_election(sitting: Sitting, election: Election) -> Sitting:
    return replace(sitting, elections={**sitting.elections, election.id: election})


def _with_round(sitting: Sitting, election_id: str, **changes: Any) -> Sitting:
    election = sitting.elections[election_id]
    rounds = (*election.rounds[:-1], replace(election.round, **changes))
    return _with_election(sitting, replace(election, rounds=rounds))


def _open_sitting(sitting: Sitting, data: act.OpenSitting, entry: Entry) -> Sitting:
    return replace(
        sitting,
        title=data.title,
        title_kk=data.title_kk,
        title_ru=data.title_ru,
        date=data.date,
        chamber=data.chamber,
        convocation=data.convocation,
        presiding=data.presiding,
        rules=data.rules,
        rehearsal=data.rehearsal,
    )


def _seat_members(sitting: Sitting, data: act.SeatMembers, entry: Entry) -> Sitting:
    members = {member.id: member for member in data.members}
    return replace(sitting, members=members, attendance=dict.fromkeys(members, "absent"))


def _mark_attendance(sitting: Sitting, data: act.AttendanceMarked, entry: Entry) -> Sitting:
    attendance = {**sitting.attendance, **dict.fromkeys(data.members, data.status)}
    before = sum(sitting.attendance[member] == "present" for member in data.members)
    now = len(data.members) if data.status == "present" else 0
    return replace(sitting, attendance=attendance, present=sitting.present - before + now)


def _close_roll_call(sitting: Sitting, data: act.RollCallClosed, entry: Entry) -> Sitting:
    return replace(sitting, roll_call_closed=True)


def _put_question(sitting: Sitting, data: act.PutQuestion, entry: Entry) -> Sitting:
    rule = sitting.law.question(data.kind)
    needed, of, number = rule.needed, rule.of, None
    if data.election:
        election = sitting.elections[data.election]
        number = election.round.number
    if data.election and data.kind == "office":
        round_rule = sitting.law.office[election.office].rule(election.round.rule_number)
        needed, of = round_rule.needed, round_rule.of
    question = Question(
        id=data.id,
        kind=data.kind,
        text=data.text,
        text_kk=data.text_kk,
        text_ru=data.text_ru,
        needed_rule=data.needed or needed,
        of=data.of or of,
        election=data.election,
        candidate=data.candidate,
        round=number,
        put=entry.seq,
    )
    return replace(sitting, questions=sitting.questions.plus(data.id, question))


def _decide_question(sitting: Sitting, data: act.QuestionDecided, entry: Entry) -> Sitting:
    question = replace(
        sitting.questions[data.id],
        votes_for=data.for_,
        against=data.against,
        abstain=data.abstain,
        present=data.present,
        decided=entry.seq,
        needed=data.needed,
        adopted=data.adopted,
    )
    return replace(sitting, questions=sitting.questions.plus(data.id, question))


def _form_commission(sitting: Sitting, data: act.FormCommission, entry: Entry) -> Sitting:
    return replace(
        sitting,
        commission=tuple(data.members),
        chairman=None,
        secretary=None,
        officers_signed=False,
        enrolled=frozenset(),
    )


def _choose_officers(sitting: Sitting, data: act.ChooseOfficers, entry: Entry) -> Sitting:
    return replace(
        sitting,
        chairman=data.chairman,
        secretary=data.secretary,
        officers_signed=False,
        enrolled=frozenset(),
    )


def _open_election(sitting: Sitting, data: act.OpenElection, entry: Entry) -> Sitting:
    election = Election(
        id=data.id,
        office=data.office,
        incumbent=data.incumbent,
        rounds=(Round(number=1, rule_number=1),),
    )
    return _with_election(sitting, election)


def _nominate(sitting: Sitting, data: act.Nominate, entry: Entry) -> Sitting:
    election = sitting.elections[data.election]
    nomination = Nomination(data.candidate, data.proposer, data.statement, data.offices)
    election = replace(
        election,
        nominations=(*election.nominations, nomination),
        withdrawn=tuple(m for m in election.withdrawn if m != data.candidate),
    )
    standing = (*election.standing, data.candidate)
    return _with_round(_with_election(sitting, election), election.id, candidates=standing)


def _withdraw(sitting: Sitting, data: act.Withdraw, entry: Entry) -> Sitting:
    election = sitting.elections[data.election]
    election = replace(election, withdrawn=(*election.withdrawn, data.candidate))
    sitting = _with_election(sitting, election)
    if election.round.phase != "preparing":
        return sitting  # between rounds: the round that ended keeps its candidates
    standing = tuple(m for m in election.standing if m != data.candidate)
    return _with_round(sitting, election.id, candidates=standing)


def _close_nominations(sitting: Sitting, data: act.CloseNominations, entry: Entry) -> Sitting:
    election = replace(sitting.elections[data.election], nominations_closed=True)
    return _with_election(sitting, election)


def _approve_ballot(sitting: Sitting, data: act.BallotApproved, entry: Entry) -> Sitting:
    return _with_round(
        sitting,
        data.election,
        phase="ballot",
        candidates=data.candidates,
        form=data.form,
        made=data.made,
    )


def _open_voting(sitting: Sitting, data: act.VotingOpened, entry: Entry) -> Sitting:
    return _with_round(
        sitting,
        data.election,
        phase="voting",
        minutes=data.minutes,
        opened_at=entry.at,
        deadline=data.deadline,
        present=data.present,
        of=data.of,
        needed=data.needed,
    )


def _issue_ballot(sitting: Sitting, data: act.BallotIssued, entry: Entry) -> Sitting:
    return _with_round(sitting, data.election, issued=data.issued)


def _exchange_ballot(sitting: Sitting, data: act.BallotExchanged, entry: Entry) -> Sitting:
    return _with_round(sitting, data.election, issued=data.issued, exchanged=data.spoiled)


def _extend_voting(sitting: Sitting, data: act.VotingExtended, entry: Entry) -> Sitting:
    return _with_round(sitting, data.election, deadline=data.deadline)


def _close_voting(sitting: Sitting, data: act.VotingClosed, entry: Entry) -> Sitting:
    return _with_round(sitting, data.election, phase="accounting", received=data.received)


def _start_break(sitting: Sitting, data: act.StartBreak, entry: Entry) -> Sitting:
    until = later(entry.at, 60 * data.minutes) if data.minutes else None
    return replace(sitting, on_break=True, break_until=until)


def _end_break(sitting: Sitting, data: act.EndBreak, entry: Entry) -> Sitting:
    return replace(sitting, on_break=False, break_until=None)


def _account_papers(sitting: Sitting, data: act.AccountPapers, entry: Entry) -> Sitting:
    return _with_round(
        sitting,
        data.election,
        accounted=True,
        unused=data.unused,
        spoiled=data.spoiled,
        returned_unvoted=data.returned_unvoted,
    )


def _open_box(sitting: Sitting, data: act.OpenBox, entry: Entry) -> Sitting:
    return _with_round(
        sitting, data.election, phase="box", at_box=data.present, absence=data.reason
    )


def _mix_papers(sitting: Sitting, data: act.MixPapers, entry: Entry) -> Sitting:
    return _with_round(sitting, data.election, phase="mixed")


def _count_papers(sitting: Sitting, data: act.CountPapers, entry: Entry) -> Sitting:
    return _with_round(
        sitting,
        data.election,
        phase="reading",
        found=data.found,
        packet_differs=False,
        explained=0,
        explanations=(),
        matters=None,
    )


def _agree_packet(sitting: Sitting, data: act.AgreePacket, entry: Entry) -> Sitting:
    read = sitting.elections[data.election].round.papers_agreed + data.papers
    return _with_round(
        sitting,
        data.election,
        packets_agreed=data.packet,
        papers_agreed=read,
        packet_differs=False,
    )


def _packet_differs(sitting: Sitting, data: act.PacketDiffers, entry: Entry) -> Sitting:
    return _with_round(sitting, data.election, packet_differs=True)


def _explain_difference(sitting: Sitting, data: act.DifferenceExplained, entry: Entry) -> Sitting:
    current = sitting.elections[data.election].round
    return _with_round(
        sitting,
        data.election,
        explained=current.explained + data.papers,
        explanations=(*current.explanations, data.text),
        matters=current.matters if data.matters is None else data.matters,
    )


def _finish_count(sitting: Sitting, data: act.CountFinished, entry: Entry) -> Sitting:
    return _with_round(
        sitting,
        data.election,
        phase="finished",
        totals=data.totals,
        blank=data.blank,
        invalid=data.invalid,
    )


def _sign_protocol(sitting: Sitting, data: act.ProtocolSigned, entry: Entry) -> Sitting:
    protocol = Protocol(
        number=data.number,
        kind=data.kind,
        head_code=data.head_code,
        signers=data.signers,
        election=data.election,
        round=data.round,
        dissent=data.dissent,
    )
    sitting = replace(sitting, protocols=(*sitting.protocols, protocol))
    if data.election is None:
        return replace(sitting, officers_signed=True)
    if data.kind == "results":
        return _with_round(sitting, data.election, signed=True)
    return _with_round(sitting, data.election, ballot_signed=True)


def _announce_result(sitting: Sitting, data: act.ResultAnnounced, entry: Entry) -> Sitting:
    return _with_round(sitting, data.election, phase="announced", told=entry.seq)


def _draw_lot(sitting: Sitting, data: act.DrawLot, entry: Entry) -> Sitting:
    current = sitting.elections[data.election].round
    if current.phase == "declared":  # as a tie: declared anew, now that it is decided
        undeclared = {"phase": "announced", "outcome": "open", "elected": ()}
        return _with_round(sitting, data.election, lot=data.elected, **undeclared)
    return _with_round(sitting, data.election, lot=data.elected)


def _declare(sitting: Sitting, data: act.Declared, entry: Entry) -> Sitting:
    told = sitting.elections[data.election].round.told
    return _with_round(
        sitting,
        data.election,
        phase="declared",
        outcome=data.outcome,
        elected=data.elected,
        goes_on=data.goes_on,
        told=told or entry.seq,
    )


def _next_round(sitting: Sitting, data: act.RoundStarted, entry: Entry) -> Sitting:
    election = sitting.elections[data.election]
    before = replace(election.round, voided=data.question is not None)
    following = Round(
        number=data.round,
        rule_number=before.rule_number if before.voided else before.rule_number + 1,
        candidates=data.candidates,
    )
    election = replace(
        election,
        rounds=(*election.rounds[:-1], before, following),
        nominations_closed=data.how != "new-nominations",
    )
    return _with_election(sitting, election)


def _close_election(sitting: Sitting, data: act.CloseElection, entry: Entry) -> Sitting:
    return _with_election(sitting, replace(sitting.elections[data.election], closed=True))


def _hand_over_chair(sitting: Sitting, data: act.HandOverChair, entry: Entry) -> Sitting:
    return replace(sitting, presiding=act.Presiding(name=data.name, office=data.office))


def _clock_jump(sitting: Sitting, data: act.ClockJump, entry: Entry) -> Sitting:
    if sitting.break_until:
        sitting = replace(sitting, break_until=later(sitting.break_until, data.seconds))
    election = sitting.voting
    if election is None:
        return sitting
    deadline = later(election.round.deadline, data.seconds)
    return _with_round(sitting, election.id, deadline=deadline)


def _resume(sitting: Sitting, data: act.Resume, entry: Entry) -> Sitting:
    for election in sitting.elections.values() if data.after == "restore" else ():
        if election.round.phase == "reading":
            sitting = _with_round(
                sitting,
                election.id,
                phase="mixed",
                packets_agreed=0,
                papers_agreed=0,
                packet_differs=False,
            )
    return sitting


def _enroll_officer(sitting: Sitting, data: act.EnrollOfficer, entry: Entry) -> Sitting:
    if data.key is not None:
        return sitting
    return replace(sitting, enrolled=sitting.enrolled | {data.role})


def _close_sitting(sitting: Sitting, data: act.CloseSitting, entry: Entry) -> Sitting:
    return replace(sitting, closed=True)


def _unchanged(sitting: Sitting, data: act.Action, entry: Entry) -> Sitting:
    return sitting


FOLDS: dict[str, Callable[[Sitting, Any, Entry], Sitting]] = {
    "open_sitting": _open_sitting,
    "seat_members": _seat_members,
    "mark_attendance": _mark_attendance,
    "close_roll_call": _close_roll_call,
    "put_question": _put_question,
    "decide_question": _decide_question,
    "form_commission": _form_commission,
    "choose_officers": _choose_officers,
    "open_election": _open_election,
    "nominate": _nominate,
    "withdraw": _withdraw,
    "close_nominations": _close_nominations,
    "approve_ballot": _approve_ballot,
    "open_voting": _open_voting,
    "issue_ballot": _issue_ballot,
    "exchange_ballot": _exchange_ballot,
    "extend_voting": _extend_voting,
    "close_voting": _close_voting,
    "start_break": _start_break,
    "end_break": _end_break,
    "account_papers": _account_papers,
    "open_box": _open_box,
    "mix_papers": _mix_papers,
    "count_papers": _count_papers,
    "agree_packet": _agree_packet,
    "packet_differs": _packet_differs,
    "explain_difference": _explain_difference,
    "finish_count": _finish_count,
    "sign_protocol": _sign_protocol,
    "announce_result": _announce_result,
    "draw_lot": _draw_lot,
    "declare": _declare,
    "next_round": _next_round,
    "close_election": _close_election,
    "hand_over_chair": _hand_over_chair,
    "note": _unchanged,
    "close_sitting": _close_sitting,
    "resume": _resume,
    "clock_jump": _clock_jump,
    "enroll_officer": _enroll_officer,
    "pin_refused": _unchanged,
    "second_medium": _unchanged,
}
