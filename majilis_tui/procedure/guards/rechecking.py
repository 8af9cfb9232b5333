"""Whether an entry that stands in a log was allowed at its place, and says what it should.

What only the working papers knew is not in the log; there, the numbers are held against each
other instead.
"""

from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.contests import contest, figures, matters
from majilis_tui.procedure.count import packet_papers
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.guards import counting, voting
from majilis_tui.procedure.guards.case import Case
from majilis_tui.procedure.guards.deciding import GUARDS, check_sitting
from majilis_tui.procedure.guards.form import check_fields
from majilis_tui.procedure.guards.permission import permit
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.procedure.timing import moment


def recheck(sitting: Sitting, entry: Entry, head: str) -> None:
    """Raise Refusal unless an entry, as it was decoded, may stand after this state.

    `head` is the hash of the entry before it.
    """
    case = Case(sitting=sitting, by=entry.by, at=entry.at, head=head)
    if entry.seq != sitting.seq + 1:
        raise Refusal(
            "bad-count", "Entry {seq} does not follow {last}.", seq=entry.seq, last=sitting.seq
        )
    try:
        moment(entry.at)
    except ValueError:
        raise Refusal("bad-input", "at: {at} is not a moment.", at=repr(entry.at)) from None
    permit(case, entry.action, entry.data)
    check_sitting(case, entry.action)
    if (entry.by == "presiding") != (entry.data.recorder is not None):
        raise Refusal(
            "bad-input",
            "A recorder is named for what the presiding officer does, and for nothing else.",
        )
    special = _HIDDEN.get(entry.action)
    if special is not None:
        special(case, entry.data)
        return
    action = asked(entry)
    check_fields(action)
    judged = GUARDS[entry.action](case, action)
    said = judged[0] if isinstance(judged, tuple) else judged
    if said != entry.data:
        raise Refusal(
            "bad-count",
            "The log says {logged}, the procedure comes to {computed}.",
            logged=msgspec.json.encode(entry.data).decode(),
            computed=msgspec.json.encode(said).decode(),
        )


def asked(entry: Entry) -> act.Action:
    """Return the action that an entry is the record of."""
    form = act.ACTIONS[entry.action].asked
    if form is None or type(entry.data) is form:
        return entry.data
    data = entry.data
    fields: dict[str, Any] = {name: getattr(data, name) for name in _told(form, type(data))}
    if isinstance(data, act.BallotApproved):
        fields["order"] = data.candidates
    return form(**fields)


@cache
def _told(form: type[act.Action], logged: type[act.Action]) -> tuple[str, ...]:
    """Return the fields of an action as asked that stand in its entry."""
    return tuple(name for name in form.__struct_fields__ if name in logged.__struct_fields__)


def _require(holds: bool, template: str, **places: object) -> None:
    if not holds:
        raise Refusal("bad-count", template, **places)


def _issued(case: Case, data: act.BallotIssued) -> None:
    current = voting.voting_election(case, data.election).round
    papers = data.issued - current.issued
    _require(data.round == current.number and papers > 0, "No paper more than before was issued.")
    persons = data.issued - current.exchanged
    _require(persons <= case.sitting.present, "More ballots than members present.")
    voting.check_time(case, current, data.with_)
    voting.check_stock(current, papers)


def _exchanged(case: Case, data: act.BallotExchanged) -> None:
    current = voting.voting_election(case, data.election).round
    papers = data.issued - current.issued
    _require(
        data.round == current.number
        and papers > 0
        and data.spoiled == current.exchanged + papers
        and current.issued > current.exchanged,
        "Exchanged papers do not fit those issued.",
    )
    voting.check_time(case, current, data.with_)
    voting.check_stock(current, papers)


def _closed(case: Case, data: act.VotingClosed) -> None:
    current = voting.voting_election(case, data.election).round
    received = case.known(data.received)
    served = set(received)
    all_served = all(member in served for member in case.sitting.present_members())
    voting.check_closing(case, current, data, all_served)
    _require(
        data.round == current.number
        and data.issued == current.issued
        and data.spoiled == current.exchanged
        and received == tuple(sorted(served))
        and len(received) == current.issued - current.exchanged,
        "The list of those who received a ballot does not fit the papers issued.",
    )
    for member in received:
        _require(
            case.sitting.is_present(member),
            "{name} received a ballot without being present.",
            name=case.name(member),
        )


def _agreed(case: Case, data: act.AgreePacket) -> None:
    current = counting.check_packet(case, case.election(data.election), data.packet)
    expected = packet_papers(case.sitting.law, current)
    _require(
        data.round == current.number and data.papers == expected,
        "Papers in the packet: {expected}, in the log: {papers}.",
        expected=expected,
        papers=data.papers,
    )


def _differs(case: Case, data: act.PacketDiffers) -> None:
    current = counting.check_packet(case, case.election(data.election), data.packet)
    _require(data.round == current.number, "This is another round.")


def _explained(case: Case, data: act.DifferenceExplained) -> None:
    current = counting.check_explanation(case, data.election, data.papers).round
    _require(
        (data.matters is not None) == current.counted_all,
        "Whether a difference matters is known when all papers are read.",
    )


def _finished(case: Case, data: act.CountFinished) -> None:
    election = case.election(data.election)
    current = counting.check_finish(case, election)
    invalid = sum(data.invalid.values())
    names = sum(data.totals.values())
    valid = data.found - data.blank - invalid
    _require(
        data.round == current.number
        and data.found == current.found
        and set(data.totals) <= set(current.choices)
        and set(data.invalid) <= set(case.sitting.law.invalid_reasons)
        and all(data.invalid.values()),
        "The totals are not those of this paper.",
    )
    most = contest(case.sitting, election).marks_a_paper
    fits = valid == names if current.form != "approve" else valid <= names <= most * valid
    _require(
        valid >= 0 and fits and max(data.totals.values(), default=0) <= valid,
        "Votes: {names}, blank: {blank}, invalid: {invalid}; that does not make {found} papers.",
        names=names,
        blank=data.blank,
        invalid=invalid,
        found=data.found,
    )
    if current.matters is None:
        return
    counted = replace(current, totals=data.totals, blank=data.blank, invalid=data.invalid)
    _require(
        matters(case.sitting, election, figures(case.sitting, counted)) == current.matters,
        "What was said of the difference does not fit the totals.",
    )


_HIDDEN: dict[str, Any] = {
    "issue_ballot": _issued,
    "exchange_ballot": _exchanged,
    "close_voting": _closed,
    "agree_packet": _agreed,
    "packet_differs": _differs,
    "explain_difference": _explained,
    "finish_count": _finished,
}
