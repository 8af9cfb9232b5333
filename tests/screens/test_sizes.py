"""Every screen of a sitting lives through any change of the terminal's size, and says the least."""

import pytest

from majilis_tui.procedure import actions as act
from majilis_tui.screens.widgets.side_panel import SidePanel
from tests.screens.driving import played, seated

SIZES = ((200, 60), (40, 12), (110, 24), (77, 19), (20, 6), (120, 40))
# Where the sitting stands, the screen, what is to be seen at any size from 40x12 on, and what
# stands beside it at 120x40.
PLACES = (
    ("mark_attendance", "roll", "Present 98", ["The chamber", "● Amanat"]),
    ("nominate", "nomination", "Erlan Qoşanov", ["Candidate", "Chairman of the 8th Mäjilis"]),
    ("approve_ballot", "ballot", "Erlan Qoşanov", ["[ ] For", "✓ Approve", "· Open the vote"]),
    (
        "open_voting",
        "voting",
        "Needed: 50 of 98",
        ["Ballot, round 1", "[ ] For", "Time left", "Papers", "Left"],
    ),
    ("account_papers", "count", "Open the box", ["Account of the papers", "100 = 100"]),
    (
        "count_papers",
        "count",
        "Packet 1 of 10",
        ["98 = 98", "Packets", "▶ 1", "▶ Read the packets"],
    ),
    (
        "declare",
        "result",
        "ELECTED: Erlan Qoşanov",
        ["▲ 50 needed", "✓ Declare", "· Close the election", "98 = 98"],
    ),
    ("declare", "log", "declared: elected", ["Entry", '"action":"declare"']),
)


@pytest.mark.parametrize(("last", "screen", "least", "beside"), PLACES)
async def test_through_all_sizes(tmp_path, last, screen, least, beside):
    async with seated(played(tmp_path / "s.sqlite", last), "secretary") as keys:
        keys.app.show(screen)
        await keys.pilot.pause()
        for size in SIZES:
            await keys.pilot.resize_terminal(*size)
            await keys.pilot.pause()
            if size >= (40, 12):
                assert least in keys.shown(), (size, keys.shown())
            panels = [p for p in keys.app.screen.query(SidePanel) if p.display]
            if screen != "count" and keys.app.screen.query(SidePanel):
                assert bool(panels) == (size[0] >= 110), size
            assert all(panel.region.right <= size[0] for panel in panels), size
        for words in beside:
            assert words in keys.shown()


async def test_the_log_shows_the_entry_under_the_cursor_with_its_hash(tmp_path):
    desk = played(tmp_path / "s.sqlite", "close_roll_call")
    async with seated(desk, "clerk", size=(120, 40)) as keys:
        keys.app.show("log")
        await keys.pilot.pause()
        lines = list(desk.lines())
        await keys.press("up")
        packed = keys.shown().replace("\n", "").replace("│", "").replace(" ", "")
        assert lines[-2].hash[:40] in packed
        assert lines[-1].hash[:40] not in packed


async def test_an_open_vote_under_way_stands_beside_the_candidates_with_its_threshold(tmp_path):
    desk = played(tmp_path / "s.sqlite", "nominate")
    question = act.PutQuestion(id="q", kind="procedure", text="Vote by name")
    desk.do("secretary", question)
    async with seated(desk, "secretary", size=(120, 40)) as keys:
        beside = "".join(row[72:] for row in keys.shown().split("\n"))
        assert "Open vote" in beside
        assert "Vote by name" in beside
        assert "Needed: 50 of 98" in beside
