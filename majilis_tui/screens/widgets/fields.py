"""Fields of a form that are neither plain text nor a number."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from majilis_tui.languages import _
from majilis_tui.phrases import own_group, own_name
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.names import fit, width
from majilis_tui.search import NameSearch


class FieldChanged(Message):
    """A field of a form has another value."""


class Choice(Widget, can_focus=True):
    """One of a few values, changed with the arrow keys, Space, or a click."""

    def __init__(self, options: Sequence[tuple[str, str]], value: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, classes="field")
        self.options = tuple(options)
        values = [option for option, _label in self.options]
        self.place = values.index(value) if value in values else 0

    @property
    def value(self) -> str:
        """The value chosen."""
        return self.options[self.place][0] if self.options else ""

    def choose(self, value: str) -> None:
        """Show one of the values without saying that it has changed."""
        self.place = [option for option, _label in self.options].index(value)
        self.refresh()

    def render(self) -> Content:
        """Show the value between the arrows that change it."""
        label = self.options[self.place][1] if self.options else ""
        many = len(self.options) > 1
        words = fit(label, max(self.size.width - 4, 8))
        return Content(f"◂ {words} ▸" if many else words)

    def on_key(self, event: events.Key) -> None:
        """Take the keys that change the value."""
        step = {"left": -1, "right": 1, "space": 1}.get(event.key)
        if step is None or not self.options:
            return
        event.stop()
        self._move(step)

    def on_click(self) -> None:
        """Go to the next value."""
        if self.options:
            self._move(1)

    def _move(self, step: int) -> None:
        self.place = (self.place + step) % len(self.options)
        self.refresh()
        self.post_message(FieldChanged())


class MemberField(Widget, can_focus=True):
    """A member found by typing; the up and down keys go through those found."""

    def __init__(self, members: Sequence[Member], value: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, classes="field")
        self.members = {member.id: member for member in members}
        self._search = NameSearch(tuple(members))
        self.typed = ""
        self.found = [value] if value in self.members else []
        self.place = 0

    @property
    def value(self) -> str:
        """The id of the member chosen, "" for nobody."""
        return self.found[self.place] if self.found else ""

    def render(self) -> Content:
        """Show what was typed and who was found."""
        caret = "▏" if self.has_focus else ""
        parts: list[str | tuple[str, str]] = [(fit(self.typed, 20) + caret, "bold")]
        if self.found:
            member = self.members[self.value]
            words = f"▸ {own_name(member)}" + (f" · {own_group(member)}" if member.group else "")
            room = self.size.width - width(fit(self.typed, 20)) - 10
            parts.append((" " + fit(words, max(room, 12)), "$text-success"))
            if len(self.found) > 1:
                parts.append((f" {self.place + 1}/{len(self.found)} ↑↓", "$foreground-muted"))
        elif self.typed:
            parts.append((" " + _("nobody found"), "$text-warning"))
        elif not self.has_focus:
            parts.append(("—", "$foreground-muted"))
        else:
            parts.append((" " + _("type a name"), "$foreground-muted"))
        return Content.assemble(*parts)

    def on_key(self, event: events.Key) -> None:
        """Take letters, Backspace, Ctrl+U, and the arrows that go through those found."""
        character = event.character or ""
        if len(character) == 1 and (character.isalnum() or character in "-'\u2019. "):
            self._find(self.typed + character)
        elif event.key == "backspace":
            self._find(self.typed[:-1])
        elif event.key == "ctrl+u":
            self._find("")
        elif event.key in ("up", "down") and len(self.found) > 1:
            self.place = (self.place + (1 if event.key == "down" else -1)) % len(self.found)
            self.refresh()
            self.post_message(FieldChanged())
        else:
            return
        event.stop()
        event.prevent_default()

    def on_focus(self) -> None:
        """Show the place to type at."""
        self.refresh()

    def _find(self, typed: str) -> None:
        self.typed = typed
        self.place = 0
        self.found = [m.id for m in self._search.find(typed, limit=9)] if typed.strip() else []
        self.refresh()
        self.post_message(FieldChanged())
