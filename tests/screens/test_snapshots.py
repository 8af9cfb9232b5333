"""Every screen looks as it did: the committed pictures, told apart by their text first.

After a change that is meant: pytest tests/screens/test_snapshots.py --update-snapshots
"""

from pathlib import Path

import pytest

from tests.screens.driving import Keyboard
from tests.screens.picture import first_difference, picture, text_of
from tests.screens.states import STATES, State, opened, settled

SNAPSHOTS = Path(__file__).parent / "snapshots"
SMALL, LARGE = (80, 24), (120, 40)
DARK, LIGHT = "textual-dark", "textual-light"
Looks = tuple[tuple[int, int], str]


def looks(state: State) -> list[Looks]:
    """The sizes and themes in which a state is looked at."""
    light = [(SMALL, LIGHT)] if state.light else []
    return [(SMALL, DARK), *light, (LARGE, DARK)]


def file_of(state: State, look: Looks) -> str:
    (cells, lines), theme = look
    return f"{state.name}-{cells}x{lines}{'-light' if theme == LIGHT else ''}.svg"


async def taken(keys: Keyboard, look: Looks) -> str:
    """Take a picture in a size and a theme."""
    size, theme = look
    keys.app.theme = theme
    if keys.app.size != size:
        await keys.pilot.resize_terminal(*size)
    await keys.pilot.pause()
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


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
async def test_it_looks_as_it_did(state, tmp_path, monkeypatch, update_snapshots):
    folder = tmp_path / "at"
    folder.mkdir()
    monkeypatch.chdir(folder)
    differences = []
    async with opened(state, monkeypatch) as keys:
        for look in looks(state):
            drawn = await taken(keys, look)
            file = SNAPSHOTS / file_of(state, look)
            if update_snapshots:
                file.write_text(drawn, encoding="utf-8")
            else:
                differences.append(difference(file, drawn, tmp_path))
    assert not [found for found in differences if found], "\n\n".join(filter(None, differences))


def test_no_picture_is_left_over_and_none_looks_elsewhere(update_snapshots):
    wanted = {file_of(state, look) for state in STATES for look in looks(state)}
    for file in SNAPSHOTS.glob("*"):
        if file.name not in wanted and update_snapshots:
            file.unlink()
    assert {file.name for file in SNAPSHOTS.glob("*")} == wanted
    for file in SNAPSHOTS.glob("*.svg"):
        drawn = file.read_text(encoding="utf-8")
        assert drawn.count("//") == drawn.count('xmlns="http://www.w3.org/2000/svg"'), file


def test_names_are_given_once():
    names = [state.name for state in STATES]
    assert len(set(names)) == len(names)
