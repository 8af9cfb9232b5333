"""The log screen: find, look at the exact bytes, verify."""

import pytest

from majilis_tui.screens.log import exact
from majilis_tui.screens.widgets.rows import Rows
from tests.screens.driving import played, seated


@pytest.fixture
def voted(tmp_path):
    return played(tmp_path / "s.sqlite", "close_voting")


async def test_it_opens_at_the_newest_entry_and_lists_all(voted):
    async with seated(voted, "secretary") as keys:
        await keys.press("f9")
        assert "30 of 30 entries" in keys.shown()
        assert "vote closed, 98 members received a ballot" in keys.shown()
        assert keys.app.screen.query_one(Rows).current == "30"


@pytest.mark.parametrize("typed", ["Кошанов", "qosanov", "NOMINATED by", "izmuhambetov nom"])
async def test_typing_filters_in_any_spelling(voted, typed):
    async with seated(voted, "secretary") as keys:
        await keys.press("f9")
        await keys.type(typed)
        assert "Erlan Qoşanov nominated by Baqtyqoja" in keys.shown()
        assert "vote closed" not in keys.shown().split("\n\n")[0].split("№")[0]
        await keys.press("escape")
        assert "30 of 30 entries" in keys.shown()
        await keys.press("escape")
        assert "▶ COUNT" in keys.shown()
        assert not keys.app.screen.query("#entries")


async def test_a_number_goes_to_its_entry_and_enter_shows_its_bytes_and_hash(voted):
    line = list(voted.lines())[13]
    async with seated(voted, "secretary", size=(120, 40)) as keys:
        await keys.press("f9")
        await keys.type("14")
        await keys.press("enter")
        words = keys.app.screen.words.plain
        assert line.text in words
        assert line.hash in words
        assert "the entry before" in keys.shown()


async def test_verifying_says_that_the_record_is_sound(voted):
    async with seated(voted, "secretary") as keys:
        await keys.press("f9", "f5")
        for _turn in range(40):
            await keys.pilot.pause(0.1)
            if "sound" in keys.shown():
                break
        assert "sound" in keys.shown()
        assert voted.head_code in keys.shown()


async def test_it_follows_what_another_terminal_writes(voted):
    from majilis_tui.desk import Desk
    from majilis_tui.procedure import actions as act

    async with seated(voted, "secretary") as keys:
        await keys.press("f9")
        with Desk.open(voted.path, voted.clock) as other:
            other.do("chairman", act.Note(text="from the other desk"))
        await keys.pilot.pause(0.5)
        assert "note: from the other desk" in keys.shown()
        assert "31 of 31 entries" in keys.shown()


async def test_small_and_large(voted):
    async with seated(voted, "secretary") as keys:
        await keys.press("f9")
        for size in ((40, 12), (200, 60), (80, 24)):
            await keys.pilot.resize_terminal(*size)
            await keys.pilot.pause(0.1)
            assert "vote closed, 98" in keys.shown(), size


def test_what_has_no_shape_is_shown_as_its_code():
    assert exact("a\u202eb [/red]") == "a\\u202eb [/red]"
