"""Signing protocols: which are due, and who signs."""

from functools import partial
from typing import TYPE_CHECKING

from majilis_tui.languages import _
from majilis_tui.phrases import PROTOCOLS, attendance_words, office_title
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import ProtocolKind
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.screens.commands import not_now
from majilis_tui.screens.widgets.form import Field, Form, Values
from majilis_tui.screens.widgets.picker import Picker

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen


_OFFICERS: ProtocolKind = "officers"
_BALLOT: ProtocolKind = "ballot"


def due(screen: "SittingScreen") -> tuple[ProtocolKind, str | None] | None:
    """Return the protocol to be signed now, the results before older ones."""
    election = screen.election
    if election is not None:
        current = election.round
        if current.phase in ("finished", "announced") and not current.signed:
            return "results", election.id
        secret = screen.sitting.law.office[election.office].vote == "secret"
        if secret and current.phase != "preparing" and not current.ballot_signed:
            return _BALLOT, election.id
    if screen.sitting.has_officers and not screen.sitting.officers_signed:
        return _OFFICERS, None
    return None


def unsigned(sitting: Sitting) -> list[str]:
    """Return the protocols on officers and on ballots that are due and were never signed."""
    officers, ballot = _(PROTOCOLS[_OFFICERS]), _(PROTOCOLS[_BALLOT])
    found = [officers] if sitting.has_officers and not sitting.officers_signed else []
    for election in sitting.elections.values():
        if sitting.law.office[election.office].vote != "secret":
            continue
        for held in election.rounds:
            if held.phase != "preparing" and not held.ballot_signed:
                where = shown(office_title(sitting, election.office))
                if len(election.rounds) > 1:
                    where += ", " + _("round {round}").format(round=held.number)
                found.append(f"{ballot} ({where})")
    return found


def ask_sign(screen: "SittingScreen") -> act.Action | Refusal:
    """Return what is judged for "may a protocol be signed now"."""
    found = due(screen)
    if found is None:
        return not_now("No protocol is due.")
    return act.SignProtocol(kind=found[0], election=found[1], signers=screen.sitting.commission)


def sign(screen: "SittingScreen") -> None:
    """Mark who signs the protocol that is due; a missing signature needs the dissent in words."""
    found = due(screen)
    if found is None:
        return
    kind, election = found
    sitting = screen.sitting
    members = [sitting.members[m] for m in sitting.commission]

    def chosen(signers: tuple[str, ...] | None) -> None:
        if signers is None:
            return
        action = act.SignProtocol(
            kind=kind,
            election=election,
            signers=tuple(m for m in sitting.commission if m in signers),
        )
        refusal = screen.session.refusal(action)
        if refusal is not None and refusal.code == "not-signed":
            ask_dissent(screen, action)
            return
        confirm(screen, action)

    heading = _("Protocol {kind}: who signs").format(kind=_(PROTOCOLS[kind]))
    saw = sitting.commission
    if kind == "results" and election is not None:  # who was not at the box attests nothing
        saw = sitting.elections[election].round.at_box
    here = [member for member in saw if sitting.is_present(member)]
    told = partial(attendance_words, sitting)
    screen.app.push_screen(Picker(heading, members, marked=here, told=told), chosen)


def confirm(screen: "SittingScreen", action: act.SignProtocol) -> None:
    """Ask before a protocol is signed."""

    def words() -> str:
        # A wrong PIN typed meanwhile is an entry, and moves the head.
        return _(
            "{n} of {all} members of the commission sign. The protocol bears the head code"
            " {head}; a signed protocol is not signed again."
        ).format(
            n=len(action.signers), all=len(screen.sitting.commission), head=screen.desk.head_code
        )

    screen.confirm_and_do(action, words)


def ask_dissent(screen: "SittingScreen", action: act.SignProtocol) -> None:
    """Ask for the words of those who do not sign."""

    def complete(values: Values) -> act.SignProtocol:
        return act.SignProtocol(
            kind=action.kind,
            election=action.election,
            signers=action.signers,
            dissent=values["dissent"] or None,
        )

    def answered(values: Values | None) -> None:
        if values:
            confirm(screen, complete(values))

    form = Form(
        _("Not all sign: record the dissent"),
        [Field(id="dissent", label=_("Dissent"))],
        check=lambda values: screen.why_not(complete(values)),
    )
    screen.app.push_screen(form, answered)
