"""The hall screen: what everybody may see, read-only, calm, at any size.

No partial totals: while papers are counted it says how many have been read, and nothing else;
numbers only once the commission has announced them, who is elected only once it was declared.
"""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from majilis_tui.crash import written_report
from majilis_tui.dates import local_time
from majilis_tui.desk import Desk, RecordError
from majilis_tui.languages import _
from majilis_tui.phrases import error_text, sitting_title
from majilis_tui.procedure.names import fit, shown, width
from majilis_tui.screens.ending import run_to_the_end
from majilis_tui.screens.hall_views import view
from majilis_tui.screens.settings import saved_theme, speak_next
from majilis_tui.screens.steps import current_election

LOOK_SECONDS = 0.2
FAILED = 1


class HallScreen(Screen[None]):
    """One view at a time, drawn from the state alone."""

    ALLOW_SELECT = False
    CSS_PATH = "hall.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._drawn = ""

    def compose(self) -> ComposeResult:
        """Compose the view between title and head code."""
        yield Static(id="top", markup=False)
        yield Static(id="middle", markup=False)
        yield Static(id="bottom", markup=False)

    def on_mount(self) -> None:
        """Follow the sitting."""
        self.set_interval(LOOK_SECONDS, self._look)
        self.draw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.draw)

    def _look(self) -> None:
        words = ""
        try:
            changed = self.desk.changed()
            if changed:
                self.desk.catch_up()
        except RecordError as error:
            changed, words = True, shown(error_text(error))
        if changed or self.desk.clock.now()[:19] != self._drawn:
            self.draw(words)

    def draw(self, wrong: str = "") -> None:
        """Draw the view for where the sitting stands."""
        if not self.query("#bottom"):
            return
        desk, sitting = self.desk, self.desk.sitting
        now = desk.clock.now()
        self._drawn = now[:19]
        cells, lines = self.size.width - 2, self.size.height - 2
        time = local_time(now)[:5]
        if sitting.rehearsal:
            time = _("REHEARSAL") + "  " + time
        title = fit(sitting_title(sitting), max(cells - width(time) - 2, 0))
        self._show("top", Content(title + " " * (cells - width(title) - width(time)) + time))
        self._show("middle", view(sitting, current_election(sitting), now, cells, lines))
        code = wrong or _("Record {n}   {code}").format(n=sitting.seq, code=desk.head_code)
        self._show("bottom", Content(fit(code, cells)))

    def _show(self, part: str, content: Content) -> None:
        self.query_one(f"#{part}", Static).update(content)


class HallApp(App[int]):
    """Shows the hall screen and nothing else."""

    TITLE = "majilis-tui"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f10,q,й", "quit", show=False),
        Binding("f3", "speak_next", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.failure: str | None = None

    def on_mount(self) -> None:
        """Show the screen in the theme kept."""
        theme = saved_theme()
        if theme in self.available_themes:
            self.theme = theme
        self.push_screen(HallScreen(self.desk))

    def action_speak_next(self) -> None:
        """Speak the next language."""
        speak_next(keep=False)  # the hall's language is not the officers'
        if isinstance(self.screen, HallScreen):
            self.screen.draw()

    def _handle_exception(self, error: Exception) -> None:
        """End without showing any value."""
        self._return_code = FAILED
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.failure = written_report(error)
        self._close_messages_no_wait()


def run_hall(file: Path) -> int:
    """Show the hall screen of a sitting; raises RecordError where the file cannot be read."""
    with Desk.open(file, read_only=True) as desk:
        app = HallApp(desk)
        ended = run_to_the_end(app, lambda: None)
    if ended is not None:
        return ended
    if app.failure is not None:
        sys.stderr.write(f"majilis-tui: {app.failure}\n")
        return FAILED
    return app.return_code or 0
