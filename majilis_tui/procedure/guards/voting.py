"""The secret vote: opening, papers handed out and exchanged, time, closing."""

from msgspec.structs import replace

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.guards.case import (
    Case,
    expect,
    need_quorum,
    not_in_break,
    wrong_moment,
)
from majilis_tui.procedure.outcome import Figures
from majilis_tui.procedure.papers import NO_PAPERS, WorkingPapers
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.timing import later


def open_voting(case: Case, action: act.OpenVoting) -> act.Action:
    """Guard `open_voting`; the threshold is fixed and stated before the vote."""
    sitting = case.sitting
    election = case.election(action.election)
    current = election.round
    expect(current, ("ballot",), "There is no approved ballot to vote with.")
    if election.closed:
        raise wrong_moment("This election has been closed already.")
    not_in_break(case)
    if sitting.voting:
        raise wrong_moment("Another vote is open.")
    if sitting.unsealed:
        raise wrong_moment("The papers of another vote have not been counted yet.")
    need_quorum(case)
    office = sitting.law.office[election.office]
    rule = office.rule(current.rule_number)
    minutes = action.minutes or office.voting_minutes
    needed = None
    if rule.of in ("seats", "present"):
        before = Figures(
            seats=sitting.law.chamber.seats, present=sitting.present, found=0, votes={}
        )
        needed = before.needed(rule.needed, rule.of)
    return act.VotingOpened(
        election=election.id,
        round=current.number,
        minutes=minutes,
        deadline=later(case.at, 60 * minutes),
        present=sitting.present,
        of=rule.of,
        needed=needed,
        **act.carried(action),
    )


def voting_election(case: Case, election_id: str | None) -> Election:
    """Return the election whose vote is open, which an action need not name."""
    election = case.election(election_id) if election_id is not None else case.sitting.voting
    if election is None or election.round.phase != "voting":
        raise wrong_moment("No vote is open.")
    return election


def check_time(case: Case, current: Round, with_: str | None) -> None:
    """Refuse papers after the bell but for those who stood in line."""
    if case.at >= current.deadline and with_ is None:
        raise Refusal(
            "time-is-up",
            "The time is up; only those who stood in line may still vote, with both officers.",
        )


def check_register(case: Case, current: Round) -> None:
    """Refuse to go on where a file rebuilt in the vote does not know who received a ballot."""
    if len(case.papers.register) != current.issued - current.exchanged:
        raise wrong_moment(
            "Who received a ballot is not known in this restored file; restore it again with the"
            " signed issuing list (--received)."
        )


def check_stock(current: Round, papers: int) -> None:
    """Refuse papers that are not there."""
    if current.issued + papers > current.made:
        raise Refusal(
            "stock-exhausted",
            "Papers left: {left} of {made}; asked for: {papers}.",
            left=current.made - current.issued,
            made=current.made,
            papers=papers,
        )


def _handed_to(
    case: Case, action: act.IssueBallot | act.ExchangeBallot, held: bool
) -> tuple[Election, tuple[str, ...]]:
    """Return the election and whom papers go to: "all" are those present who hold one, or none."""
    present = case.sitting.present_members()
    register = case.papers.register
    everyone = tuple(m for m in present if (m in register) == held)
    if action.election is not None:
        case.election(action.election)
    named = case.addressed(action.member, action.members, everyone)
    election = voting_election(case, action.election)
    check_register(case, election.round)
    check_time(case, election.round, action.with_)
    if not present:
        raise Refusal("not-present", "Nobody is marked present.")
    case.here(named)
    return election, named


def issue_ballot(case: Case, action: act.IssueBallot) -> tuple[act.Action, WorkingPapers]:
    """Guard `issue_ballot`: to those present who hold none, in person."""
    election, named = _handed_to(case, action, held=False)
    if not named:
        raise Refusal("already-issued", "Everyone present has received a ballot.")
    for member in named:
        if member in case.papers.register:
            raise Refusal(
                "already-issued", "{name} has received a ballot already.", name=case.name(member)
            )
    current = election.round
    check_stock(current, len(named))
    fact = act.BallotIssued(
        election=election.id,
        round=current.number,
        issued=current.issued + len(named),
        **act.carried(action),
    )
    return fact, replace(case.papers, register=case.papers.register | set(named))


def exchange_ballot(case: Case, action: act.ExchangeBallot) -> act.Action:
    """Guard `exchange_ballot`: a spoiled paper comes back, another goes out."""
    election, named = _handed_to(case, action, held=True)
    if not named:
        raise Refusal("not-issued", "Nobody has received a ballot.")
    for member in named:
        if member not in case.papers.register:
            raise Refusal("not-issued", "{name} has received no ballot.", name=case.name(member))
    current = election.round
    check_stock(current, len(named))
    return act.BallotExchanged(
        election=election.id,
        round=current.number,
        issued=current.issued + len(named),
        spoiled=current.exchanged + len(named),
        **act.carried(action),
    )


def extend_voting(case: Case, action: act.ExtendVoting) -> act.Action:
    """Guard `extend_voting`: both officers (asked for with the permission), before the bell.

    From paper it may be entered later, as long as the vote has not been closed.
    """
    election = voting_election(case, action.election)
    current = election.round
    if case.at >= current.deadline and not action.from_paper:
        raise Refusal("time-is-up", "The time is up; it can be extended before the bell only.")
    return act.VotingExtended(
        election=election.id,
        round=current.number,
        minutes=action.minutes,
        reason=action.reason,
        deadline=later(current.deadline, 60 * action.minutes),
        **act.carried(action),
    )


def check_closing(case: Case, current: Round, action: act.CloseVoting, all_served: bool) -> None:
    """Refuse to close early unless all were served, or both officers give a reason."""
    if case.at >= current.deadline or all_served or action.from_paper:
        return
    if action.with_ is None or action.reason is None:
        raise Refusal(
            "time-not-up",
            "The time is not up and not everyone present has a ballot;"
            " closing now takes both officers and a reason.",
        )


def close_voting(case: Case, action: act.CloseVoting) -> tuple[act.Action, WorkingPapers]:
    """Guard `close_voting`; the register is sealed into one sorted list."""
    election = case.election(action.election)
    current = election.round
    expect(current, ("voting",), "No vote is open.")
    check_register(case, current)
    register = case.papers.register
    all_served = all(member in register for member in case.sitting.present_members())
    check_closing(case, current, action, all_served)
    fact = act.VotingClosed(
        election=election.id,
        reason=action.reason,
        round=current.number,
        issued=current.issued,
        spoiled=current.exchanged,
        received=tuple(sorted(register)),
        **act.carried(action),
    )
    return fact, NO_PAPERS
