"""Every action in words: what it is called, and what the log says once it is done.

The log holds codes and facts; here they are put into the language of the terminal.
"""

from majilis_tui.languages import _
from majilis_tui.log_words import announcing, counting, nominating, observing, preparing, voting
from majilis_tui.log_words.phrase import Phrase
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.names import fit, width
from majilis_tui.procedure.sitting import Sitting

__all__ = ["PHRASES", "line", "logged"]

PHRASES: dict[str, Phrase] = {
    **preparing.PHRASES,
    **nominating.PHRASES,
    **voting.PHRASES,
    **counting.PHRASES,
    **announcing.PHRASES,
    **observing.PHRASES,
}


def logged(entry: Entry, sitting: Sitting) -> str:
    """Return an entry in words; `sitting` is any later state, for the names."""
    words = PHRASES[entry.action].logged(entry.data, sitting)
    if not entry.data.from_paper and entry.data.with_ is None:
        return words
    if not entry.data.from_paper:
        return _("{entry} (chairman and secretary)").format(entry=words)
    if entry.data.with_ is None:
        return _("{entry} (from paper)").format(entry=words)
    return _("{entry} (from paper, signed by chairman and secretary)").format(entry=words)


def line(entry: Entry, sitting: Sitting, cells: int) -> str:
    """Return an entry in words for one line: whole if it fits, else as brief as it can be said.

    What people wrote is cut where even that is too long.
    """
    whole = logged(entry, sitting)
    phrase = PHRASES[entry.action]
    if width(whole) <= cells:
        return whole
    words = (phrase.brief or phrase.logged)(entry.data, sitting)
    if not entry.data.from_paper:
        return fit(words, max(cells, 0))
    mark = _("{entry} (from paper)").format(entry="")
    return fit(words, max(cells - width(mark), 0)) + mark
