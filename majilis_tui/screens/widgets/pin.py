"""A PIN typed and not shown: wrong ones are said, and the wait after them is counted down."""

from collections.abc import Callable
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from majilis_tui.desk import RecordError
from majilis_tui.languages import _, ngettext
from majilis_tui.phrases import error_text, refusal_text
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.screens.keys import DIGITS

LOOK_SECONDS = 0.2


class PinAsk(msgspec.Struct, frozen=True):
    """How a PIN is proved, and for how many seconds none is looked at."""

    prove: Callable[[str], object]
    wait: Callable[[], int]


class Hidden(Input):
    """A line whose letters are not shown and do not reach the clipboard."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,super+c,ctrl+x,super+x", "none")]

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002
        super().__init__(
            password=True, compact=True, classes="field", id=id, placeholder=placeholder
        )

    def action_none(self) -> None:
        """Keep what is hidden."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Take digits from any layout: nobody sees which one is on."""
        super().insert_text_at_cursor(text.translate(DIGITS))


class PinField(Vertical):
    """Asks for one PIN at a time and posts `Proved` when it was right."""

    class Proved(Message):
        """The PIN asked for was typed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ask: PinAsk | None = None
        self._waited = False

    def compose(self) -> ComposeResult:
        """Compose the line and what is said of it."""
        yield Hidden(id="typed", placeholder=_("PIN, then Enter"))
        yield Static(id="said", markup=False)

    def on_mount(self) -> None:
        """Ask what there is to ask, and count a wait down."""
        self.set_interval(LOOK_SECONDS, self.count_down)
        self.ask(self._ask)

    @property
    def line(self) -> Input:
        """The line to type in."""
        return self.query_one("#typed", Input)

    def ask(self, ask: PinAsk | None) -> None:
        """Ask for a PIN from now on; None for none."""
        self._ask = ask
        self._waited = False
        if not self.query("#typed"):
            return  # once it is there
        self.line.value = ""
        self.display = ask is not None
        self._say("")
        if ask is None:
            self.screen.set_focus(None)
            return
        self.line.focus()
        self.count_down()

    def count_down(self) -> None:
        """Say how long to wait, for as long as there is something to wait for."""
        seconds = self._ask.wait() if self._ask else 0
        if seconds:
            self._say(
                ngettext(
                    "Wrong PINs, on record. Wait {n} second.",
                    "Wrong PINs, on record. Wait {n} seconds.",
                    seconds,
                ).format(n=seconds)
            )
        elif self._waited:
            self._say(_("The PIN can be typed again."))
        self._waited = seconds > 0

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Prove the PIN typed."""
        event.stop()
        pin, self.line.value = event.value, ""
        if self._ask is None or not pin:
            return
        try:
            proved = self._ask.prove(pin)
        except Refusal as refusal:
            self._say(shown(refusal_text(refusal)))
            return
        except RecordError as error:
            self._say(shown(error_text(error)))
            return
        if proved:
            self.post_message(self.Proved())
            return
        self._say(_("Wrong PIN; that is on record."))
        self.count_down()

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(Content(words))
