"""A step's work with cards beside it, and the kind of step that is a list with a heading."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from majilis_tui.desk import Recorded
from majilis_tui.screens.frame import SittingScreen
from majilis_tui.screens.widgets.rows import Row, Rows
from majilis_tui.screens.widgets.side_panel import Card, SidePanel, side_cells

SHORT = 16


class SidedScreen(SittingScreen):
    """The work of a step; beside it, from 110 columns on, what one wants to see with it."""

    def compose_work(self) -> ComposeResult:
        """Compose the work."""
        yield from ()

    def draw_work(self) -> None:
        """Draw the work, in `work_cells`."""

    def cards(self, cells: int) -> Sequence[Card]:
        """Return what stands beside the work, in cards of so many cells inside."""
        return ()

    @property
    def panel_cells(self) -> int:
        """The cells of the panel, 0 where there is no room for it."""
        return side_cells(self.size.width)

    @property
    def work_cells(self) -> int:
        """The cells of the work, the body's padding taken off."""
        return self.size.width - 2 - self.panel_cells

    @property
    def short(self) -> bool:
        """Whether there are so few lines that only what matters most is shown."""
        return self.size.height < SHORT

    def compose_body(self) -> ComposeResult:
        """Compose the work beside the panel."""
        with Container(id="sided"):
            with Vertical(id="work"):
                yield from self.compose_work()
            yield SidePanel()

    def draw(self) -> None:
        """Draw the work and the cards."""
        self.draw_work()
        self.draw_cards()

    def draw_cards(self) -> None:
        """Draw the cards, where there is room for them."""
        panel = self.query_one(SidePanel)
        cells = self.panel_cells
        panel.display = cells > 0
        if cells:
            panel.styles.width = cells
            panel.show(self.cards(panel.room(cells)))


class ListScreen(SidedScreen):
    """A heading, rows with a cursor, and words below them."""

    def heading(self) -> Content:
        """Return what stands above the rows."""
        return Content("")

    def rows(self) -> Sequence[Row]:
        """Return the rows."""
        return ()

    def below(self) -> Sequence[Content]:
        """Return what stands below the rows, line by line."""
        return ()

    @property
    def current(self) -> str | None:
        """The id of the row under the cursor."""
        return self.query_one("#listed", Rows).current

    def compose_work(self) -> ComposeResult:
        """Compose heading, rows and what is below."""
        yield Static(id="heading", markup=False)
        yield Rows(id="listed")
        yield Static(id="below", markup=False)

    def on_mount(self) -> None:
        """Let the arrow keys move among the rows."""
        self.query_one("#listed", Rows).focus()

    def draw_work(self) -> None:
        """Draw heading, rows and what is below."""
        self.query_one("#heading", Static).update(self.heading())
        self.query_one("#listed", Rows).fill(self.rows())
        below = self.query_one("#below", Static)
        lines = [] if self.short else list(self.below())
        below.display = bool(lines)
        below.update(Content("\n").join(lines))

    def on_option_list_option_highlighted(self) -> None:
        """Say anew what is possible for the row under the cursor, and what there is to know."""
        self.draw_cards()
        self.draw_footer()

    def after(self, recorded: Recorded) -> None:
        """Keep the keys with the rows."""
        self.query_one("#listed", Rows).focus()
