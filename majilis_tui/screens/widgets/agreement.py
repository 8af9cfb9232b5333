"""Asking before a step that cannot be taken back: the consequence in words, default no."""

from collections.abc import Mapping, Sequence
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
# layout has `н`, which is how its word for no begins. No command asks with one of these, so the
# key that asked never answers.
YES = ("y", "д", "и")
OFFICER_KEYS: dict[Officer, str] = {"chairman": "1", "secretary": "2"}


class Agreement(Dialog[bool]):
    """Answers True when everybody who has to agree has done so.

    With `officers`, each confirms: by the PIN that `pins` asks for, else by a key of their own.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space,n,н,ж", "refuse", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012

    def __init__(
        self,
        heading: str,
        consequence: str,
        officers: Sequence[Officer] = (),
        pins: Mapping[Officer, PinAsk] | None = None,
    ) -> None:
        super().__init__()
        self.heading = heading
        self.consequence = consequence
        self.officers = tuple(officers)
        self.pins = dict(pins or {})
        self.confirmed: set[Officer] = set()
        yes = "" if officers else _("y: yes")
        no = _("Esc: no, leave it") if self.pins else _("Esc, Enter, n: no, leave it")
        self.keys_line = "   ".join(filter(None, [yes, no]))

    def compose_inside(self) -> ComposeResult:
        """Compose the consequence, and a line for each officer."""
        with VerticalScroll(id="words", can_focus=False):
            yield Static(Content(self.consequence), id="consequence", markup=False)
        if self.officers:
            yield Static(id="officers", markup=False)
        if self.pins:
            yield PinField(id="pin")

    def on_mount(self) -> None:
        """Show that nobody has confirmed yet, and ask the first."""
        self._draw()
        self._ask()

    def on_resize(self) -> None:
        """Say how to read on where not all of the consequence fits."""
        self.call_after_refresh(self._draw_keys)

    def _draw_keys(self) -> None:
        more = _("↑ ↓: more") if self.query_one("#words").max_scroll_y else ""
        line = "   ".join(filter(None, [self.keys_line, more]))
        self.query_one("#keys", Static).update(Content(line))

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
        """Take the keys that confirm."""
        if not self.officers and (event.character or "").lower() in YES:
            event.stop()
            self.dismiss(True)
            return
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
