"""Which screen shows which step; each is imported when it is first shown."""

from importlib import import_module

from majilis_tui.screens.frame import SittingScreen
from majilis_tui.screens.session import Session

PLACES: dict[str, tuple[str, str]] = {
    "roll": ("roll_call", "RollCall"),
    "nomination": ("nomination", "Nomination"),
    "commission": ("commission", "Commission"),
    "ballot": ("ballot", "Ballot"),
    "voting": ("voting", "Voting"),
    "count": ("count", "Count"),
    "result": ("result", "Result"),
    "log": ("log", "Log"),
}


def screen_for(step: str, session: Session) -> SittingScreen:
    """Return a new screen for a step."""
    module, name = PLACES[step]
    made = getattr(import_module(f"majilis_tui.screens.{module}"), name)(session)
    assert isinstance(made, SittingScreen)
    return made
