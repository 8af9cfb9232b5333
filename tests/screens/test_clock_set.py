"""The wall clock is set while people vote: nobody gains or loses time, and it is on record."""

import pytest

from majilis_tui.desk import Desk
from majilis_tui.procedure.timing import later
from tests.screens.driving import played, seated

HOUR = 3600


class SetClock:
    """A wall clock that can be set, beside a steady one that cannot."""

    def __init__(self, start: str) -> None:
        self.start = start
        self.passed = 0
        self.set_by = 0

    def now(self) -> str:
        return later(self.start, self.passed + self.set_by)

    def offset(self) -> float:
        return self.set_by


def look(keys):
    """Let the screen look at the clock as often as it does in a second."""
    for _time in range(5):
        keys.app.screen._look()


@pytest.mark.parametrize("by", [-HOUR, HOUR, -3 * HOUR])
async def test_the_countdown_goes_on_and_the_jump_is_on_record(tmp_path, by):
    path = tmp_path / "s.sqlite"
    desk = played(path, "open_voting")
    clock = SetClock(desk.clock.now())
    desk.close()
    async with seated(Desk.open(path, clock), "secretary", size=(40, 12)) as keys:
        clock.passed = 60
        look(keys)
        await keys.pilot.pause()
        assert "19:00 left" in keys.shown()
        clock.set_by = by
        clock.passed = 90
        look(keys)
        await keys.pilot.pause()
        assert "18:30 left" in keys.shown()
        assert keys.actions().count("clock_jump") == 1
        assert f'"seconds":{by}' in keys.app.session.desk.last.text
        await keys.type("rau")
        await keys.press("enter")
        assert keys.app.session.papers.register == {"rau"}
        clock.passed = 1201
        look(keys)
        await keys.pilot.pause()
        assert "00:00 left" in keys.shown()
        assert keys.actions().count("clock_jump") == 1
