"""A few questions in a box, answered with the keyboard: Enter goes on, Escape leaves."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Literal

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from majilis_tui.languages import _
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.shapes import LEAST_PIN
from majilis_tui.screens.keys import DIGITS
from majilis_tui.screens.widgets.columns import flowing
from majilis_tui.screens.widgets.dialog import Dialog
from majilis_tui.screens.widgets.fields import Choice, FieldChanged, MemberField
from majilis_tui.screens.widgets.pin import Hidden

Values = dict[str, str]

# Cells inside the frame of the box, where the terminal has room for it.
_INSIDE = 72


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One question: `options` for a choice (value, label), `members` for a search."""

    id: str
    label: str
    kind: Literal["text", "number", "choice", "member", "hidden"] = "text"
    value: str = ""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    members: tuple[Member, ...] = ()


class At(str):
    """Why values will not do, and the field that it is about."""

    __slots__ = ("field",)

    field: str

    def __new__(cls, field: str, words: str) -> "At":
        """Say words about a field."""
        made = super().__new__(cls, words)
        made.field = field
        return made


class Number(Input):
    """A line for a number; a Kazakh layout sends letters where others have digits."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Take digits from any layout."""
        super().insert_text_at_cursor(text.translate(DIGITS))


class _Fields(VerticalScroll, inherit_bindings=False):
    """What scrolls, but leaves the arrows to go from field to field."""


