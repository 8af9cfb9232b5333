"""A picture of a terminal: a small SVG, the same on every machine, and the text in it."""

import re
from collections import Counter
from collections.abc import Iterable
from xml.sax.saxutils import escape, unescape

from rich.cells import cell_len
from rich.color import Color, blend_rgb
from rich.segment import Segment
from rich.style import Style
from textual.app import App

# A cell, and the height in it on which letters stand, in the proportions of common fonts.
CELL, LINE, BASE, MARGIN = 10, 19, 15, 8
FONTS = "DejaVu Sans Mono, Liberation Mono, Menlo, Consolas, monospace"
GAP = "\N{NO-BREAK SPACE}"
_RUN = re.compile(r'<text x="(\d+)" y="(\d+)"[^>]*>([^<]*)</text>')


def picture(app: App[int]) -> str:
    """Draw what an app shows: the boxes over the screen, and what shines through."""
    update = app.screen._compositor.render_update(
        full=True, screen_stack=app._background_screens, simplify=True
    )
    rows = [[segment for strip in row for segment in strip] for row in update.strips]
    return drawn(rows, app.size.width)


def drawn(rows: list[list[Segment]], width: int) -> str:
    """Draw rows of styled text, each of so many cells."""
    area: Counter[str] = Counter()
    paths: dict[str, str] = {}
    looks: dict[str, str] = {}
    runs: list[str] = []
    for row, segments in enumerate(rows):
        column = 0
        for text, style, _control in segments:
            cells = cell_len(text)
            look, behind = _look(style or Style())
            area[behind] += cells
            place = f"M{column * CELL} {row * LINE}h{cells * CELL}v{LINE}h-{cells * CELL}z"
            paths[behind] = paths.get(behind, "") + place
            bare = text.strip()
            if bare:
                x = (column + cell_len(text) - cell_len(text.lstrip())) * CELL
                name = looks.setdefault(look, f"c{len(looks)}")
                runs.append(
                    f'<text x="{x}" y="{row * LINE + BASE}" textLength="{cell_len(bare) * CELL}"'
                    f' class="{name}">{escape(bare.replace(" ", GAP))}</text>'
                )
            column += cells
    ground = area.most_common(1)[0][0]
    across, down = width * CELL + 2 * MARGIN, len(rows) * LINE + 2 * MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}">',
            f"<style>text{{font:16.6px {FONTS}}}",
            *(f".{name}{{{look}}}" for look, name in looks.items()),
            "</style>",
            f'<rect width="{across}" height="{down}" rx="{MARGIN}" fill="{ground}"/>',
            f'<g transform="translate({MARGIN} {MARGIN})" shape-rendering="crispEdges">',
            *(f'<path fill="{c}" d="{path}"/>' for c, path in paths.items() if c != ground),
            *runs,
            "</g></svg>\n",
        ]
    )


def _look(style: Style) -> tuple[str, str]:
    """Return how a style's letters look, and the colour behind them."""
    front, behind = _triplet(style.color, 255), _triplet(style.bgcolor, 0)
    if style.reverse:
        front, behind = behind, front
    if style.dim:
        front = blend_rgb(front, behind, 0.4)
    traits = [f"fill:{front.hex}"]
    traits += ["font-weight:bold"] if style.bold else []
    traits += ["font-style:italic"] if style.italic else []
    lines = [style.underline and "underline", style.strike and "line-through"]
    traits += [f"text-decoration:{' '.join(filter(None, lines))}"] if any(lines) else []
    return ";".join(traits), behind.hex


def _triplet(color: Color | None, otherwise: int):
    given = None if color is None or color.is_default else color
    return (given or Color.from_rgb(otherwise, otherwise, otherwise)).get_truecolor()


def text_of(svg: str) -> list[str]:
    """Return the rows of text in a picture, as a person reads them."""
    rows: dict[int, str] = {}
    for x, y, run in _RUN.findall(svg):
        row = (int(y) - BASE) // LINE
        rows[row] = rows.get(row, "").ljust(int(x) // CELL) + unescape(run).replace(GAP, " ")
    return [rows.get(row, "") for row in range(max(rows, default=-1) + 1)]


def first_difference(before: Iterable[str], after: Iterable[str]) -> str | None:
    """Return the first row that differs, both ways, None if all text is the same."""
    old, new = list(before), list(after)
    rows = max(len(old), len(new))
    pairs = zip(old + [""] * (rows - len(old)), new + [""] * (rows - len(new)), strict=True)
    for row, (was, now) in enumerate(pairs, 1):
        if was != now:
            return f"row {row} was  {was!r}\nrow {row} is   {now!r}"
    return None
