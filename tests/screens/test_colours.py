"""Without colours nothing is lost: themes, the footer, and the theme that is kept."""

import pytest

from tests.screens.driving import fresh, played, seated


async def footer(keys):
    await keys.pilot.pause()
    return "\n".join(keys.shown().split("\n")[-3:])


async def test_without_colour_brackets_say_what_is_not_possible(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with seated(played(tmp_path / "s.sqlite", "declare"), "chairman") as keys:
        assert "(s Sign)" in keys.shown()
        assert "(c Close election)" not in keys.shown()
        assert not [name for name, theme in keys.app.available_themes.items() if theme.ansi]


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_the_themes_of_sixteen_colours_have_brackets_too(tmp_path, theme):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        assert "(F2 Officer)" not in keys.shown()
        keys.app.theme = theme
        keys.app.screen.redraw()
        assert "(F2 Officer)" in await footer(keys)


async def test_the_theme_is_kept_between_runs(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        keys.app.theme = "textual-light"
        await keys.pilot.pause()
    async with seated(fresh(tmp_path / "t.sqlite")) as keys:
        assert keys.app.theme == "textual-light"


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "nord"])
async def test_a_theme_changes_the_chamber_at_once(tmp_path, theme):
    async with seated(fresh(tmp_path / "s.sqlite"), size=(120, 40)) as keys:
        await keys.press("f5")
        keys.app.theme = theme
        await keys.pilot.pause()
        assert "60 / 60" in keys.shown()
