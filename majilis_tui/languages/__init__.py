"""The language of this terminal: catalogues by gettext, English as the source."""

import gettext as _gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

LANGUAGES = ("kk", "ru", "en")
DOMAIN = "majilis"

_language = "en"
_meanwhile: ContextVar[str | None] = ContextVar("meanwhile", default=None)


def use(language: str) -> None:
    """Speak a language from now on; English where it is none of ours."""
    global _language  # noqa: PLW0603 - one terminal, one language
    _language = language if language in LANGUAGES else "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while, in this thread alone.

    A document's need not be the terminal's.
    """
    before = _meanwhile.set(language)
    try:
        yield
    finally:
        _meanwhile.reset(before)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    """Return the catalogue of a language; English where it is missing."""
    if language not in LANGUAGES or language == "en":
        return _gettext.NullTranslations()
    source = Path(__file__).parent / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = source.with_suffix(".mo")
    # What is installed has no source; in a tree the source may have gone on since it was built.
    if not source.exists() or (
        compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime
    ):
        with compiled.open("rb") as file:
            return _gettext.GNUTranslations(file)
    return _from_source(source, language)


def _from_source(path: Path, language: str) -> _gettext.NullTranslations:
    """Return a catalogue of a source tree that was never built."""
    try:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po
    except ImportError:
        return _gettext.NullTranslations()
    buffer = BytesIO()
    write_mo(buffer, read_po(BytesIO(path.read_bytes()), locale=language))
    buffer.seek(0)
    return _gettext.GNUTranslations(buffer)


def language() -> str:
    """Return the language spoken now."""
    return _meanwhile.get() or _language


def preferred() -> str:
    """Return the language that the environment asks for, English unless it is one of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code:
            return code if code in LANGUAGES else "en"
    return "en"


def _(message: str) -> str:
    """Translate a message; nothing stays nothing, where gettext would give its header."""
    return message and _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Translate a message whose form hangs on a number."""
    return _catalogue(language()).ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802 - the usual name of this mark
    """Mark a message for the catalogue where it is translated later."""
    return message
