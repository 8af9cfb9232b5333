"""Asking before a step that cannot be taken back: the consequence in words, default no."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from majilis_tui.languages import _
from majilis_tui.phrases import ROLES
from majilis_tui.screens.keys import same_keys
from majilis_tui.screens.widgets.dialog import Dialog
from majilis_tui.screens.widgets.pin import PinAsk, PinField

Officer = Literal["secretary", "chairman"]

# Yes is a letter with its meaning, not a place on the keyboard: on the place of `y` a Russian
# layout has `н`, which is how its word for no begins, so `н` is neither. No is a meaning too, and
# the place of `n`. No command asks with a letter of yes, so the key that asked never answers.
YES = ("y", "д", "и")
NO = ("n", "т", "ж")
LOOK_SECONDS = 0.2
OFFICER_KEYS: dict[Officer, str] = {"chairman": "1", "secretary": "2"}


class Agreement(Dialog[bool]):
    """Answers True when everybody who has to agree has done so.

    With `officers`, each confirms: by the PIN that `pins` asks for, else by a key of their own.
    A `consequence` that can change while the box is open is a function, asked again and again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space", "refuse", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012

    def __init__(
        self,
        heading: str,
        consequence: str | Callable[[], str],
        officers: Sequence[Officer] = (),
        pins: Mapping[Officer, PinAsk] | None = None,
    ) -> None:
        super().__init__()
        self.heading = heading
        self.consequence = consequence
        self.officers = tuple(officers)
        self.pins = dict(pins or {})
        self.confirmed: set[Officer] = set()
        yes = "" if officers else _("y / д: yes")
        no = _("Esc: no, leave it") if self.pins else _("n / ж, Esc, Enter: no, leave it")
        self.keys_line = "   ".join(filter(None, [yes, no]))
        self.unanswered = ""

    def compose_inside(self) -> ComposeResult:
        """Compose the consequence, and a line for each officer."""
        with VerticalScroll(id="words", can_focus=False):
            yield Static(id="consequence", markup=False)
        if self.officers:
            yield Static(id="officers", markup=False)
        if self.pins:
            yield PinField(id="pin")

    def on_mount(self) -> None:
        """Show that nobody has confirmed yet, and ask the first."""
        self.draw_consequence()
        if callable(self.consequence):
            self.set_interval(LOOK_SECONDS, self.draw_consequence)
        self._draw()
        self._ask()

    def on_resize(self) -> None:
        """Say how to read on where not all of the consequence fits."""
        self.call_after_refresh(self._draw_keys)

    def draw_consequence(self) -> None:
        """Say what follows, as things stand by now."""
        words = self.consequence() if callable(self.consequence) else self.consequence
        self.query_one("#consequence", Static).update(Content(words))

    def _draw_keys(self) -> None:
        more = _("↑ ↓: more") if self.query_one("#words").max_scroll_y else ""
        line = Content("   ".join(filter(None, [self.keys_line, more])))
        if self.unanswered:
            words = _("“{letter}” does not answer. Yes: {yes}; no: {no}.").format(
                letter=self.unanswered, yes=", ".join(YES), no=", ".join(NO)
            )
            line = Content.styled(words, "bold $text-warning") + Content("\n") + line
        self.query_one("#keys", Static).update(line)

    @property
    def asked(self) -> Officer | None:
        """The officer whose PIN is asked for now."""
        waiting = [o for o in self.officers if o in self.pins and o not in self.confirmed]
        return waiting[0] if waiting else None

    def _ask(self) -> None:
        if self.pins:
            asked = self.asked
            self.query_one(PinField).ask(self.pins[asked] if asked else None)

    def on_pin_field_proved(self) -> None:
        """Take the agreement of the officer whose PIN was typed."""
        if self.asked is not None:
            self.confirm(self.asked)

    def _draw(self) -> None:
        if not self.officers:
            return
        lines = []
        for officer in self.officers:
            key = " " if officer in self.pins else OFFICER_KEYS[officer]
            lines.append(f"{key}  {_(ROLES[officer])}: {self._said(officer)}")
        self.query_one("#officers", Static).update(Content("\n".join(lines)))

    def _said(self, officer: Officer) -> str:
        if officer in self.confirmed:
            return _("confirmed ✓")
        if officer not in self.pins:
            return _("press the key to confirm")
        return _("type your PIN") if officer == self.asked else _("then a PIN here too")

    def on_key(self, event: events.Key) -> None:
        """Take the keys that confirm and the letters of no; say of other letters what would do."""
        letter = (event.character or "").lower()
        if letter in NO:
            event.stop()
            self.action_refuse()
            return
        if not self.officers and letter in YES:
            event.stop()
            self.dismiss(True)
            return
        if not self.officers and letter.isalpha():
            event.stop()
            self.unanswered = letter
            self._draw_keys()
        for officer in self.officers:
            if officer not in self.pins and event.key in same_keys(OFFICER_KEYS[officer]):
                event.stop()
                self.confirm(officer)

    def confirm(self, officer: Officer) -> None:
        """Take one officer's agreement."""
        self.confirmed.add(officer)
        self._draw()
        if self.confirmed == set(self.officers):
            self.dismiss(True)
        else:
            self._ask()

    def action_scroll(self, lines: int) -> None:
        """Scroll the consequence."""
        self.query_one("#words", VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_refuse(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)
