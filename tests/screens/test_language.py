"""F3 changes the language of this terminal at once, wherever it is pressed, and it is kept."""

import pytest

from majilis_tui import languages
from majilis_tui.cli import commands
from majilis_tui.desk import Desk
from majilis_tui.scenario import Play, bundled_scenario
from majilis_tui.screens import settings
from majilis_tui.screens.hall import HallApp
from tests.screens.driving import Keyboard, fresh, played, seated


async def test_every_part_of_a_screen_follows(tmp_path):
    desk = played(tmp_path / "s.sqlite", "close_voting")
    async with seated(desk, "secretary", size=(120, 40)) as keys:
        assert "▶ COUNT" in keys.shown()
        await keys.press("f3")
        words = keys.shown()
        assert "▶ САНАУ" in words
        assert "дауыс беру" in words
        assert "Count" not in words
        await keys.press("f3")
        words = keys.shown()
        assert "▶ СЧЁТ" in words
        assert "Комиссия" in words
        await keys.press("f3")
        assert "▶ COUNT" in keys.shown()


async def test_the_log_is_searched_in_the_language_spoken(tmp_path):
    desk = played(tmp_path / "s.sqlite", "close_voting")
    async with seated(desk, "secretary", size=(120, 40)) as keys:
        await keys.press("f9")
        await keys.press("f3", "f3")
        await keys.type("выдвигает")
        assert "Ерлан Кошанов" in keys.shown()
        assert "nominated" not in keys.shown()


async def test_home_and_the_wizard_follow_and_keep_what_was_typed(tmp_path):
    async with seated(None) as keys:
        await keys.press("f3")
        assert "Жаңа отырыс" in keys.shown()
        await keys.press("n", "tab")
        await keys.type("/own.toml")
        await keys.press("f3")
        assert "Новое заседание" in keys.shown()
        assert "/own.toml" in keys.shown()
        await keys.type("x")
        assert "/own.tomlx" in keys.shown()
        await keys.press("escape")
        assert "New sitting" not in keys.shown()


async def test_help_follows(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.press("f1", "f3")
        assert "Келесі қадам" in keys.shown() or "Анықтама" in keys.shown()
        await keys.press("escape")
        assert "▶ ТІРКЕУ" in keys.shown()


async def test_the_demonstration_follows_before_and_while_it_is_played(tmp_path):
    play = Play(bundled_scenario("2023-03-29"), tmp_path / "s.sqlite")
    async with seated(None, play=play) as keys:
        await keys.press("f3")
        assert "Бос орын" in keys.shown()
        await keys.press("space", "space", "space")
        assert "▶ ТІРКЕУ" in keys.shown()
        assert "Депутаттар тізімін енгізу" in keys.shown()
        await keys.press("f3")
        assert "▶ РЕГИСТРАЦИЯ" in keys.shown()
        assert "Депутаттар" not in keys.shown()


async def test_the_hall_display_follows(tmp_path):
    desk = played(tmp_path / "s.sqlite", "close_voting")
    with Desk.open(desk.path, desk.clock, read_only=True) as shown:
        app = HallApp(shown)
        async with app.run_test(size=(80, 24)) as pilot:
            keys = Keyboard(pilot, app)
            await pilot.pause()
            await keys.press("f3")
            assert "30-жазба" in keys.shown()
            await keys.press("f3", "f3")
            assert "Record 30" in keys.shown()
    desk.close()


async def test_the_choice_is_kept_beside_the_theme(tmp_path):
    async with seated(None) as keys:
        await keys.press("f3")
        keys.app.theme = "nord"
        await keys.pilot.pause()
    assert settings.saved_theme() == "nord"
    languages.use("en")
    settings.speak(None)
    assert languages.language() == "kk"
    settings.speak("ru")
    assert languages.language() == "ru"


@pytest.mark.parametrize(("kept", "spoken"), [("kk", "kk"), ("xx", "en"), (None, "ru")])
def test_a_language_kept_goes_before_the_environment(kept, spoken, monkeypatch):
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    if kept:
        file = settings.settings_file()
        file.parent.mkdir(parents=True)
        file.write_text(f'theme = "nord"\nlanguage = "{kept}"\n')
    settings.speak(None)
    assert languages.language() == spoken


def test_the_command_line_goes_before_everything():
    assert "lang" in [parameter.name for parameter in commands.params]


async def test_escape_goes_where_the_sitting_stands_after_the_search(tmp_path):
    desk = played(tmp_path / "s.sqlite", "close_voting")
    async with seated(desk, "secretary") as keys:
        for _step in range(5):
            await keys.press("f7")
        await keys.type("zzz")
        await keys.press("escape")
        assert "zzz" not in keys.shown()
        assert "Close roll call" in keys.shown()
        await keys.press("escape")
        assert "Close roll call" not in keys.shown()
