"""The vote in words."""

from majilis_tui.languages import N_, _, ngettext
from majilis_tui.log_words.phrase import Phrase, with_reason
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.sitting import Sitting


def _open_voting(data: act.VotingOpened, sitting: Sitting) -> str:
    if data.needed is None:
        return _voting_opened(data, sitting)
    return ngettext(
        "vote opened, round {round}, {minutes} min, {n} vote needed",
        "vote opened, round {round}, {minutes} min, {n} votes needed",
        data.needed,
    ).format(round=data.round, minutes=data.minutes, n=data.needed)


def _voting_opened(data: act.VotingOpened, sitting: Sitting) -> str:
    return _("vote opened, round {round}, {minutes} min").format(
        round=data.round, minutes=data.minutes
    )


def _issue_ballot(data: act.BallotIssued, sitting: Sitting) -> str:
    made = sitting.elections[data.election].rounds[data.round - 1].made
    return _("ballot issued, {issued} of {made} papers").format(issued=data.issued, made=made)


def _exchange_ballot(data: act.BallotExchanged, sitting: Sitting) -> str:
    return _("ballot exchanged, {spoiled} so far").format(spoiled=data.spoiled)


def _extend_voting(data: act.VotingExtended, sitting: Sitting) -> str:
    return _("vote extended by {minutes} min: {reason}").format(
        minutes=data.minutes, reason=data.reason
    )


def _close_voting(data: act.VotingClosed, sitting: Sitting) -> str:
    received = len(data.received)
    return ngettext(
        "vote closed, {n} member received a ballot",
        "vote closed, {n} members received a ballot",
        received,
    ).format(n=received) + with_reason(data.reason)


def _voting_closed(data: act.VotingClosed, sitting: Sitting) -> str:
    return _("vote closed, {n} with a ballot").format(n=len(data.received))


PHRASES: dict[str, Phrase] = {
    "open_voting": Phrase(N_("Open the vote"), _open_voting, _voting_opened),
    "issue_ballot": Phrase(N_("Issue"), _issue_ballot),
    "exchange_ballot": Phrase(N_("Exchange"), _exchange_ballot),
    "extend_voting": Phrase(N_("Extend"), _extend_voting),
    "close_voting": Phrase(N_("Close the vote"), _close_voting, _voting_closed),
}
