"""The demonstration, step by step on the real screens."""

from majilis_tui.scenario import Play, bundled_scenario
from tests.screens.driving import seated


async def test_the_whole_demonstration_by_one_key(tmp_path):
    play = Play(bundled_scenario("2023-03-29"), tmp_path / "demo.sqlite")
    async with seated(None, play=play) as keys:
        assert "Space begins." in keys.shown()
        seen = set()
        for _step in play.steps:
            await keys.press("space")
            seen.add(type(keys.app.screen).__name__)
        assert {"RollCall", "Nomination", "Commission", "Ballot"} <= seen
        assert {"Voting", "Count", "Result"} <= seen
        assert keys.sitting.closed
        assert keys.sitting.elections["chairman"].elected == ("qosanov",)
        await keys.press("space")
        assert "The demonstration is over" in keys.shown()
        await keys.press("escape")
        assert "n New sitting" in keys.shown()


async def test_in_the_demonstration_no_key_acts_by_itself(tmp_path):
    play = Play(bundled_scenario("2023-03-29"), tmp_path / "demo.sqlite")
    async with seated(None, play=play) as keys:
        await keys.press("space", "space", "space")
        before = keys.sitting.seq
        await keys.press("f5", "f6", "f2", "w", "n")
        assert keys.sitting.seq == before
