"""The language of this terminal: catalogues by gettext, English as the source."""

import gettext as _gettext
import os
from io import BytesIO
from pathlib import Path

LANGUAGES = ("kk", "ru", "en")
DOMAIN = "majilis"

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Speak a language from now on; English where a catalogue is missing."""
    global _current, _language  # noqa: PLW0603 - one terminal, one language
    _language = language if language in LANGUAGES else "en"
    source = Path(__file__).parent / _language / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = source.with_suffix(".mo")
    if _language == "en":
        _current = _gettext.NullTranslations()
    elif compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        with compiled.open("rb") as file:
            _current = _gettext.GNUTranslations(file)
    else:
        _current = _from_source(source)


def _from_source(path: Path) -> _gettext.NullTranslations:
    """Return a catalogue of a source tree that was never built."""
    try:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po
    except ImportError:
        return _gettext.NullTranslations()
    buffer = BytesIO()
    write_mo(buffer, read_po(BytesIO(path.read_bytes()), locale=_language))
    buffer.seek(0)
    return _gettext.GNUTranslations(buffer)


def language() -> str:
    """Return the language spoken now."""
    return _language


def preferred() -> str:
    """Return the language that the environment asks for, English unless it is one of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code:
            return code if code in LANGUAGES else "en"
    return "en"


def _(message: str) -> str:
    """Translate a message; nothing stays nothing, where gettext would give its header."""
    return message and _current.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Translate a message whose form hangs on a number."""
    return _current.ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802 - the usual name of this mark
    """Mark a message for the catalogue where it is translated later."""
    return message
