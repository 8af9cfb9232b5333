"""Bars in eighths of a cell, with the mark of what is needed."""

from textual.content import Content

_EIGHTHS = " ▏▎▍▌▋▊▉"


def bar(value: int, whole: int, cells: int) -> str:
    """Return a bar of a number out of a whole, padded to its full length."""
    if whole <= 0 or cells <= 0:
        return " " * max(cells, 0)
    eighths = min(value, whole) * cells * 8 // whole
    full, rest = divmod(eighths, 8)
    text = "█" * full + (_EIGHTHS[rest] if rest else "")
    return text + " " * (cells - len(text))


def threshold_bar(value: int, whole: int, needed: int | None, cells: int) -> Content:
    """Return a bar on a track with a mark where enough is reached."""
    if cells < 4:
        return Content("")
    enough = needed is not None and value >= needed
    filled = bar(value, whole, cells)
    style = "$success" if enough else "$primary"
    content = Content.styled(filled, style)
    if needed is None or whole <= 0:
        return content
    place = min(needed * cells // whole, cells - 1)
    under = filled[place]
    mark = Content.styled("┃" if under != "█" else "╂", "bold $text-accent")
    return content[:place] + mark + content[place + 1 :]
