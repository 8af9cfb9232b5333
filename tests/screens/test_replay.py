"""The replay: what the hall saw at each entry, at any speed, and nothing is written."""

import pytest

from majilis_tui.screens.hall_views import view
from majilis_tui.screens.replay import Replay
from majilis_tui.screens.steps import current_election
from majilis_tui.screens.tape import Head, Tape
from tests.screens.driving import played, seated


class Steady:
    """A steady clock that is moved by hand."""

    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def finished(tmp_path):
    return played(tmp_path / "s.sqlite", "declare")


@pytest.fixture
def tape(finished):
    made = Tape([line.entry for line in finished.lines()])
    finished.close()
    return made


def test_every_entry_of_a_tape_is_the_fold_up_to_it(tape):
    assert tape.sitting(len(tape) - 1).seq == len(tape)
    assert [tape.sitting(place).seq for place in range(len(tape))] == [
        entry.seq for entry in tape.entries
    ]


def test_at_the_speed_of_the_sitting_each_entry_comes_when_it_came(tape):
    head = Head(speed=1, playing=True)
    assert head.after(tape, 1.9).place == 0
    assert head.after(tape, 2.0).place == 1
    there = head.after(tape, 2.0).after(tape, 5.0)
    assert (there.place, there.beyond) == (1, 5.0)
    assert there.moment(tape) == "2023-03-29T05:00:07.000Z"


def test_sixty_times_as_fast_a_minute_takes_a_second(tape):
    opened = next(p for p, e in enumerate(tape.entries) if e.action == "open_voting")
    head = Head(place=opened, speed=60, playing=True).after(tape, 1.5)
    assert head.moment(tape) == "2023-03-29T05:20:32.000Z"
    assert Head(place=opened, speed=60, playing=True).after(tape, 3).place == opened + 1


def test_an_entry_a_second_whenever_it_was(tape):
    head = Head(playing=True)
    for seconds in (0.5, 0.25, 0.25, 2.0):
        head = head.after(tape, seconds)
    assert head.place == 3


def test_at_the_end_it_stands_still_and_plays_anew_from_the_beginning(tape):
    head = Head(playing=True).after(tape, 1000)
    assert (head.place, head.playing) == (len(tape) - 1, False)
    again = head.turned(tape)
    assert (again.place, again.playing) == (0, True)
    assert not again.turned(tape).playing


def test_a_clock_set_back_makes_no_pause(tape):
    from msgspec.structs import replace

    entries = list(tape.entries)
    entries[3] = replace(entries[3], at="2023-03-28T00:00:00.000Z")
    odd = Tape(entries)
    assert odd.start(3) == odd.start(2)
    assert Head(speed=1, playing=True).after(odd, odd.start(2) + 1).place == 3


def test_speeds_end_at_the_slowest_and_the_quickest():
    head = Head(speed=1)
    assert head.faster(-1).speed == 1
    assert [head.faster(steps).speed for steps in (1, 2, 3, 4)] == [10, 60, 0, 0]


async def test_from_the_log_entry_by_entry_as_the_hall_saw_it(finished):
    before = finished.sitting.seq
    async with seated(finished, "secretary", size=(120, 40)) as keys:
        keys.app.show("log")
        await keys.pilot.pause()
        await keys.type("22")
        await keys.press("f6")
        replay = keys.app.screen
        assert isinstance(replay, Replay)
        assert "Ballots handed out: 0" in keys.shown()
        assert "vote opened" in keys.shown()
        await keys.press("right")
        assert "Ballots handed out: 12" in keys.shown()
        await keys.press("end")
        assert "ELECTED: Erlan Qoşanov" in keys.shown()
        await keys.press("home")
        assert "№ 1 ·" in keys.shown()
        for key in ("y", "a", "d", "enter", "f2", "z", "x", "n"):
            await keys.press(key)
        assert keys.app.screen is replay
        await keys.press("escape")
        assert "46 of" not in keys.shown()
        assert "Find:" in keys.shown()
        assert finished.sitting.seq == before


async def test_it_runs_by_the_clock_that_was_passed_in(finished):
    clock = Steady()
    async with seated(finished, "secretary") as keys:
        replay = Replay([line.entry for line in finished.lines()], 0, clock)
        keys.app.push_screen(replay)
        await keys.pilot.pause()
        await keys.press("space")
        clock.seconds += 3
        replay.look()
        await keys.pilot.pause()
        assert "4/51" in keys.shown() or "4/50" in keys.shown()
        await keys.press("space")
        clock.seconds += 30
        replay.look()
        assert replay.head.place == 3
        await keys.press("minus")
        assert "60x" in keys.shown()


async def test_the_picture_is_what_the_hall_screen_draws(finished):
    entries = [line.entry for line in finished.lines()]
    async with seated(finished, "secretary", size=(120, 40)) as keys:
        replay = Replay(entries, 0, Steady())
        keys.app.push_screen(replay)
        await keys.pilot.pause()
        room = replay.query_one("#picture").content_size
        for place in range(len(entries)):
            replay.step(1)
            sitting = replay.tape.sitting(replay.head.place)
            seen = view(
                sitting,
                current_election(sitting),
                entries[replay.head.place].at,
                room.width - 2,
                room.height,
            )
            shown = str(replay.query_one("#picture").render())
            assert seen.plain.split("\n")[0].strip() in shown, place


@pytest.mark.parametrize("size", [(200, 60), (80, 24), (40, 12)])
async def test_it_fits_any_size(finished, size):
    async with seated(finished, "secretary") as keys:
        keys.app.push_screen(Replay([line.entry for line in finished.lines()], 24, Steady()))
        await keys.pilot.resize_terminal(*size)
        await keys.pilot.pause()
        assert "ballot issued, 45 of 100" in keys.shown()
