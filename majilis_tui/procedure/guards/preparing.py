"""The sitting, its members, the roll call, open votes and the counting commission."""

from msgspec.structs import replace

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.contests import (
    by_decision,
    office_questions,
    open_verdict,
    question_figures,
)
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.guards.case import (
    Case,
    check_question,
    need_quorum,
    need_roll_call,
    not_in_break,
    wrong_moment,
)
from majilis_tui.procedure.guards.form import check_size
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sitting import Question
from majilis_tui.procedure.timing import seconds_between

# A jump is logged in whole seconds.
ROUNDING_SECONDS = 2


def open_sitting(case: Case, action: act.OpenSitting) -> act.Action:
    """Guard `open_sitting`: once, and a rehearsal and a real sitting never share a file."""
    if case.sitting.rules is not None:
        if case.sitting.rehearsal != action.rehearsal:
            raise Refusal(
                "rehearsal-file",
                "A rehearsal never becomes a real sitting, nor the reverse; make a new file.",
            )
        raise wrong_moment("The sitting has been opened already.")
    return action


def seat_members(case: Case, action: act.SeatMembers) -> act.Action:
    """Guard `seat_members`: at most as many as there are seats."""
    if case.sitting.members:
        raise wrong_moment("The members have been seated already.")
    seats = case.sitting.law.chamber.seats
    if len(action.members) > seats:
        raise Refusal(
            "too-many-members",
            "Members: {members}, but seats: {seats}; correct the roster or the rules.",
            members=len(action.members),
            seats=seats,
        )
    return action


def mark_attendance(case: Case, action: act.MarkAttendance) -> act.Action:
    """Guard `mark_attendance`: not for someone who holds a ballot while the vote is open."""
    sitting = case.sitting
    addressed = case.addressed(action.member, action.members, sitting.members)
    named = frozenset(addressed)
    if sitting.voting and action.status != "present":
        for member in named & case.papers.register:
            raise wrong_moment(
                "{name} holds a ballot; attendance can change when the vote is closed.",
                name=case.name(member),
            )
    one = len(addressed) == 1
    ordered = addressed if one else tuple(filter(named.__contains__, sitting.members))
    return act.AttendanceMarked(status=action.status, members=ordered, **act.carried(action))


def close_roll_call(case: Case, action: act.CloseRollCall) -> act.Action:
    """Guard `close_roll_call`; the quorum is stated, not required."""
    if case.sitting.roll_call_closed:
        raise wrong_moment("The roll call has been closed already.")
    return act.RollCallClosed(
        present=case.sitting.present,
        quorum=case.sitting.law.quorum,
        **act.carried(action),
    )


def put_question(case: Case, action: act.PutQuestion) -> act.Action:
    """Guard `put_question`: an office question names an election by open vote and a candidate."""
    sitting = case.sitting
    if action.id in sitting.questions:
        raise Refusal(
            "bad-input", "There is a question {id} already; give another id.", id=repr(action.id)
        )
    election = case.election(action.election) if action.election is not None else None
    if action.candidate is not None:
        case.member(action.candidate)
    not_in_break(case)
    if action.kind != "office" or election is None or action.candidate is None:
        return action
    if sitting.law.office[election.office].vote != "open":
        raise wrong_moment("This office is filled by secret ballot.")
    _round_open(election)
    if action.candidate in office_questions(sitting, election, election.round.number):
        raise wrong_moment(
            "The question on {name} has been put already.", name=case.name(action.candidate)
        )
    if not election.nominations_closed:
        raise Refusal("nominations-open", "Nominations are not closed.")
    if action.candidate not in election.standing:
        raise Refusal("not-nominated", "{name} does not stand.", name=case.name(action.candidate))
    rule = sitting.law.office[election.office].rule(election.round.rule_number)
    if (action.needed or rule.needed, action.of or rule.of) != (rule.needed, rule.of):
        raise Refusal(
            "bad-input",
            "The majority for an office follows from its rules: {needed} of {of}.",
            needed=rule.needed,
            of=rule.of,
        )
    return action


def _round_open(election: Election) -> None:
    if election.round.phase == "declared" or election.closed:
        raise wrong_moment("This round has been declared.")


