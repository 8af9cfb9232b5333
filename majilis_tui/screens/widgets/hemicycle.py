"""The chamber in terminal cells: a sign a seat, in half circles around the chair."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from parliamentarch.geometry import get_nrows_from_nseats, get_seats_centers
from textual.content import Content

from majilis_tui.screens.widgets.digits import big_digits, largest_scale, size_of

# The shape says who is there, the colour which group.
SIGNS = {"present": "●", "absent": "○", "excused": "◌", "vacant": "·"}

Place = tuple[int, int]

# A cell is half as wide as high, and a half circle twice as wide as high.
_CELLS_A_LINE = 4
# With more lines a row the seats scatter.
DENSE, LOOSE = 2, 3
_TRIED_LINES = 3


class Seat(msgspec.Struct, frozen=True):
    """A seat: one of `SIGNS`, and the style of its group."""

    status: str
    style: str


class Chart(msgspec.Struct, frozen=True):
    """The places of the seats as (cell, line), from the left wing to the right one."""

    cells: int
    lines: int
    places: tuple[Place, ...]

    def is_free(self, cells: int, lines: int) -> bool:
        """Say whether so much room is free in the middle of the lowest lines, and around it."""
        left, top = (self.cells - cells) // 2 - 1, self.lines - lines - 1
        return top >= 0 and not any(
            left <= cell <= left + cells + 1 and line >= top for cell, line in self.places
        )


@lru_cache(maxsize=64)
def chart(seats: int, cells: int, lines: int, lines_a_row: int = DENSE) -> Chart | None:
    """Return the chart of so many seats in so much room, None if they do not fit.

    Of the largest ones it is the one whose seats stand nearest to their places.
    """
    if seats < 1:
        return None
    rows = get_nrows_from_nseats(seats)
    highest = min(lines, cells // _CELLS_A_LINE, rows * lines_a_row)
    found: list[tuple[float, Chart]] = []
    for high in range(highest, max(highest - _TRIED_LINES, rows), -1):
        for wide in range(high * _CELLS_A_LINE - 4, min(cells, high * _CELLS_A_LINE + 3)):
            places, error = _placed(seats, wide, high)
            if places:
                found.append((error, Chart(wide, high, places)))
    return min(found, key=lambda one: one[0])[1] if found else None


def _placed(seats: int, cells: int, lines: int) -> tuple[tuple[Place, ...], float]:
    """Return the places of the seats, none if two would share one, and how far off they are."""
    centers = sorted(get_seats_centers(seats).items(), key=lambda seat: -seat[1])
    low = min(y for (_x, y), _angle in centers)
    high = max(y for (_x, y), _angle in centers)
    left = min(x for (x, _y), _angle in centers)
    middle = (cells - 1) / 2
    taken: dict[Place, None] = {}
    error = 0.0
    for (x, y), _angle in centers:
        across = (x - 1) / (1 - left) * middle if left < 1 else 0.0
        down = (high - y) / (high - low) * (lines - 1) if high > low else 0.0
        # Rounded away from the middle, so that both wings are the same.
        cell = round(middle + across + (1e-6 if across > 0 else -1e-6))
        line = round(down)
        if (cell, line) in taken:
            return (), 0.0
        taken[cell, line] = None
        error += (cell - middle - across) ** 2 + (2 * (line - down)) ** 2
    return tuple(taken), error / lines**2


def hemicycle(
    seats: Sequence[Seat],
    cells: int,
    lines: int,
    number: int | None = None,
    lines_a_row: int = DENSE,
) -> list[Content]:
    """Return the chamber as lines of equal length, a number in its middle; [] if it does not fit.

    The seats go from the left wing to the right one.
    """
    drawn = chart(len(seats), cells, lines, lines_a_row)
    if drawn is None:
        return []
    signs: dict[Place, tuple[str, str]] = {
        place: (SIGNS[seat.status], seat.style)
        for place, seat in zip(drawn.places, seats, strict=True)
    }
    if number is not None:
        signs |= _number(drawn, str(number))
    return [
        Content.assemble(*(signs.get((cell, line), (" ", "")) for cell in range(drawn.cells)))
        for line in range(drawn.lines)
    ]


def _number(drawn: Chart, text: str) -> dict[Place, tuple[str, str]]:
    scale = largest_scale(text, drawn.cells, drawn.lines)
    while scale and not drawn.is_free(*size_of(text, scale)):
        scale -= 1
    if not scale and not drawn.is_free(len(text), 1):
        return {}
    rows = big_digits(text, *size_of(text, scale)) if scale else [text]
    left = (drawn.cells - len(rows[0])) // 2
    top = drawn.lines - len(rows)
    return {
        (left + cell, top + line): (sign, "bold $foreground")
        for line, row in enumerate(rows)
        for cell, sign in enumerate(row)
        if sign != " "
    }
