"""Bars in eighths of a cell, with the mark of what is needed."""

from textual.content import Content

from majilis_tui.languages import _

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
    place = _place(needed, whole, cells)
    under = filled[place]
    mark = Content.styled("┃" if under != "█" else "╂", "bold $text-accent")
    return content[:place] + mark + content[place + 1 :]


def threshold_words(whole: int, needed: int | None, cells: int) -> Content | None:
    """Return the line below such a bar: how many are needed, at the mark; None where none are."""
    if needed is None or whole <= 0 or cells < 4:
        return None
    place = _place(needed, whole, cells)
    words = _("{needed} needed").format(needed=needed)
    right = place + 2 + len(words) <= cells
    text = f"▲ {words}" if right else f"{words} ▲"
    left = place if right else max(place + 1 - len(text), 0)
    return Content.assemble(" " * left, (text, "$text-accent"))


def _place(needed: int, whole: int, cells: int) -> int:
    return min(needed * cells // whole, cells - 1)
