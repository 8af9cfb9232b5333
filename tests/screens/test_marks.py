"""The marks of a reader on a paper with many names: few keys a paper, none of them ambiguous."""

from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.app import App

from majilis_tui.screens.widgets.marks import Mark, Marks, strokes

NAMES = ["Aman", "Bolat", "Dana", "Erlan", "Farida", "Galym", "Hadisha", "Ilyas", "Juri", "Kamila"]


def listed(number):
    choices = [Mark(f"m{n}", f"{NAMES[n % 10]} {n + 1}") for n in range(number)]
    return [*choices, Mark("blank", "Blank"), Mark("invalid:form", "Invalid: form")]


class Desk(App[None]):
    """Keeps the marks that were given."""

    def __init__(self, number):
        super().__init__()
        self.number = number
        self.given = []

    def compose(self):
        yield Marks()

    def on_mount(self):
        marks = self.query_one(Marks)
        marks.show(listed(self.number), 60, approving=False)
        marks.focus()

    def on_marks_given(self, message):
        self.given.append(message.mark)

    def on_marks_taken_back(self, message):
        self.given.append(f"-{message.mark}")


@asynccontextmanager
async def reader(number):
    app = Desk(number)
    async with app.run_test(size=(80, 60)) as pilot:

        async def press(*keys):
            for key in keys:
                app.query_one(Marks).post_message(
                    events.Key(key, key if len(key) == 1 else {"space": " "}.get(key))
                )
                await pilot.pause()
            return app.given

        yield press, app.query_one(Marks)


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        (("7",), ["m6"]),  # no other number begins with 7
        (("1", "enter"), ["m0"]),
        (("1", "space"), ["m0"]),
        (("1", "2"), ["m11"]),
        (("4", "5"), ["m44"]),
        (("4", "9"), []),  # there are only 45
        (("1", "escape", "9"), ["m8"]),
        (("1", "backspace", "9"), ["m8"]),
        (("0",), ["blank"]),
        (("1", "0"), ["m9"]),
        (("x", "1"), ["invalid:form"]),
        (("n", "k", "a", "m", "enter"), ["m9"]),
        (("n", "k", "a", "backspace", "space"), ["m9"]),
        (("т", "і", "л", "ь", "я", "с", "enter"), ["m7"]),
        (("n", "e", "escape", "7"), ["m6"]),
        (("7", "backspace"), ["m6", "-m6"]),
    ],
)
async def test_two_keys_or_a_name_give_one_of_forty_five(keys, given):
    async with reader(45) as (press, _marks):
        assert await press(*keys) == given


async def test_what_is_typed_and_not_finished_is_shown_and_put_down_with_the_paper():
    async with reader(45) as (press, marks):
        await press("1")
        assert marks.begun == "1"
        marks.forget()
        assert await press("2", "3") == ["m22"]


@pytest.mark.parametrize("number", [2, 9])
async def test_up_to_nine_choices_a_digit_gives_at_once(number):
    async with reader(number) as (press, marks):
        assert await press("1", "2") == ["m0", "m1"]
        await press("n")
        assert marks.begun is None, "there is no name to search for"


async def test_ten_choices_one_waits_the_others_do_not():
    async with reader(10) as (press, _marks):
        assert await press("2") == ["m1"]
        assert await press("1", "0") == ["m1", "m9"]


def test_strokes_stand_in_groups_of_five():
    assert strokes(0) == ""
    assert strokes(3) == "▌▌▌"
    assert strokes(5) == "▌▌▌▌▌"
    assert strokes(12) == "▌▌▌▌▌ ▌▌▌▌▌ ▌▌"
