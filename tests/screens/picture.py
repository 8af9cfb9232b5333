"""A picture of a terminal as a small SVG that is the same on every machine, and its text."""

import re
from xml.sax.saxutils import escape, unescape

from rich.color import ColorType
from rich.style import Style
from textual.app import App
from textual.geometry import Size
from textual.strip import Strip

# A cell, and where in it letters stand, in the proportions of common monospaced fonts.
CELL, LINE, BASE, MARGIN = 10, 19, 15, 8
FONTS = "DejaVu Sans Mono, Liberation Mono, Menlo, Consolas, monospace"
_RUN = re.compile(r'<text x="(\d+)" y="(\d+)"[^>]*>([^<]*)</text>')


def picture(app: App[int]) -> str:
    """Draw what an app shows; every box over the screen and what shines through it."""
    update = app.screen._compositor.render_update(
        full=True, screen_stack=app._background_screens, simplify=True
    )
    ground = app.screen.styles.background if app.screen.styles.background.a == 1 else None
    base = ground or app.get_css_variables()["background"]
    return drawn(update.strips, app.size, getattr(base, "hex", base).lower())  # type: ignore[union-attr]


def drawn(strips: list[Strip], size: Size, ground: str) -> str:
    """Draw rows of styled text on a ground."""
    grounds: dict[str, str] = {}
    looks: dict[str, str] = {}
    runs = []
    for row, strip in enumerate(strips):
        column = 0
        for text, style, _control in strip:
            cells = strip.__class__([_segment(text)]).cell_length
            front, behind = _colours(style or Style(), ground)
            if behind != ground:
                path = f"M{column * CELL} {row * LINE}h{cells * CELL}v{LINE}h-{cells * CELL}z"
                grounds[behind] = grounds.get(behind, "") + path
            bare = text.strip(" ")
            if bare:
                before = len(text) - len(text.lstrip(" "))
                look = looks.setdefault(_look(style or Style(), front), f"c{len(looks)}")
                shown = escape(bare.replace(" ", "\N{NO-BREAK SPACE}"))
                wide = strip.__class__([_segment(bare)]).cell_length * CELL
                runs.append(
                    f'<text x="{(column + before) * CELL}" y="{row * LINE + BASE}"'
                    f' textLength="{wide}" class="{look}">{shown}</text>'
                )
            column += cells
    across, down = size.width * CELL + 2 * MARGIN, size.height * LINE + 2 * MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}">',
            f"<style>text{{font:16.6px {FONTS}}}",
            *(f".{name}{{{look}}}" for look, name in looks.items()),
            "</style>",
            f'<rect width="{across}" height="{down}" rx="{MARGIN}" fill="{ground}"/>',
            f'<g transform="translate({MARGIN} {MARGIN})" shape-rendering="crispEdges">',
            *(f'<path fill="{colour}" d="{path}"/>' for colour, path in grounds.items()),
            *runs,
            "</g></svg>",
            "",
        ]
    )


def text_of(svg: str) -> list[str]:
    """Return the rows of text in a picture, as a person reads them."""
    rows: dict[int, str] = {}
    for x, y, run in _RUN.findall(svg):
        row = (int(y) - BASE) // LINE
        words = unescape(run).replace("\N{NO-BREAK SPACE}", " ")
        rows[row] = rows.get(row, "").ljust(int(x) // CELL) + words
    return [rows.get(row, "") for row in range(max(rows, default=-1) + 1)]
