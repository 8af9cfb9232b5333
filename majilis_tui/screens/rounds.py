"""What the presiding officer does after the report: declare, lot, next round, chair, close."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from majilis_tui.languages import N_, _
from majilis_tui.phrases import name, names, office_title
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.contests import protocol_approved, verdict
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.screens.announcement import COUNTED, declared, ending
from majilis_tui.screens.commands import not_now
from majilis_tui.screens.elections import need_election
from majilis_tui.screens.protocols import unsigned
from majilis_tui.screens.widgets.form import Field, Form, Values
from majilis_tui.screens.widgets.picker import Picker

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen

How = Literal["rule", "repeat", "new-nominations"]
_HOWS: tuple[How, ...] = ("rule", "repeat", "new-nominations")
HOW_TITLES = {
    "rule": N_("as the rules say"),
    "repeat": N_("repeat with the same candidates"),
    "new-nominations": N_("new nominations"),
}


def ask_declare(screen: "SittingScreen") -> act.Action | Refusal:
    """Return what is judged for "may the result be declared now"."""
    election = need_election(screen)
    return election if isinstance(election, Refusal) else act.Declare(election=election.id)


def declare(screen: "SittingScreen") -> None:
    """Ask, then declare what follows from the numbers."""
    election = screen.election
    assert election is not None
    consequence = _(
        "The presiding officer declares the result of round {round}: {office}. It follows from the"
        " figures on record and is not declared again:"
    ).format(
        round=election.round.number, office=shown(office_title(screen.sitting, election.office))
    )
    words = declared(screen, election)
    if election.round.phase == "announced" and protocol_approved(screen.sitting, election) is None:
        words += "\n\n" + _("There was no open vote on the protocol yet: v.")
    screen.confirm_and_do(act.Declare(election=election.id), f"{consequence}\n\n{words}")


def ask_lot(screen: "SittingScreen") -> act.Action | Refusal:
    """Return what is judged for "may a lot be drawn now"."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    no_tie = not_now("There is no tie to decide by lot.")
    current = election.round
    undecided = current.phase in ("finished", "announced") or current.outcome == "tie"
    if not undecided or current.lot:
        return no_tie
    drawn, places = _tied(screen.sitting, election)
    if not places or len(drawn) < places:
        return no_tie
    return act.DrawLot(election=election.id, elected=drawn[:places])


def _tied(sitting: Sitting, election: Election) -> tuple[tuple[str, ...], int]:
    """Return among whom a lot is drawn, less who withdrew since, and for how many places."""
    found = verdict(sitting, election)
    return tuple(m for m in found.tied if m not in election.withdrawn), found.to_draw


def draw_lot(screen: "SittingScreen") -> None:
    """Mark on whom the lot fell that was drawn before the chamber."""
    election = screen.election
    assert election is not None
    tied, places = _tied(screen.sitting, election)
    members = [screen.sitting.members[m] for m in tied]

    def chosen(drawn: tuple[str, ...] | None) -> None:
        if drawn:
            consequence = _("The lot fell on {names}. This decides the tie.").format(
                names=shown(names(screen.sitting, drawn))
            )
            screen.confirm_and_do(act.DrawLot(election=election.id, elected=drawn), consequence)

    heading = _("The lot: mark {n}").format(n=places)
    screen.app.push_screen(Picker(heading, members), chosen)


def ask_next_round(screen: "SittingScreen") -> act.Action | Refusal:
    """Return what is judged for "may there be a next round now"."""
    election = need_election(screen)
    if isinstance(election, Refusal):
        return election
    return act.NextRound(election=election.id, how="new-nominations")


def next_round(screen: "SittingScreen") -> None:
    """Ask how the election goes on, then start the round."""
    election = screen.election
    assert election is not None
    titles = {how: _(title) for how, title in HOW_TITLES.items()}
    hows = {how: act.NextRound(election=election.id, how=how) for how in _HOWS}
    possible = [how for how in _HOWS if screen.session.refusal(hows[how]) is None]

    def live(values: Values) -> str:
        going = {
            "rule": election.round.goes_on,
            "repeat": election.standing,
        }.get(values["how"], ())
        left = [m for m in going if m not in election.withdrawn]
        return standing_words(screen.sitting, left)

    def answered(values: Values | None) -> None:
        if values:
            action = hows[_how(values["how"])]
            words = _("Round {round} begins: {how}. {standing}").format(
                round=election.round.number + 1,
                how=titles[values["how"]],
                standing=live(values),
            )
            screen.confirm_and_do(action, words)

    options = tuple((how, titles[how]) for how in possible)
    form = Form(
        _("Next round"),
        [Field(id="how", label=_("How"), kind="choice", options=options)],
        live=live,
    )
    screen.app.push_screen(form, answered)


def standing_words(sitting: Sitting, standing: Collection[str]) -> str:
    """Return who stands in a round that begins, or that nobody does yet."""
    if not standing:
        return _("Nominations are opened again; nobody stands yet.")
    return _("Standing: {names}").format(names=shown(names(sitting, standing)))


def _how(text: str) -> How:
    return next(how for how in _HOWS if how == text)


def ask_close(screen: "SittingScreen") -> act.Action | Refusal:
    """Return what is judged for "may the election be closed now"."""
    election = need_election(screen)
    return election if isinstance(election, Refusal) else act.CloseElection(election=election.id)


def close_election(screen: "SittingScreen") -> None:
    """Ask, then close the election."""
    election = screen.election
    assert election is not None
    consequence = _("{office}: {ending}. A closed election has no further round.").format(
        office=shown(office_title(screen.sitting, election.office)),
        ending=ending(screen.sitting, election),
    )
    screen.confirm_and_do(act.CloseElection(election=election.id), consequence)


def hand_over_chair(screen: "SittingScreen") -> None:
    """Ask who takes the chair: whoever was elected, unless somebody else is named."""
    sitting = screen.sitting
    elected = [(e, m) for e in sitting.elections.values() for m in e.elected]
    person = name(sitting, elected[0][1]) if elected else ""
    office = office_title(sitting, elected[0][0].office) if elected else ""

    def action(values: Values) -> act.HandOverChair:
        return act.HandOverChair(name=values["name"] or "-", office=values["office"] or "-")

    def check(values: Values) -> str | None:
        if not values["name"] or not values["office"]:
            return _("Write name and office.")
        return screen.why_not(action(values))

    def answered(values: Values | None) -> None:
        if values:
            screen.do(action(values))

    form = Form(
        _("Hand over the chair"),
        [
            Field(id="name", label=_("Name"), value=person),
            Field(id="office", label=_("Office"), value=office),
        ],
        check=check,
    )
    screen.app.push_screen(form, answered)


def close_sitting(screen: "SittingScreen") -> None:
    """Ask, then close the sitting for good."""
    undecided = [
        shown(office_title(screen.sitting, e.office))
        for e in screen.sitting.elections.values()
        if e.outcome == "open" and not e.closed
    ]
    words = _("Nothing more can be recorded in this file. Its head code is then final.")
    if undecided:
        words += " " + _("Not decided: {offices}.").format(offices=", ".join(undecided))
    left = unsigned(screen.sitting)
    if left:
        never = _("Never signed: the protocol {protocols}. After this that is no longer possible.")
        words += "\n\n" + never.format(protocols="; ".join(left))
    screen.confirm_and_do(act.CloseSitting(), words)


def counted(screen: "SittingScreen") -> bool:
    """Say whether the count of the election that is looked at is finished."""
    election = screen.election
    return election is not None and election.round.phase in COUNTED
