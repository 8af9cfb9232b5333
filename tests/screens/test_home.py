"""Home: a new sitting in a few questions, recent sittings, files that are not sittings."""

from majilis_tui import rehearsal
from majilis_tui.screens import settings
from majilis_tui.screens.readiness import newest_moment
from tests.screens.driving import ROSTER, START, fresh, seated


async def test_a_new_sitting_in_a_few_questions(tmp_path):
    file = tmp_path / "new.sqlite"
    async with seated(None) as keys:
        assert "No sitting was open here yet." in keys.shown()
        await keys.press("n")
        assert "98 seats, quorum 66" in keys.shown()
        await keys.press("enter", "enter")
        await keys.paste(str(ROSTER))
        assert "98 deputies" in keys.shown()
        await keys.press("enter", "enter")
        await keys.paste("Election of the Chairman")
        await keys.press("enter")
        await keys.type("2023-03-29")
        await keys.press("enter")
        await keys.paste("Nurlan Äbdirov")
        await keys.press("enter")
        await keys.type("Chairman of the CEC")
        await keys.press("enter")
        await keys.paste(str(file))
        await keys.press("enter")
        assert "No second copy" in keys.shown()
        await keys.paste(str(tmp_path / "copy.txt"))
        assert "on the same medium" in keys.words()
        await keys.press("enter")
        assert "the sitting is dated 2023-03-29" in keys.words()
        assert "UTC+0:00" in keys.shown()
        assert "SQLite 3." in keys.shown()
        assert not file.exists(), "nothing is made before the last question is answered"
        await keys.press("enter")
        assert "▶ ROLL CALL" in keys.shown()
        sitting = keys.sitting
        assert sitting.title == "Election of the Chairman"
        assert sitting.title_kk is None, "nobody translated it"
        assert sitting.date == "2023-03-29"
        assert sitting.presiding.name == "Nurlan Äbdirov"
        assert settings.recent() == [file]
        await keys.press("f10")
        assert "new.sqlite" in keys.shown()
        await keys.press("enter")
        assert "▶ ROLL CALL" in keys.shown()
        assert keys.actions()[-1] == "resume"
        for _again in range(3):
            await keys.press("f10", "enter")
            assert "▶ ROLL CALL" in keys.shown(), "no screen looks into a file that was left"


async def test_all_errors_of_a_roster_at_once(tmp_path):
    roster = tmp_path / "wrong.csv"
    roster.write_text("id,name,born\na,Anna,1960-13-01\na,Boris,\nc,,\n", encoding="utf-8")
    async with seated(None) as keys:
        await keys.press("n", "enter", "enter")
        await keys.paste(str(roster))
        shown = keys.shown()
        assert "row 2, column born" in shown
        assert "row 3, column id" in shown
        await keys.press("enter", "enter")
        assert "New sitting, 2 of 5" in keys.shown(), "the question stays open"


async def test_a_file_that_is_no_sitting_is_explained(tmp_path):
    other = tmp_path / "letter.txt"
    other.write_text("not a sitting", encoding="utf-8")
    async with seated(None) as keys:
        await keys.press("o")
        await keys.paste(str(other))
        await keys.press("enter")
        assert "Cannot be opened" in keys.shown()
        await keys.press("enter", "o")
        await keys.paste(str(tmp_path / "missing"))
        await keys.press("enter")
        assert "There is no such file" in keys.shown()


async def test_only_paths_are_remembered(tmp_path):
    desk = fresh(tmp_path / "s.sqlite")
    async with seated(None) as keys:
        keys.app.begin(desk, tmp_path / "s.sqlite")
        await keys.pilot.pause()
        from majilis_tui.locations import state_folder

        kept = (state_folder() / "recent.json").read_text(encoding="utf-8")
        assert kept == f'["{tmp_path / "s.sqlite"}"]'


async def test_under_a_box_no_key_is_shown_that_is_dead(tmp_path):
    async with seated(None, size=(120, 40)) as keys:
        for key in ("n", "o"):
            assert "q Quit" in keys.shown()
            await keys.press(key)
            assert "q Quit" not in keys.shown()
            assert "n makes a new sitting" not in keys.shown()
            await keys.pilot.resize_terminal(100, 40)
            await keys.pilot.pause()
            assert "q Quit" not in keys.shown()
            await keys.press("escape")


async def test_a_rehearsal_is_marked_in_the_list_and_dates_no_sitting(tmp_path):
    for desk in (rehearsal.begin(tmp_path / "one.sqlite", 7), fresh(tmp_path / "two.sqlite")):
        settings.remember(desk.path)
        desk.close()
    (tmp_path / "gone.sqlite").write_text("not a sitting")
    settings.remember(tmp_path / "gone.sqlite")
    async with seated(None) as keys:
        marked = [line for line in keys.shown().splitlines() if ".sqlite" in line]
        assert ["REHEARSAL" in line for line in marked] == [False, False, True]
        assert "one.sqlite" in marked[2]
    assert newest_moment(tmp_path / "two.sqlite") is None
    assert newest_moment(tmp_path / "one.sqlite") == START


async def test_the_demonstration_is_no_sitting_open_lately():
    async with seated(None) as keys:
        await keys.press("d", "space", "space")
        assert "▶ ROLL CALL" in keys.shown()
        await keys.press("escape")
        assert "No sitting was open here yet." in keys.shown()


async def test_the_footer_has_one_entry_for_the_two_keys_of_the_steps(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        assert "F7 F8 Steps" in keys.shown()
        assert keys.shown().count("F8") == 1
        await keys.press("f8")
        assert "No election is open" in keys.shown()


async def test_a_theme_is_kept(tmp_path):
    async with seated(None) as keys:
        keys.app.theme = "textual-light"
        await keys.pilot.pause()
    assert settings.saved_theme() == "textual-light"


async def test_the_palette_offers_our_commands_and_no_screenshot(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        offered = [c.title for c in keys.app.get_system_commands(keys.app.screen)]
        assert "Close roll call" in offered
        assert "Theme" in offered
        assert not any("creenshot" in title for title in offered)


async def test_no_colour_hides_the_themes_that_need_it(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with seated(None) as keys:
        assert not any(theme.ansi for theme in keys.app.available_themes.values())
        assert keys.app.available_themes


def test_a_terminal_without_utf8_is_told_so(monkeypatch):
    from majilis_tui.screens.app import unfit_terminal

    monkeypatch.setenv("LC_ALL", "ru_RU.KOI8-R")
    assert "UTF-8" in unfit_terminal()
    monkeypatch.setenv("LC_ALL", "kk_KZ.UTF-8")
    assert unfit_terminal() is None
