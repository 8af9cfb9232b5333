"""The side panel: cards beside a step's work, where the terminal is wide enough."""

from collections.abc import Sequence

import msgspec
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

WIDE = 110
HUGE = 150
_WIDTHS = {WIDE: 48, HUGE: 62}
_MOST_CARDS = 4
# The gap beside the panel, a card's frame and its padding.
_EDGES = 5


def side_cells(width: int) -> int:
    """Return the cells of the panel on a terminal so wide, 0 where there is none."""
    return max((cells for least, cells in _WIDTHS.items() if width >= least), default=0)


class Card(msgspec.Struct, frozen=True):
    """A framed part of the panel."""

    title: str
    content: Content


class SidePanel(Vertical):
    """Cards one below the other, in place of those before; what finds no room is cut off."""

    def compose(self) -> ComposeResult:
        """Compose the frames; those without a card are not shown."""
        for _place in range(_MOST_CARDS):
            yield Static(classes="card", markup=False)

    def room(self, cells: int) -> int:
        """Return the cells inside a card of a panel so wide."""
        return max(cells - _EDGES, 0)

    def show(self, cards: Sequence[Card]) -> None:
        """Show so many cards as there are, at most four."""
        frames = list(self.query(".card").results(Static))
        for place, frame in enumerate(frames):
            frame.display = place < len(cards)
            if frame.display:
                frame.border_title = Content(cards[place].title)
                frame.update(cards[place].content)
