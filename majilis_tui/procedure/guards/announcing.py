"""Protocols, the report, the declaration, lots and further rounds."""

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.contests import (
    office_questions,
    open_verdict,
    protocol_rejected,
    verdict,
)
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.guards.case import (
    Case,
    check_question,
    expect,
    not_in_break,
    wrong_moment,
)
from majilis_tui.procedure.outcome import Verdict
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.result import head_code
from majilis_tui.procedure.rules import VOIDING, share


def sign_protocol(case: Case, action: act.SignProtocol) -> act.Action:
    """Guard `sign_protocol`: all members sign the results, or a dissent is recorded.

    Who was not at the box, for a reason on record, cannot attest what was found in it.
    """
    sitting = case.sitting
    election = case.election(action.election) if action.election is not None else None
    case.known(action.signers)
    if election is None:
        if not sitting.has_officers:
            raise wrong_moment("The commission has not chosen its officers.")
        already = sitting.officers_signed
    elif sitting.law.office[election.office].vote == "open":
        raise wrong_moment("This office is filled by open vote; there is no ballot.")
    elif action.kind == "ballot":
        if election.round.phase == "preparing":
            raise wrong_moment("The ballot has not been approved.")
        already = election.round.ballot_signed
    else:
        if not election.round.finished:
            raise wrong_moment("The protocol on the results is signed when the count is finished.")
        already = election.round.signed
    if already:
        raise wrong_moment("This protocol has been signed already.")
    case.in_commission(action.signers)
    if action.kind == "results":
        case.here(action.signers)
    if election is not None and action.kind == "results" and action.dissent is None:
        missing = [m for m in election.round.at_box if m not in action.signers]
        if missing:
            raise Refusal(
                "not-signed",
                "Not signed by {names}; all who were at the box sign, or the dissent is recorded.",
                names=case.names(missing),
            )
    return act.ProtocolSigned(
        kind=action.kind,
        signers=action.signers,
        election=action.election,
        dissent=action.dissent,
        number=len(sitting.protocols) + 1,
        head_code=head_code(case.head),
        round=None if election is None else election.round.number,
        **act.carried(action),
    )


def announce_result(case: Case, action: act.AnnounceResult) -> act.Action:
    """Guard `announce_result`: numbers, after the protocol is signed."""
    current = case.election(action.election).round
    not_in_break(case)
    if current.phase == "finished" and not current.signed:
        raise Refusal("not-signed", "The protocol on the results has not been signed.")
    expect(current, ("finished",), "There is no finished count to announce.")
    return act.ResultAnnounced(
        election=action.election,
        round=current.number,
        **act.carried(action),
    )


def final_verdict(case: Case, election: Election) -> Verdict:
    """Return the outcome that may now be declared; raises Refusal if there is none yet."""
    current = election.round
    if case.sitting.law.office[election.office].vote == "secret":
        expect(current, ("announced",), "The commission has not announced a result.")
        if protocol_rejected(case.sitting, election):
            raise wrong_moment("The chamber did not approve the protocol; put it to a vote again.")
        return verdict(case.sitting, election)
    if election.closed or current.phase == "declared":
        raise wrong_moment("This round has been declared.")
    found = open_verdict(case.sitting, election)
    asked = office_questions(case.sitting, election, current.number)
    undecided = [c for c in current.candidates if c not in asked or asked[c].adopted is None]
    if undecided and found.outcome != "elected":
        raise wrong_moment(
            "There was no vote yet on {names}.",
            names=case.names(undecided),
        )
    if not election.nominations_closed:
        raise Refusal("nominations-open", "Nominations are not closed.")
    if not current.candidates:
        raise Refusal("no-candidate", "Nobody stands any more; take new nominations.")
    return found


def declare(case: Case, action: act.Declare) -> act.Action:
    """Guard `declare`: the presiding officer says what the numbers mean."""
    election = case.election(action.election)
    not_in_break(case)
    found = final_verdict(case, election)
    return act.Declared(
        election=election.id,
        round=election.round.number,
        outcome=found.outcome,
        elected=found.elected,
        goes_on=found.goes_on,
        **act.carried(action),
    )


