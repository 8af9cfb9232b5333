"""The marks a reader gives: a key each, and the strokes given so far."""

from collections.abc import Sequence

import msgspec
from textual import events
from textual.content import Content
from textual.message import Message

from majilis_tui.procedure.members import Member
from majilis_tui.procedure.names import fit, width
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.screens.keys import same_keys
from majilis_tui.screens.widgets.rows import Rows
from majilis_tui.search import NameSearch

_DIGITS = {same: n for n in range(10) for same in same_keys(str(n))}
_FIND_KEYS = frozenset((*same_keys("n"), "slash"))
# Stands before the letters of a name that is searched.
_NAME = "/"
ONE_KEY_CHOICES = 9
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

    With more than nine choices a number is typed: it is given as soon as no other begins with it,
    or with Enter or Space. `n` and the first letters of a name go to it.
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

    class Asked(Message):
        """A mark is begun, and more keys belong to it; or no longer."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.begun: str | None = None
        self.typing = True
        self.choices: list[str] = []
        self._names = NameSearch(())
        self.reasons: list[str] = []

    def show(
        self, marks: Sequence[Mark], cells: int, *, approving: bool, tall: bool = False
    ) -> None:
        """Show the marks with their strokes, which are two lines high where there is room."""
        choices = [m for m in marks if m.id != BLANK and not m.id.startswith(INVALID)]
        if [m.id for m in choices] != self.choices:
            self.choices = [m.id for m in choices]
            self._names = NameSearch(tuple(Member(id=m.id, name=m.title) for m in choices))
        self.reasons = [m.id for m in marks if m.id.startswith(INVALID)]
        self.fill((mark.id, self._line(mark, cells, approving, tall)) for mark in marks)
        if self.highlighted is None and self.ids:
            self.highlighted = 0

    def forget(self) -> None:
        """Put down what was begun."""
        self.begun = None

    @property
    def asking(self) -> bool:
        """Whether a paper is invalid and the reason is asked for."""
        return self.begun == "x"

    def _key(self, mark: str) -> str:
        if mark == BLANK:
            return "0"
        if mark in self.reasons:
            return f"x{self.reasons.index(mark) + 1}"
        return str(self.choices.index(mark) + 1)

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
        if not self.ids or not self.typing or not self._taken(event.key, event.character):
            return
        event.stop()
        event.prevent_default()

    def _taken(self, key: str, character: str | None) -> bool:
        if self.begun is not None and key in ("escape", "backspace"):
            kept = self.begun[:-1] if key == "backspace" else ""
            self._begin(kept or None)
        elif self.begun is not None and self.begun.startswith(_NAME):
            return self._search(key, character)
        elif self.begun and self.begun != "x" and key in ("enter", "space"):
            self._give(self.choices, int(self.begun))
        elif key in _DIGITS:
            self._digit(_DIGITS[key])
        elif key in _INVALID_KEYS:
            self._begin("x")
        elif key in _FIND_KEYS and len(self.choices) > ONE_KEY_CHOICES:
            self._begin(_NAME)
        elif key == "space" and self.current:
            self._give([self.current], 1)
        elif key == "backspace" and self.current:
            self.post_message(self.TakenBack(self.current))
        else:
            return False
        return True

    def _digit(self, digit: int) -> None:
        if self.asking:
            if 1 <= digit <= len(self.reasons):  # any other key is a slip, not a vote to come
                self._give(self.reasons, digit)
        elif not self.begun and not digit:
            self._give([BLANK], 1)
        else:
            number = int(f"{self.begun or ''}{digit}")
            if number * 10 > len(self.choices):
                self._give(self.choices, number)
            else:
                self._begin(str(number))

    def _search(self, key: str, character: str | None) -> bool:
        if key in ("enter", "space") and self.current:
            self._give([self.current], 1)
        elif character and character.isalpha():
            typed = f"{self.begun}{character}"
            self._begin(typed)
            found = self._names.find(typed[1:], limit=1)
            if found:
                self.move_to(found[0].id)
        else:
            return character is not None
        return True

    def _give(self, marks: Sequence[str], place: int) -> None:
        self._begin(None)
        if 1 <= place <= len(marks) and marks[place - 1] in self.ids:
            self.move_to(marks[place - 1])
            self.post_message(self.Given(marks[place - 1]))

    def _begin(self, begun: str | None) -> None:
        if begun != self.begun:
            self.begun = begun
            self.post_message(self.Asked())
