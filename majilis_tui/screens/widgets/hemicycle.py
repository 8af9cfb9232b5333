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

# A half circle is twice as wide as high, a cell half as wide.
_CELLS_A_LINE = 4
# In heights of a seat: with more a row the seats scatter.
_MOST_LINES_A_ROW = 2
_TRIED_LINES = 3
_LARGEST_SEAT = 6
# Of a place, before it is rounded to a cell: the sines of two mirrored seats differ in the last.
_DIGITS = 6


class Seat(msgspec.Struct, frozen=True):
    """A seat: one of `SIGNS`, and the style of its group."""

    status: str
    style: str


class Chart(msgspec.Struct, frozen=True):
    """The cells of the seats as (cell, line), seat after seat from the left wing to the right."""

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
def chart(seats: int, cells: int, lines: int, size: int = 1) -> Chart | None:
    """Return the chart of seats so many lines high in so much room, None if they do not fit.

    Of the largest ones it is the one whose seats stand nearest to their places.
    """
    if seats < 1:
        return None
    rows = get_nrows_from_nseats(seats)
    # Large seats take a little more room, for they may not touch.
    highest = min(lines, cells // _CELLS_A_LINE, rows * (_MOST_LINES_A_ROW * size + size - 1))
    found: list[tuple[float, Chart]] = []
    for high in range(highest, rows * size, -1):
        if found and high <= found[0][1].lines - _TRIED_LINES:
            break
        for wide in range(high * _CELLS_A_LINE - 4, min(cells, high * _CELLS_A_LINE + 2) + 1):
            places, error = _placed(seats, wide, high, size)
            if places:
                found.append((error, Chart(wide, high, places)))
    return min(found, key=lambda one: one[0])[1] if found else None


def _placed(seats: int, cells: int, lines: int, size: int) -> tuple[tuple[Place, ...], float]:
    """Return the cells of all seats, none if they do not fit in, and how far off they are."""
    centers = sorted(get_seats_centers(seats).items(), key=lambda seat: -seat[1])
    low = min(y for (_x, y), _angle in centers)
    high = max(y for (_x, y), _angle in centers)
    left = min(x for (x, _y), _angle in centers)
    wide = _wide(size)
    middle = (cells - wide) / 2
    taken: dict[Place, None] = {}
    error = 0.0
    for (x, y), _angle in centers:
        across = (x - 1) / (1 - left) * middle if left < 1 else 0.0
        down = (high - y) / (high - low) * (lines - size) if high > low else 0.0
        # Both wings are the same: rounded is how far a seat is from the middle, to either side.
        odd = middle % 1
        far = round(round(abs(across) - odd, _DIGITS)) + odd
        cell = int(middle + (far if across > 0 else -far))
        line = round(round(down, _DIGITS))
        if odd and round(across, _DIGITS) == 0:
            return (), 0.0  # a seat in the middle, and no cell there
        covered = [(cell + n, line + m) for m in range(size) for n in range(wide)]
        if not taken.keys().isdisjoint(covered):
            return (), 0.0
        taken.update(dict.fromkeys(covered))
        error += (cell - middle - across) ** 2 + (2 * (line - down)) ** 2
    return tuple(taken), error / lines**2


def _wide(size: int) -> int:
    """Return the cells of a seat so many lines high; what is left of a square is the gap."""
    return max(2 * size - 1, 1)


def hemicycle(
    seats: Sequence[Seat], cells: int, lines: int, number: int, *, large: bool = False
) -> list[Content]:
    """Return the chamber as lines of equal length, a number in its middle; [] if it does not fit.

    The seats go from the left wing to the right one. With `large` each is as large as there is
    room: full for those present, an outline for the others.
    """
    for size in range(_LARGEST_SEAT if large else 1, 0, -1):
        drawn = chart(len(seats), cells, lines, size)
        if drawn is not None:
            return _drawn(drawn, seats, number, size)
    return []


def _drawn(drawn: Chart, seats: Sequence[Seat], number: int, size: int) -> list[Content]:
    signs: dict[Place, tuple[str, str]] = {}
    shapes = {status: _shape(status, size) for status in SIGNS}
    whole = len(drawn.places) // len(seats)
    for place, seat in enumerate(seats):
        cells = drawn.places[place * whole : (place + 1) * whole]
        for cell, sign in zip(cells, shapes[seat.status], strict=True):
            signs[cell] = (sign, seat.style)
    signs |= _number(drawn, str(number))
    return [
        Content.assemble(*(signs.get((cell, line), (" ", "")) for cell in range(drawn.cells)))
        for line in range(drawn.lines)
    ]


def _shape(status: str, size: int) -> str:
    """Return the signs of a seat so many lines high, line after line."""
    if size == 1:
        return SIGNS[status]
    wide = 2 * size - 3
    if status == "present":
        return f"▟{'█' * wide}▙" + "█" * (wide + 2) * (size - 2) + f"▜{'█' * wide}▛"
    if status == "vacant":
        return (" " * (wide + 2) * (size - 1)) + " " * (size - 1) + "·" + " " * (size - 1)
    across = "─" if status == "absent" else "┄"
    sides = f"│{' ' * wide}│" * (size - 2)
    return f"╭{across * wide}╮{sides}╰{across * wide}╯"


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
