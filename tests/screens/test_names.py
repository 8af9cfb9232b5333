"""Names may hold anything: they are shown as text and break no column."""

import pytest

from majilis_tui.clock import ScenarioClock
from majilis_tui.opening import open_new
from tests.screens.driving import START, seated

ODD = [
    "[fraktionslos]",
    "[/",
    "[@click=app.exit]Ivan[/]",
    "Anna 👩‍👩‍👧 Ж",
    "x" * 200,
    "А\u200bдам Ñ",
    "{name} %s $primary",
]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_odd_names_are_text(tmp_path, size):
    roster = tmp_path / "roster.csv"
    rows = "\n".join(f'm{n},"{name}","{name}"' for n, name in enumerate(ODD))
    roster.write_text(f"id,name,group\n{rows}\n", encoding="utf-8")
    desk = open_new(tmp_path / "s.sqlite", "kz-majilis", roster, ScenarioClock(START))
    async with seated(desk, size=size) as keys:
        assert "[/" in keys.shown()
        assert "[fraktionslos]" in keys.shown()
        for _name in ODD:
            await keys.press("space")
        assert keys.sitting.present == len(ODD)
        await keys.press("f1", "escape", "enter", "escape")
        await keys.press("f6", "y", "o", "enter", "enter", "n")
        await keys.type("fraktionslos")
        await keys.press("enter")
        await keys.type("click")
        await keys.press("enter", "enter", "enter")
        assert keys.actions()[-1] == "nominate"
        assert "[fraktionslos]" in keys.shown()
        assert all(len(line) >= size[0] for line in keys.shown().splitlines())
