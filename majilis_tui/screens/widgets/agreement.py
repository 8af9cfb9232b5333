"""Asking before a step that cannot be taken back: the consequence in words, default no."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from majilis_tui.languages import _
from majilis_tui.phrases import ROLES
from majilis_tui.screens.keys import same_keys
from majilis_tui.screens.widgets.dialog import Dialog

Officer = Literal["secretary", "chairman"]

# Yes is a letter with its meaning, not a place on the keyboard: on the place of `y` a Russian
# layout has `н`, which is how its word for no begins. No command asks with one of these, so the
# key that asked never answers.
YES = ("y", "д", "и")
OFFICER_KEYS: dict[Officer, str] = {"chairman": "1", "secretary": "2"}


class Agreement(Dialog[bool]):
    """Answers True when everybody who has to agree has pressed a key of their own.

    With `officers`, each confirms by a key; a PIN can take the key's place in `confirm`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space,n,н,ж", "refuse", show=False),
    ]

    def __init__(self, heading: str, consequence: str, officers: Sequence[Officer] = ()) -> None:
        super().__init__()
        self.heading = heading
        self.consequence = consequence
        self.officers = tuple(officers)
        self.confirmed: set[Officer] = set()
        yes = "" if officers else _("y: yes")
        self.keys_line = "   ".join(filter(None, [yes, _("Esc, Enter, n: no, leave it")]))

    def compose_inside(self) -> ComposeResult:
        """Compose the consequence, and a line for each officer."""
        yield Static(Content(self.consequence), id="consequence", markup=False)
        if self.officers:
            yield Static(id="officers", markup=False)

    def on_mount(self) -> None:
        """Show that nobody has confirmed yet."""
        self._draw()

    def _draw(self) -> None:
        if not self.officers:
            return
        lines = []
        for officer in self.officers:
            said = _("confirmed ✓") if officer in self.confirmed else _("press the key to confirm")
            lines.append(f"{OFFICER_KEYS[officer]}  {_(ROLES[officer])}: {said}")
        self.query_one("#officers", Static).update(Content("\n".join(lines)))

    def on_key(self, event: events.Key) -> None:
        """Take the keys that confirm."""
        if not self.officers and (event.character or "").lower() in YES:
            event.stop()
            self.dismiss(True)
            return
        for officer in self.officers:
            if event.key in same_keys(OFFICER_KEYS[officer]):
                event.stop()
                self.confirm(officer)

    def confirm(self, officer: Officer) -> None:
        """Take one officer's agreement."""
        self.confirmed.add(officer)
        self._draw()
        if self.confirmed == set(self.officers):
            self.dismiss(True)

    def action_refuse(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)
