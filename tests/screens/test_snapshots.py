"""Every screen looks as it did: the committed pictures, told apart by their text first.

After a change that is meant: pytest tests/screens/test_snapshots.py --update-snapshots
"""

from pathlib import Path

import pytest

from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.settings import save_theme
from tests.screens.driving import Keyboard
from tests.screens.picture import first_difference, picture, text_of
from tests.screens.states import STATES, State, opened, settled

SNAPSHOTS = Path(__file__).parent / "snapshots"
SMALL, LARGE = (80, 24), (120, 40)
THEMES = {"": "textual-dark", "-light": "textual-light"}
VIEWS = [(state, light) for state in STATES for light in THEMES if state.light or not light]
RESIZED = (
    "roll-partly",
    "nomination-one",
    "commission-officers",
    "ballot-approved",
    "voting-midway",
    "count-packet",
    "result-elected",
    "log",
    "lock-voting",
    "replay",
    "hall-voting",
)


def sizes(light: str) -> tuple[tuple[int, int], ...]:
    """The sizes in which a state is looked at in a theme."""
    return (SMALL,) if light else (SMALL, LARGE)


def file_of(state: State, light: str, size: tuple[int, int]) -> str:
    return f"{state.name}-{size[0]}x{size[1]}{light}.svg"


async def taken(keys: Keyboard, size: tuple[int, int]) -> str:
    """Take a picture in a size."""
    if keys.app.size != size:
        await keys.pilot.resize_terminal(*size)
        await settled(keys)
        for screen in keys.app.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.redraw()  # below a box it comes to that later
        await settled(keys)
    return picture(keys.app)


def difference(file: Path, drawn: str, fresh: Path) -> str | None:
    """Say how a picture differs from the committed one, having put the new one beside."""
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if kept == drawn:
        return None
    new = fresh / file.name
    new.write_text(drawn, encoding="utf-8")
    words = first_difference(text_of(kept), text_of(drawn)) or "the same text, other colours"
    return f"{file.name}: {words}\ncommitted {file}\nnew       {new}"


@pytest.mark.parametrize(("state", "light"), VIEWS, ids=lambda part: getattr(part, "name", part))
async def test_it_looks_as_it_did(state, light, tmp_path, update_snapshots):
    save_theme(THEMES[light])
    differences = []
    async with opened(state, tmp_path / "at") as keys:
        for size in sizes(light):
            drawn = await taken(keys, size)
            file = SNAPSHOTS / file_of(state, light, size)
            if update_snapshots:
                file.write_text(drawn, encoding="utf-8")
            else:
                differences.append(difference(file, drawn, tmp_path))
    assert not any(differences), "\n\n".join(filter(None, differences))


@pytest.mark.parametrize("name", RESIZED)
async def test_sizes_it_had_before_leave_nothing_behind(name, tmp_path):
    state = next(state for state in STATES if state.name == name)
    async with opened(state, tmp_path / "at") as keys:
        before = picture(keys.app)
        for size in ((200, 60), (40, 12), LARGE):
            await taken(keys, size)
        assert first_difference(text_of(before), text_of(await taken(keys, SMALL))) is None


def test_no_picture_is_left_over_and_none_looks_elsewhere(update_snapshots):
    wanted = {file_of(state, light, size) for state, light in VIEWS for size in sizes(light)}
    if update_snapshots:
        for file in SNAPSHOTS.glob("*"):
            if file.name not in wanted:
                file.unlink()
        return
    assert {file.name for file in SNAPSHOTS.glob("*")} == wanted
    for file in SNAPSHOTS.glob("*.svg"):
        drawn = file.read_text(encoding="utf-8")
        assert drawn.count("//") == drawn.count('xmlns="http://www.w3.org/2000/svg"'), file


def test_names_are_given_once():
    names = [state.name for state in STATES]
    assert len(set(names)) == len(names)