def decide_question(case: Case, action: act.DecideQuestion) -> act.Action:
    """Guard `decide_question`: with a quorum, and no more votes than members present.

    On an office all candidates may be voted on, but no more adopted than there are places.
    """
    sitting = case.sitting
    question = sitting.questions.get(action.id)
    if question is None:
        raise Refusal(
            "unknown-question", "There is no question {id}; put it first.", id=repr(action.id)
        )
    need_roll_call(case)
    not_in_break(case)
    if question.adopted is not None:
        raise wrong_moment("This question has been decided.")
    filled = False
    if question.kind == "office" and question.election is not None:
        election = sitting.elections[question.election]
        if question.round != election.round.number:
            raise wrong_moment("This round has been declared.")
        _round_open(election)
        filled = open_verdict(sitting, election).outcome == "elected"
    need_quorum(case)
    cast = action.for_ + action.against + action.abstain
    if cast > sitting.present:
        raise Refusal(
            "bad-count",
            "Votes: {cast}, but members present: {present}.",
            cast=cast,
            present=sitting.present,
        )
    needed, adopted = open_vote(case, question, action)
    if filled and adopted:
        raise wrong_moment("The places are filled.")
    return act.QuestionDecided(
        id=action.id,
        for_=action.for_,
        against=action.against,
        abstain=action.abstain,
        present=sitting.present,
        needed=needed,
        adopted=adopted,
        **act.carried(action),
    )


def open_vote(case: Case, question: Question, votes: act.DecideQuestion) -> tuple[int | None, bool]:
    """Return the votes needed in an open vote, if it is a number, and whether it is adopted."""
    figures = question_figures(
        case.sitting, votes.for_, votes.against, votes.abstain, case.sitting.present
    )
    needed = figures.needed(question.needed_rule, question.of)
    if needed is None:
        return None, votes.for_ > votes.against
    return needed, votes.for_ >= max(needed, 1)


def form_commission(case: Case, action: act.FormCommission) -> act.Action:
    """Guard `form_commission`: nominees are refused (joint Regulation, point 26)."""
    sitting = case.sitting
    members = case.addressed(None, action.members, sitting.members)
    case.question(action.question)
    need_roll_call(case)
    check_question(case, action.question, "commission")
    asked = [question for question in by_decision(sitting) if question.kind == "commission"]
    if asked and not asked[-1].adopted:
        raise wrong_moment("The chamber has not elected the commission; enter the open vote on it.")
    if sitting.in_progress:
        raise wrong_moment("A vote is under way; the commission that opened it closes it.")
    check_size(members)
    standing = sitting.candidates()
    for member in members:
        if member in standing:
            raise Refusal(
                "nominee-in-commission",
                "{name} stands for an office and cannot count its votes.",
                name=case.name(member),
            )
    return replace(action, members=members)


def choose_officers(case: Case, action: act.ChooseOfficers) -> act.Action:
    """Guard `choose_officers`: two different members of the commission."""
    case.known((action.chairman, action.secretary))
    if not case.sitting.commission:
        raise wrong_moment("There is no counting commission yet.")
    if case.sitting.in_progress:
        raise wrong_moment("A vote is under way; its officers finish it.")
    case.in_commission((action.chairman, action.secretary))
    return action


def start_break(case: Case, action: act.StartBreak) -> act.Action:
    """Guard `start_break`."""
    if case.sitting.voting:
        raise wrong_moment("The vote is open; close it before the break.")
    if case.sitting.on_break:
        raise wrong_moment("The sitting has a break already.")
    return action


def end_break(case: Case, action: act.EndBreak) -> act.Action:
    """Guard `end_break`."""
    if not case.sitting.on_break:
        raise wrong_moment("There is no break to end.")
    return action


def free(case: Case, action: act.Action) -> act.Action:
    """Guard what is possible at any time of an open sitting."""
    return action


def clock_jump(case: Case, action: act.ClockJump) -> act.Action:
    """Guard `clock_jump`: the time that passed without it is never less than none."""
    if seconds_between(case.sitting.at, case.at) - action.seconds < -ROUNDING_SECONDS:
        raise Refusal(
            "bad-count",
            "The clock was not set by {seconds} s: the time of the entry before says otherwise.",
            seconds=action.seconds,
        )
    return action


def hand_over_chair(case: Case, action: act.HandOverChair) -> act.Action:
    """Guard `hand_over_chair`: not in the middle of an election's vote and count."""
    none_in_progress(case)
    return action


def close_sitting(case: Case, action: act.CloseSitting) -> act.Action:
    """Guard `close_sitting`: nothing counted may be left undeclared."""
    none_in_progress(case)
    return action


def none_in_progress(case: Case) -> None:
    """Refuse while a vote is neither counted nor declared."""
    election = case.sitting.in_progress
    if election:
        raise wrong_moment(
            "The vote in election {election} has not been declared.", election=election.id
        )


def recorded(action: act.Action, name: str) -> act.Action:
    """Return an action with its recorder filled in."""
    return action if action.recorder else replace(action, recorder=name)
