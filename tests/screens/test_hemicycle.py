"""The chamber in cells: every seat once, both wings alike, groups and attendance by the seat."""

import time

import pytest

from majilis_tui.procedure.actions import MarkAttendance
from majilis_tui.screens.chamber import (
    chamber_content,
    groups,
    hall_legend,
    legend,
    missing_lines,
    seats,
)
from majilis_tui.screens.widgets.hemicycle import SIGNS, Seat, chart, hemicycle
from tests.screens.driving import fresh, seated

ROOMS = [(9, 30, 8), (50, 43, 14), (98, 43, 14), (145, 43, 14), (705, 110, 28)]


@pytest.fixture
def sitting(tmp_path):
    desk = fresh(tmp_path / "s.sqlite")
    desk.do("clerk", MarkAttendance(members="all", status="present"))
    desk.do("clerk", MarkAttendance(members=["qosanov", "d09"], status="absent"))
    desk.do("clerk", MarkAttendance(member="rau", status="excused"))
    yield desk.sitting
    desk.close()


@pytest.mark.parametrize(("number", "cells", "lines"), ROOMS)
def test_every_seat_has_a_cell_of_its_own_inside_the_room(number, cells, lines):
    drawn = chart(number, cells, lines)
    assert len(set(drawn.places)) == number
    assert drawn.cells <= cells
    assert drawn.lines <= lines
    assert {line for _cell, line in drawn.places} >= {0, drawn.lines - 1}
    assert all(0 <= cell < drawn.cells and 0 <= line < drawn.lines for cell, line in drawn.places)


@pytest.mark.parametrize(
    ("number", "cells", "lines", "size"),
    [*((*room, 1) for room in ROOMS), (98, 118, 28, 2), (98, 238, 55, 3), (145, 118, 28, 2)],
)
def test_both_wings_are_the_same(number, cells, lines, size):
    drawn = chart(number, cells, lines, size)
    mirrored = {(drawn.cells - 1 - cell, line) for cell, line in drawn.places}
    assert mirrored == set(drawn.places)


def test_where_the_seats_do_not_fit_there_is_no_chart():
    assert chart(98, 20, 14) is None
    assert chart(98, 43, 5) is None
    assert chart(705, 43, 14) is None
    assert chart(0, 43, 14) is None
    assert hemicycle([Seat("present", "")] * 98, 20, 5, 98) == []


@pytest.mark.parametrize(("number", "cells", "lines"), ROOMS)
def test_every_seat_is_drawn_with_its_own_sign(number, cells, lines):
    states = ["present", "absent", "excused", "vacant"]
    listed = [Seat(states[n % 4], "") for n in range(number)]
    text = "\n".join(line.plain for line in hemicycle(listed, cells, lines, number))
    for place, state in enumerate(states):
        assert text.count(SIGNS[state]) == len(range(place, number, 4))


@pytest.mark.parametrize("size", [(80, 20), (118, 30), (238, 55)])
def test_in_the_hall_seats_grow_with_the_room_and_tell_presence_without_colour(size):
    def drawn(state):
        lines = hemicycle([Seat(state, "")] * 98, *size, 98, large=True)
        assert len({line.cell_length for line in lines}) == 1
        assert len(lines) <= size[1]
        assert lines[0].cell_length <= size[0]
        return "\n".join(line.plain for line in lines)

    assert drawn("present") != drawn("absent") != drawn("excused")


def test_a_chart_is_found_quickly_and_once():
    chart.cache_clear()
    before = time.process_time()
    hemicycle([Seat("present", "")] * 705, 238, 60, 705, large=True)
    assert time.process_time() - before < 2
    looked = chart.cache_info().misses
    hemicycle([Seat("absent", "")] * 705, 238, 60, 0, large=True)
    assert chart.cache_info().misses == looked


def test_groups_sit_together_in_the_order_of_the_roster(sitting):
    listed = groups(sitting)
    assert [group.name for group in listed][:2] == ["Amanat", "Aq Jol"]
    assert listed[-1].name == ""
    assert sum(len(group.members) for group in listed) == 98
    styles = [seat.style for seat in seats(sitting)]
    assert styles == sorted(styles, key=[group.style for group in listed].index)
    assert len({group.style for group in listed}) == len(listed)


def test_seats_nobody_holds_are_vacant(sitting):
    from msgspec.structs import replace

    larger = replace(sitting.law, chamber=replace(sitting.law.chamber, seats=100))
    found = [seat.status for seat in seats(replace(sitting, rules=larger))]
    assert found.count("vacant") == 2
    assert found.count("present") == 95


def test_the_legend_names_every_group_with_present_of_seats(sitting):
    rows = [row.plain for row in legend(sitting, 43)]
    assert rows[0].startswith("● Amanat")
    assert rows[0].endswith("57 / 60")
    assert "no group" in rows[-1]
    assert "Amanat 57/60" in " ".join(row.plain for row in hall_legend(sitting, 80))


@pytest.mark.parametrize(("cells", "lines"), [(43, 28), (43, 12), (20, 8)])
def test_too_small_a_room_gets_bars_by_group(sitting, cells, lines):
    drawn = chamber_content(sitting, cells, lines)
    rows = drawn.plain.split("\n")
    assert len(rows) <= lines
    assert max(map(len, rows)) <= cells
    assert ("█" in rows[0]) == (lines < 28)


def test_who_is_missing_is_named_those_excused_first(sitting):
    assert [row.plain for row in missing_lines(sitting, 43, 5)] == [
        "◌ Albert Rau",
        "○ Erlan Qoşanov",
        "○ Deputy 09",
    ]
    assert [row.plain for row in missing_lines(sitting, 43, 2)] == ["◌ Albert Rau", "  and 2 more"]


@pytest.mark.parametrize(
    ("size", "shown"), [((80, 24), False), ((120, 40), True), ((90, 50), True), ((200, 60), True)]
)
async def test_the_chamber_stands_beside_or_below_the_list_where_there_is_room(
    tmp_path, size, shown
):
    async with seated(fresh(tmp_path / "s.sqlite"), size=size) as keys:
        await keys.press("space")
        assert ("The chamber" in keys.shown()) == shown
        if shown:
            assert "1 / 60" in keys.shown()
            assert keys.shown().count("○") >= 90
