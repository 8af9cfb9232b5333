"""A box over the screen that is closed with an answer."""

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from majilis_tui.languages import _

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer], Generic[Answer]):
    """What all boxes share: a title, a content, a line that says which keys answer.

    `again` opens the box anew, in another language; `explained` returns what F1 shows.
    """

    ALLOW_SELECT = False
    TITLE: ClassVar[str | None] = None
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "explain", show=False)]
    heading = ""
    keys_line = ""
    again: Callable[[], object] | None = None
    explained: Callable[[], str] | None = None
    _outdated = False

    def compose(self) -> ComposeResult:
        """Compose the box."""
        with Vertical(id="box") as box:
            box.border_title = Content(self.heading)
            yield from self.compose_inside()
            yield Static(Content(self.keys_line), id="keys", markup=False)

    def compose_inside(self) -> ComposeResult:
        """Compose what the box holds."""
        yield from ()

    def redraw(self) -> None:
        """Open anew after the language of the terminal has changed; without `again` words stay.

        Under another box that waits until the other is closed.
        """
        if not self.is_active:
            self._outdated = True
        elif self.again is not None:
            self.app.pop_screen()
            self.again()

    def on_screen_resume(self) -> None:
        """Open anew if the language has changed meanwhile."""
        if self._outdated and self.is_active:
            self._outdated = False
            self.redraw()

    def action_explain(self) -> None:
        """Show the help of this box, if it has one."""
        if self.explained is not None:
            self.app.push_screen(Words(_("Help"), self.explained(), again=self.action_explain))


class Words(Dialog[None]):
    """Words to be read, closed with Enter or Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,space", "close", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(
        self,
        heading: str,
        words: Content | str,
        *,
        classes: str | None = None,
        again: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(classes=classes)
        self.again = again
        self.heading = heading
        self.words = words if isinstance(words, Content) else Content(words)
        self.keys_line = _("Enter: close   ↑ ↓: more")

    def compose_inside(self) -> ComposeResult:
        """Compose the words."""
        with VerticalScroll(id="words", can_focus=False):
            yield Static(self.words, markup=False)

    def action_close(self) -> None:
        """Close the box."""
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the words."""
        self.query_one("#words", VerticalScroll).scroll_relative(y=lines, animate=False)
