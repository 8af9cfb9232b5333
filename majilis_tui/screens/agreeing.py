"""Asking one or both officers to agree, by key or by PIN."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from majilis_tui.desk import Proof
from majilis_tui.languages import _
from majilis_tui.screens.widgets.agreement import Agreement, Officer
from majilis_tui.screens.widgets.pin import PinAsk

if TYPE_CHECKING:
    from majilis_tui.screens.frame import SittingScreen

BOTH: tuple[Officer, ...] = ("chairman", "secretary")


def ask_agreement(
    screen: "SittingScreen",
    heading: str,
    consequence: str | Callable[[], str],
    officers: Sequence[Officer],
    then: Callable[[list[Proof]], object],
) -> None:
    """Ask in words, and go on with the proofs of the officers who have PINs.

    Without `officers` a "yes" is enough. A "no" does nothing, and says so.
    """
    desk = screen.desk
    agreed: list[Proof] = []

    def prove(officer: Officer, pin: str) -> bool:
        proof = desk.prove(officer, pin)
        if proof is not None:
            agreed.append(proof)
        return proof is not None

    def answered(yes: bool | None) -> None:
        if yes:
            then(agreed)
        else:
            screen.say(_("Left as it was."))

    pins = {
        officer: PinAsk(partial(prove, officer), partial(desk.pin_wait, officer))
        for officer in officers
        if desk.has_pin(officer)
    }
    screen.app.push_screen(Agreement(heading, consequence, officers, pins), answered)
