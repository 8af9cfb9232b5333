"""Candidates and the ballot in words."""

from majilis_tui.languages import N_, _
from majilis_tui.log_words.phrase import Phrase
from majilis_tui.phrases import (
    FORMS,
    name,
    office_title,
)
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.sitting import Sitting


def _open_election(data: act.OpenElection, sitting: Sitting) -> str:
    return _("election opened: {office}").format(office=office_title(sitting, data.office))


def _nominate(data: act.Nominate, sitting: Sitting) -> str:
    return _("{candidate} nominated by {proposer}").format(
        candidate=name(sitting, data.candidate), proposer=name(sitting, data.proposer)
    )


def _withdraw(data: act.Withdraw, sitting: Sitting) -> str:
    candidate = name(sitting, data.candidate)
    if data.reason is not None:
        words = _("{candidate} is taken off the list: {reason}")
        return words.format(candidate=candidate, reason=data.reason)
    return _("{candidate} withdrew").format(candidate=candidate)


def _close_nominations(data: act.CloseNominations, sitting: Sitting) -> str:
    return _("nominations closed")


def _approve_ballot(data: act.BallotApproved, sitting: Sitting) -> str:
    return _("ballot approved, round {round}: {form}, {made} made").format(
        round=data.round, form=_(FORMS[data.form]), made=data.made
    )


def _ballot_approved(data: act.BallotApproved, sitting: Sitting) -> str:
    return _("ballot approved, round {round}: {made} made").format(round=data.round, made=data.made)


PHRASES: dict[str, Phrase] = {
    "open_election": Phrase(N_("Open an election"), _open_election),
    "nominate": Phrase(N_("Nominate"), _nominate),
    "withdraw": Phrase(N_("Withdraw"), _withdraw),
    "close_nominations": Phrase(N_("Close nominations"), _close_nominations),
    "approve_ballot": Phrase(N_("Approve the ballot"), _approve_ballot, _ballot_approved),
}
