"""Text in columns of terminal cells."""

from collections.abc import Iterable

from majilis_tui.procedure.names import fit, width


def column(text: str, cells: int) -> str:
    """Return a text as one column: cut or filled up to exactly so many cells."""
    cut = fit(text, cells)
    return cut + " " * (cells - width(cut))


def flowing(parts: Iterable[str], cells: int, gap: str) -> list[str]:
    """Return parts on as few lines of so many cells as they need, none broken in two."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{gap}{part}" if lines else part
        if lines and width(longer) <= cells:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def wrapped(text: str, cells: int) -> list[str]:
    """Return a text as lines of at most so many cells, broken between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer) > cells and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return [fit(line, cells) for line in lines]
