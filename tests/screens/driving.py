"""A sitting at the keyboard: open the screens on a file, press keys, read what is shown."""

import re
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.opening import open_new
from majilis_tui.scenario import Play, bundled_scenario
from majilis_tui.screens.app import MajilisApp

START = "2023-03-29T05:00:00.000Z"
ROSTER = Path(str(bundled_scenario("2023-03-29"))).with_name("2023-03-29.roster.csv")

# From the focused widget through its parents to the app, and once more for what that set going.
HOPS = 8


def _is_character(name: str) -> bool:
    try:
        unicodedata.lookup(name)
    except KeyError:
        return False
    return True


class Keyboard:
    """Presses keys and reads the screen as a person would."""

    def __init__(self, pilot: Pilot, app: MajilisApp) -> None:
        self.pilot = pilot
        self.app = app

    async def press(self, *keys: str) -> None:
        """Press keys by name, one after the other, each when the one before has been dealt with."""
        for key in keys:
            await self._send(key)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        await self.press(*("space" if c == " " else _character_to_key(c) for c in text))

    async def _send(self, key: str) -> None:
        """Press one key, and wait until it has gone from the focus up to the app and back.

        Nothing is waited for but the work itself, so that a sitting of a thousand keys is quick.
        """
        name = _get_unicode_name_from_key(REPLACED_KEYS.get(key, key))
        character = unicodedata.lookup(name) if _is_character(name) else None
        if character is None and len(key) == 1:
            character = key
        driver = self.app._driver
        assert driver is not None
        event = events.Key(key, character)
        event.set_sender(self.app)
        driver.send_message(event)
        for _hop in range(HOPS):
            await self.pilot._wait_for_screen()

    async def paste(self, text: str) -> None:
        """Paste a text, as terminals do."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    def shown(self) -> str:
        """Return the text on the terminal, box and all."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in strip) for strip in strips)

    def words(self) -> str:
        """Return the words on the terminal, without the lines they stand on and the frames."""
        return " ".join(re.sub(r"[─━│┃╭╮╰╯┏┓┗┛▔▁▂▃▄▅▆▇█]", " ", self.shown()).split())

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
            app.session.close()
