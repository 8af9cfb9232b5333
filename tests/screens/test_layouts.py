"""A sitting held on a Russian keyboard: the same keys, whatever letters they send."""

from majilis_tui.procedure import actions as act
from tests.screens.driving import Keyboard, fresh, seated
from tests.screens.test_whole_sitting import (
    approve_and_open,
    elect_commission,
    nominate,
    read_packet,
    up_to_the_packets,
)

LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
LETTERS = dict(zip(LATIN, RUSSIAN, strict=True)) | {"y": "д"}


class RussianKeyboard(Keyboard):
    """Presses the same places; only yes is a word, д."""

    async def press(self, *keys: str) -> None:
        await super().press(*(LETTERS.get(key, key) for key in keys))

    async def type(self, text: str) -> None:
        """Type a name as it is spelled: that is found in any script."""
        for letter in text:
            await super().press("space" if letter == " " else letter)


async def test_from_the_roll_call_to_elected_on_a_russian_keyboard(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as latin:
        keys = RussianKeyboard(latin.pilot, latin.app)
        await keys.press("f5", "f6", "y")
        await elect_commission(keys)
        await nominate(keys)
        await approve_and_open(keys)
        desk = keys.app.session.desk
        desk.do("secretary", act.IssueBallot(members="all"))
        await keys.press("f6", "y")
        await up_to_the_packets(keys)
        await keys.press("x", "1", "r", "y")
        for packet in range(1, 11):
            await read_packet(keys, 8 if packet == 10 else 10)
        if keys.app.session.role != "chairman":
            await keys.press("f2")
        await keys.press("c", "1", "2", "s", "enter", "1", "2", "b", "y", "a", "1", "2", "d", "y")
        assert "ELECTED: Erlan Qoşanov" in keys.shown()
