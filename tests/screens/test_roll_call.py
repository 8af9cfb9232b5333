"""Roll call by keys: marking, searching in any spelling, closing."""

import pytest

from tests.screens.driving import fresh, seated


async def test_space_marks_present_and_goes_on(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.press("space", "down", "space", "f4")
        attendance = keys.sitting.attendance
        assert attendance["qosanov"] == "present"
        assert attendance["asimjanov"] == "absent"
        assert attendance["damentyeva"] == "present"
        assert attendance["izmuhambetov"] == "excused"
        assert "Present 2   Absent 95   Excused 1" in keys.shown()
        assert keys.actions()[-3:] == ["mark_attendance"] * 3


@pytest.mark.parametrize("spelling", ["Қошанов", "Кошанов", "Qoşanov", "Qosanov", "Koshanov"])
async def test_typing_finds_a_member_in_any_spelling(tmp_path, spelling):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.press("down", "down")
        await keys.type(spelling)
        assert f"Find: {spelling}" in keys.shown()
        await keys.press("space")
        assert keys.sitting.attendance["qosanov"] == "present"
        assert "Find: ▏" in keys.shown(), "the search ends with the mark"


async def test_all_present_then_one_exception(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.press("f5")
        await keys.type("espa")
        await keys.press("space")
        assert keys.sitting.present == 97
        assert keys.sitting.attendance["espaeva"] == "absent"


async def test_marks_are_not_replaced_without_a_question(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.press("space", "f4", "f5")
        assert "loses that mark" in keys.words()
        await keys.press("enter")
        assert (keys.sitting.present, keys.actions().count("mark_attendance")) == (1, 2)
        await keys.press("f5", "y")
        assert keys.sitting.present == 98


async def test_a_name_that_several_bear_marks_nobody(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.type("депутат")
        await keys.press("space")
        assert "Not sure who is meant" in keys.words()
        await keys.type("25")
        await keys.press("space")
        marked = {m for m, status in keys.sitting.attendance.items() if status == "present"}
        assert len(marked) == 1 and "25" in marked.pop()


async def test_escape_ends_the_search_and_keeps_the_place(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.type("rau")
        await keys.press("escape")
        assert "Find: ▏" in keys.shown()
        await keys.press("space")
        assert keys.sitting.attendance["rau"] == "present"


@pytest.mark.parametrize(
    ("typed", "member"), [("1", "qosanov"), ("01", "qosanov"), ("7", "d07"), ("07", "d07")]
)
async def test_the_number_beside_a_name_finds_it(tmp_path, typed, member):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.type(typed)
        await keys.press("space")
        present = [m for m, status in keys.sitting.attendance.items() if status == "present"]
        assert present == [member]


async def test_a_long_text_that_finds_nobody_says_so(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.paste("x" * 99 + "z")
        assert "xxz▏  nobody found; Backspace or Esc" in keys.shown()
        await keys.press("ctrl+u")
        assert "Find: ▏" in keys.shown()


async def test_closing_asks_and_only_another_key_answers(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.press("f5", "f6")
        assert "the quorum is 66" in keys.shown()
        await keys.press("f6")
        assert not keys.sitting.roll_call_closed
        await keys.press("enter")
        assert not keys.sitting.roll_call_closed, "the default is no"
        await keys.press("f6", "y")
        assert keys.sitting.roll_call_closed
        assert "▶ NOMINATION" in keys.shown()


async def test_yes_and_no_are_words_not_places_on_the_keyboard(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.press("f5", "f6", "н")
        assert not keys.sitting.roll_call_closed, "н stands on the place of y and means no"
        await keys.press("f6", "д")
        assert keys.sitting.roll_call_closed


async def test_a_refused_key_says_why_and_writes_nothing(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        before = len(keys.actions())
        await keys.type("bcdfghjklm")
        await keys.press("space")
        assert "! Nobody is under the cursor." in keys.shown()
        await keys.press("f2")
        assert "the clerk records everything" in keys.shown()
        assert len(keys.actions()) == before


async def test_the_record_line_shows_the_last_action(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await keys.press("space")
        assert "№ 3" in keys.shown()
        assert "Erlan Qoşanov: present" in keys.shown()
        assert keys.app.session.desk.head_code[:9] in keys.shown()


async def test_another_terminal_is_seen(tmp_path):
    from majilis_tui.clock import ScenarioClock
    from majilis_tui.desk import Desk
    from majilis_tui.procedure.actions import MarkAttendance
    from tests.screens.driving import START

    path = tmp_path / "s.sqlite"
    async with seated(fresh(path)) as keys:
        with Desk.open(path, ScenarioClock(START)) as other:
            other.do("clerk", MarkAttendance(members="all", status="present"))
            keys.app.screen._look()
            await keys.pilot.pause()
            assert "Present 98" in keys.shown()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (40, 12)])
async def test_every_size_is_drawn(tmp_path, size):
    async with seated(fresh(tmp_path / "s.sqlite"), size=size) as keys:
        await keys.press("f5")
        assert "98" in keys.shown()
        await keys.pilot.resize_terminal(40, 12)
        await keys.pilot.pause()
        await keys.pilot.resize_terminal(*size)
        await keys.pilot.pause()
        assert "ROLL CALL" in keys.shown()


async def test_help_says_what_to_do_next_and_why_not(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite"), size=(100, 50)) as keys:
        await keys.press("f1")
        shown = keys.shown()
        assert "What to do next" in shown
        assert "Call the roll" in shown
        assert "Not now: Until the commission has its officers" in shown


async def test_the_mouse_helps_where_it_is_at_hand(tmp_path):
    async with seated(fresh(tmp_path / "sitting.sqlite")) as keys:
        lines = keys.shown().splitlines()
        row = next(n for n, line in enumerate(lines) if "Albert Rau" in line)
        await keys.pilot.click(offset=(10, row))
        await keys.press("space")
        row = next(n for n, line in enumerate(lines) if "F4 Excused" in line)
        await keys.pilot.click(offset=(lines[row].index("F4"), row))
        await keys.pilot.pause()
        sitting = keys.app.session.sitting
        assert (sitting.present, sitting.attendance["rau"]) == (1, "present")
        assert sitting.attendance["espaeva"] == "excused"
