"""A document as PDF: set by Typst, with the fonts that come inside it."""

import re
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any

import msgspec
import typst

from majilis_tui.documents.sheet import Paper, Sheet
from majilis_tui.documents.source import DocumentError
from majilis_tui.languages import _

# What the fonts can show: the alphabets written with Latin, Greek, Cyrillic, Armenian, Georgian
# and Arabic letters, punctuation and common signs. Anything else is shown by its code.
_WITHOUT_GLYPH = re.compile(
    "[^\u0000-\u052f\u0531-\u058a\u0606-\u06ff\u10d0-\u10fc\u1e00-\u1fff\u2010-\u205e\u20a0-\u27bf]"
)
# A word that is wider than a column would run over its edge.
_LONG_WORD = re.compile(r"\S{28,}")
_PIECE = re.compile(r".{14}(?=.)")
_BREAK = "\u200b"


def pdf(document: Sheet | Paper) -> bytes:
    """Return a document as PDF; the same document gives the same bytes. Raises DocumentError."""
    template = "ballot" if isinstance(document, Paper) else "document"
    data = msgspec.json.encode(_settable(msgspec.to_builtins(document))).decode()
    day = datetime.fromisoformat(document.issued_on).replace(tzinfo=UTC)
    with as_file(files("majilis_tui") / "documents" / "templates") as folder:
        try:
            made = typst.compile(
                str(folder / f"{template}.typ"),
                root=str(folder),
                sys_inputs={"data": data},
                font_paths=[],
                ignore_system_fonts=True,
                format="pdf",
                timestamp=day,
            )
        except typst.TypstError as error:
            words = _("the PDF cannot be made: {reason}").format(reason=error)
            raise DocumentError(words) from error
    if not isinstance(made, bytes):
        raise TypeError("Typst made no single file")
    return made


def _settable(value: Any) -> Any:
    """Return the same data with only text that the fonts and the columns can hold."""
    if isinstance(value, str):
        shown = _WITHOUT_GLYPH.sub(lambda found: f"[U+{ord(found[0]):04X}]", value)
        return _LONG_WORD.sub(lambda found: _PIECE.sub(rf"\g<0>{_BREAK}", found[0]), shown)
    if isinstance(value, dict):
        return {key: _settable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_settable(part) for part in value]
    return value
