"""The second copy and keys on the screens; a file that is lost; is all ready."""

import pytest

from majilis_tui.desk import Desk
from majilis_tui.record.verify import verify
from majilis_tui.screens import settings
from majilis_tui.screens.frame import SittingScreen
from tests.screens.driving import fresh, played, seated


async def look(keys):
    """Look as the screens do of themselves every second."""
    frame = next(s for s in keys.app.screen_stack if isinstance(s, SittingScreen))
    for _look in range(5):
        frame._look()
    await keys.pilot.pause()


async def command(keys, name):
    keys.app.screen.action_command(name)
    await keys.pilot.pause()


async def paste_over(keys, text):
    await keys.press("ctrl+u")
    await keys.paste(text)


async def test_a_second_copy_is_set_watched_and_taken_away(tmp_path):
    copy = tmp_path / "copy.txt"
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await command(keys, "safekeeping")
        assert "No second copy: if this disk fails" in keys.words()
        await keys.press("enter", "enter")
        assert "Type the path." in keys.shown()
        await keys.paste(str(tmp_path / "missing" / "copy.txt"))
        await keys.press("enter")
        assert "cannot be created" in keys.words()
        await paste_over(keys, str(copy))
        await keys.press("enter")
        assert "one disk lost takes both" in keys.words()
        assert keys.actions()[-1] == "second_medium"
        await keys.press("f5")
        assert len(copy.read_text().splitlines()) == len(keys.actions())

        copy.rename(tmp_path / "pulled")
        await look(keys)
        assert "2nd copy behind" in keys.shown()
        assert "The second copy is behind" in keys.shown()
        await keys.press("down")
        await look(keys)
        assert "The second copy is behind" not in keys.shown(), "it is said once"
        assert "2nd copy behind" in keys.shown(), "the mark stays"

        (tmp_path / "pulled").rename(copy)
        await look(keys)
        assert "The second copy has caught up." in keys.shown()
        assert "2nd copy behind" not in keys.shown()

        await command(keys, "safekeeping")
        await keys.press("right", "enter", "enter")
        assert keys.app.session.desk.mirror is None


async def test_officers_keys_are_made_in_a_folder(tmp_path):
    desk = played(tmp_path / "s.sqlite", "close_nominations")
    (tmp_path / "stick").mkdir()
    async with seated(desk, "secretary") as keys:
        await command(keys, "safekeeping")
        assert "No officer has a key" in keys.words()
        await keys.press("right", "right", "enter")
        await keys.paste(str(tmp_path / "stick"))
        await keys.press("enter")
        assert "to check by" in keys.words()
        assert len(desk.verifiers()) == 1
        assert list((tmp_path / "stick").glob("*-secretary-*.key"))


@pytest.mark.parametrize("lose", ["deleted", "replaced"])
async def test_a_lost_file_is_saved_from_the_box(tmp_path, lose):
    file, saved = tmp_path / "s.sqlite", tmp_path / "saved.sqlite"
    async with seated(fresh(file)) as keys:
        await keys.press("f5")
        head = keys.app.session.desk.head
        file.unlink()
        if lose == "replaced":
            file.write_text("something else")
        await keys.press("space")
        assert "Not recorded" in keys.shown()
        assert "Save a copy as" in keys.shown()
        await paste_over(keys, str(tmp_path / "missing" / "saved.sqlite"))
        await keys.press("enter")
        assert "cannot be created" in keys.words()
        await paste_over(keys, str(saved))
        await keys.press("enter")
        assert "a verified copy of 3 actions" in keys.words()
        assert settings.recent()[0] == saved
    assert verify(saved).head == head
    with Desk.open(saved) as copy:
        assert copy.sitting.present == 98


async def test_what_fails_otherwise_offers_no_copy(tmp_path, monkeypatch):
    from majilis_tui.desk import RecordError

    def fail(*_arguments):
        raise RecordError(tmp_path, "the disk is full", "Make room and press again.")

    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        monkeypatch.setattr(Desk, "do", fail)
        await keys.press("space")
        assert "Save a copy as" not in keys.shown()


async def test_is_all_ready_of_an_open_sitting(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await command(keys, "readiness")
        shown = keys.shown()
        assert "✗ Clock" in shown, "the scenario's year is long past"
        assert "the sitting is today" in shown
        assert "! Second copy" in shown
        assert "✓ Terminal" in shown
        await keys.press("enter")
        assert "▶ ROLL CALL" in keys.shown()


async def test_what_is_found_fits_and_scrolls_on_a_small_terminal(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite"), size=(40, 12)) as keys:
        await command(keys, "readiness")
        assert "Clock" in keys.shown()
        assert "Printer" not in keys.shown()
        await keys.press(*["pagedown"] * 5)
        assert "Printer" in keys.shown()
