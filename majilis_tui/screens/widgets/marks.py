"""The marks a reader gives: a key each, and the strokes given so far."""

from collections.abc import Sequence

import msgspec
from textual import events
from textual.content import Content
from textual.message import Message

from majilis_tui.procedure.names import fit, width
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.screens.keys import same_keys
from majilis_tui.screens.widgets.rows import Rows

_DIGITS = {same: n for n in range(1, 10) for same in same_keys(str(n))}
_BLANK_KEYS = frozenset(same_keys("0"))
_INVALID_KEYS = frozenset(same_keys("x"))


class Mark(msgspec.Struct, frozen=True):
    """A mark a paper may bear: its key, its name, how many papers of the packet bear it."""

    id: str
    title: str
    number: int = 0
    chosen: bool = False


def strokes(number: int) -> str:
    """Return tally strokes in groups of five."""
    whole, rest = divmod(number, 5)
    return " ".join(["▌▌▌▌▌"] * whole + (["▌" * rest] if rest else []))


class Marks(Rows):
    """Rows of marks; a digit, 0, or x with a digit gives one, Backspace takes one back.

    The cursor goes along with the marks, so that Backspace takes back the one given last; no
    order of papers is kept anywhere.
    """

    class Given(Message):
        """A paper bears this mark."""

        def __init__(self, mark: str) -> None:
            super().__init__()
            self.mark = mark

    class TakenBack(Message):
        """One of these marks was given by mistake."""

        def __init__(self, mark: str) -> None:
            super().__init__()
            self.mark = mark

    class ReasonAsked(Message):
        """An invalid paper: its reason is asked for, or no longer."""

        def __init__(self, asked: bool) -> None:
            super().__init__()
            self.asked = asked

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.asking = False
        self.typing = True
        self.choices: list[str] = []
        self.reasons: list[str] = []

    def show(
        self, marks: Sequence[Mark], cells: int, *, approving: bool, tall: bool = False
    ) -> None:
        """Show the marks with their strokes, which are two lines high where there is room."""
        self.choices = [m.id for m in marks if m.id != BLANK and not m.id.startswith(INVALID)]
        self.reasons = [m.id for m in marks if m.id.startswith(INVALID)]
        self.fill((mark.id, self._line(mark, cells, approving, tall)) for mark in marks)
        if self.highlighted is None and self.ids:
            self.highlighted = 0

    def forget(self) -> None:
        """Ask for no reason any more."""
        self.asking = False

    def _key(self, mark: str) -> str:
        if mark == BLANK:
            return "0"
        if mark in self.reasons:
            return f"x{self.reasons.index(mark) + 1}"
        place = self.choices.index(mark) + 1
        return str(place) if place <= 9 else "·"

    def _line(self, mark: Mark, cells: int, approving: bool, tall: bool) -> Content:
        drawn = strokes(mark.number)
        number = f"{mark.number:>4}"
        box = ("[x] " if mark.chosen else "[ ] ") if approving and mark.id in self.choices else ""
        room = cells - 4 - width(box) - width(drawn) - width(number) - 1
        title = fit(mark.title, max(room, 8))
        gap = " " * max(room - width(title), 0)
        below = ""
        if tall:
            below = "\n" + " " * (cells - width(drawn) - width(number)) + drawn + "\n"
        return Content.assemble(
            (f"{self._key(mark.id):>2}  ", "bold $text-accent"),
            (box, "bold"),
            title,
            gap + " ",
            (drawn, "bold"),
            (number, "bold" if mark.number else "$foreground-muted"),
            (below, "bold"),
        )

    def on_key(self, event: events.Key) -> None:
        """Take the keys that mark."""
        if not self._taken(event.key):
            return
        event.stop()
        event.prevent_default()

    def _taken(self, key: str) -> bool:
        asked = self.asking
        if not self.ids or not self.typing:
            return False
        if asked and (key in _DIGITS or key == "escape"):
            self._ask(False)
            self._give(self.reasons, _DIGITS.get(key, 0))
        elif key in _DIGITS:
            self._give(self.choices, _DIGITS[key])
        elif key in _BLANK_KEYS:
            self._ask(False)
            self._give([BLANK], 1)
        elif key in _INVALID_KEYS:
            self._ask(True)
        elif key == "space" and self.current:
            self._give([self.current], 1)
        elif key == "backspace" and self.current:
            self._ask(False)
            self.post_message(self.TakenBack(self.current))
        else:
            return False
        return True

    def _give(self, marks: Sequence[str], place: int) -> None:
        if 1 <= place <= len(marks) and marks[place - 1] in self.ids:
            self.move_to(marks[place - 1])
            self.post_message(self.Given(marks[place - 1]))

    def _ask(self, asking: bool) -> None:
        if asking != self.asking:
            self.asking = asking
            self.post_message(self.ReasonAsked(asking))
