"""The replay of a sitting: what the hall saw at each entry of its log, at any speed.

It holds entries and nothing of the desk: whatever is pressed here, nothing can be written.
"""

import time
from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from majilis_tui.dates import local_time
from majilis_tui.languages import N_, _, language
from majilis_tui.log_words import logged
from majilis_tui.phrases import ROLES, short_day, sitting_title
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.names import fit, width
from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.commands import Command
from majilis_tui.screens.frame import SittingScreen
from majilis_tui.screens.hall_views import view
from majilis_tui.screens.steps import current_election
from majilis_tui.screens.tape import Head, Tape
from majilis_tui.screens.widgets.bar import bar
from majilis_tui.screens.widgets.rows import Rows

LOOK_SECONDS = 0.1


class Replay(CommandScreen):
    """The hall's picture at an entry, with the entries beside or below it."""

    CSS_PATH = "replay.tcss"
    HORIZONTAL_BREAKPOINTS = SittingScreen.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = SittingScreen.VERTICAL_BREAKPOINTS

    def __init__(
        self,
        entries: Sequence[Entry],
        place: int,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.tape = Tape(entries)
        self.head = Head().at(self.tape, place)
        self._steady = steady
        self._looked = steady()
        self._drawn_for = (0, "")

    def compose(self) -> ComposeResult:
        """Compose the picture beside the entries."""
        yield Static(id="header", markup=False)
        with Container(id="stage"):
            yield Static(id="picture", markup=False)
            rows = Rows(id="entries")
            # The keys that go through it are the tape's.
            rows.can_focus = False
            yield rows
        yield Static(id="progress", markup=False)
        yield Static(id="notice", markup=False)
        yield Static(id="footer", markup=False)

    def on_mount(self) -> None:
        """Let the tape run."""
        self.set_interval(LOOK_SECONDS, self.look)
        self.redraw()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.redraw)

    def look(self) -> None:
        """Move on with the clock."""
        now = self._steady()
        seconds, self._looked = now - self._looked, now
        if self.head.playing:
            self._show(self.head.after(self.tape, seconds))

    def hint(self) -> str:
        """Return the entry in words."""
        entry = self.tape.entries[self.head.place]
        return logged(entry, self.tape.sitting(self.head.place))

    # -- drawing ---------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw everything for where the tape stands."""
        if not self.is_mounted or not self.query("#footer"):
            return
        head, tape = self.head, self.tape
        sitting = tape.sitting(head.place)
        room = self.size.width - 2
        right = local_time(head.moment(tape))
        title = _("REPLAY") + f"  {sitting_title(sitting)} · {short_day(sitting.date)}"
        words = fit(title, room - width(right) - 2)
        gap = " " * max(room - width(words) - width(right), 1)
        self.query_one("#header", Static).update(Content.assemble((words, "bold"), gap, right))
        self._draw_picture()
        rows = self.query_one(Rows)
        drawn_for = (max(rows.size.width - 2, 20), language())
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            rows.fill(
                (str(entry.seq), self._line(place, drawn_for[0]))
                for place, entry in enumerate(tape.entries)
            )
        rows.highlighted = head.place
        self.query_one("#progress", Static).update(self._progress(room))
        self.draw_notice()
        self.draw_footer()

    def _draw_picture(self) -> None:
        picture = self.query_one("#picture", Static)
        entry = self.tape.entries[self.head.place]
        picture.border_title = Content(_("What the hall sees"))
        picture.border_subtitle = Content(f"№ {entry.seq} · {_(ROLES[entry.by])}")
        sitting = self.tape.sitting(self.head.place)
        room = picture.content_size
        drawn = view(
            sitting,
            current_election(sitting),
            self.head.moment(self.tape),
            max(room.width - 2, 10),
            max(room.height, 3),
        )
        picture.update(drawn)

    def _line(self, place: int, cells: int) -> Content:
        entry = self.tape.entries[place]
        before = f"{entry.seq:>4}  {local_time(entry.at)[:8]}  "
        words = logged(entry, self.tape.sitting(place))
        return Content.assemble(
            (before, "$foreground-muted"), fit(words, max(cells - width(before), 8))
        )

    def _progress(self, room: int) -> Content:
        head = self.head
        sign = "▶" if head.playing else "‖"
        speed = f"{head.speed}x" if head.speed else _("an entry a second")
        words = f"{sign} {speed}   {head.place + 1}/{len(self.tape)}  "
        cells = max(room - width(words), 0)
        drawn = bar(head.place + 1, len(self.tape), cells)
        return Content.assemble((words, "bold"), (drawn, "$primary on $panel"))

    # -- what can be done ------------------------------------------------------------

    def _show(self, head: Head) -> None:
        if head != self.head:
            stays = replace(head, beyond=self.head.beyond) == self.head
            self.head = head
            if stays:
                self._draw_picture()
            else:
                self.redraw()

    def step(self, entries: int) -> None:
        """Go so many entries on, or back."""
        self._show(self.head.at(self.tape, self.head.place + entries))

    @property
    def commands(self) -> tuple[Command, ...]:
        """What can be done here."""
        return self.OWN

    OWN: ClassVar[tuple[Command, ...]] = (
        Command(
            id="play",
            key="space",
            title=N_("Play or pause"),
            short=N_("Play/pause"),
            run=lambda screen: screen._show(screen.head.turned(screen.tape)),
        ),
        Command(
            id="step_on",
            key="right",
            also=("down",),
            shown_as="→",
            title=N_("One entry on"),
            short=N_("On"),
            run=lambda screen: screen.step(1),
        ),
        Command(
            id="step_back",
            key="left",
            also=("up",),
            shown_as="←",
            title=N_("One entry back"),
            short=N_("Back one"),
            run=lambda screen: screen.step(-1),
        ),
        Command(
            id="faster",
            key="plus",
            title=N_("Faster"),
            run=lambda screen: screen._show(screen.head.faster(1)),
            explained=N_("1, 10, 60 times as fast as it was, or an entry a second."),
        ),
        Command(
            id="slower",
            key="minus",
            title=N_("Slower"),
            run=lambda screen: screen._show(screen.head.faster(-1)),
        ),
        Command(
            id="first",
            key="home",
            shown_as="Home",
            title=N_("To the beginning"),
            short=N_("Beginning"),
            run=lambda screen: screen._show(screen.head.at(screen.tape, 0)),
        ),
        Command(
            id="last",
            key="end",
            shown_as="End",
            title=N_("To the end"),
            short=N_("End"),
            run=lambda screen: screen._show(screen.head.at(screen.tape, len(screen.tape) - 1)),
        ),
        Command(
            id="back",
            key="escape",
            title=N_("Back to the log"),
            short=N_("Back"),
            run=lambda screen: screen.dismiss(None),
        ),
    )
