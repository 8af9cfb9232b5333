"""The language of this terminal: catalogues by gettext, English as the source."""

import gettext as _gettext
import os
from pathlib import Path

LANGUAGES = ("kk", "ru", "en")
DOMAIN = "majilis"

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Speak a language from now on; English where a catalogue is missing."""
    global _current, _language  # noqa: PLW0603 - one terminal, one language
    _language = language if language in LANGUAGES else "en"
    _current = _gettext.translation(
        DOMAIN, Path(__file__).parent, languages=[_language], fallback=True
    )


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
    """Translate a message."""
    return _current.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Translate a message whose form hangs on a number."""
    return _current.ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802 - the usual name of this mark
    """Mark a message for the catalogue where it is translated later."""
    return message
