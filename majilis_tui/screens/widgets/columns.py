"""Text in columns of terminal cells."""

from majilis_tui.procedure.names import fit, width


def column(text: str, cells: int) -> str:
    """Return a text as one column: cut or filled up to exactly so many cells."""
    cut = fit(text, cells)
    return cut + " " * (cells - width(cut))
