"""A sitting at the keyboard: open the screens on a file, press keys, read what is shown."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.keys import _character_to_key
from textual.pilot import Pilot

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.opening import open_new
from majilis_tui.scenario import Play, bundled_scenario
from majilis_tui.screens.app import MajilisApp

START = "2023-03-29T05:00:00.000Z"
ROSTER = Path(str(bundled_scenario("2023-03-29"))).with_name("2023-03-29.roster.csv")


class Keyboard:
    """Presses keys and reads the screen as a person would."""

    def __init__(self, pilot: Pilot, app: MajilisApp) -> None:
        self.pilot = pilot
        self.app = app

    async def press(self, *keys: str) -> None:
        """Press keys by name, one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        for character in text:
            await self.pilot.press("space" if character == " " else _character_to_key(character))
        await self.pilot.pause()

    def shown(self) -> str:
        """Return the text on the terminal, box and all."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in strip) for strip in strips)

    def actions(self) -> list[str]:
        """Return the names of the actions on record."""
        assert self.app.session is not None
        return [line.entry.action for line in self.app.session.desk.lines()]

    @property
    def sitting(self):
        """The state of the sitting."""
        assert self.app.session is not None
        return self.app.session.sitting


def fresh(path: Path) -> Desk:
    """Make a sitting of the Mäjilis with its members seated; its clock stands still."""
    return open_new(
        path, "kz-majilis", ROSTER, ScenarioClock(START), title="First sitting", date="2023-03-29"
    )


def played(path: Path, last: str) -> Desk:
    """Conduct the reference sitting up to and with the first action of a name."""
    play = Play(bundled_scenario("2023-03-29"), path)
    for step, _recorded in play.run():
        if step.do == last:
            break
    assert play.desk is not None
    return play.desk


@asynccontextmanager
async def seated(
    desk: Desk | None, role: str | None = None, size: tuple[int, int] = (80, 24), **options
) -> AsyncIterator[Keyboard]:
    """Sit down at a terminal; the desk is closed in the end."""
    app = MajilisApp(desk, role, **options)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Keyboard(pilot, app)
    finally:
        if app.session is not None:
            app.session.desk.close()