class Form(Dialog[Values | None]):
    """Answers the values, all as text; None when left.

    `check` returns why the values will not do, in words, None if they do; the form then stays
    open, where it says `At` at that field. `live` returns what follows from the values while they
    are typed. Both are only asked for values whose numbers are numbers. `follow` is told the
    values before and after a change and returns those that change with it. `anew` asks the same
    again, in another language, with the values that stand there. With `back`, Escape does not
    leave but goes there, with the same. `leaving` says what Escape does where that is not plain.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("enter", "next", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("pagedown", "scroll(8)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
    ]

    def __init__(
        self,
        heading: str,
        fields: Sequence[Field],
        *,
        check: Callable[[Values], str | None] = lambda values: None,
        live: Callable[[Values], Content | str] | None = None,
        intro: Content | str = "",
        follow: Callable[[Values, Values], Values] = lambda before, now: {},
        anew: Callable[[Values], object] | None = None,
        back: Callable[[Values], object] | None = None,
        explained: Callable[[], str] | None = None,
        leaving: str = "",
    ) -> None:
        super().__init__()
        self.anew = anew
        self.back = back
        self.explained = explained
        self.follow = follow
        self._before: Values = {}
        self._resumed: str | None = None
        self.heading = heading
        self.fields = tuple(fields)
        self.check = check
        self.live = live
        self.intro = intro
        keys = [_("Enter: next, at the end: done"), _("Tab, ↑ ↓: move")]
        if any(field.kind == "choice" for field in fields):
            keys.append(_("← →: turn ◂ ▸"))
        if explained:
            keys.append(_("F1: help"))
        keys.append(_("Esc: back") if back else leaving or _("Esc: leave"))
        self.keys_line = "\n".join(flowing(keys, _INSIDE, "   "))

    def compose_inside(self) -> ComposeResult:
        """Compose the fields, what follows from them, and what is wrong with them."""
        with _Fields(id="fields", can_focus=False):
            if self.intro:
                intro = self.intro if isinstance(self.intro, Content) else Content(self.intro)
                yield Static(intro, id="intro", markup=False)
            for field in self.fields:
                with Horizontal(classes="line"):
                    yield Static(Content(field.label), classes="label", markup=False)
                    yield _widget(field)
            if self.live:
                yield Static(id="live", markup=False)
        yield Static(id="wrong", markup=False)

    def on_mount(self) -> None:
        """Start in the first field."""
        first = self.query_one(f"#{self._resumed or self.fields[0].id}")
        if self._resumed and isinstance(first, Input):
            first.select_on_focus = False
        first.focus()
        self._before = self.values
        self._draw_live()

    def redraw(self) -> None:
        """Ask anew after the language of the terminal has changed, in the same field."""
        if not self.is_active:
            super().redraw()
            return
        if self.anew is None:
            return
        values = self.values
        here = self.focused.id if self.focused else None
        self.app.pop_screen()
        self.anew(values)
        fresh = self.app.screen
        if isinstance(fresh, Form):
            fresh._resumed = here

    @property
    def values(self) -> Values:
        """The values as they stand."""
        return {field.id: self._value(field.id) for field in self.fields}

    def _value(self, field: str) -> str:
        widget = self.query_one(f"#{field}")
        assert isinstance(widget, Input | Choice | MemberField)
        return widget.value if isinstance(widget, Hidden) else widget.value.strip()

    def _unfinished(self) -> Field | None:
        """Return the first number that is not one."""
        for field in self.fields:
            if field.kind == "number" and not self._value(field.id).isdecimal():
                return field
        return None

    def _number_alone(self) -> str | None:
        """Return what is wrong with a text of nothing but digits: a PIN typed into it, most likely.

        What goes on record stays there.
        """
        for field in self.fields:
            text = self._value(field.id)
            if field.kind == "text" and text.isdecimal() and len(text) >= LEAST_PIN:
                return At(field.id, _("Digits alone; a PIN is never written here."))
        return None

    def _draw_live(self) -> None:
        if self.live is None:
            return
        said = "" if self._unfinished() else self.live(self.values)
        self.query_one("#live", Static).update(said if isinstance(said, Content) else Content(said))

    def on_input_changed(self) -> None:
        """Follow what is typed."""
        self._changed()

    def on_field_changed(self, message: FieldChanged) -> None:
        """Follow what is chosen."""
        self._changed()

    def _changed(self) -> None:
        for field, value in self.follow(self._before, self.values).items():
            widget = self.query_one(f"#{field}")
            if isinstance(widget, Choice):
                widget.choose(value)
            elif isinstance(widget, Input):
                widget.value = value
        self._before = self.values
        self._say("")
        self._draw_live()

    def _say(self, words: str) -> None:
        self.query_one("#wrong", Static).update(Content(words))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show a line from its beginning; what is typed takes the place of all of it."""
        line = event.widget
        # Not when the terminal itself has the focus again: then the cursor stays where it was.
        if isinstance(line, Input) and line.selection == Selection(0, len(line.value)):
            line.selection = Selection(len(line.value), 0)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Let a line that was left be read from its beginning."""
        event.widget.scroll_to(x=0, animate=False)

    def on_input_submitted(self) -> None:
        """Go on with Enter."""
        self.action_next()

    def action_next(self) -> None:
        """Go to the next field, or answer at the last."""
        here = self.focused.id if self.focused else None
        ids = [field.id for field in self.fields]
        if here in ids[:-1]:
            self.query_one(f"#{ids[ids.index(here) + 1]}").focus()
            return
        missing = self._unfinished()
        if missing is not None:
            self._say(_("{field}: a number is needed.").format(field=missing.label))
            self.query_one(f"#{missing.id}").focus()
            return
        wrong = self._number_alone() or self.check(self.values)
        if wrong:
            self._say(wrong)
            if isinstance(wrong, At):
                self.query_one(f"#{wrong.field}").focus()
        else:
            self.dismiss(self.values)

    def begin_again(self, *fields: str) -> None:
        """Empty lines and go to the first of them; what was said is left to be said."""
        lines = [self.query_one(f"#{field}", Input) for field in fields]
        with self.prevent(Input.Changed):
            for line in lines:
                line.value = ""
        self._before = self.values
        lines[0].focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll what does not fit."""
        self.query_one("#fields", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_leave(self) -> None:
        """Answer nothing, or go back with what was typed."""
        if self.back is None:
            self.dismiss(None)
            return
        values = self.values
        self.app.pop_screen()
        self.back(values)


def _widget(field: Field) -> Widget:
    match field.kind:
        case "choice":
            return Choice(field.options, field.value, id=field.id)
        case "hidden":
            return Hidden(id=field.id, placeholder=field.hint)
        case "member":
            return MemberField(field.members, field.value, id=field.id)
        case "number":
            return Number(
                field.value,
                placeholder=field.hint,
                restrict=r"\d*",
                max_length=6,
                compact=True,
                classes="field",
                id=field.id,
            )
        case _:
            return Input(
                field.value,
                placeholder=field.hint,
                compact=True,
                classes="field",
                id=field.id,
            )
