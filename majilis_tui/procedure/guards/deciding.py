"""The table of guards, and the one question asked of it."""

from collections.abc import Callable
from typing import Any

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.guards import (
    announcing,
    counting,
    nominating,
    preparing,
    voting,
)
from majilis_tui.procedure.guards.case import Case, Decision, wrong_moment
from majilis_tui.procedure.guards.form import check_form
from majilis_tui.procedure.guards.permission import permit, recorder
from majilis_tui.procedure.papers import WorkingPapers
from majilis_tui.procedure.refusals import Refusal

Guard = Callable[[Case, Any], act.Action | tuple[act.Action | None, WorkingPapers]]

GUARDS: dict[str, Guard] = {
    "open_sitting": preparing.open_sitting,
    "seat_members": preparing.seat_members,
    "mark_attendance": preparing.mark_attendance,
    "close_roll_call": preparing.close_roll_call,
    "put_question": preparing.put_question,
    "decide_question": preparing.decide_question,
    "form_commission": preparing.form_commission,
    "choose_officers": preparing.choose_officers,
    "open_election": nominating.open_election,
    "nominate": nominating.nominate,
    "withdraw": nominating.withdraw,
    "close_nominations": nominating.close_nominations,
    "approve_ballot": nominating.approve_ballot,
    "open_voting": voting.open_voting,
    "issue_ballot": voting.issue_ballot,
    "exchange_ballot": voting.exchange_ballot,
    "extend_voting": voting.extend_voting,
    "close_voting": voting.close_voting,
    "start_break": preparing.start_break,
    "end_break": preparing.end_break,
    "account_papers": counting.account_papers,
    "open_box": counting.open_box,
    "mix_papers": counting.mix_papers,
    "count_papers": counting.count_papers,
    "read_packet": counting.read_packet,
    "explain_difference": counting.explain_difference,
    "finish_count": counting.finish_count,
    "sign_protocol": announcing.sign_protocol,
    "announce_result": announcing.announce_result,
    "declare": announcing.declare,
    "draw_lot": announcing.draw_lot,
    "next_round": announcing.next_round,
    "close_election": announcing.close_election,
    "hand_over_chair": preparing.hand_over_chair,
    "note": preparing.free,
    "close_sitting": preparing.close_sitting,
    "resume": counting.resume,
    "clock_jump": preparing.clock_jump,
    "enroll_officer": preparing.free,
    "pin_refused": preparing.free,
    "second_medium": preparing.free,
}

SEALING = ("close_voting", "finish_count")


def decide(case: Case, action: act.Action) -> Decision:
    """Return what an action comes to; raises Refusal with code and reason.

    The order of the checks: form, role, sitting, ids, moment, numbers.
    """
    name = act.NAME_OF_ASKED[type(action)]
    check_form(action)
    permit(case, name, action)
    check_sitting(case, name)
    if case.by == "presiding" and action.recorder is None:
        action = preparing.recorded(action, recorder(case))
    said = GUARDS[name](case, action)
    fact, papers = said if isinstance(said, tuple) else (said, case.papers)
    return Decision(fact=fact, papers=papers, seals=name in SEALING)


def check_sitting(case: Case, name: str) -> None:
    """Refuse what comes before the sitting is opened and seated, or after it is closed."""
    sitting = case.sitting
    if sitting.closed:
        raise wrong_moment("The sitting is closed.")
    if sitting.rules is None and name != "open_sitting":
        raise wrong_moment("The sitting has not been opened.")
    seated = bool(sitting.members)
    if not seated and name not in ("open_sitting", "seat_members", "note") and case.by != "system":
        raise wrong_moment("The members have not been seated.")
    if sitting.at and case.at < sitting.at and name != "clock_jump":
        raise Refusal("bad-input", "This moment lies before the last entry; set the clock right.")
