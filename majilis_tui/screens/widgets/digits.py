"""Digits as large as there is room: square points, two of them in the height of a cell."""

_FONT: dict[str, tuple[str, ...]] = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}
_ROWS = 5
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def _points(text: str, scale: int) -> list[list[bool]]:
    glyphs = [_FONT[character] for character in text]
    rows = [" ".join(glyph[row] for glyph in glyphs) for row in range(_ROWS)]
    wide = [[point == "#" for point in row for _ in range(scale)] for row in rows]
    return [row for row in wide for _ in range(scale)]


def size_of(text: str, scale: int) -> tuple[int, int]:
    """Return the cells and the lines that digits take at a scale."""
    cells = sum(len(_FONT[character][0]) + 1 for character in text) - 1
    return cells * scale, -(-_ROWS * scale // 2)


def largest_scale(text: str, cells: int, lines: int) -> int:
    """Return the largest scale at which digits fit, 0 if none does."""
    scale = 0
    while True:
        wide, high = size_of(text, scale + 1)
        if wide > cells or high > lines:
            return scale
        scale += 1


def big_digits(text: str, cells: int, lines: int) -> list[str]:
    """Return digits and colons as lines, as large as they fit; the bare text if they do not."""
    scale = largest_scale(text, cells, lines)
    if scale == 0:
        return [text]
    points = _points(text, scale)
    if len(points) % 2:
        points.append([False] * len(points[0]))
    return [
        "".join(_HALVES[upper, lower] for upper, lower in zip(one, two, strict=True))
        for one, two in zip(points[::2], points[1::2], strict=True)
    ]
