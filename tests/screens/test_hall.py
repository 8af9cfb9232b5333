"""The hall screen: follows by itself, fits everywhere, tells nothing before its time."""

import re
from contextlib import asynccontextmanager

import pytest

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk
from majilis_tui.procedure import actions as act
from majilis_tui.scenario import Play, bundled_scenario
from majilis_tui.screens.hall import HallApp
from majilis_tui.screens.hall_views import view
from majilis_tui.screens.steps import current_election
from tests.screens.driving import played, seated
from tests.screens.small import reading

LOOK = 0.5
SIZES = ((40, 12), (80, 24), (120, 40), (200, 60), (20, 6))


@asynccontextmanager
async def hall(path, moment, size=(80, 24)):
    with Desk.open(path, ScenarioClock(moment), read_only=True) as desk:
        app = HallApp(desk)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot


def shown(app):
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(part.text for part in strip) for strip in strips)


def steps_of_the_reference_sitting(tmp_path):
    play = Play(bundled_scenario("2023-03-29"), tmp_path / "s.sqlite")
    for step in play.steps:
        play.do(step)
        yield step, play.desk, play.clock
    play.close()


def test_every_moment_fits_every_size_and_tells_nothing_early(tmp_path):
    for step, desk, clock in steps_of_the_reference_sitting(tmp_path):
        election = current_election(desk.sitting)
        announced = election is not None and election.round.phase in ("announced", "declared")
        declared = election is not None and election.round.phase == "declared"
        for cells, lines in SIZES:
            drawn = view(desk.sitting, election, clock.now(), cells, lines).plain
            assert len(drawn.split("\n")) <= lines, (step.do, cells, lines)
            assert all(len(row) <= cells for row in drawn.split("\n")), (step.do, cells, lines)
        large = view(desk.sitting, election, clock.now(), 120, 40).plain
        if election is not None and election.id == "chairman" and not announced:
            assert not re.search(r"(For|Against) +\d", large), step.do
        if not declared and not desk.sitting.closed:
            assert "ELECTED" not in large, step.do


async def test_it_follows_the_sitting_by_itself(tmp_path):
    path = tmp_path / "s.sqlite"
    desk = played(path, "open_voting")
    async with hall(path, desk.clock.now()) as (app, pilot):
        assert "Ballots handed out: 0" in shown(app)
        assert "Needed: 50 of 98" in shown(app)
        desk.do("secretary", act.IssueBallot(members="all"))
        await pilot.pause(LOOK)
        assert "Ballots handed out: 98" in shown(app)
        assert desk.head_code in shown(app)
        desk.do("chairman", act.CloseVoting(election="chairman"))
        await pilot.pause(LOOK)
        assert "The vote is closed." in shown(app)
    desk.close()


async def test_it_writes_nothing(tmp_path):
    path = tmp_path / "s.sqlite"
    desk = played(path, "open_voting")
    now = desk.clock.now()
    desk.close()
    before = path.read_bytes()
    async with hall(path, now) as (_app, pilot):
        await pilot.press("a", "f10")
    assert path.read_bytes() == before


async def test_the_countdown_is_as_large_as_it_fits_and_any_resize_is_survived(tmp_path):
    path = tmp_path / "s.sqlite"
    desk = played(path, "open_voting")
    async with hall(path, desk.clock.now(), size=(40, 12)) as (app, pilot):
        assert "██████" in shown(app)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause(0.1)
            shown(app)
        await pilot.resize_terminal(200, 60)
        await pilot.pause(0.1)
        assert "█" * 18 in shown(app)
    desk.close()


@pytest.mark.parametrize("screen", ["hall", "voting", "count"])
async def test_two_sittings_whose_packets_went_otherwise_look_the_same(tmp_path, screen):
    seen = []
    for number, marks in enumerate([{"m7": 4}, {"m8": 1, "m9": 2, "blank": 1}]):
        path = tmp_path / f"{number}.sqlite"
        desk = reading(path)
        for officer in ("secretary", "chairman"):
            desk.do(officer, act.ReadPacket(election="e", packet=1, marks=marks))
        if screen == "hall":
            async with hall(path, desk.clock.now()) as (app, _pilot):
                seen.append(shown(app))
            desk.close()
        else:
            async with seated(desk, "secretary", size=(120, 40)) as keys:
                if screen == "voting":
                    await keys.press("f7")
                    assert "The vote is closed" in keys.shown()
                seen.append(keys.shown())
        assert seen[-1].count("4 of 9") == (screen != "voting")
    # Requests carry a random id, so the codes may differ; nothing else does.
    plain = [re.sub(r"[0-9a-f]{4}(-[0-9a-f]{4})+", "", text) for text in seen]
    assert plain[0] == plain[1]


async def test_a_rehearsal_says_so(tmp_path):
    steps = bundled_scenario("2023-03-29").read_text(encoding="utf-8")
    roster = bundled_scenario("2023-03-29").with_name("2023-03-29.roster.csv")
    (tmp_path / roster.name).write_bytes(roster.read_bytes())
    scenario = tmp_path / "s.jsonl"
    scenario.write_text(steps.replace('"rules": "kz', '"rehearsal": true, "rules": "kz', 1))
    play = Play(scenario, tmp_path / "s.sqlite")
    for step in play.steps[:5]:
        play.do(step)
    now = play.clock.now()
    play.close()
    async with hall(tmp_path / "s.sqlite", now) as (app, _pilot):
        assert "REHEARSAL" in shown(app)


async def test_an_unfinished_count_of_the_reference_sitting(tmp_path):
    path = tmp_path / "s.sqlite"
    desk = played(path, "count_papers")
    for officer in ("secretary", "chairman"):
        desk.do(officer, act.ReadPacket(election="chairman", packet=1, marks={"for": 10}))
    async with hall(path, desk.clock.now()) as (app, _pilot):
        assert "Counting: 10 of 98 papers read twice" in shown(app)
        assert "For" not in shown(app)
    desk.close()