def draw_lot(case: Case, action: act.DrawLot) -> act.Action:
    """Guard `draw_lot`: only where the rules give a tie to the lot, before or after it is declared.

    Who withdrew since the tie was declared is not drawn.
    """
    election = case.election(action.election)
    case.known(action.elected)
    current = election.round
    expect(current, ("finished", "announced", "declared"), "There is no tie to decide by lot.")
    if election.closed or (current.phase == "declared" and current.outcome != "tie"):
        raise wrong_moment("There is no tie to decide by lot.")
    found = verdict(case.sitting, election)
    if not found.tied or found.to_draw == 0 or current.lot:
        raise wrong_moment("There is no tie to decide by lot.")
    for candidate in action.elected:
        if candidate not in found.tied or candidate in election.withdrawn:
            raise Refusal(
                "not-nominated", "{name} is not among those tied.", name=case.name(candidate)
            )
    if len(action.elected) != found.to_draw:
        raise Refusal(
            "bad-count",
            "The lot falls on {number} of: {names}.",
            number=found.to_draw,
            names=case.names(found.tied),
        )
    return action


def next_round(case: Case, action: act.NextRound) -> act.Action:
    """Guard `next_round`: who stands follows from the rules, less those who withdrew."""
    election = case.election(action.election)
    case.question(action.question)
    current = election.round
    if action.question is not None:
        check_voiding(case, election, action.question)
        standing = election.standing_again
    else:
        expect(current, ("declared",), "The round has not been declared.")
        if election.closed or current.outcome == "elected":
            raise wrong_moment("This election is decided.")
        standing = election.standing
    if action.how == "rule":
        rule = case.sitting.law.office[election.office].rule(current.rule_number)
        tie_repeated = current.outcome == "tie" and rule.tie == "repeat"
        if current.outcome != "next-round" and not tie_repeated:
            raise wrong_moment(
                "The rules leave the next step to the chamber: a repeat or new nominations."
            )
        standing = tuple(c for c in standing if c in current.goes_on)
    if action.how == "new-nominations":
        standing = ()
    elif not standing:
        raise Refusal("no-candidate", "Nobody stands any more; take new nominations.")
    for candidate in standing:
        if candidate in case.sitting.commission:
            raise Refusal(
                "nominee-in-commission",
                "{name} stands for an office and cannot count its votes.",
                name=case.name(candidate),
            )
    return act.RoundStarted(
        election=election.id,
        how=action.how,
        question=action.question,
        round=current.number + 1,
        candidates=standing,
        **act.carried(action),
    )


def check_voiding(case: Case, election: Election, question_id: str) -> None:
    """Refuse to void the newest round unless the chamber, told its result, decided so.

    That takes a majority of all seats (joint Regulation, point 26.7).
    """
    current = election.round
    expect(current, ("announced", "declared"), "The chamber has not been told the result.")
    if election.closed:
        raise wrong_moment("This election has been closed already.")
    check_question(case, question_id, "procedure")
    question = case.sitting.questions[question_id]
    if question.election != election.id or question.put <= current.told:
        raise wrong_moment(
            "The question {id} was not put on this election after its result was told.",
            id=question_id,
        )
    needed = share(VOIDING.needed).of(case.sitting.law.chamber.seats)
    if (question.votes_for or 0) < needed:
        raise wrong_moment(
            "Voiding a vote takes a majority of all seats; votes needed: {needed}.", needed=needed
        )


def close_election(case: Case, action: act.CloseElection) -> act.Action:
    """Guard `close_election`: not while a vote is under way."""
    election = case.election(action.election)
    if election.closed:
        raise wrong_moment("This election has been closed already.")
    if election.round.in_progress:
        raise wrong_moment("The vote has not been declared.")
    return action
