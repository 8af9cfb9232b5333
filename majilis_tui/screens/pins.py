"""Choosing PINs: the officers in turn when they are chosen, and by a command at any time."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from majilis_tui.desk import RecordError
from majilis_tui.languages import _
from majilis_tui.phrases import ROLES, error_text, name, refusal_text
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.agreeing import BOTH
from majilis_tui.screens.commands import not_now
from majilis_tui.screens.widgets.agreement import Agreement, Officer
from majilis_tui.screens.widgets.form import Field, Form, Values

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen


def choose_pins(screen: "SittingScreen", then: Callable[[], object]) -> None:
    """Let each officer choose a PIN, one after the other; either may do without, once asked."""

    def ask(waiting: tuple[Officer, ...]) -> None:
        screen.redraw()
        if not waiting:
            screen.say(_said(screen))
            then()
            return

        def without(yes: bool | None) -> None:
            ask(waiting[1:] if yes else waiting)

        def answered(values: Values | None) -> None:
            if values:
                ask(waiting[1:])
            else:
                screen.app.push_screen(_without_pin(waiting[0]), without)

        screen.app.push_screen(_first_pin(screen, waiting[0]), answered)

    ask(BOTH)


def _said(screen: "SittingScreen") -> str:
    chosen = [officer for officer in BOTH if screen.desk.has_pin(officer)]
    if len(chosen) == len(BOTH):
        return _("Both officers have a PIN: F2 locks, and what is critical takes both PINs.")
    if chosen:
        return _("Only one officer has a PIN; the other role is taken at its word.")
    return _("Without PINs the roles are taken at their word: F2 changes the officer.")


def _first_pin(screen: "SittingScreen", officer: Officer) -> Form:
    sitting = screen.sitting
    member = sitting.chairman if officer == "chairman" else sitting.secretary
    who = shown(name(sitting, member)) if member else ""
    form = Form(
        _("PIN of the {role}: {name}").format(role=_(ROLES[officer]), name=who),
        _new_pin_fields(),
        check=lambda values: _enrolled(screen, form, officer, values, None),
        intro=_(
            "At least 6 digits or letters, not all the same, typed so that the other officer does"
            " not see it. Digits are the same on every keyboard layout, letters are not. It"
            " unlocks this terminal and confirms what takes both."
        ),
        leaving=_("Esc: without a PIN"),
    )
    return form


def _without_pin(officer: Officer) -> Agreement:
    words = _(
        "Without a PIN of the {role}, one person could act for both officers: nobody is asked to"
        " prove who sits here, and the record will not show two proofs of what takes both. A PIN"
        " can be chosen later, by a command."
    )
    return Agreement(_("Without a PIN?"), words.format(role=_(ROLES[officer])))


def _new_pin_fields() -> list[Field]:
    return [
        Field(id="pin", label=_("PIN"), kind="hidden"),
        Field(id="again", label=_("Once more"), kind="hidden"),
    ]


def _enrolled(
    screen: "SittingScreen",
    form: Form,
    officer: Officer,
    values: Values,
    proof: tuple[Officer, str] | None,
) -> str | None:
    """Keep a PIN; return why it was not kept, None if it was."""
    if values["pin"] != values["again"]:
        form.begin_again("pin", "again")
        return _("Typed differently the second time; type both again.")
    desk, pin = screen.desk, values["pin"]
    try:
        desk.enroll(officer, pin, proof)
        if officer == screen.session.role:
            desk.sit(officer, pin)
    except Refusal as refusal:
        if refusal.code == "bad-input":  # too easy to guess
            form.begin_again("pin", "again")
        return shown(refusal_text(refusal))
    except RecordError as error:
        return shown(error_text(error))
    return None


def ask_pin(screen: "SittingScreen") -> Refusal | None:
    """Say that only officers have PINs."""
    if not screen.sitting.has_officers:
        return not_now("The commission has no officers yet.")
    if screen.sitting.closed:
        return not_now("The sitting is closed.")
    return None


def change_pin(screen: "SittingScreen") -> None:
    """Choose or change an officer's PIN; to change one takes the old one or the other officer's."""
    desk = screen.desk
    roles = tuple((officer, _(ROLES[officer])) for officer in BOTH)
    here = screen.session.role if screen.session.role in BOTH else BOTH[0]

    def check(values: Values) -> str | None:
        officer, prover = _officer(values["officer"]), _officer(values["prover"])
        proof = (prover, values["proof"]) if desk.has_pin(officer) else None
        return _enrolled(screen, form, officer, values, proof)

    def live(values: Values) -> str:
        if desk.has_pin(_officer(values["officer"])):
            return _("To change a PIN takes the old one, or the other officer's.")
        return _("There is none yet: leave the proof empty.")

    def answered(values: Values | None) -> None:
        if values:
            screen.redraw()
            screen.say(_said(screen))

    form = Form(
        _("Choose or change a PIN"),
        [
            Field(id="officer", label=_("Whose PIN"), kind="choice", options=roles, value=here),
            Field(id="prover", label=_("Proved by"), kind="choice", options=roles, value=here),
            Field(id="proof", label=_("PIN of who proves it"), kind="hidden"),
            *_new_pin_fields(),
        ],
        check=check,
        live=live,
    )
    screen.app.push_screen(form, answered)


def _officer(value: str) -> Officer:
    return "chairman" if value == "chairman" else "secretary"
